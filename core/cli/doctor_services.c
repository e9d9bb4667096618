/* doctor_services.c - what igtk stands between: broker, front, PAM, mail. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "doctor.h"
#include "keep.h"

#define OPENSSL "/usr/bin/openssl"
#define SOON_S "2592000" /* thirty days */
#define PATIENCE_S 5

static void
broker(struct doctor *d)
{
	const char *path = d->cli->config.sign_in.socket;
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	size_t n = strlen(path);
	int failed;

	if (fd < 0 || n >= sizeof(to.sun_path))
		return;
	memcpy(to.sun_path, path, n + 1);
	failed =
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0 ? errno : 0;
	close(fd);
	if (failed == 0)
		doctor_says(d, "sign-in", FINDING_FINE,
		    arena_printf(
			d->cli->arena, "igtk-authd listens at %s", path),
		    "");
	else
		doctor_says(d, "sign-in", FINDING_FAULT,
		    arena_printf(
			d->cli->arena, "%s: %s", path, strerror(failed)),
		    failed == EACCES ? "Run this as the user of igtk-fcgi"
				     : "Start igtk-authd; nobody can sign in "
				       "without it");
}

/* A connection to host:port; -1: nobody there. */
static int
reach(const char *host, const char *port)
{
	const struct addrinfo want = { .ai_socktype = SOCK_STREAM };
	const struct timeval patience = { .tv_sec = PATIENCE_S };
	struct addrinfo *all, *one;
	int fd = -1;

	if (getaddrinfo(host, port, &want, &all) != 0)
		return -1;
	for (one = all; one != NULL && fd < 0; one = one->ai_next) {
		fd = socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd < 0)
			continue;
		setsockopt(
		    fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
		setsockopt(
		    fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
		if (connect(fd, one->ai_addr, one->ai_addrlen) < 0) {
			close(fd);
			fd = -1;
		}
	}
	freeaddrinfo(all);
	return fd;
}

/* The status that /healthz answers with, in the clear; 0: none. */
static int
health(struct doctor *d, int fd, const char *host)
{
	const char *ask = arena_printf(d->cli->arena,
	    "GET %s/healthz HTTP/1.0\r\nHost: %s\r\n\r\n",
	    d->cli->config.web.base_path, host);
	char answer[16] = "";
	size_t n = strlen(ask);

	if (send(fd, ask, n, MSG_NOSIGNAL) != (ssize_t)n ||
	    recv(fd, answer, sizeof(answer) - 1, MSG_WAITALL) < 12 ||
	    strncmp(answer, "HTTP/1.", 7) != 0)
		return 0;
	return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 +
	       (answer[11] - '0');
}

static void
front(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	const char *url = d->cli->config.web.public_url;
	bool tls = strncmp(url, "https", 5) == 0;
	const char *port;
	char *host, *colon;
	int fd, status;

	if (url[0] == '\0') {
		doctor_says(d, "web server", FINDING_DOUBT,
		    "its address is not known here", "Set [web] public_url");
		return;
	}
	host = arena_text(a, strstr(url, "://") + 3);
	port = tls ? "443" : "80";
	colon = strrchr(host, ':');
	if (colon != NULL && colon[1] >= '0' && colon[1] <= '9') {
		*colon = '\0';
		port = colon + 1;
	}
	if ((fd = reach(host, port)) < 0) {
		doctor_says(d, "web server", FINDING_FAULT,
		    arena_printf(a, "nothing answers at %s", url),
		    "Start nginx or Apache, and see that the name leads here");
		return;
	}
	status = tls ? 200 : health(d, fd, host);
	close(fd);
	doctor_says(d, "web server",
	    status == 200 ? FINDING_FINE : FINDING_FAULT,
	    tls ? arena_printf(a, "answers at %s", url)
		: arena_printf(a, "%s/healthz says %d", url, status),
	    status == 200 ? ""
			  : "Start igtk-fcgi, and see the web server's log");
}

/* The lines of a PAM file that ask PAM's modules `word`. */
static bool
line_with(const char *text, const char *one, const char *other)
{
	const char *line = text;

	while (line != NULL && *line != '\0') {
		const char *end = strchrnul(line, '\n');
		const char *x = strstr(line, one), *y = strstr(line, other);

		if (line[0] != '#' && x != NULL && x < end && y != NULL &&
		    y < end)
			return true;
		line = *end == '\0' ? NULL : end + 1;
	}
	return false;
}

static void
pam(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	struct stat st;
	char *text;

	if (stat(PAM_FILE, &st) < 0 || keep_read(a, PAM_FILE, &text) != OK)
		doctor_says(d, "PAM", FINDING_DOUBT, PAM_FILE " cannot be read",
		    "Make it from the example, unless igtk-authd is given "
		    "another service");
	else if ((st.st_mode & 022) != 0 || st.st_uid != 0)
		doctor_says(d, "PAM", FINDING_FAULT,
		    PAM_FILE " is not root's alone",
		    "chown root " PAM_FILE "; chmod 644 " PAM_FILE);
	else if (line_with(text, "pam_oath.so", "debug"))
		doctor_says(d, "PAM", FINDING_FAULT,
		    "pam_oath.so with debug prints passwords and codes",
		    "Take the word debug out of " PAM_FILE);
	else if (line_with(text, "sufficient", "pam_unix.so") &&
		 strstr(text, "pam_oath.so") != NULL)
		doctor_says(d, "PAM", FINDING_FAULT,
		    "a right password alone is enough: pam_unix.so is "
		    "sufficient, and the code is never asked",
		    "Write required, and try igtk check-pam USER");
	else
		doctor_says(d, "PAM", FINDING_FINE,
		    PAM_FILE " is there; igtk check-pam USER tries it", "");
}

static void
mail(struct doctor *d)
{
	const char *sendmail = d->cli->config.mail.sendmail;

	if (access(sendmail, X_OK) < 0)
		doctor_says(d, "mail", FINDING_DOUBT,
		    arena_printf(d->cli->arena, "%s is not there", sendmail),
		    "Reminders cannot be sent from here: install msmtp-mta or "
		    "postfix, or set [mail] sendmail");
	else if (d->cli->config.mail.from[0] == '\0')
		doctor_says(d, "mail", FINDING_DOUBT,
		    arena_printf(d->cli->arena, "%s, but no reminders are sent",
			sendmail),
		    "Set [mail] from, and start igtk-remind.timer");
	else
		doctor_says(d, "mail", FINDING_FINE,
		    arena_printf(d->cli->arena, "%s, from %s", sendmail,
			d->cli->config.mail.from),
		    "");
}

/* OpenSSL's word on whether it ends within thirty days; 2: it cannot tell. */
static int
ends_soon(const char *file)
{
	const char *const words[] = { OPENSSL, "x509", "-noout", "-checkend",
		SOON_S, "-in", file, NULL };
	char *const none[] = { NULL };
	/* The call takes words that it never changes for changeable ones. */
	char *const *argv = (char *const *)(uintptr_t)words;
	posix_spawn_file_actions_t quiet;
	int status = -1;
	pid_t pid;

	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(
	    &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(
	    &quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&pid, OPENSSL, &quiet, NULL, argv, none) == 0)
		(void)waitpid(pid, &status, 0);
	posix_spawn_file_actions_destroy(&quiet);
	return WIFEXITED(status) && WEXITSTATUS(status) <= 1
		   ? WEXITSTATUS(status)
		   : 2;
}

static void
certificate(struct doctor *d)
{
	const char *file = d->cli->config.watch.certificate;

	if (file[0] == '\0')
		return;
	if (access(file, R_OK) < 0)
		doctor_says(d, "certificate", FINDING_FAULT,
		    arena_printf(
			d->cli->arena, "%s: %s", file, strerror(errno)),
		    "Set [watch] certificate to a file that can be read");
	else if (access(OPENSSL, X_OK) < 0)
		doctor_says(d, "certificate", FINDING_DOUBT,
		    OPENSSL " is not there",
		    "Install it to have this looked at");
	else if (ends_soon(file) != 0)
		doctor_says(d, "certificate", FINDING_FAULT,
		    arena_printf(d->cli->arena,
			"%s ends within thirty days, or is none", file),
		    "Renew it");
	else
		doctor_says(d, "certificate", FINDING_FINE,
		    arena_printf(d->cli->arena,
			"%s, good for thirty days and more", file),
		    "");
}

void
doctor_services(struct doctor *d)
{
	broker(d);
	front(d);
	pam(d);
	mail(d);
	certificate(d);
}
