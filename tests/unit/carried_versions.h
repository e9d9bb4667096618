/* carried_versions.h - versions of a set that differ from the one before by
 * chance, for the property that nothing is lost. */
#ifndef CARRIED_VERSIONS_H
#define CARRIED_VERSIONS_H
#include "carried_set.h"

#define ASKED_MAX 8

static unsigned chance = 20261126;

static inline size_t
any(size_t n)
{
	chance = chance * 1103515245u + 12345u;
	return (chance >> 16) % n;
}

/* Eight words that nothing else has. */
static inline const char *
sentence(struct arena *a)
{
	static unsigned n;

	n++;
	return arena_printf(
	    a, "a%u b%u c%u d%u e%u f%u g%u h%u", n, n, n, n, n, n, n, n);
}

/* ---- the next version ---- */

static inline void
copy_requirement(struct arena *a, struct requirement *to)
{
	struct criterion *v =
	    arena_array(a, to->criteria.n + CRITERIA_MAX, sizeof(*v));

	memcpy(v, to->criteria.v, to->criteria.n * sizeof(*v));
	to->criteria.v = v;
}

static inline int
by_number(const void *x, const void *y)
{
	const struct requirement *a = x, *b = y;

	return strcmp(a->number, b->number);
}

/* Codes in order again: a letter for each of a level. */
static inline void
recode(struct arena *a, struct requirement *r)
{
	int at[LEVEL_MAX + 1] = { 0 };
	struct criterion v[CRITERIA_MAX];
	size_t i, n = 0;
	int level;

	for (level = 1; level <= LEVEL_MAX; level++)
		for (i = 0; i < r->criteria.n; i++)
			if (r->criteria.v[i].level == level)
				v[n++] = r->criteria.v[i];
	for (i = 0; i < n; i++)
		v[i].code =
		    arena_printf(a, "%d%c", v[i].level, 'a' + at[v[i].level]++);
	memcpy(r->criteria.v, v, n * sizeof(*v));
}

static inline void
change_criterion(struct arena *a, struct requirement *r)
{
	struct criterion *v = r->criteria.v;
	size_t n = r->criteria.n, i = any(n);

	switch (any(5)) {
	case 0: /* gone */
		if (n < 3)
			break;
		v[i] = v[n - 1];
		r->criteria.n--;
		break;
	case 1: /* worded anew */
		v[i].text = arena_printf(a, "%s now", v[i].text);
		break;
	case 2: /* another question */
		v[i].text = sentence(a);
		break;
	case 3: /* at another level */
		v[i].level = 1 + (int)any(LEVEL_MAX);
		break;
	default: /* one more */
		if (n >= 10)
			break;
		v[n] = v[i];
		v[n].text = sentence(a);
		r->criteria.n++;
	}
}

static inline void
change_set(struct arena *a, struct catalogue *c)
{
	struct requirement *v = c->requirements.v;
	size_t n = c->requirements.n, i = any(n), j = any(n), k;

	switch (any(5)) {
	case 0: /* gone */
		if (n < 3)
			break;
		v[i] = v[n - 1];
		c->requirements.n--;
		break;
	case 1: /* under another number, at times with another title */
		v[i].number = arena_printf(a, "%zu", 500 + any(400));
		for (k = 0; k < n; k++)
			if (k != i && strcmp(v[k].number, v[i].number) == 0)
				v[i].number = "499";
		if (any(2) == 0)
			v[i].title = sentence(a);
		break;
	case 2: /* merged into another */
		if (n < 3 || i == j || v[i].criteria.n + v[j].criteria.n > 20)
			break;
		memcpy(v[j].criteria.v + v[j].criteria.n, v[i].criteria.v,
		    v[i].criteria.n * sizeof(*v[i].criteria.v));
		v[j].criteria.n += v[i].criteria.n;
		recode(a, &v[j]);
		v[i] = v[n - 1];
		c->requirements.n--;
		break;
	case 3: /* not relevant, or not any more */
		v[i].nr_reason = v[i].nr_reason == NULL ? "No work" : NULL;
		break;
	default: /* one more */
		if (n >= ASKED_MAX)
			break;
		v[n] = v[i];
		copy_requirement(a, &v[n]);
		v[n].number = arena_printf(a, "%zu", 300 + any(100));
		v[n].title = sentence(a);
		for (k = 0; k < v[n].criteria.n; k++)
			v[n].criteria.v[k].text = sentence(a);
		for (k = 0; k < n; k++)
			if (strcmp(v[k].number, v[n].number) == 0)
				return;
		c->requirements.n++;
	}
}

static inline struct catalogue *
next_version(struct year *y, const struct catalogue *before, size_t round)
{
	struct arena *a = y->r->arena;
	struct catalogue *c = arena_alloc(a, sizeof(*c));
	struct requirement *v = arena_array(a, ASKED_MAX + 1, sizeof(*v));
	size_t i, k;

	*c = *before;
	memcpy(v, before->requirements.v, c->requirements.n * sizeof(*v));
	c->requirements.v = v;
	c->version = arena_printf(a, "%zu", 20 + round);
	memset(c->digest, (int)(150 + round), sizeof(c->digest));
	for (i = 0; i < c->requirements.n; i++)
		copy_requirement(a, &v[i]);
	for (i = any(4); i > 0; i--)
		change_set(a, c);
	for (i = any(6); i > 0; i--) {
		struct requirement *r = &v[any(c->requirements.n)];

		change_criterion(a, r);
		recode(a, r);
	}
	for (i = 0; i < c->requirements.n; i++)
		for (k = 0; k < v[i].criteria.n; k++)
			v[i].criteria.v[k].maintenance = false;
	qsort(v, c->requirements.n, sizeof(*v), by_number);
	records_store(y->r, c);
	return c;
}
#endif
