/*
 * authd_ask.c - ask igtk-authd one question from a script.
 *
 *   authd_ask [-a] [-f FILE] [-c FILE] [-r SOURCE] SOCKET USER
 *   authd_ask -n BYTES SOCKET
 *
 * The password is all bytes of FILE (-f), or ASK_PASSWORD of the environment;
 * the code likewise (-c, ASK_CODE).  -a asks for AUTH_AGAIN.  Prints
 * "verdict account milliseconds", with "-" for no account.  -n sends a valid
 * request cut or filled up to BYTES bytes and prints "dropped" or "answered".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "broker.h"
#include "clock.h"

#define RAW_MAX 8192

static _Noreturn void
die(const char *what)
{
	perror(what);
	exit(2);
}

/* Fill to with a file, or with a variable, or with nothing. */
static void
secret(char to[1024], const char *path, const char *variable)
{
	const char *value = getenv(variable);
	size_t n;
	FILE *f;

	if (path == NULL) {
		snprintf(to, 1024, "%s", value != NULL ? value : "");
		return;
	}
	if ((f = fopen(path, "r")) == NULL)
		die(path);
	n = fread(to, 1, 1023, f);
	to[n] = '\0';
	fclose(f);
}

static int
raw(const char *path, size_t size)
{
	static union {
		struct auth_request q;
		char bytes[RAW_MAX];
	} m = { .q = { .magic = AUTH_MAGIC,
		    .op = AUTH_SIGN_IN,
		    .user = "somebody",
		    .password = "secret" } };
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct timeval t = { .tv_sec = 5 };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	struct auth_reply r;
	ssize_t n;

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0)
		die(path);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	if (send(fd, m.bytes, size, MSG_NOSIGNAL) != (ssize_t)size)
		die("send");
	n = recv(fd, &r, sizeof(r), 0);
	puts(n == 0 ? "dropped" : n > 0 ? "answered" : "silent");
	close(fd);
	return 0;
}

static int
ask(const char *path, enum auth_op op, const char *user, const char *source,
    const char *password, const char *code)
{
	static const char *const words[] = { "no", "ok", "expired", "busy",
		"down" };
	char account[AUTH_USER_SIZE];
	int64_t began = clock_ticks();
	enum auth_verdict v;

	v = broker_ask(path, op, user, password, code, source, account);
	printf("%s %s %lld\n", words[v], account[0] != '\0' ? account : "-",
	    (long long)(clock_ticks() - began) / 1000);
	return 0;
}

int
main(int argc, char **argv)
{
	const char *source = "192.0.2.7", *password = NULL, *code = NULL;
	char secrets[2][1024];
	enum auth_op op = AUTH_SIGN_IN;
	long size = -1;
	int c;

	while ((c = getopt(argc, argv, "af:c:r:n:")) != -1) {
		if (c == 'a')
			op = AUTH_AGAIN;
		else if (c == 'f')
			password = optarg;
		else if (c == 'c')
			code = optarg;
		else if (c == 'r')
			source = optarg;
		else if (c == 'n')
			size = strtol(optarg, NULL, 10);
		else
			return 2;
	}
	if (size >= 0 && size <= RAW_MAX && optind + 1 == argc)
		return raw(argv[optind], (size_t)size);
	if (optind + 2 != argc)
		return 2;
	secret(secrets[0], password, "ASK_PASSWORD");
	secret(secrets[1], code, "ASK_CODE");
	return ask(
	    argv[optind], op, argv[optind + 1], source, secrets[0], secrets[1]);
}
