/*
 * policy.h - policies and their versions, who needs them, and who has
 * acknowledged which exact text.  A new version is outstanding for everybody.
 */
#ifndef POLICY_H
#define POLICY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct staff;
struct unit;

#define POLICY_DIGEST 32 /* SHA-256 of the text */
#define POLICY_TITLE_MAX 200
#define POLICY_TEXT_MAX 50000

struct policy {
	int64_t id;
	const char *title; /* 1 to 200 characters */
	bool for_all;      /* everybody needs it, not only some groups */
	bool closed;       /* not asked of anybody any more */
	int64_t version;   /* of the text that counts now, 1 first */
	const char *text;  /* 1 to 50,000 characters; NULL in lists */
	unsigned char digest[POLICY_DIGEST];
	int64_t at;     /* out: when this version was set */
	const char *by; /* out: a user name */
};
struct policies {
	struct policy *v;
	size_t n;
};

void policy_digest(const char *text, unsigned char out[POLICY_DIGEST]);

/*
 * Add p, needed by everybody or by these groups, and set its id.
 * ERR_INVALID: title or text is not of its form.  ERR_NOTFOUND: no such group.
 */
MUST_USE enum err policy_add(struct db *, struct unit *, struct policy *p,
    const int64_t *groups, size_t n);

/*
 * Change title, for_all, closed and the groups of p->id.  ERR_INVALID: the
 * title is not of its form.  ERR_NOTFOUND: no such policy or group.
 */
MUST_USE enum err policy_change(struct db *, struct unit *,
    const struct policy *p, const int64_t *groups, size_t n);

/*
 * The next version of the text, where p->version is the present one; sets
 * p->version.  ERR_INVALID: not of its form, or the present text once more.
 * ERR_CONFLICT: another version came meanwhile.  ERR_NOTFOUND: no such.
 */
MUST_USE enum err policy_revise(struct db *, struct unit *, struct policy *p);

/* By title; closed ones last. */
MUST_USE enum err policy_list(
    struct db *, struct arena *, int64_t org, struct policies *);
/* ERR_NOTFOUND: no such policy. */
MUST_USE enum err policy_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct policy *);
/* One version; title and the like are the policy's.  ERR_NOTFOUND: none. */
MUST_USE enum err policy_version(struct db *, struct arena *, int64_t org,
    int64_t id, int64_t version, struct policy *);

struct policy_groups {
	int64_t *v;
	size_t n;
};
/* The groups that need it, where it is not for all. */
MUST_USE enum err policy_needs(struct db *, struct arena *, int64_t org,
    int64_t id, struct policy_groups *);

/* ---- acknowledging ---- */

enum policy_state {      /* most urgent first */
	POLICY_UNREAD,   /* needed, and never acknowledged */
	POLICY_RENEWED,  /* needed; an older version was acknowledged */
	POLICY_READ,     /* this version was acknowledged */
	POLICY_OPTIONAL, /* not asked of them; there to be read */
	POLICY_STATES
};

struct policy_owed {
	struct policy policy; /* without its text */
	enum policy_state state;
	int64_t read_at; /* when the last one was acknowledged; 0: never */
	int64_t read_version;
};
struct policies_owed {
	struct policy_owed *v;
	size_t n;
	size_t outstanding; /* those that are unread or renewed */
};
/* Every policy that is not closed, most urgent first, then by title. */
MUST_USE enum err policy_owed(struct db *, struct arena *, int64_t org,
    const struct staff *, struct policies_owed *);

enum policy_source { POLICY_AT_DESK = 1, POLICY_AT_KIOSK };

struct acknowledgement {
	int64_t staff, policy;
	unsigned char digest[POLICY_DIGEST]; /* of the text that was shown */
	enum policy_source source;
	const char *place; /* of the kiosk; "" elsewhere */
	int64_t version;   /* out */
	bool before;       /* out: it was acknowledged already */
};
/*
 * Record it.  What was acknowledged already stays as it is: OK.
 * ERR_CONFLICT: the text is another one by now, or the policy is closed.
 * ERR_DENIED: they do not work here today.  ERR_NOTFOUND: no such policy or
 * staff.
 */
MUST_USE enum err policy_acknowledge(
    struct db *, struct unit *, struct acknowledgement *, day today);

/* ---- who has, and who has not ---- */

struct policy_count {
	int64_t group; /* 0: those without one */
	const char *name;
	int64_t needed, read;
};
struct policy_counts {
	struct policy_count *v;
	size_t n;
	int64_t needed, read; /* of all */
};
/* Of those at work on the day who need it: by group, the present version. */
MUST_USE enum err policy_report(struct db *, struct arena *, int64_t org,
    const struct policy *, day on, struct policy_counts *);

struct policy_missing {
	struct {
		int64_t staff;
		const char *number, *first_name, *last_name, *unit;
	} * v;
	size_t n;
	bool more; /* there are others behind them */
};
/* Those of a group who have not; at most limit after skip. */
struct policy_page {
	int64_t group; /* 0: those without one */
	day on;        /* at work on this day */
	int64_t skip, limit;
};
MUST_USE enum err policy_missing(struct db *, struct arena *, int64_t org,
    const struct policy *, const struct policy_page *, struct policy_missing *);
#endif
