/* library.h - the law and guidance that requirements come from. */
#ifndef LIBRARY_H
#define LIBRARY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;
struct unit;

/* ---- what its file says: man igtk-library(5) ---- */

enum source_kind {
	SOURCE_ACT,
	SOURCE_REGULATIONS,
	SOURCE_COMMON_LAW,
	SOURCE_CODE,
	SOURCE_STANDARD,
	SOURCE_POLICY,
	SOURCE_GUIDANCE,
	SOURCE_REPORT,
	SOURCE_KINDS,
	SOURCE_UNSAID = SOURCE_KINDS, /* sets name it, the library does not */
	SOURCE_ALL                    /* in a search: of whatever kind */
};
enum source_standing {
	STANDING_IN_FORCE,
	STANDING_IN_PART,
	STANDING_REPLACED,
	STANDING_NOT_ESTABLISHED,
	STANDINGS
};

/* Places in the list of entries. */
struct places {
	size_t *v;
	size_t n;
};
struct library_entry {
	const char *code, *title; /* "dpa-1998", as sets name it */
	enum source_kind kind;
	int64_t year;         /* 0: not established */
	const char *issuer;   /* who made or issued it */
	const char *citation; /* "1998 c. 29"; "": there is none */
	const char *place;    /* "legislation.gov.uk/ukpga/1998/29"; or "" */
	const char *about;
	enum source_standing standing;
	const char *today; /* what holds of it, and what took its place */
	struct places replaced_by, related;
	const char *mark, *note; /* how sure that is, as in packs */
};
struct library {
	int64_t revision;
	const char *title;
	day released_on;
	struct {
		struct library_entry *v;
		size_t n;
	} entries;
	unsigned char digest[32]; /* SHA-256 of the file */
};

/* Do these bytes call themselves a library?  They may still be a bad one. */
bool library_named(struct arena *, const char *bytes, size_t n);

/*
 * Read n bytes of JSON into l (everything in the arena).  ERR_INVALID: it
 * cannot be accepted; each fault is one line "NAME: $.path: reason" in faults,
 * as for packs, and l is not to be used.
 */
MUST_USE enum err library_parse(struct arena *, const char *name,
    const char *bytes, size_t n, struct library *l, struct buf *faults);

/*
 * Put it on record, whole.  OK with u->repeated set: this very revision is
 * there.  ERR_CONFLICT: this revision is there with other content.
 */
MUST_USE enum err library_store(
    struct db *, struct unit *u, const struct library *);

struct library_row {
	int64_t revision, entries;
	const char *title;
	day released_on;
};
struct library_rows {
	struct library_row *v;
	size_t n;
};

/* The revisions that are loaded, newest first. */
MUST_USE enum err library_loaded(
    struct db *, struct arena *, struct library_rows *);

/* ---- what is shown: the newest revision, and what the sets name ---- */

#define LIBRARY_WORDS_MOST 10 /* in a search; more are not looked at */

struct source_row {
	const char *code, *title, *citation; /* citation "": there is none */
	enum source_kind kind;
	enum source_standing standing; /* of SOURCE_UNSAID: not established */
	int64_t year;                  /* 0: not established */
	int64_t requirements, types;   /* of how many types how many name it */
	bool wanted;                   /* by the search */
};
struct source_rows {
	struct source_row *v;
	size_t n;
};
struct source_filter {
	const char *words;     /* each begins a word of its text; "": all */
	enum source_kind kind; /* or SOURCE_ALL */
};

/*
 * Every source that the library has or the newest set of some type names, by
 * kind and then by title.  Words are compared without the case of letters.
 */
MUST_USE enum err library_list(struct db *, struct arena *,
    const struct source_filter *, struct source_rows *);

/* A requirement that comes from a source. */
struct citing {
	const char *type, *type_name, *version;
	int64_t revision;
	const char *number, *title;
};
struct library_link {
	const char *code, *title;
};
struct library_links {
	struct library_link *v;
	size_t n;
};
struct source {
	const char *code, *title;
	bool said; /* the library has it: entry holds, but for its places */
	struct library_entry entry;
	struct {
		struct citing *v;
		size_t n;
	} citings; /* by the type's name, then by number */
	struct library_links replaced_by, replaces, related;
};

/*
 * One source, with all that come from it in the newest set of each type.
 * ERR_NOTFOUND: the library does not have it and no such set names it.
 */
MUST_USE enum err library_read(
    struct db *, struct arena *, const char *code, struct source *);
#endif
