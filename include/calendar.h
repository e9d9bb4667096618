/*
 * calendar.h - what waits for somebody, as a calendar (RFC 5545) at an address
 * that only they know.
 */
#ifndef CALENDAR_H
#define CALENDAR_H
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;
struct unit;

#define CALENDAR_TOKEN_TEXT 44 /* 256 bits as base64url, and a NUL */

/*
 * Make an address for the person u->by, in place of any other; token is its
 * secret, of which only a digest is kept.
 */
MUST_USE enum err calendar_make(
    struct db *, struct unit *, char token[CALENDAR_TOKEN_TEXT]);

/* Nothing is found at it any more.  ERR_NOTFOUND: there was none. */
MUST_USE enum err calendar_end(struct db *, struct unit *);

/* When a person's was made.  ERR_NOTFOUND: they have none. */
MUST_USE enum err calendar_made(struct db *, int64_t person, int64_t *at);

/* Whose it is.  ERR_NOTFOUND: nobody's, or of somebody who may not sign in. */
MUST_USE enum err calendar_find(
    struct db *, const char *token, int64_t *person);

/*
 * Their calendar: a day for each thing that has one, in every organisation
 * where they have a place.  url stands before our paths; host in what makes
 * each event known again.
 */
MUST_USE enum err calendar_write(struct db *, struct arena *, int64_t person,
    int64_t now, const char *url, const char *host, struct buf *);

/* One line "name:value" as a calendar has it: at most 75 bytes, then folded. */
void calendar_line(struct buf *, const char *name, const char *value);
/* The same, the value being text of people: , ; \ and line ends escaped. */
void calendar_text(struct buf *, const char *name, const char *value);
#endif
