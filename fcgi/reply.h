/* reply.h - the answers: pages, redirects, and the page of each error. */
#ifndef REPLY_H
#define REPLY_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "tell.h"

struct req;

/*
 * Show a view by its template (tmpl.h): as a page for people, or for a
 * program as JSON.
 */
#define SHOW(r, template, view)                                                \
	do {                                                                   \
		if ((r)->json == NULL) {                                       \
			tmpl_##template((r)->out, (view));                     \
		} else {                                                       \
			tell_begin((r)->json);                                 \
			(r)->json->shown = #template;                          \
			tmpl_##template##_json((r)->json, (view));             \
			tell_close((r)->json, '}');                            \
		}                                                              \
	} while (0)

/* What SHOW made: send it with this status.  Always OK. */
enum err reply_page(struct req *, int status);

/*
 * To a program 200 and no 303, which its library would follow by itself, with
 * the address in Location and as {"location": ...}.  To a browser 303 to a path
 * of ours ("/assessment/13"), below the base path.  Always OK. */
enum err reply_see_other(struct req *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A POST did nothing, and the page of this path says what is in the way.  To a
 * browser as reply_see_other; a program, which must not take it for done, is
 * told why, and where to look: 409, as a problem.  Always OK.
 */
enum err reply_undone(struct req *, const char *why, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* r->out is no page but this type ("application/json").  Always OK. */
enum err reply_bytes(struct req *, int status, const char *type);

/*
 * The page of an error, or for programs application/problem+json (RFC 9457):
 * MALFORMED 400, INVALID 422, DENIED 403, NOTFOUND 404, CONFLICT 409, BUSY 503
 * with Retry-After, FULL 507, IO 500: what happened, what to do, and the
 * reference r->id.  The only table from errors to HTTP.
 */
void reply_error(struct req *, enum err);

/* Pages for what has no code of its own: 405, 411, 413, 415, 429 and so on. */
void reply_status(
    struct req *, int status, const char *heading, const char *advice);

/* 429 with Retry-After; "Wait 30 seconds and try again" comes before advice. */
void reply_wait(
    struct req *, int64_t wait_s, const char *heading, const char *advice);

/* Add a header line; value must not hold CR or LF (checked: abort). */
void reply_header(struct req *, const char *name, const char *value);
#endif
