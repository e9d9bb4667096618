/*
 * first.c - first SOCKET PATH COOKIE PROGRAM [ARGUMENT...]
 *
 * Start the program, ask for the page until it comes, end the program, and
 * print the microseconds from the start to the page, and those of processor
 * time that the program and its workers took in all, their end included.
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
		if (freopen("/dev/null", "w", stderr) != NULL)
			execv(argv[0], argv);
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

static long long
microseconds(struct timeval t)
{
	return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

int
main(int argc, char **argv)
{
	struct buf request = { 0 };
	struct rusage used;
	int64_t took, began;
	pid_t pid;

	if (argc < 5)
		bench_die("usage", "first SOCKET PATH COOKIE PROGRAM ...");
	fcgi_get(&request, argv[2], argv[3]);
	began = clock_ticks();
	pid = start(argv + 4);
	took = until_page(argv[1], &request, began);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	buf_clear(&request);
	if (took < 0)
		bench_die("no page from", argv[4]);
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%lld %lld\n", (long long)took,
	    microseconds(used.ru_utime) + microseconds(used.ru_stime));
	return 0;
}
