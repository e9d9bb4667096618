/* reply.h - the answers: pages, redirects, and the page of each error. */
#ifndef REPLY_H
#define REPLY_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct req;

/* r->out is a page: send it with this status.  Always OK. */
enum err reply_page(struct req *, int status);

/* 303 to a path of ours ("/assessment/13"), below the base path.  Always OK. */
enum err reply_see_other(struct req *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* r->out is no page but this type ("application/json").  Always OK. */
enum err reply_bytes(struct req *, int status, const char *type);

/*
 * The page of an error: MALFORMED 400, INVALID 422, DENIED 403, NOTFOUND 404,
 * CONFLICT 409, BUSY 503 with Retry-After, FULL 507, IO 500: what happened,
 * what to do, and the reference r->id.  The only table from errors to HTTP.
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
