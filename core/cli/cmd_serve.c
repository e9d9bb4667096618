/* cmd_serve.c - igtk serve: become igtk-fcgi, by the settings of this one. */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "arena.h"
#include "cli.h"
#include "keep.h"

#define NAME "igtk-fcgi"
#define WHERE "/run/igtk/igtk.sock" /* the sites of config/ look there */
#define WORDS 12

/* Beside this program, or where both are installed; NULL: it was said. */
static const char *
program(struct arena *a)
{
	static const char *const places[] = { "", "../libexec/igtk/" };
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	const char *folder, *path;
	size_t i;

	folder = n > 0 ? keep_folder(a, arena_copy(a, self, (size_t)n)) : "";
	for (i = 0; n > 0 && i < sizeof(places) / sizeof(places[0]); i++) {
		path = arena_printf(a, "%s/%s" NAME, folder, places[i]);
		if (access(path, X_OK) == 0)
			return path;
	}
	cli_fail(NAME " is not found, neither in %s nor in %s/%s: install it, "
		      "or run the igtk that lies beside it",
	    folder, folder, places[1]);
	return NULL;
}

/* Whoever else ran it would leave files that its user cannot open. */
static int
right_user(const struct cli *cli)
{
	const struct passwd *pw;
	struct stat st;

	if (stat(cli->path, &st) < 0)
		return errno == ENOENT
			   ? cli_fail("%s: there is no database; "
				      "igtk init makes one",
				 cli->path)
			   : cli_fail("%s: %s", cli->path, strerror(errno));
	if (st.st_uid == geteuid())
		return 0;
	if ((pw = getpwuid(st.st_uid)) == NULL)
		return cli_fail("%s belongs to the user of number %u: run "
				"this as that user",
		    cli->path, (unsigned)st.st_uid);
	return cli_fail("%s belongs to %s: run this as that user, as by "
			"runuser -u %s -- igtk serve",
	    cli->path, pw->pw_name, pw->pw_name);
}

/* A supervisor may hand a socket over as standard input. */
static bool
handed_over(void)
{
	int listens = 0;
	socklen_t n = sizeof(listens);

	return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listens,
		   &n) == 0 &&
	       listens != 0;
}

/* Does anybody answer there?  A socket that was left behind is taken over. */
static bool
taken(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	bool answered;
	int fd;

	if (strlen(path) >= sizeof(a.sun_path))
		return false; /* that is said later */
	memcpy(a.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return false;
	answered = connect(fd, (const struct sockaddr *)&a, sizeof(a)) == 0 ||
		   errno == EAGAIN;
	close(fd);
	return answered;
}

struct words {
	char *v[WORDS + 1];
	size_t n;
};

static void
add(struct words *w, struct arena *a, const char *option, const char *value)
{
	if (value == NULL)
		return;
	w->v[w->n++] = arena_text(a, option);
	w->v[w->n++] = arena_text(a, value);
}

int
cmd_serve(struct cli *cli)
{
	struct arena *a = cli->arena;
	const char *path = program(a), *where = cli->value[OPT_SOCKET];
	struct words w = { .v = { arena_text(a, NAME) }, .n = 1 };
	int code;

	if (path == NULL)
		return EXIT_FAILED;
	if ((code = right_user(cli)) != 0)
		return code;
	if (where == NULL && !handed_over())
		where = WHERE;
	if (where != NULL && taken(where))
		return cli_fail("%s: another process listens there; stop that "
				"one (systemctl stop igtk.socket igtk-fcgi), "
				"or name another place with --socket",
		    where);
	add(&w, a, "-c", cli->settings);
	add(&w, a, "--db", cli->value[OPT_DB]);
	add(&w, a, "-w", cli->value[OPT_WORKERS]);
	add(&w, a, "-s", where);
	add(&w, a, "-g", cli->value[OPT_GROUP]);
	fprintf(stderr, "igtk: serving %s at %s; Ctrl-C ends it\n", cli->path,
	    where != NULL ? where : "the socket that was handed over");
	execv(path, w.v);
	return cli_fail("%s: %s", path, strerror(errno));
}
