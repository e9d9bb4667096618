/* uri_fuzz.c - any bytes as REQUEST_URI: refused, or one spelling of ours. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "req.h"
#include "route.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
check(const struct req *r)
{
	const char *args[REQ_ARGS];
	char room[4096];
	unsigned allow;
	size_t i;

	if (!req_path_fine(r->path) || strchr(r->path, '%') != NULL)
		abort();
	for (i = 0; r->query[i] != '\0'; i++)
		if (r->query[i] <= ' ' || r->query[i] > '~')
			abort();
	if (route_find(METHOD_GET, r->path, args, room, sizeof(room), &allow) !=
		NULL &&
	    allow == 0)
		abort();
	(void)route_next(r->path);
}

static void
open_below(struct arena *a, char *base, const char *uri)
{
	struct config c = { .web = { .base_path = base } };
	struct app app = { .config = &c, .arena = a };
	const struct wire_request w = {
		.method = "GET", .uri = uri, .cookie = "", .remote = ""
	};
	struct req r = { .app = &app, .wire = &w, .arena = a };
	enum err e = req_open(&r);

	if (e == OK)
		check(&r);
	else if (e != ERR_MALFORMED && e != ERR_NOTFOUND)
		abort();
	arena_reset(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *uri = malloc(n + 1), none[] = "", base[] = "/ig";
	struct arena *a = arena_open();

	if (uri == NULL)
		abort();
	if (n > 0)
		memcpy(uri, bytes, n);
	uri[n] = '\0';
	open_below(a, none, uri);
	open_below(a, base, uri);
	(void)route_next(uri);
	arena_close(a);
	free(uri);
	return 0;
}
