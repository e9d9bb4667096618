/*
 * catalogue.h - a set of requirements: what one version asks of one type of
 * organisation.  Everything in it is data from a pack (man igtk-catalogue(5)).
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;
struct unit;

#define LEVEL_MAX 3     /* levels are 0 to 3 (domain.md section 2) */
#define LEVEL_NONE (-1) /* no level: nothing published, or not relevant */

struct texts {
	const char **v;
	size_t n;
};

struct criterion {
	int64_t id;
	const char *code; /* "1a": its level, then its letter */
	const char *text;
	int level;             /* 1 to LEVEL_MAX */
	bool maintenance;      /* binds only after level 3 in the year before */
	bool responsibility;   /* met by an accepted assignment */
	struct texts evidence; /* what is expected to show it; at least one */
};

struct initiative {
	const char *code; /* "IGM" */
	const char *name;
};

struct origin {
	const char *code; /* "dpa-1998" */
	const char *title;
};

/* A text that was changed after the set was loaded: no source has it so. */
#define MARK_EDITED "edited"

/*
 * How sure we are: each is "source", "memory" or "reconstructed"; title and
 * criteria also MARK_EDITED.  criteria is of all that is asked: description,
 * levels, criteria, their evidence, and when it is not relevant.
 */
struct marks {
	const char *set, *title, *criteria;
};

struct requirement {
	int64_t id;
	const char *number; /* "114" */
	size_t initiative;  /* index into the set's initiatives */
	const char *title, *description;
	const char *changes;   /* since the version before; "" if none known */
	const char *nr_reason; /* NULL: may not be called not relevant */
	const char *nr_record; /* what record must be kept for it; or NULL */
	bool training;         /* its level depends on the training figure */
	struct marks marks;
	struct {
		const struct origin **v;
		size_t n;
	} origins;
	const char *summary[LEVEL_MAX + 1];
	struct {
		struct criterion *v;
		size_t n;
	} criteria; /* by code */
};

struct duty {
	const char *code; /* "accountable-officer" */
	const char *title;
	bool required; /* publication waits for its holder's name */
};

enum workflow { WORKFLOW_SIMPLIFIED, WORKFLOW_FULL };
enum rounding { ROUND_DOWN, ROUND_NEAREST };

struct catalogue {
	int64_t id;
	const char *framework; /* "igt" */
	const char *version;   /* "14.1" */
	int64_t revision;      /* of the pack; 1 first */
	const char *title;
	day released_on;
	const char *type, *type_name; /* "CTP", "Commercial Third Party" */
	enum workflow workflow;
	bool interim; /* baseline and update are asked of this type */
	const char *mark, *note; /* provenance of the set as a whole */
	const char *baseline_md, *update_md, *final_md; /* "MM-DD" */
	enum rounding rounding;
	int grade_level; /* satisfactory: every one in play at this or above */
	const char *grade[3]; /* by enum grade (score.h) */
	int64_t training_percent;
	const char *training_course; /* the code of what is counted */
	int training_capped;   /* how far a level counts below the percentage */
	const char *statement; /* accepted at publication; lines end in \n */
	unsigned char digest[32]; /* SHA-256 of the pack's bytes */
	struct {
		struct duty *v;
		size_t n;
	} duties;
	struct {
		struct initiative *v;
		size_t n;
	} initiatives;
	struct {
		struct origin *v;
		size_t n;
	} origins;
	struct {
		struct requirement *v;
		size_t n;
	} requirements; /* by number */
};

/* The requirement with this number, or NULL. */
const struct requirement *catalogue_requirement(
    const struct catalogue *, const char *number);

/* The criterion with this code within r, or NULL. */
const struct criterion *requirement_criterion(
    const struct requirement *r, const char *code);

/*
 * Store a set that pack_read accepted; gives it and its parts their ids.
 * OK with u->repeated set: these bytes were loaded before; nothing written.
 * ERR_CONFLICT: another pack holds this framework, version, type and revision.
 */
MUST_USE enum err catalogue_store(
    struct db *, struct unit *u, struct catalogue *);

/* Read one set whole by id.  ERR_NOTFOUND: no such set. */
MUST_USE enum err catalogue_read(
    struct db *, struct arena *, int64_t id, struct catalogue *);

/*
 * The id of the newest revision for a version and a type.
 * ERR_NOTFOUND: no pack for them is loaded.
 */
MUST_USE enum err catalogue_find(
    struct db *, const char *version, const char *type, int64_t *id);

/*
 * The id of what is asked of who opens a version on a day: the newest revision
 * that is released by then, else the newest one.  ERR_NOTFOUND: none is loaded.
 */
MUST_USE enum err catalogue_asked(
    struct db *, const char *version, const char *type, day today, int64_t *id);

/* The id of one revision.  ERR_NOTFOUND: it is not loaded. */
MUST_USE enum err catalogue_find_revision(struct db *, const char *version,
    const char *type, int64_t revision, int64_t *id);

/* When it was loaded, or revised, here.  ERR_NOTFOUND: no such set. */
MUST_USE enum err catalogue_loaded(struct db *, int64_t id, int64_t *at);

struct catalogue_row {
	int64_t id, revision, requirements;
	const char *framework, *version, *type, *type_name, *title;
	const char *workflow; /* "simplified" or "full" */
	const char *mark, *note;
	day released_on;
	int64_t withdrawn_at; /* 0: it is not (withdrawal.h) */
};
struct catalogue_rows {
	struct catalogue_row *v;
	size_t n;
};

/* Every set loaded; type "" for all types, else those of one. */
MUST_USE enum err catalogue_list(
    struct db *, struct arena *, const char *type, struct catalogue_rows *);

/* Every version loaded for any type, each once: that released last comes first.
 */
MUST_USE enum err catalogue_versions(
    struct db *, struct arena *, struct texts *);

/*
 * The version that was released last of those in force for any type: released
 * by this day, and not withdrawn.  ERR_NOTFOUND: none is.
 */
MUST_USE enum err catalogue_in_force(
    struct db *, struct arena *, day today, const char **version);

/* Is it released by this day, and not withdrawn? */
bool catalogue_current(const struct catalogue_row *, day today);

/* The name of a type of organisation.  ERR_NOTFOUND: no pack speaks of it. */
MUST_USE enum err catalogue_type(
    struct db *, struct arena *, const char *type, const char **name);
#endif
