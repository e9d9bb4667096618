/*
 * staff.h - who works in an organisation, as its payroll system says.  Staff
 * need no account here; who has one is linked to it.
 */
#ifndef STAFF_H
#define STAFF_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct db_head;
struct unit;

struct staff {
	int64_t id;
	const char *number; /* text, 1 to 20 of A-Z a-z 0-9 - . / */
	const char *badge;  /* what a reader types; "" for none */
	int64_t person;     /* the account; 0: none */
	const char *first_name, *last_name; /* 1 to 100 characters each */
	const char *unit, *position;        /* to 200 characters; "" */
	const char *mail;                   /* ""; else with one @ */
	int64_t group;                      /* 0: none */
	const char *group_name;             /* out; "" for none */
	int64_t manager;                    /* of staff; 0: nobody */
	day starts_on, ends_on; /* first and last day; DAY_NONE: not known */
	bool missing;           /* was not in the last file of staff */
};
struct staff_list {
	struct staff *v;
	size_t n;
};

/* Nobody yet: what is text is "", and no day is known. */
extern const struct staff staff_nobody;

/* "Kofi Mensah"; at a kiosk "Kofi M."; on what strangers see "K M". */
const char *staff_name(struct arena *, const struct staff *);
const char *staff_short(struct arena *, const struct staff *);
const char *staff_initials(struct arena *, const struct staff *);

/* At work on this day: begun, and not left. */
bool staff_here(const struct staff *, day on);

/*
 * Add s and set its id, or change the one with its id, in u->org.
 * ERR_INVALID: a member is not of its form, or an end before a start.
 * ERR_CONFLICT: the number, badge or account is somebody else's.
 * ERR_NOTFOUND: no such group, manager or person.  ERR_DENIED: they would be
 * their own manager, directly or by others.
 */
MUST_USE enum err staff_add(struct db *, struct unit *, struct staff *s);
MUST_USE enum err staff_change(
    struct db *, struct unit *, const struct staff *s);

/* The same within a running unit; the import's.  No audit row of its own. */
MUST_USE enum err staff_write(
    struct db *, const struct db_head *, struct staff *s, bool add);

/* ERR_NOTFOUND: nobody with this number, badge or number, id, account. */
MUST_USE enum err staff_find(struct db *, struct arena *, int64_t org,
    const char *number, struct staff *);
MUST_USE enum err staff_at_kiosk(struct db *, struct arena *, int64_t org,
    const char *typed, struct staff *);
MUST_USE enum err staff_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct staff *);
MUST_USE enum err staff_of_person(
    struct db *, struct arena *, int64_t org, int64_t person, struct staff *);

/*
 * A page of staff by name: those whose name, number or unit holds `like`
 * ("" for all; ASCII letters of any case), at most limit after the first
 * `skip`.  *more: there are others behind them.
 */
struct staff_filter {
	const char *like;
	int64_t group; /* 0: any */
	int64_t skip, limit;
};
MUST_USE enum err staff_page(struct db *, struct arena *, int64_t org,
    const struct staff_filter *, struct staff_list *, bool *more);

/* Everybody below this manager, at any depth, at work on the day, by name. */
MUST_USE enum err staff_below(struct db *, struct arena *, int64_t org,
    int64_t manager, day on, struct staff_list *);

/* Is `staff` below `manager`?  OK or ERR_NOTFOUND. */
MUST_USE enum err staff_is_below(
    struct db *, int64_t org, int64_t manager, int64_t staff);

/* ---- groups: who needs what ---- */

struct staff_group {
	int64_t id;
	const char *name;
	int64_t staff; /* how many belong to it */
};
struct staff_groups {
	struct staff_group *v;
	size_t n;
};
MUST_USE enum err group_list(
    struct db *, struct arena *, int64_t org, struct staff_groups *);
/* ERR_CONFLICT: the name is taken, in whatever case.  ERR_INVALID: its form. */
MUST_USE enum err group_add(
    struct db *, struct unit *, const char *name, int64_t *id);
/* Within a running unit: the group of this name, made where it is not. */
MUST_USE enum err group_want(
    struct db *, const struct db_head *, const char *name, int64_t *id);
#endif
