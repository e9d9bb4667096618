/*
 * remind.h - mail that says what waits for somebody: who is told of what, and
 * when (behaviour.md section 5).
 *
 * Something is told of 30, 14, 7 days and one day before it is due, and when
 * it is overdue.  A person gets one mail a week at most; one a day where
 * something is due tomorrow for the first time, or is overdue.  What has been
 * overdue for 7 days is told to the manager, for 14 days to the SIRO.
 */
#ifndef REMIND_H
#define REMIND_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"
#include "work.h"

struct arena;
struct buf;
struct db;
struct unit;

/* How pressing something is, most first. */
enum rung {
	RUNG_RAISED, /* somebody else's, overdue for too long */
	RUNG_LATE,
	RUNG_DAY,
	RUNG_WEEK,
	RUNG_FORTNIGHT,
	RUNG_MONTH,
	RUNG_OPEN, /* without a day */
	RUNG_NONE  /* not yet to be told of */
};
#define REMIND_MANAGER_DAYS 7
#define REMIND_SIRO_DAYS 14

struct remind_thing {
	const char *key; /* names it, and its day, for as long as it lasts */
	enum rung rung;
};

/* What one person is to be told on a day. */
struct digest {
	int64_t person;
	const char *user, *name;
	const char *mail; /* "": they have no address */
	bool late_only;   /* they chose to be told of nothing else */
	struct remind_thing *things;
	size_t n, late;
	size_t raised; /* how many are others' */
	bool due;      /* a mail should go */
	const char *subject, *text;
};
struct digests {
	struct digest *v; /* by person */
	size_t n;
};

/*
 * What is to be told on this day, to those for whom anything waits.  url is
 * what stands before our paths in links.
 */
MUST_USE enum err remind_plan(
    struct db *, struct arena *, day today, const char *url, struct digests *);

/*
 * Should a mail go, if one was sent on `last` (DAY_NONE: never)?  told holds
 * what is told of already, by key, each with the most pressing rung.
 */
struct remind_told {
	const char *key;
	enum rung rung;
	day last; /* told on this day */
};
bool remind_due(const struct digest *, const struct remind_told *told,
    size_t ntold, day last, day today);
enum rung remind_rung(day due_on, bool late, day today);

/* Organisations where a person may have work: home, and where they hold a role.
 */
struct remind_place {
	int64_t org;
	const char *name;
};
#define REMIND_PLACES 64 /* and no more */
struct remind_places {
	struct remind_place v[REMIND_PLACES];
	size_t n;
};
MUST_USE enum err remind_places(
    struct db *, struct arena *, int64_t person, struct remind_places *);

/* What a person chose, and where mail to them goes ("": nowhere). */
MUST_USE enum err remind_chosen(struct db *, struct arena *, int64_t person,
    bool *late_only, const char **mail);
/* The person u->by chooses. */
MUST_USE enum err remind_choose(struct db *, struct unit *u, bool late_only);

/* How things stand with a person's reminders. */
struct reminder {
	int64_t id, person;
	day on;
	const char *mail, *name, *subject, *text;
	int64_t tries;
	const char *fault; /* of the last try; "" */
	int64_t made_at;
};
struct reminders {
	struct reminder *v;
	size_t n;
};

/* ---- for pages ---- */

struct remind_nowhere { /* somebody without an address */
	int64_t person;
	const char *user, *name;
	size_t things, late; /* that they should be told of */
};
struct remind_state {
	struct {
		struct remind_nowhere *v;
		size_t n;
	} nowhere;                /* by name, as many as were asked for */
	int64_t people;           /* without an address, for whom things wait */
	int64_t things, late;     /* of all of these together */
	struct reminders refused; /* mail that waits to be tried again */
	int64_t sent_at;          /* the last one; 0: none */
};
/*
 * How reminders to the people of an organisation stand; of those without an
 * address at most so many, after the first `skip`.
 */
MUST_USE enum err remind_state(struct db *, struct arena *, int64_t org,
    day today, int64_t skip, int64_t most, struct remind_state *);

struct remind_late {
	const char *name; /* whose */
	struct work_item item;
};
struct remind_overdue {
	struct remind_late *v;
	size_t n, room;
};
/*
 * What a person is told of others: of those who report to them, and as SIRO of
 * everybody.
 */
MUST_USE enum err remind_overdue(struct db *, struct arena *, int64_t org,
    int64_t person, day today, struct remind_overdue *team,
    struct remind_overdue *all, bool *siro);

/* ---- for sending ---- */

/*
 * Keep what is due as mail to be sent.  Mail of earlier days that was never
 * sent is given up: the new one says more.  A day that has not come yet, of
 * mail that was sent while the clock was wrong, is set to today.
 */
MUST_USE enum err remind_keep(struct db *, const struct digests *, day today);

/* Mail that is to be sent, oldest first. */
MUST_USE enum err remind_waiting(
    struct db *, struct arena *, struct reminders *);

/* It was taken. */
MUST_USE enum err remind_sent(struct db *, int64_t id);
/* It was not, and why; it stays to be sent. */
MUST_USE enum err remind_refused(struct db *, int64_t id, const char *fault);

/*
 * The mail's bytes: headers and text, the same whenever they are made, its
 * Message-ID too.  ERR_INVALID: an address is none, or the name would break
 * its line.
 */
MUST_USE enum err remind_mail(
    const struct reminder *, const char *from, struct buf *);

/* One address without a name, that no header can be broken with. */
bool remind_address(const char *);
/* What is wrong with one that may be left empty, or NULL. */
const char *remind_address_wrong(const char *);
#endif
