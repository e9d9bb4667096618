/* drive.c - drive SOCKET PATH COOKIE N: so many pages, one after another. */
#include "bench.h"
#include "fcgi_client.h"

int
main(int argc, char **argv)
{
	struct buf request = { 0 }, in = { 0 };
	long i, n;
	int fd;

	if (argc != 5)
		bench_die("usage", "drive SOCKET PATH COOKIE N");
	n = bench_count(argv[4]);
	fcgi_get(&request, argv[2], argv[3]);
	for (i = 0; i < n; i++) {
		if ((fd = fcgi_reach(argv[1])) < 0)
			bench_die("nobody listens", argv[1]);
		if (!fcgi_ask(fd, &request, "Status: 200", &in))
			bench_die("no whole page", argv[2]);
		close(fd);
	}
	buf_clear(&request);
	buf_clear(&in);
	return 0;
}
