/* main.c - options of igtk-authd, its socket, and what it gives up first. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "authd.h"
#include "log.h"

#define BACKLOG 64
#define SOCKET_MODE 0660
#define LOCK_NAME "authd.lock"
#define NICENESS 10

static const char usage_text[] =
    "usage: igtk-authd [-Nt] -s socket -p service [-d folder] [-u user]\n"
    "                  [-g group] [-a nss|pam] [-n places] [-w seconds]\n";

static _Noreturn void
usage(const char *why)
{
	fprintf(stderr, "igtk-authd: %s\n%s", why, usage_text);
	exit(2);
}

static _Noreturn void
fail(const char *what, const char *why)
{
	fprintf(stderr, "igtk-authd: %s: %s\n", what, why);
	exit(1);
}

/* A decimal number from min to max, or false. */
static bool
number(
    const char *text, unsigned long min, unsigned long max, unsigned long *out)
{
	char *end;

	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	*out = strtoul(text, &end, 10);
	return errno == 0 && *end == '\0' && *out >= min && *out <= max;
}

static uid_t
user_named(const char *text)
{
	const struct passwd *p = getpwnam(text);
	unsigned long n;

	if (p != NULL)
		return p->pw_uid;
	if (!number(text, 0, UINT32_MAX - 1, &n))
		fail(text, "no such user");
	return (uid_t)n;
}

static gid_t
group_named(const char *text)
{
	const struct group *g = getgrnam(text);
	unsigned long n;

	if (g != NULL)
		return g->gr_gid;
	if (!number(text, 0, UINT32_MAX - 1, &n))
		fail(text, "no such group");
	return (gid_t)n;
}

/* PAM folds service names to lower case, and joins them to folders. */
static bool
service_fits(const char *s)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz0123456789_.-";

	return s[0] != '\0' && s[0] != '.' && s[strspn(s, set)] == '\0';
}

static enum authd_names
names_from(const char *text)
{
	if (strcmp(text, "nss") == 0)
		return AUTHD_NSS;
	if (strcmp(text, "pam") == 0)
		return AUTHD_PAM;
	usage("-a takes nss or pam");
}

static unsigned
count(const char *text, unsigned long max, const char *why)
{
	unsigned long n;

	if (!number(text, 1, max, &n))
		usage(why);
	return (unsigned)n;
}

/* Returns whether -t was given. */
static bool
options(struct authd *d, int argc, char **argv)
{
	bool test = false;
	int c;

	while ((c = getopt(argc, argv, "s:p:d:u:g:a:n:w:Nt")) != -1) {
		if (c == 's')
			d->socket = optarg;
		else if (c == 'p')
			d->service = optarg;
		else if (c == 'd')
			d->confdir = optarg;
		else if (c == 'u')
			d->peer = user_named(optarg);
		else if (c == 'g')
			d->group = group_named(optarg);
		else if (c == 'a')
			d->names = names_from(optarg);
		else if (c == 'n')
			d->places = count(optarg, AUTHD_PLACES_MAX,
			    "-n takes 1 to 64 places");
		else if (c == 'w')
			d->patience = 1000 * (int64_t)count(optarg, 300,
						 "-w takes 1 to 300 seconds");
		else if (c == 'N')
			d->helpers = true;
		else if (c == 't')
			test = true;
		else
			usage("cannot read the options");
	}
	if (optind != argc)
		usage("too many arguments");
	if (d->service == NULL || !service_fits(d->service))
		usage("-p needs a PAM service in lower case");
	return test;
}

/* What is at a must not be alive; a dead leftover goes. */
static void
make_way(const struct sockaddr_un *a)
{
	struct stat st;
	int fd, r;

	if (lstat(a->sun_path, &st) != 0)
		return;
	if (!S_ISSOCK(st.st_mode))
		fail(a->sun_path, "exists and is not a socket");
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		fail("socket", strerror(errno));
	r = connect(fd, (const struct sockaddr *)a, sizeof(*a));
	if (r == 0 || errno != ECONNREFUSED)
		fail(a->sun_path, "is in use by another process");
	close(fd);
	if (unlink(a->sun_path) != 0)
		fail(a->sun_path, strerror(errno));
}

