/*
 * difference.h - what one set of requirements changed against another: the
 * change notice of a type of organisation.
 */
#ifndef DIFFERENCE_H
#define DIFFERENCE_H
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct catalogue;
struct requirement;

/* One text that is not what it was. */
struct wording {
	const char *what;           /* "title", "criterion 2a", "deadline" */
	const char *before, *after; /* "" where there was or is none */
};
struct wordings {
	struct wording *v;
	size_t n;
};

/*
 * One requirement's fate.  before NULL: added.  after NULL: removed.  Both:
 * the one became the other; it can be moved and reworded at once.
 */
struct change {
	const struct requirement *before, *after;
	bool merged; /* what it asked is now asked by another that has more */
	bool moved;  /* to another number or to another initiative */
	struct wordings wordings;
};

struct difference {
	struct {
		struct change *v;
		size_t n;
	} changes; /* by the number before, then by the number after */
	struct wordings set; /* deadlines, thresholds, statement */
	size_t unchanged;
};

/*
 * Compare.  A requirement is known again by its number; one whose number went
 * away, by its title or by half of the criteria that it alone had.  Everything
 * in out is in the arena or borrowed from the two sets.
 */
void difference_find(struct arena *, const struct catalogue *before,
    const struct catalogue *after, struct difference *out);

/* Three words of four are the same: the same sentence, worded anew. */
bool difference_alike(const char *a, const char *b);

/* The initiative's name, for showing where one moved to. */
const char *difference_section(
    const struct catalogue *, const struct requirement *);
#endif
