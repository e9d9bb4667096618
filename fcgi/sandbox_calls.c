/*
 * sandbox_calls.c - seccomp: which calls of the system a worker can still make.
 *
 * The list is what libfcgi, SQLite and the C library with its modules for
 * accounts were seen to need, and their kin on other processors.
 */
#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#include "log.h"
#include "sandbox.h"

/* Names that a processor does not know are passed over. */
static const char *const always[] = {
	/* files: which of them is Landlock's to say */
	"access", "close", "faccessat", "faccessat2", "fallocate", "fchmod",
	"fchown", "fcntl", "fcntl64", "fdatasync", "flock", "fstat", "fstat64",
	"fstatat64", "fsync", "ftruncate", "ftruncate64", "getcwd",
	"getdents64", "_llseek", "lseek", "lstat", "mkdir", "mkdirat",
	"newfstatat", "open", "openat", "pread64", "pwrite64", "read",
	"readlink", "readlinkat", "readv", "stat", "statfs", "statx", "unlink",
	"unlinkat", "write", "writev",
	/* sockets that are there, and waiting */
	"accept", "accept4", "connect", "epoll_create1", "epoll_ctl",
	"epoll_pwait", "epoll_wait", "getpeername", "getsockname", "getsockopt",
	"poll", "ppoll", "ppoll_time64", "pselect6", "recvfrom", "recvmsg",
	"select", "sendmsg", "sendto", "setsockopt", "shutdown",
	"timerfd_create", "timerfd_settime",
	/* memory; mmap and mprotect are below */
	"brk", "futex", "madvise", "mremap", "munmap",
	/* signals and time */
	"alarm", "clock_getres", "clock_gettime", "clock_nanosleep",
	"gettimeofday", "nanosleep", "restart_syscall", "rt_sigaction",
	"rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend",
	"setitimer", "time",
	/* what it is */
	"getegid", "geteuid", "getgid", "getgroups", "getpid", "getppid",
	"getrandom", "getresgid", "getresuid", "getrusage", "gettid", "getuid",
	"sched_getaffinity", "sched_yield", "sysinfo", "uname", "exit",
	"exit_group"
};

/*
 * The C library blocks all signals round these, and a call that is told of by
 * a signal then ends the process; so they fail without a word.
 */
static const char *const silent[] = { "clone", "clone3", "fork", "vfork" };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What a refused call gives is put where the processor keeps it. */
#if defined(__x86_64__)
#define REFUSED SCMP_ACT_TRAP
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#elif defined(__aarch64__)
#define REFUSED SCMP_ACT_TRAP
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#else
#define REFUSED SCMP_ACT_ERRNO(EPERM)
#endif

#ifdef RESULT
/* Comes at the refused call itself, not at any moment. */
static void
on_refused(int number, siginfo_t *info, void *arg)
{
	static const char head[] = "<4>sandbox.refused call=";
	char line[sizeof(head) + 16];
	ucontext_t *context = arg;
	unsigned call = (unsigned)info->si_syscall, power = 1;
	size_t n = sizeof(head) - 1;

	(void)number;
	memcpy(line, head, n);
	while (power <= call / 10)
		power *= 10;
	for (; power > 0; power /= 10)
		line[n++] = (char)('0' + call / power % 10);
	line[n++] = '\n';
	RESULT(context) = -EPERM;
	if (write(STDERR_FILENO, line, n) < 0)
		return; /* nowhere left to say so */
}

static void
listen_for_refused(void)
{
	struct sigaction act = { .sa_sigaction = on_refused,
		.sa_flags = SA_SIGINFO };

	sigemptyset(&act.sa_mask);
	sigaction(SIGSYS, &act, NULL);
}
#else
static void
listen_for_refused(void)
{
}
#endif

static int
add_names(scmp_filter_ctx f, uint32_t what, const char *const *names, size_t n)
{
	int call, failed = 0;
	size_t i;

	for (i = 0; i < n && failed == 0; i++) {
		call = seccomp_syscall_resolve_name(names[i]);
		if (call >= 0)
			failed = seccomp_rule_add(f, what, call, 0);
	}
	return failed;
}

/* Calls that depend on one argument: where mask is set it must be so. */
static int
add_some(scmp_filter_ctx f)
{
	const scmp_datum_t all = UINT64_MAX, own = (scmp_datum_t)getpid();
	const struct {
		int call;
		unsigned argument;
		scmp_datum_t mask, value;
	} some[] = {
		{ SCMP_SYS(socket), 0, all, AF_UNIX },
		{ SCMP_SYS(tgkill), 0, all, own }, /* abort() */
		{ SCMP_SYS(mmap), 2, PROT_EXEC, 0 },
		{ SCMP_SYS(mmap), 2, PROT_WRITE, 0 }, /* a library's code */
		{ SCMP_SYS(mprotect), 2, PROT_EXEC, 0 },
		{ SCMP_SYS(prctl), 0, all, PR_CAPBSET_READ }, /* nss_systemd */
		{ SCMP_SYS(prlimit64), 2, all, 0 }, /* asks, sets nothing */
	};
	int failed = 0;
	size_t i;

	for (i = 0; i < COUNT(some) && failed == 0; i++) {
		const struct scmp_arg_cmp if_so = {
			.arg = some[i].argument,
			.op = SCMP_CMP_MASKED_EQ,
			.datum_a = some[i].mask,
			.datum_b = some[i].value,
		};

		failed = seccomp_rule_add_array(
		    f, SCMP_ACT_ALLOW, some[i].call, 1, &if_so);
	}
	return failed;
}

int
sandbox_calls(void)
{
	scmp_filter_ctx f = seccomp_init(REFUSED);
	int failed;

	if (f == NULL)
		return 0;
	failed = add_names(f, SCMP_ACT_ALLOW, always, COUNT(always));
	if (failed == 0)
		failed =
		    add_names(f, SCMP_ACT_ERRNO(EPERM), silent, COUNT(silent));
	if (failed == 0)
		failed = add_some(f);
	/* A tree of comparisons, where they are not in the kernel's cache. */
	if (failed == 0)
		failed = seccomp_attr_set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (failed == 0) {
		listen_for_refused();
		failed = seccomp_load(f);
	}
	seccomp_release(f);
	if (failed != 0)
		log_warn("worker.seccomp", "errno=%d", -failed);
	return failed == 0;
}