static struct sockaddr_un
address(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	if (path[0] == '\0' || strlen(path) >= sizeof(a.sun_path))
		fail(path, "a socket's path has 1 to 107 bytes");
	memcpy(a.sun_path, path, strlen(path) + 1);
	return a;
}

/* Nobody can connect before listen, so the order of the rest is free. */
static int
make_socket(const struct authd *d)
{
	const struct sockaddr_un a = address(d->socket);
	int fd;

	make_way(&a);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&a, sizeof(a)) != 0)
		fail(d->socket, strerror(errno));
	if ((d->group != (gid_t)-1 &&
		chown(d->socket, (uid_t)-1, d->group) != 0) ||
	    chmod(d->socket, SOCKET_MODE) != 0 || listen(fd, BACKLOG) != 0) {
		int e = errno;

		unlink(d->socket);
		fail(d->socket, strerror(e));
	}
	return fd;
}

static int
socket_option(int fd, int option)
{
	socklen_t n = sizeof(int);
	int v = -1;

	return getsockopt(fd, SOL_SOCKET, option, &v, &n) == 0 ? v : -1;
}

/* Take over the listening socket on fd 0 and put nothing in its place. */
static int
inherit_socket(void)
{
	int fd, null;

	if (socket_option(0, SO_ACCEPTCONN) != 1 ||
	    socket_option(0, SO_TYPE) != SOCK_SEQPACKET ||
	    socket_option(0, SO_DOMAIN) != AF_UNIX)
		usage("-s is needed: standard input is not a listening "
		      "SOCK_SEQPACKET socket");
	fd = fcntl(0, F_DUPFD_CLOEXEC, 3);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (fd < 0 || null < 0 || dup2(null, 0) < 0 ||
	    fcntl(fd, F_SETFL, O_NONBLOCK) != 0)
		fail("standard input", strerror(errno));
	close(null);
	return fd;
}

/* The lock file goes beside the socket; "" where the socket has no path. */
static void
lock_beside(int listener, char *lock, size_t size)
{
	struct sockaddr_un a = { 0 };
	socklen_t n = sizeof(a) - 1; /* so that the path ends in a NUL */
	const char *slash;
	int folder;

	lock[0] = '\0';
	if (getsockname(listener, (struct sockaddr *)&a, &n) != 0 ||
	    a.sun_path[0] == '\0')
		return;
	slash = strrchr(a.sun_path, '/');
	folder = slash != NULL ? (int)(slash - a.sun_path) + 1 : 0;
	snprintf(lock, size, "%.*s" LOCK_NAME, folder, a.sun_path);
}

/* From here on no secret may reach a core file, a debugger or a child. */
static void
give_up(const struct authd *d)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	if (setrlimit(RLIMIT_CORE, &none) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0) != 0)
		fail("cannot forbid core files", strerror(errno));
	if (!d->helpers && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fail("cannot give up privileges", strerror(errno));
	if (clearenv() != 0)
		fail("cannot clear the environment", "no memory");
}

static void
hold_standard_files(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= 2);
	if (fd < 0)
		exit(1);
	close(fd);
}

int
main(int argc, char **argv)
{
	char lock[sizeof(struct sockaddr_un) + sizeof(LOCK_NAME)] = "";
	struct authd d = {
		.peer = geteuid(),
		.group = (gid_t)-1,
		.places = 16,
		.patience = 15000,
		.lock = lock,
	};
	char why[512];
	int listener;
	bool test;

	hold_standard_files();
	/*
	 * Checking a password takes a processor as long as some hundred pages.
	 * Pages go first, so that many who sign in at once hold up nobody else.
	 */
	(void)setpriority(PRIO_PROCESS, 0, NICENESS);
	test = options(&d, argc, argv);
	give_up(&d);
	if (test && d.socket != NULL)
		(void)address(d.socket);
	if (authd_check(&d, why, sizeof(why)) != OK)
		fail("not ready", why);
	if (test) {
		puts("ok");
		return 0;
	}
	listener = d.socket != NULL ? make_socket(&d) : inherit_socket();
	lock_beside(listener, lock, sizeof(lock));
	authd_serve(&d, listener);
	return 0;
}
