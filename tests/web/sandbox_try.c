/*
 * sandbox_try.c - shuts itself in as a worker does, then tries one act.
 *
 *	sandbox_try [-l] [-s] DATABASE ACT [PATH]
 *
 * Prints "done", or the name of the error.  -l: as if the kernel had no
 * Landlock; -s: as if it had no filter of system calls.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db.h"
#include "sandbox.h"

static int
file(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	return fd;
}

static int
read_file(const char *path)
{
	return file(path, O_RDONLY);
}

static int
make_file(const char *path)
{
	return file(path, O_RDWR | O_CREAT | O_EXCL);
}

static int
make_folder(const char *path)
{
	return mkdir(path, 0700);
}

static int
write_file(const char *path)
{
	return file(path, O_WRONLY);
}

static int
link_file(const char *path)
{
	return symlink("/etc/passwd", path);
}

static int
child(pid_t pid)
{
	if (pid == 0)
		_exit(0);
	return pid;
}

static int
do_fork(const char *path)
{
	(void)path;
	return child(fork());
}

static int
do_spawn(const char *path)
{
	char *argv[] = { (char *)(uintptr_t)path, NULL };
	pid_t pid;

	errno = posix_spawn(&pid, path, NULL, NULL, argv, argv + 1);
	return errno == 0 ? 0 : -1;
}

static int
do_exec(const char *path)
{
	return execl(path, path, (char *)NULL);
}

static void *
idle(void *arg)
{
	return arg;
}

static int
do_thread(const char *path)
{
	pthread_t t;

	(void)path;
	errno = pthread_create(&t, NULL, idle, NULL);
	return errno == 0 ? 0 : -1;
}

static int
do_socket(int family)
{
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0)
		close(fd);
	return fd;
}

static int
do_inet(const char *path)
{
	(void)path;
	return do_socket(AF_INET);
}

static int
do_inet6(const char *path)
{
	(void)path;
	return do_socket(AF_INET6);
}

static int
do_unix(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	return errno == ENOENT ? 0 : -1; /* nobody there: it was asked for */
}

static int
do_listen(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
	return fd < 0 ? -1 : bind(fd, (struct sockaddr *)&a, sizeof(a));
}

static int
do_ptrace(const char *path)
{
	(void)path;
	return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static int
do_kill(const char *path)
{
	(void)path;
	return kill(getppid(), 0);
}

static int
do_code(const char *path)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)path;
	return p == MAP_FAILED ? -1 : 0;
}

static int
do_protect(const char *path)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)path;
	return mprotect(p, 4096, PROT_READ | PROT_EXEC);
}

static int
do_mount(const char *path)
{
	return mount("none", path, "tmpfs", 0, NULL);
}

static int
do_chmod(const char *path)
{
	return chmod(path, 0666);
}

static int
do_setuid(const char *path)
{
	(void)path;
	return setuid(getuid());
}

static int
do_account(const char *path)
{
	gid_t gids[64];
	int n = 64;
	const struct passwd *pw = getpwnam(path);

	errno = 0;
	if (pw == NULL)
		return -1;
	if (getgrouplist(path, pw->pw_gid, gids, &n) < 0)
		return -1;
	return getgrgid(pw->pw_gid) == NULL ? -1 : 0;
}

static int
do_zone(const char *path)
{
	time_t at = 1000000000;

	setenv("TZ", path, 1);
	tzset();
	return localtime(&at)->tm_hour == 10 ? 0 : -1; /* in Asia/Tokyo */
}

static int
do_record(const char *path)
{
	struct db *db = NULL;
	enum err e = db_open(path, DB_WRITE, &db);
	int left = 0;

	if (e == OK)
		e = db_fold(db, &left);
	db_close(db);
	return e == OK ? 0 : -1;
}

static const struct {
	const char *name;
	int (*act)(const char *path);
} acts[] = {
	{ "account", do_account },
	{ "chmod", do_chmod },
	{ "code", do_code },
	{ "exec", do_exec },
	{ "folder", make_folder },
	{ "fork", do_fork },
	{ "inet", do_inet },
	{ "inet6", do_inet6 },
	{ "kill", do_kill },
	{ "link", link_file },
	{ "listen", do_listen },
	{ "make", make_file },
	{ "mount", do_mount },
	{ "protect", do_protect },
	{ "ptrace", do_ptrace },
	{ "read", read_file },
	{ "record", do_record },
	{ "setuid", do_setuid },
	{ "spawn", do_spawn },
	{ "thread", do_thread },
	{ "unix", do_unix },
	{ "write", write_file },
	{ "zone", do_zone },
};

/* As a kernel that was built without it answers. */
static void
take_away(bool landlock, bool seccomp)
{
	const struct scmp_arg_cmp set_filter = {
		.arg = 0, .op = SCMP_CMP_EQ, .datum_a = PR_SET_SECCOMP
	};
	const uint32_t none = SCMP_ACT_ERRNO(ENOSYS);
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);

	if (landlock)
		seccomp_rule_add(f, none,
		    seccomp_syscall_resolve_name("landlock_create_ruleset"), 0);
	if (seccomp) {
		seccomp_rule_add(f, none, SCMP_SYS(seccomp), 0);
		seccomp_rule_add_array(
		    f, none, SCMP_SYS(prctl), 1, &set_filter);
	}
	if ((landlock || seccomp) && seccomp_load(f) != 0)
		abort();
	seccomp_release(f);
}

int
main(int argc, char **argv)
{
	bool landlock = false, seccomp = false;
	const char *path;
	size_t i;

	for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
		landlock |= argv[1][1] == 'l';
		seccomp |= argv[1][1] == 's';
	}
	if (argc < 3)
		return 2;
	path = argc > 3 ? argv[3] : argv[1];
	take_away(landlock, seccomp);
	sandbox_enter(argv[1]);
	for (i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(acts[i].name, argv[2]) != 0)
			continue;
		errno = 0;
		puts(acts[i].act(path) >= 0 ? "done" : strerrorname_np(errno));
		return fflush(stdout) == 0 ? 0 : 1;
	}
	return 2;
}
