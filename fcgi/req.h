/* req.h - one request on its way through the house. */
#ifndef REQ_H
#define REQ_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api_token.h"
#include "app.h"
#include "day.h"
#include "db.h"
#include "err.h"
#include "kiosk.h"
#include "session.h"
#include "transport.h"

enum method { METHOD_GET = 1, METHOD_POST = 2, METHOD_OTHER = 4 };

#define REQ_ARGS 4 /* :names in a route's pattern, at most */

#define REQ_WARNING 1400 /* a reason of 300 characters, and its words */

struct tell;
struct route;
struct upload;

/* Where a request of a kiosk comes from: the guard finds it. */
struct at_kiosk {
	unsigned roles; /* bits of ROLES_KIOSK; 0: no registered terminal */
	struct kiosk kiosk;
	struct visit visit;
	struct staff who; /* who.id 0: nobody, or nobody knows them */
};

struct req {
	struct app *app;
	const struct wire_request *wire;
	struct arena *arena; /* everything below lives here */
	struct buf *out;     /* the page being built */
	struct db *db;       /* reader for GET, writer else */
	const struct route *route;
	enum method method;
	const char *path;  /* without base path and query: "/assessment/13" */
	const char *query; /* as sent, without "?"; "" for none */
	const char *args[REQ_ARGS]; /* what :names stood for, in order */
	char *body;                 /* the form's bytes; "" for none */
	size_t body_n;
	struct upload *upload; /* the file that came with it; NULL: none */
	const char *remote;    /* where it came from */
	char id[20];           /* the reference on error pages and in the log */
	int64_t began;         /* clock_ticks */
	int64_t now;           /* clock_now */
	day today;             /* in the organisation's zone */
	const char *token;     /* the session cookie's text; NULL for none */
	const char *pre;       /* the sign-in form's cookie; NULL for none */
	struct session session; /* session.person 0: nobody */
	const char *terminal;   /* a kiosk's cookie; NULL for none */
	const char *visitor;    /* whoever stands at it; NULL for nobody */
	struct at_kiosk at;     /* on routes for a kiosk; else zero */
	/* What each page of a year says above its heading; "" for nothing. */
	char warning[REQ_WARNING];
	struct unit unit;  /* ready for db_write: organisation, actor, op */
	int status;        /* of the answer */
	struct buf *head;  /* header lines of the answer */
	struct tell *json; /* NULL: pages, for people; else the API */
	struct api_token bearer; /* of the API; id 0: no token that works */
	struct groups *groups;   /* asked for anew today; NULL: they were not */
};

/*
 * Take the wire request apart: method, path below the base path, query,
 * cookies, address; app, wire, arena, out and head are set before.  HEAD is
 * a GET.  Below /api/v1 json is set, the path goes on without it, and no
 * cookie is looked at.  ERR_MALFORMED: bytes outside A-Za-z0-9._~/- in the
 * path,
 * "//", dot segments, doubled parameters, two cookies of our name;
 * ERR_NOTFOUND: outside the base path.
 */
MUST_USE enum err req_open(struct req *);

/* Is that because the address, with its query, is too long for any of ours? */
bool req_too_long(const struct req *);

/* Bytes of ours only, "/" first, no "//" and no dot segment. */
bool req_path_fine(const char *path);

enum body_fault {
	BODY_OK,
	BODY_NO_LENGTH,
	BODY_TOO_LARGE,
	BODY_WRONG_TYPE,
	BODY_CUT
};
/*
 * Read the body whole, at most limit bytes, counting as it comes; only
 * application/x-www-form-urlencoded is taken, and of programs JSON, which
 * stays as it is.
 */
MUST_USE enum body_fault req_body(struct req *, size_t limit);

/* Does a program say that it sends JSON? */
bool req_body_json(const struct req *);

/* The length that was announced; false: there is none that counts. */
bool req_length(const struct req *, size_t *length);

/* The :name in the route's pattern by its place, 0 first.  Never NULL. */
const char *req_arg(const struct req *, unsigned place);
/* The same as a positive number; 0 where it is none. */
int64_t req_arg_id(const struct req *, unsigned place);

/* Say a sentence, without its stop, above the heading of the page. */
void req_warn(struct req *, const char *words);
#endif
