/* stood_side.c - a year at a moment that was asked for, and another beside. */
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "clock.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "stood_side.h"

enum err
side_read(struct req *r, struct form *f, const char *field,
    const struct moment *m, struct side *s, bool *there)
{
	enum err e;

	*there = false;
	if (!m->fine)
		return OK;
	e = shelf_take(r->app->shelf, r->db, s->year.pack, &s->shelved);
	if (e == OK)
		e = stood_at(r->db, r->arena, &s->year, &s->shelved->set, m->at,
		    &s->stood);
	if (e == ERR_NOTFOUND) {
		char words[INSTANT_WORDS_SIZE];

		clock_words(s->year.opened_at, words);
		form_fault(f, field,
		    arena_printf(r->arena,
			"%s was opened on %s: enter a later "
			"moment",
			s->year.version, words));
		return OK;
	}
	*there = e == OK;
	return e;
}

struct reader
stood_reader(const struct req *r)
{
	return (struct reader){ .person = r->session.person,
		.org = r->session.org,
		.token = r->token,
		.head = (r->session.roles & ROLE_ADMINISTRATOR) != 0,
		.everywhere = (r->session.roles & ROLE_NATIONAL) != 0 };
}

/* Whose year it is: of another organisation, or their own. */
static enum err
whose(struct req *r, const struct year *y, const char *code, struct org *o)
{
	const struct reader by = stood_reader(r);

	*o = y->org;
	if (code[0] == '\0' || strcasecmp(code, y->org.code) == 0)
		return OK;
	return reader_org(r->db, r->arena, &by, code, o);
}

/* Which year of theirs: the one that is named, or of the same version. */
static enum err
which(struct req *r, struct form *f, const struct year *y, const char *version,
    struct side *s)
{
	enum err e;

	s->year = y->assessment;
	if (version[0] == '\0' && s->org.id == y->org.id)
		return OK;
	if (version[0] == '\0')
		version = y->assessment.version;
	e = assessment_find(r->db, r->arena, s->org.id, version, &s->year);
	if (e != ERR_NOTFOUND || s->org.id == y->org.id)
		return e;
	form_fault(f, "against",
	    arena_printf(r->arena,
		"%s has opened no assessment of version %s: "
		"select another year",
		s->org.name, version));
	return ERR_INVALID;
}

enum err
side_other(struct req *r, struct form *f, const struct year *y,
    const struct stood_asked *q, struct side *other, bool *there)
{
	enum err e;

	*there = false;
	if (!q->with.asked && q->against[0] == '\0' && q->org[0] == '\0')
		return OK;
	if ((e = whose(r, y, q->org, &other->org)) != OK)
		return e;
	if ((e = which(r, f, y, q->against, other)) != OK)
		return e == ERR_INVALID ? OK : e;
	return side_read(r, f, "with-day", &q->with, other, there);
}
