/*
 * constant.c - constant SOCKET WORKERS FILE: a page that needs no making.
 *
 * What libfcgi costs by itself, to hold igtk's pages against: as many
 * processes, the same page out of a file, and nothing else.
 */
#include <fcgiapp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define BACKLOG 1024

static void
read_page(const char *file, struct buf *b)
{
	FILE *f = fopen(file, "r");
	size_t n;

	if (f == NULL)
		bench_die("cannot read", file);
	buf_puts(b, "Status: 200 OK\r\n"
		    "Content-Type: text/html; charset=utf-8\r\n\r\n");
	while ((n = fread(buf_room(b, 65536), 1, 65536, f)) > 0)
		b->n += n;
	fclose(f);
}

static _Noreturn void
serve(int fd, pid_t parent, const struct buf *page)
{
	FCGX_Request r;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent || FCGX_Init() != 0 ||
	    FCGX_InitRequest(&r, fd, 0) != 0)
		_exit(1);
	while (FCGX_Accept_r(&r) == 0) {
		FCGX_PutStr(page->p, (int)page->n, r.out);
		FCGX_Finish_r(&r);
	}
	_exit(1);
}

int
main(int argc, char **argv)
{
	struct buf page = { 0 };
	pid_t self = getpid();
	long workers;
	int fd;

	if (argc != 4)
		bench_die("usage", "constant SOCKET WORKERS FILE");
	read_page(argv[3], &page);
	if ((fd = FCGX_OpenSocket(argv[1], BACKLOG)) < 0)
		bench_die("cannot listen", argv[1]);
	for (workers = bench_count(argv[2]); workers > 0; workers--)
		if (fork() == 0)
			serve(fd, self, &page);
	while (wait(NULL) > 0)
		continue;
	return 1;
}
