/* openapi.h - the API described for programs that read descriptions. */
#ifndef OPENAPI_H
#define OPENAPI_H
#include "buf.h"
#include "err.h"

struct req;

/* What a handler shows, by the name of its template; NULL: no page. */
struct told_page {
	enum err (*handler)(struct req *);
	const char *shows;
};
/* Every handler that shows one, for GET and POST; ends in NULL. */
extern const struct told_page told_pages[];

/*
 * What a handler reads of its query, names with a blank between them; "x-*"
 * are all that begin with x-.  asks: what it shows; tells: what was just done.
 */
struct told_query {
	enum err (*handler)(struct req *);
	const char *asks, *tells;
};
/* Every handler of a GET that reads any; ends in NULL. */
extern const struct told_query told_queries[];

/* OpenAPI 3.1 of every route that is offered, below this base path. */
void openapi_write(struct buf *, const char *base);

enum err page_openapi(struct req *); /* GET /api/v1/openapi.json */
#endif
