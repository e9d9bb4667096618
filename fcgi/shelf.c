/* shelf.c - a few sets of requirements, kept between requests. */
#include <stdlib.h>

#include "arena.h"
#include "shelf.h"

#define PLACES 8

struct place {
	struct arena *arena; /* NULL: empty */
	struct shelved shelved;
	uint64_t used; /* when last taken, in takes */
};

struct shelf {
	struct place place[PLACES];
	uint64_t takes;
};

struct shelf *
shelf_new(void)
{
	struct shelf *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	return s;
}

void
shelf_free(struct shelf *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < PLACES; i++)
		arena_close(s->place[i].arena);
	free(s);
}

static void
escape_texts(struct arena *a, struct shelved *s)
{
	const struct catalogue *c = &s->set;
	size_t i;

	s->requirement =
	    arena_array(a, c->requirements.n, sizeof(*s->requirement));
	for (i = 0; i < c->requirements.n; i++) {
		s->requirement[i].number =
		    html_escaped(a, c->requirements.v[i].number);
		s->requirement[i].title =
		    html_escaped(a, c->requirements.v[i].title);
	}
	s->initiative =
	    arena_array(a, c->initiatives.n, sizeof(*s->initiative));
	for (i = 0; i < c->initiatives.n; i++)
		s->initiative[i] = html_escaped(a, c->initiatives.v[i].name);
}

static struct place *
oldest(struct shelf *s)
{
	struct place *p = &s->place[0];
	size_t i;

	for (i = 1; i < PLACES; i++)
		if (s->place[i].used < p->used)
			p = &s->place[i];
	return p;
}

enum err
shelf_take(
    struct shelf *s, struct db *db, int64_t pack, const struct shelved **out)
{
	struct place *p;
	enum err e;
	size_t i;

	s->takes++;
	for (i = 0; i < PLACES; i++) {
		p = &s->place[i];
		if (p->arena != NULL && p->shelved.set.id == pack) {
			p->used = s->takes;
			*out = &p->shelved;
			return OK;
		}
	}
	p = oldest(s);
	arena_close(p->arena);
	p->arena = arena_open();
	e = catalogue_read(db, p->arena, pack, &p->shelved.set);
	if (e != OK) {
		arena_close(p->arena);
		*p = (struct place){ 0 };
		return e;
	}
	escape_texts(p->arena, &p->shelved);
	p->used = s->takes;
	*out = &p->shelved;
	return OK;
}
