/*
 * sync.c - sync FILE SECONDS: how often this disk keeps what it is told.
 *
 * Appends as much as a small change adds to a database's log, and waits for
 * the disk each time.  Prints how often in a second, and the longest wait in
 * microseconds.  The file is removed.
 */
#include <fcntl.h>
#include <unistd.h>

#include "bench.h"

#define FRAME (4096 + 24) /* one page and its head, as SQLite logs it */

int
main(int argc, char **argv)
{
	static const char frame[FRAME];
	int64_t began, before, now, longest = 0, until;
	long n = 0;
	int fd;

	if (argc != 3)
		bench_die("usage", "sync FILE SECONDS");
	fd = open(argv[1], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		bench_die("cannot make", argv[1]);
	unlink(argv[1]);
	now = began = clock_ticks();
	until = began + bench_count(argv[2]) * SECOND;
	while (now < until) {
		before = now;
		if (write(fd, frame, FRAME) != FRAME || fdatasync(fd) != 0)
			bench_die("cannot write", argv[1]);
		now = clock_ticks();
		if (now - before > longest)
			longest = now - before;
		n++;
	}
	close(fd);
	printf("%.1f %lld\n", (double)n * SECOND / (double)(now - began),
	    (long long)longest);
	return 0;
}
