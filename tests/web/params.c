/*
 * params.c - params SOCKET: answers with what the web server told.
 *
 * In igtk-fcgi's place behind a web server: every parameter as "NAME=value",
 * and "BODY=" with how many bytes came.  An address that ends in "/slow" is
 * answered after five seconds.
 */
#include <fcgiapp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKLOG 64
#define SLOW_S 5

static long
count_body(FCGX_Request *r)
{
	char some[4096];
	long all = 0;
	int n;

	while ((n = FCGX_GetStr(some, sizeof(some), r->in)) > 0)
		all += n;
	return all;
}

static void
answer(FCGX_Request *r)
{
	const char *uri = FCGX_GetParam("REQUEST_URI", r->envp);
	size_t n = uri == NULL ? 0 : strlen(uri);
	char **p;

	if (n >= 5 && strcmp(uri + n - 5, "/slow") == 0)
		sleep(SLOW_S);
	FCGX_PutS("Content-Type: text/plain\r\n\r\n", r->out);
	for (p = r->envp; *p != NULL; p++)
		FCGX_FPrintF(r->out, "%s\n", *p);
	FCGX_FPrintF(r->out, "BODY=%ld\n", count_body(r));
}

int
main(int argc, char **argv)
{
	FCGX_Request r;
	int fd;

	if (argc != 2) {
		fputs("usage: params SOCKET\n", stderr);
		return 2;
	}
	umask(0117);
	if (FCGX_Init() != 0 || (fd = FCGX_OpenSocket(argv[1], BACKLOG)) < 0 ||
	    FCGX_InitRequest(&r, fd, 0) != 0) {
		perror(argv[1]);
		return 1;
	}
	while (FCGX_Accept_r(&r) == 0) {
		answer(&r);
		FCGX_Finish_r(&r);
	}
	return 1;
}
