/* route.h - THE table: every address, who may ask, and who answers. */
#ifndef ROUTE_H
#define ROUTE_H
#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "html.h"
#include "req.h"
#include "role.h"

struct route {
	enum method method;
	const char *pattern; /* "/assessment/:version/requirement/:number" */
	enum err (*handler)(struct req *);
	unsigned roles; /* any of these; ROLE_PUBLIC: nobody signed in */
	size_t body;    /* largest body in bytes; 0 for GET */
};

/* Programs find the pages below this, as JSON. */
#define API_PREFIX "/api/v1"

/* The table, for the dispatcher, for `make routes` and for the rights matrix.
 */
extern const struct route routes[];
extern const size_t routes_n;

/* Is a form for this route kept when its session has ended meanwhile? */
bool route_keeps(const struct route *);

/* Is it of what was published, the sets or the library: the same for all? */
bool route_public(const struct route *);

/* Does it take a file?  Then its body is a multipart form, and no other. */
bool route_uploads(const struct route *);

/*
 * Is it offered to programs?  Not what belongs to browsers and their cookies:
 * signing in and out, a session's place, kiosks.
 */
bool route_offered(const struct route *);

/* Does the API answer for this path of ours, its query cut off or not? */
bool route_in_api(const char *path);

/*
 * The route of a method and a path; fills args.  NULL: no such address, or,
 * when *allow is not 0, not with this method (bits of the methods there are).
 */
const struct route *route_find(enum method, const char *path,
    const char *args[REQ_ARGS], char *room, size_t room_n, unsigned *allow);

/*
 * True for a path that somebody may be sent to after signing in: one that a
 * GET answers, not open to everybody anyway, and no terminal's.
 */
bool route_next(const char *path);

/*
 * A link to a path of ours, below the base path: "/assessment/%s".  What goes
 * in is path-safe (numbers, codes of packs); another byte aborts.
 */
struct href href_below(struct arena *, const char *base, const char *path);
struct href req_href(struct req *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#endif
