/* main.c - igtk-fcgi: options, then the master. */
#include <getopt.h>
#include <malloc.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "claim.h"
#include "db.h"
#include "listen.h"
#include "log.h"
#include "master.h"
#include "openapi.h"
#include "route.h"

#define EXIT_USAGE 2
#define EXIT_CONFIG 78 /* EX_CONFIG of sysexits.h */

static int
usage(void)
{
	fputs("usage: igtk-fcgi [-c FILE] [--db PATH] [-w N] "
	      "[-s SOCKET [-g GROUP]]\n"
	      "       igtk-fcgi -t [-c FILE] [--db PATH]\n"
	      "       igtk-fcgi -V | --routes | --openapi\n",
	    stderr);
	return EXIT_USAGE;
}

static void
put_over(char **to, const char *text)
{
	if (text == NULL)
		return;
	free(*to);
	if ((*to = strdup(text)) == NULL)
		abort();
}

/*
 * Opened once and closed before anybody forks.  For reading: who writes has the
 * lock file open, and to close that would let go of our own claim (claim.h).
 */
static enum err
try_database(const char *path)
{
	struct db *db = NULL;
	enum err e = db_open(path, DB_READ, &db);

	if (e == OK)
		db_try_all(db);
	db_close(db);
	malloc_trim(0); /* else each worker begins with what that took */
	if (e == OK)
		return OK;
	log_error("database.open", "path=%s error=%s%s", path, err_name(e),
	    e == ERR_NOTFOUND ? " (make it with: igtk init)" : "");
	return e == ERR_NOTFOUND ? ERR_NOTFOUND : ERR_CONFLICT;
}

enum err
options_load(const struct options *o, struct config *c, struct buf *faults)
{
	enum err e = config_load(c, o->config, faults);

	if (e == OK) {
		put_over(&c->database.path, o->database);
		if (o->workers > 0)
			c->process.workers = o->workers;
		setenv("TZ", c->web.timezone, 1);
		tzset();
		e = try_database(c->database.path);
	}
	if (e != OK)
		config_clear(c);
	return e;
}

static bool
count(const char *text, int64_t *n)
{
	char *end;

	*n = strtoll(text, &end, 10);
	return end != text && *end == '\0' && *n >= 1 && *n <= 256;
}

static void
print_roles(unsigned roles)
{
	const char *between = "";
	enum role role;
	unsigned i;

	if (roles == ROLE_PUBLIC)
		fputs("public", stdout);
	else if ((roles & ROLE_SIGNED_IN) != 0)
		fputs("signed-in", stdout);
	else
		for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
			if ((roles & role) != 0) {
				printf("%s%s", between, role_name(role));
				between = ",";
			}
}

/* The table of addresses, for people and for the tests of rights. */
static int
print_routes(void)
{
	size_t i;

	for (i = 0; i < routes_n; i++) {
		printf("%s %s ",
		    routes[i].method == METHOD_GET ? "GET" : "POST",
		    routes[i].pattern);
		print_roles(routes[i].roles);
		printf(" %zu\n", routes[i].body);
	}
	return EXIT_SUCCESS;
}

static int
print_openapi(void)
{
	struct buf b = { 0 };

	openapi_write(&b, "");
	buf_putc(&b, '\n');
	fwrite(b.p, 1, b.n, stdout);
	buf_clear(&b);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* -1: go on; else the exit status. */
static int
take_options(int argc, char **argv, struct options *o, bool *test)
{
	static const struct option longs[] = {
		{ "db", required_argument, NULL, 'd' },
		{ "openapi", no_argument, NULL, 'O' },
		{ "routes", no_argument, NULL, 'R' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "c:s:g:w:tV", longs, NULL)) != -1)
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 'd':
			o->database = optarg;
			break;
		case 's':
			o->socket = optarg;
			break;
		case 'g':
			o->group = optarg;
			break;
		case 'w':
			if (!count(optarg, &o->workers))
				return usage();
			break;
		case 't':
			*test = true;
			break;
		case 'V':
			puts("igtk-fcgi " IGTK_VERSION);
			return EXIT_SUCCESS;
		case 'O':
			return print_openapi();
		case 'R':
			return print_routes();
		default:
			return usage();
		}
	if (optind != argc || (o->group != NULL && o->socket == NULL))
		return usage();
	return -1;
}

static int
print(const struct config *c)
{
	struct buf b = { 0 };

	config_print(c, &b);
	fwrite(b.p, 1, b.n, stdout);
	buf_clear(&b);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
serve(const struct options *o, struct config *c)
{
	struct claim claim = { .fd = -1 };
	int fd = STDIN_FILENO;
	enum err e = claim_take(&claim, c->database.path);

	if (e != OK)
		return EXIT_FAILURE;
	if (o->socket != NULL)
		e = listen_open(o->socket, o->group, &fd);
	else
		e = listen_check(fd);
	if (e != OK)
		return EXIT_FAILURE;
	master_run(o, c, &claim, fd);
	if (o->socket != NULL)
		unlink(o->socket);
	return EXIT_SUCCESS;
}

/* What the shell that started us left behind is none of our business. */
static void
start_clean(void)
{
	const struct rlimit none = { 0, 0 };

	clearenv();
	setrlimit(RLIMIT_CORE, &none); /* a core would hold passwords */
	if (sodium_init() < 0)
		abort();
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	struct buf faults = { 0 };
	struct config c;
	bool test = false;
	enum err e;
	int status;

	if ((status = take_options(argc, argv, &o, &test)) >= 0)
		return status;
	start_clean();
	e = options_load(&o, &c, &faults);
	if (e == OK) {
		status = test ? print(&c) : serve(&o, &c);
		config_clear(&c);
	} else {
		fwrite(faults.p, 1, faults.n, stderr);
		status = e == ERR_INVALID || e == ERR_IO ? EXIT_CONFIG
							 : EXIT_FAILURE;
	}
	buf_clear(&faults);
	return status;
}
