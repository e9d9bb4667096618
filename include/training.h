/*
 * training.h - who completed which course, and until when it counts.  Nothing
 * is overwritten: a correction is a row of its own that supersedes another.
 */
#ifndef TRAINING_H
#define TRAINING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course.h"
#include "day.h"
#include "err.h"
#include "staff.h"

struct arena;
struct db;
struct db_head;
struct unit;

enum completion_source {
	FROM_SELF = 1, /* at the own desk */
	FROM_KIOSK,
	FROM_GROUP, /* attested for a group by who led it */
	FROM_IMPORT,
};
enum completion_proof { PROOF_NONE, PROOF_PASSWORD, PROOF_PIN };

#define CERTIFICATE_SIZE 13 /* "K7F2-9QXM-41" and its NUL */

struct completion {
	int64_t id;
	int64_t staff;
	const char *course; /* a code */
	day done_on;
	day expires_on; /* counts on the days before it; DAY_NONE: for good */
	enum completion_source source;
	int score;                 /* in percent; -1: none was asked */
	int64_t statement_version; /* 0: none was attested (imports) */
	const char *statement;     /* the exact text; "" for none */
	enum completion_proof proof;
	const char *place;             /* of the kiosk; "" elsewhere */
	int64_t session;               /* of a group; 0: none */
	int64_t import;                /* the run; 0: none */
	char number[CERTIFICATE_SIZE]; /* of the certificate */
	int64_t supersedes;            /* the row it corrects; 0: none */
	const char *reason;            /* for the correction; "" */
	bool void_;                    /* the correction says: was not done */
	bool superseded;               /* out: another row corrects it */
	int64_t at;                    /* out */
	const char *by;                /* out: a user name */
};
struct completions {
	struct completion *v;
	size_t n;
};

/* Why a completion is not taken. */
enum completion_fault {
	COMPLETION_FINE,
	COMPLETION_FUTURE, /* done after today */
	COMPLETION_EARLY,  /* before they began to work here */
	COMPLETION_OLD,    /* has expired already: it would count for nothing */
	COMPLETION_LEFT,   /* they have left, or not begun yet */
	COMPLETION_SCORE,  /* below the pass mark, or none given */
	COMPLETION_CLOSED, /* the course is not asked any more */
	COMPLETION_TWICE,  /* recorded for this day already */
	COMPLETION_FAULTS
};

/*
 * Judge a completion by the rules, without writing.  An import may bring what
 * has expired and what people did who have left since; nobody else may.
 */
enum completion_fault completion_judge(const struct completion *,
    const struct staff *, const struct course *, day today);

/* What to tell people, a sentence without full stop; "" for COMPLETION_FINE. */
const char *completion_says(struct arena *, enum completion_fault,
    const struct staff *, const struct course *);

/*
 * Record c, whose staff, course, done_on, source, score, statement,
 * statement_version, proof, place and session are set; sets id, expires_on
 * and number.  The statement must be the course's present one, but for an
 * import.  ERR_INVALID: *fault says why.  ERR_CONFLICT: recorded for this day
 * already, or the statement is another one by now (*fault COMPLETION_FINE).
 * ERR_NOTFOUND: no such course or staff.
 */
MUST_USE enum err training_complete(struct db *, struct unit *,
    struct completion *c, day today, enum completion_fault *fault);

/* The same within a running unit; s and k are c's own.  Adds no audit row. */
MUST_USE enum err training_write(struct db *, const struct db_head *,
    struct completion *c, const struct staff *s, const struct course *k,
    day today, enum completion_fault *fault);

/*
 * Correct the completion c->supersedes: c holds what is right (or void_) and
 * the reason, 1 to 500 characters.  ERR_INVALID: *fault says why, or there is
 * no reason.  ERR_CONFLICT: it is corrected already.  ERR_NOTFOUND: no such.
 */
MUST_USE enum err training_correct(struct db *, struct unit *,
    struct completion *c, day today, enum completion_fault *fault);

/* ---- a session for a group ---- */

struct group_session {
	int64_t id;
	const char *course;
	day held_on;
	const char *trainer; /* 1 to 200 characters */
	const char *sheet;   /* where the signed list is kept; the same */
};
/*
 * Record the session and a completion for each of those present; all or
 * nobody.  faults[i] says what is wrong with present[i]: ERR_INVALID then.
 * ERR_NOTFOUND: no such course, or somebody of them is not on record.
 */
MUST_USE enum err training_group(struct db *, struct unit *,
    struct group_session *, const int64_t *present, size_t n, day today,
    enum completion_fault *faults);

/* ---- reading ---- */

enum owed_state { /* most urgent first */
	OWED_OVERDUE,
	OWED_NEVER,
	OWED_SOON, /* expires within DUE_SOON_DAYS */
	OWED_DONE,
	OWED_EXCUSED, /* left out, for a reason */
	OWED_STATES
};
#define DUE_SOON_DAYS 60

struct owed {
	struct course course;
	enum owed_state state;
	day done_on;        /* DAY_NONE: never */
	day expires_on;     /* DAY_NONE: for good, or never done */
	const char *number; /* of the last completion's certificate; "" */
	const char *excuse; /* OWED_EXCUSED: why */
};
struct owed_list {
	struct owed *v;
	size_t n;
};

/* What somebody needs on a day, most urgent first, then by day and name. */
MUST_USE enum err training_owed(struct db *, struct arena *, int64_t org,
    const struct staff *, day on, struct owed_list *);

/* Somebody's completions, newest first, superseded ones included. */
MUST_USE enum err training_record(struct db *, struct arena *, int64_t org,
    int64_t staff, struct completions *);

MUST_USE enum err training_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct completion *);

/* A certificate by its number, whoever's; ERR_NOTFOUND: there is none. */
struct certificate {
	int64_t org;
	const char *org_name;
	struct staff staff;
	struct course course;
	struct completion completion;
};
MUST_USE enum err training_certificate(
    struct db *, struct arena *, const char *number, struct certificate *);

/* ---- who is left out ---- */

enum exclusion_kind {
	LEFT_OUT_LEAVE,     /* long leave: parental, sickness, career break */
	LEFT_OUT_SECONDED,  /* works elsewhere for now */
	LEFT_OUT_ELSEWHERE, /* trained and counted by another employer */
	LEFT_OUT_OTHER,
	LEFT_OUT_KINDS
};
const char *exclusion_title(enum exclusion_kind); /* "Long leave" */

struct exclusion {
	int64_t id, staff;
	const char *course; /* NULL: every course */
	enum exclusion_kind kind;
	const char *reason;    /* 1 to 500 characters */
	day from_on, until_on; /* DAY_NONE: until taken back */
	int64_t added_at;
	const char *added_by;
	int64_t ended_at; /* 0: not taken back */
	const char *ended_by;
};
struct exclusions {
	struct exclusion *v;
	size_t n;
};
/* ERR_INVALID: no reason, or an end before the start.  ERR_NOTFOUND: no such
 * staff or course. */
MUST_USE enum err exclusion_add(struct db *, struct unit *, struct exclusion *);
/* Take it back; it stays on record.  ERR_NOTFOUND: none, or taken back. */
MUST_USE enum err exclusion_end(struct db *, struct unit *, int64_t id);
MUST_USE enum err exclusion_list(struct db *, struct arena *, int64_t org,
    int64_t staff, struct exclusions *);
#endif
