/*
 * first.c - first SOCKET PATH COOKIE RECORDS PROGRAM [ARGUMENT...]
 *
 * Start the program, ask for the page until it comes, end the program, and
 * print the microseconds from the start to the page, those of processor time
 * that the program and its workers took in all, their end included, and those
 * that sqlite3 takes to print the same records: what the first are held to,
 * because both move alike with the load of the machine.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "bench.h"
#include "fcgi_client.h"

#define PATIENCE (10 * SECOND)

static pid_t
start(char **argv)
{
	pid_t pid = fork();

	if (pid < 0)
		bench_die("fork", argv[0]);
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) != NULL &&
		    freopen("/dev/null", "w", stderr) != NULL)
			execvp(argv[0], argv);
		_exit(127);
	}
	return pid;
}

static int64_t
until_page(const char *path, const struct buf *request, int64_t began)
{
	struct buf in = { 0 };
	bool came = false;
	int64_t now;
	int fd;

	do {
		if ((fd = fcgi_reach(path)) >= 0) {
			came = fcgi_ask(fd, request, "Status: 200", &in);
			close(fd);
		} else {
			usleep(100);
		}
		now = clock_ticks();
	} while (!came && now - began < PATIENCE);
	buf_clear(&in);
	return came ? now - began : -1;
}

/* Of processor time, that all children which have ended took. */
static long long
children(void)
{
	struct rusage used;

	getrusage(RUSAGE_CHILDREN, &used);
	return 1000000LL * (used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static long long
printing(char *records)
{
	static char name[] = "sqlite3", ro[] = "-readonly", dump[] = ".dump";
	char *argv[] = { name, ro, records, dump, NULL };
	long long before = children();
	int status;

	if (waitpid(start(argv), &status, 0) < 0 || status != 0)
		bench_die("sqlite3 does not print", records);
	return children() - before;
}

int
main(int argc, char **argv)
{
	struct buf request = { 0 };
	int64_t took, began;
	long long used;
	pid_t pid;

	if (argc < 6)
		bench_die(
		    "usage", "first SOCKET PATH COOKIE RECORDS PROGRAM ...");
	fcgi_get(&request, argv[2], argv[3]);
	began = clock_ticks();
	pid = start(argv + 5);
	took = until_page(argv[1], &request, began);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	buf_clear(&request);
	if (took < 0)
		bench_die("no page from", argv[5]);
	used = children();
	printf("%lld %lld %lld\n", (long long)took, used, printing(argv[4]));
	return 0;
}
