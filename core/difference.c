/* difference.c - one set of requirements against another. */
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "catalogue.h"
#include "difference_priv.h"

#define WORDS_MAX 400

struct word {
	const char *at;
	size_t n;
};

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static size_t
split(const char *s, struct word *out)
{
	size_t n = 0;

	while (*s != '\0' && n < WORDS_MAX) {
		while (*s != '\0' && !letter(*s))
			s++;
		out[n].at = s;
		while (letter(*s))
			s++;
		out[n].n = (size_t)(s - out[n].at);
		n += out[n].n > 0;
	}
	return n;
}

static bool
same_word(const struct word *a, const struct word *b)
{
	return a->n == b->n && strncasecmp(a->at, b->at, a->n) == 0;
}

bool
difference_alike(const char *a, const char *b)
{
	struct word v[WORDS_MAX], w[WORDS_MAX];
	size_t nv = split(a, v), nw = split(b, w), i, j, both = 0;

	for (i = 0; i < nv; i++)
		for (j = 0; j < nw; j++)
			if (w[j].n > 0 && same_word(&v[i], &w[j])) {
				both++;
				w[j].n = 0;
				break;
			}
	return nv + nw > 0 && 8 * both >= 3 * (nv + nw);
}

/* A criterion that only this requirement of its set has. */
static bool
its_own(const struct catalogue *c, const struct requirement *r,
    const struct criterion *k)
{
	size_t i, j;

	for (i = 0; i < c->requirements.n; i++) {
		const struct requirement *o = &c->requirements.v[i];

		for (j = 0; j < o->criteria.n && o != r; j++)
			if (strcmp(o->criteria.v[j].text, k->text) == 0)
				return false;
	}
	return true;
}

static bool
asks(const struct requirement *r, const char *text)
{
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		if (difference_alike(r->criteria.v[i].text, text))
			return true;
	return false;
}

/* How much of what was asked by r alone is asked by q: of 100. */
static size_t
carried(const struct catalogue *c, const struct requirement *r,
    const struct requirement *q)
{
	size_t own = 0, found = 0, i;

	if (strcmp(r->title, q->title) == 0)
		return 100;
	for (i = 0; i < r->criteria.n; i++)
		if (its_own(c, r, &r->criteria.v[i])) {
			own++;
			found += asks(q, r->criteria.v[i].text);
		}
	return own == 0 ? 0 : 100 * found / own;
}

/* Where a requirement went whose number is gone; NULL: nowhere. */
static const struct requirement *
heir(const struct catalogue *before, const struct catalogue *after,
    const struct requirement *r)
{
	const struct requirement *best = NULL;
	size_t most = 49, part, i;

	for (i = 0; i < after->requirements.n; i++) {
		part = carried(before, r, &after->requirements.v[i]);
		if (part > most) {
			most = part;
			best = &after->requirements.v[i];
		}
	}
	return best;
}

const char *
difference_section(const struct catalogue *c, const struct requirement *r)
{
	return c->initiatives.v[r->initiative].name;
}

static void
pair(struct difference *d, const struct catalogue *before,
    const struct catalogue *after, const struct requirement *r)
{
	const struct requirement *same =
	    catalogue_requirement(after, r->number);
	struct change *c = &d->changes.v[d->changes.n++];

	*c = (struct change){ .before = r, .after = same };
	if (same == NULL)
		c->after = heir(before, after, r);
	if (c->after != NULL)
		c->moved =
		    same == NULL ||
		    strcmp(before->initiatives.v[r->initiative].code,
			after->initiatives.v[same->initiative].code) != 0;
}

/* Those whose heir has another forebear as well were merged into it. */
static void
merge(struct difference *d)
{
	size_t i, j;

	for (i = 0; i < d->changes.n; i++) {
		struct change *c = &d->changes.v[i];

		if (c->after == NULL ||
		    strcmp(c->before->number, c->after->number) == 0)
			continue;
		for (j = 0; j < d->changes.n; j++)
			if (j != i && d->changes.v[j].after == c->after)
				c->merged = true;
		c->moved = !c->merged;
	}
}

static bool
new_here(const struct difference *d, const struct requirement *r)
{
	size_t i;

	for (i = 0; i < d->changes.n; i++)
		if (d->changes.v[i].after == r)
			return false;
	return true;
}

/* Drop what stayed as it was. */
static void
keep_changes(struct difference *d)
{
	size_t i, n = 0;

	for (i = 0; i < d->changes.n; i++) {
		struct change *c = &d->changes.v[i];

		if (c->before != NULL && c->after != NULL && !c->merged &&
		    !c->moved && c->wordings.n == 0)
			d->unchanged++;
		else
			d->changes.v[n++] = *c;
	}
	d->changes.n = n;
}

void
difference_find(struct arena *a, const struct catalogue *before,
    const struct catalogue *after, struct difference *out)
{
	size_t n = before->requirements.n, m = after->requirements.n, i, old;

	*out = (struct difference){ 0 };
	out->changes.v = arena_array(a, n + m, sizeof(*out->changes.v));
	for (i = 0; i < n; i++)
		pair(out, before, after, &before->requirements.v[i]);
	merge(out);
	old = out->changes.n;
	for (i = 0; i < m; i++)
		if (new_here(out, &after->requirements.v[i]))
			out->changes.v[out->changes.n++] =
			    (struct change){ .after =
						 &after->requirements.v[i] };
	for (i = 0; i < old; i++)
		if (out->changes.v[i].after != NULL &&
		    !out->changes.v[i].merged)
			wording_find(a, out->changes.v[i].before,
			    out->changes.v[i].after,
			    &out->changes.v[i].wordings);
	wording_find_set(a, before, after, &out->set);
	keep_changes(out);
}
