/* doctor_sssd.c - SSSD, where names or passwords come from a directory. */
#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "clock.h"
#include "doctor.h"
#include "keep.h"

#define NSSWITCH "/etc/nsswitch.conf"
#define NSS_PIPE "/var/lib/sss/pipes/nss"
#define PATIENCE_MS 5000

/* Whether a line that begins with `head` has the word. */
static bool
names_word(const char *text, const char *head, const char *word)
{
	size_t n = strlen(head), w = strlen(word);
	const char *line = text, *end, *at;

	for (; line != NULL; line = *end == '\0' ? NULL : end + 1) {
		end = strchrnul(line, '\n');
		line += strspn(line, " \t");
		if (line >= end || *line == '#' || strncmp(line, head, n) != 0)
			continue;
		for (at = line; (at = strstr(at, word)) != NULL && at < end;
		     at += w)
			if (strchr(" \t:", at[-1]) != NULL &&
			    (at[w] == '\0' || strchr(" \t\n", at[w]) != NULL))
				return true;
	}
	return false;
}

/* Whether PAM's file asks SSSD. */
static bool
asks_sssd(struct arena *a)
{
	static const char *const kinds[] = { "auth", "-auth", "account" };
	char *text;
	size_t i;

	if (keep_read(a, PAM_FILE, &text) != OK)
		return false;
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (names_word(text, kinds[i], "pam_sss.so"))
			return true;
	return false;
}

static bool
names_from_sssd(struct arena *a)
{
	char *text;

	return keep_read(a, NSSWITCH, &text) == OK &&
	       names_word(text, "passwd:", "sss") &&
	       names_word(text, "group:", "sss");
}

/* 0, or why nobody listens at its pipe. */
static int
refused(void)
{
	const struct sockaddr_un to = { AF_UNIX, NSS_PIPE };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int why = 0;

	if (fd < 0)
		return errno;
	if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) < 0 &&
	    errno != EAGAIN)
		why = errno;
	close(fd);
	return why;
}

/* Ask for somebody whom no memory holds, and so the directory itself. */
static _Noreturn void
ask(pid_t parent)
{
	char name[32];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	snprintf(name, sizeof(name), "igtk-doctor-%d", (int)getpid());
	(void)getpwnam(name);
	_exit(0);
}

/* Whether it answers; a process that hangs there cannot be called back. */
static bool
answers(void)
{
	const struct timespec moment = { .tv_nsec = 10000000 };
	int64_t until = clock_ticks() + PATIENCE_MS * INT64_C(1000);
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		ask(parent);
	if (pid < 0)
		return true;
	while (waitpid(pid, NULL, WNOHANG) == 0) {
		if (clock_ticks() > until) {
			kill(pid, SIGKILL);
			(void)waitpid(pid, NULL, 0);
			return false;
		}
		nanosleep(&moment, NULL);
	}
	return true;
}

enum sssd
sssd_look(struct arena *a)
{
	bool asked = asks_sssd(a);

	if (!names_from_sssd(a))
		return asked ? SSSD_NAMELESS : SSSD_UNUSED;
	if (refused() != 0)
		return asked ? SSSD_STOPPED : SSSD_UNNEEDED;
	return answers() ? SSSD_ANSWERS : SSSD_SILENT;
}

const char *
sssd_advice(enum sssd s, const char **detail)
{
	static const struct {
		const char *detail, *advice;
	} words[] = {
		[SSSD_UNUSED] = { "", "" },
		[SSSD_UNNEEDED] = { "it does not run, and " NSSWITCH
				    " names it",
		    "Start it if names come from a directory: "
		    "systemctl start sssd" },
		[SSSD_NAMELESS] = { PAM_FILE " asks it for passwords, but "
					     "its accounts have no names here",
		    "Install libnss-sss, and put sss into the lines passwd "
		    "and group of " NSSWITCH },
		[SSSD_STOPPED] = { "it does not run: nobody of the directory "
				   "can sign in",
		    "systemctl start sssd; if it ends again, sssctl "
		    "config-check and /var/log/sssd say why" },
		[SSSD_SILENT] = { "it runs, and answers nothing within 5 "
				  "seconds: nobody can sign in",
		    "systemctl restart sssd, and see /var/log/sssd and "
		    "whether the directory can be reached" },
		[SSSD_ANSWERS] = { "it answers", "" },
	};

	*detail = words[s].detail;
	return words[s].advice;
}

void
doctor_sssd(struct doctor *d)
{
	const char *detail, *advice;
	enum sssd s = sssd_look(d->cli->arena);

	d->names_hang = s == SSSD_SILENT;
	if (s == SSSD_UNUSED)
		return;
	advice = sssd_advice(s, &detail);
	doctor_says(d, "SSSD",
	    s == SSSD_ANSWERS    ? FINDING_FINE
	    : s == SSSD_UNNEEDED ? FINDING_DOUBT
				 : FINDING_FAULT,
	    detail, advice);
}
