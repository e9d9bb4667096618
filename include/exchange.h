/* exchange.h - answers of one assessment as a file: igtk-assessment(5). */
#ifndef EXCHANGE_H
#define EXCHANGE_H
#include <stdbool.h>
#include <stddef.h>

#include "catalogue.h"
#include "day.h"
#include "err.h"

struct arena;
struct buf;

#define EXCHANGE_BYTES_MAX (16u << 20)

struct exchange_comment {
	const char *criterion; /* "1a" */
	const char *text;
};

struct exchange_evidence {
	struct texts criteria; /* codes; at least one */
	const char *title;
	const char *reference; /* where it is kept; "" if not said */
};

struct exchange_answer {
	const char *requirement; /* "114" */
	struct texts met;        /* codes of criteria */
	bool not_relevant;
	const char *not_relevant_record; /* "" if not said */
	int target_level;                /* LEVEL_NONE: none set */
	day target_on;                   /* DAY_NONE: none set */
	const char *owner, *plan;        /* "" if not said */
	struct {
		struct exchange_comment *v;
		size_t n;
	} comments;
	struct {
		struct exchange_evidence *v;
		size_t n;
	} evidence;
};

struct exchange_level {
	const char *requirement;
	int level;
};

struct exchange {
	const char *org_code, *org_name, *org_type; /* name, type may be "" */
	const char *version;
	struct {
		struct exchange_answer *v;
		size_t n;
	} answers;
	const char *previous_version; /* NULL: no "previous" given */
	struct {
		struct exchange_level *v;
		size_t n;
	} previous;
};

/*
 * Read a file's bytes.  ERR_INVALID: faults holds a line for every fault
 * ("NAME: $.path: reason"), at most 200.  Only the form is judged here: known
 * keys, types, real days, levels 0 to 3, no key or requirement twice, no
 * control bytes; whether the requirements exist is assessment_import's to say.
 */
MUST_USE enum err exchange_read(struct arena *, const char *name,
    const char *bytes, size_t n, struct exchange *, struct buf *faults);

/* Write it as JSON, the keys in the order of the manual page, ending in \n. */
void exchange_write(const struct exchange *, struct buf *);
#endif
