/* whole.h - what a template shows with all of its parts, ready to be told. */
#ifndef WHOLE_H
#define WHOLE_H
#include "tmplc.h"
#include "tree.h"

/* The parts of every page, which tell of themselves in their own way. */
#define PART_HEAD "head"
#define PART_FOOT "foot"

struct whole {
	struct tree tree;  /* owned; its showings have no parts any more */
	size_t frame;      /* the node of the page's frame; 0: there is none */
	size_t depth;      /* of parts in parts */
	struct buf fields; /* of the forms, each in a line; owned */
	const struct tmplc_unit *const *all;
	size_t n;
	const struct tmplc_unit *unit;
	struct tmplc_fault *fault;
};

/* ERR_INVALID: the fault says why.  tree and fields are the caller's to clear.
 */
MUST_USE enum err whole_make(struct whole *);

/* As what the node itself is shown; SHOWN_NOT where only its members are. */
enum shown whole_shown(const struct whole *, size_t node);

/* Is the node, or anything in it, shown? */
bool whole_tells(const struct whole *, size_t node);

/* A node in C, and the test for whether the page shows it; false: always. */
void whole_path(const struct whole *, size_t node, struct buf *code);
bool whole_test(const struct whole *, size_t node, struct buf *code);
#endif
