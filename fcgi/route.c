/* route.c - matching a path against the table, and links to what is in it. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "route.h"

/* No version, number, code or id is longer, and links have to hold them. */
#define ARG_MOST 64

/* Where arguments are copied to. */
struct room {
	char *p;
	size_t n;
};

static const char *
keep(struct room *room, const char *s, size_t n)
{
	char *kept = room->p;

	if (n > ARG_MOST || room->n <= n)
		return NULL;
	memcpy(kept, s, n);
	kept[n] = '\0';
	room->p += n + 1;
	room->n -= n + 1;
	return kept;
}

static bool
match(const char *pattern, const char *path, const char *args[REQ_ARGS],
    struct room room)
{
	size_t n, place = 0;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern != ':') {
			if (*pattern != *path++)
				return false;
			continue;
		}
		n = strcspn(path, "/");
		if (n == 0 || place == REQ_ARGS ||
		    (args[place++] = keep(&room, path, n)) == NULL)
			return false;
		path += n;
		pattern += strcspn(pattern, "/") - 1;
	}
	return *path == '\0';
}

const struct route *
route_find(enum method method, const char *path, const char *args[REQ_ARGS],
    char *room, size_t room_n, unsigned *allow)
{
	size_t i;

	*allow = 0;
	for (i = 0; i < routes_n; i++) {
		memset(args, 0, REQ_ARGS * sizeof(*args));
		if (!match(routes[i].pattern, path, args,
			(struct room){ room, room_n }))
			continue;
		*allow |= routes[i].method;
		if (routes[i].method == method)
			return &routes[i];
	}
	memset(args, 0, REQ_ARGS * sizeof(*args));
	return NULL;
}

bool
route_next(const char *path)
{
	const char *args[REQ_ARGS];
	const struct route *route;
	unsigned allow;
	char room[1024];

	if (!req_path_fine(path))
		return false;
	route = route_find(METHOD_GET, path, args, room, sizeof(room), &allow);
	return route != NULL && route->roles != ROLE_PUBLIC &&
	       (route->roles & ROLES_KIOSK) == 0;
}

bool
route_in_api(const char *path)
{
	const char *args[REQ_ARGS];
	char room[1024], plain[1024];
	const struct route *route;
	unsigned allow, method;
	size_t n = strcspn(path, "?#");

	if (n == 0 || n >= sizeof(plain))
		return false;
	memcpy(plain, path, n);
	plain[n] = '\0';
	for (method = METHOD_GET; method <= METHOD_POST; method <<= 1) {
		route =
		    route_find(method, plain, args, room, sizeof(room), &allow);
		if (route != NULL && route_offered(route))
			return true;
	}
	return false;
}

struct href
href_below(struct arena *a, const char *base, const char *path)
{
	size_t base_n = strlen(base), n;
	char *whole;

	if (path[0] != '/' || path[1] == '/')
		abort();
	for (n = 0; path[n] != '\0'; n++)
		if (!isalnum((unsigned char)path[n]) &&
		    strchr("._~/-?=&#", path[n]) == NULL)
			abort();
	whole = arena_alloc(a, base_n + n + 1);
	memcpy(mempcpy(whole, base, base_n), path, n + 1);
	return (struct href){ whole };
}

struct href
req_href(struct req *r, const char *fmt, ...)
{
	char path[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	if (n < 1 || (size_t)n >= sizeof(path))
		abort();
	return href_below(r->arena, r->app->config->web.base_path, path);
}
