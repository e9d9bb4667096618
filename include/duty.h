/*
 * duty.h - named duties: who holds them, from when until when, and whether
 * they said yes.  What a publication names comes from the same records.
 */
#ifndef DUTY_H
#define DUTY_H
#include <stdbool.h>
#include <stddef.h>

#include "assessment.h"
#include "day.h"

/* ---- the senior management details that publication asks for ---- */

struct duty_holder {
	const struct duty *duty; /* of the set */
	const char *name;        /* "" where nobody is named */
	const char *post;        /* their job; "" */
};

/*
 * One for each duty of the set, in its order, as they are held on the day;
 * the array is in the arena.
 */
MUST_USE enum err duty_list(struct db *, struct arena *, int64_t org,
    const struct catalogue *, day on, struct duty_holder **);

/*
 * Set them all: v[i] belongs to c->duties.v[i].  Who holds one by that name
 * already goes on holding it; anybody else is named from today, and is asked
 * to accept where exactly one account here has that name.  ERR_DENIED: the
 * assessment is published.  ERR_INVALID: a text is not of its form.
 */
MUST_USE enum err duty_set(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *c,
    const struct duty_holder *v);

/* ---- all named duties of an organisation ---- */

#define DUTY_TITLE_MAX 200 /* also of names, posts and documents */

enum duty_state {
	DUTY_VACANT,     /* nobody is named */
	DUTY_LEFT,       /* the holder's account is closed */
	DUTY_EXPIRED,    /* the last day has passed */
	DUTY_UNACCEPTED, /* named, and has not said yes */
	DUTY_COMING,     /* accepted; the first day has not come */
	DUTY_HELD,
	DUTY_STATES
};

struct holding {
	int64_t id; /* 0: nobody is named */
	const char *duty;
	int64_t person;   /* 0: somebody without an account */
	const char *name; /* as it stood when they were named */
	const char *post, *document;
	int64_t deputy;          /* 0: nobody */
	const char *deputy_name; /* out; "" */
	bool deputy_left;        /* out: their account is closed */
	day from_on, until_on;   /* until DAY_NONE: open end */
	int64_t accepted_at;     /* out; 0: not accepted */
	int64_t named_at;        /* out */
	const char *named_by;    /* out: a name, or the operator's user name */
	int64_t ended_at;        /* out; 0: not taken back */
	const char *ended_by;    /* out: as named_by; "" */
};
struct holdings {
	struct holding *v;
	size_t n;
};

struct named_duty {
	const char *code; /* "siro", "own-ward-9-records-lead" */
	const char *title;
	const char *post; /* the job it goes with; "" */
	bool own;         /* the organisation's, not of the list */
	bool closed;      /* not needed here */
	enum duty_state state;
	struct holding now; /* whoever was named last and not taken back */
};
struct named_duties {
	struct named_duty *v;
	size_t n;
};

/* By title, the organisation's own behind the list, closed ones last. */
MUST_USE enum err duty_all(
    struct db *, struct arena *, int64_t org, day today, struct named_duties *);
/* ERR_NOTFOUND: no such duty. */
MUST_USE enum err duty_read(struct db *, struct arena *, int64_t org,
    const char *code, day today, struct named_duty *);
/* Everybody who was ever named, the last one first. */
MUST_USE enum err duty_history(struct db *, struct arena *, int64_t org,
    const char *code, struct holdings *);
/* Those that this person holds or was named for, as duty_all. */
MUST_USE enum err duty_of(struct db *, struct arena *, int64_t org,
    int64_t person, day today, struct named_duties *);

struct duty_gaps {
	size_t vacant, left, expired, unaccepted, coming;
	size_t deputies; /* held, and the deputy's account is closed */
	size_t all;      /* of the above; 0: no gap */
};
/* What is missing among the duties that are not closed. */
struct duty_gaps duty_gaps(const struct named_duties *);

/*
 * Add one of the organisation's own and set its code.  ERR_INVALID: title or
 * post is not of its form.  ERR_CONFLICT: there is one with this title.
 */
MUST_USE enum err duty_add(
    struct db *, struct arena *, struct unit *, struct named_duty *);
/*
 * Change the post and closed, and of the organisation's own the title.
 * ERR_INVALID, ERR_CONFLICT as above.  ERR_DENIED: this duty is always
 * needed, as what nobody else owns is its holder's; or somebody holds it.
 * ERR_NOTFOUND: no such duty.
 */
MUST_USE enum err duty_change(
    struct db *, struct unit *, const struct named_duty *);

/* ---- naming, accepting ---- */

enum holding_fault {
	HOLDING_FINE,
	HOLDING_NAME,
	HOLDING_POST,
	HOLDING_DOCUMENT,
	HOLDING_FROM,          /* no first day */
	HOLDING_UNTIL,         /* the end is before the start */
	HOLDING_PERSON,        /* has no account here */
	HOLDING_PERSON_CLOSED, /* has left */
	HOLDING_DEPUTY,        /* has no account here */
	HOLDING_DEPUTY_CLOSED, /* has left */
	HOLDING_DEPUTY_SAME,   /* is the holder */
	HOLDING_CLOSED,        /* the duty is not needed here */
	HOLDING_FAULTS
};

/*
 * Somebody with an account who belongs to org or holds a role in it, by name
 * (letters' case aside) or user name.  ERR_NOTFOUND: nobody.  ERR_CONFLICT:
 * two people have that name; say the user name.
 */
MUST_USE enum err duty_whom(struct db *, struct arena *, int64_t org,
    const char *typed, int64_t *person);

/*
 * Name h->person, or where that is 0 somebody without an account by h->name,
 * and set h->id and h->name; whoever was named before is followed by them.
 * was is the id of that one, as it was seen (0: nobody).  ERR_INVALID: see
 * *fault.  ERR_CONFLICT: somebody else named or took back meanwhile.
 * ERR_NOTFOUND: no such duty.
 */
MUST_USE enum err duty_name(struct db *, struct unit *, struct holding *h,
    int64_t was, enum holding_fault *fault);

/* Take it back: it is vacant.  ERR_CONFLICT: not held so any more. */
MUST_USE enum err duty_end(
    struct db *, struct unit *, const char *code, int64_t was);

/*
 * Whoever acts says yes to what they were named for; what the duty owns in an
 * open year then has somebody responsible (behaviour.md section 5).
 * ERR_NOTFOUND: no such holding, or it is not theirs, or was taken back.
 * ERR_CONFLICT: accepted before.  ERR_DENIED: its last day has passed.
 */
MUST_USE enum err duty_accept(
    struct db *, struct unit *, int64_t holding, day today);
#endif
