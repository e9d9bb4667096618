/* stood_side.c - a year at a moment that was asked for, and another beside. */
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "clock.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "stood_side.h"

/* An instant that was typed; false: what is wrong is said of the field. */
static bool
instant_of(struct req *r, struct form *f, const char *field, const char *text,
    int64_t *at)
{
	if (!stood_instant(text, at)) {
		form_fault(f, field,
		    "Enter a day as 2026-12-24, or an instant as "
		    "2026-12-24T09:00:00Z");
		return false;
	}
	/* Of today there is as much as has been. */
	if (*at > r->now && clock_day(*at) == r->today)
		*at = r->now;
	if (*at > r->now)
		form_fault(f, field, "This day has not come yet");
	return *at <= r->now;
}

enum err
side_read(struct req *r, struct form *f, const char *field, const char *text,
    struct side *s, bool *there)
{
	int64_t at = r->now;
	enum err e;

	*there = false;
	if (text[0] != '\0' && !instant_of(r, f, field, text, &at))
		return OK;
	e = shelf_take(r->app->shelf, r->db, s->year.pack, &s->shelved);
	if (e == OK)
		e = stood_at(
		    r->db, r->arena, &s->year, &s->shelved->set, at, &s->stood);
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
	if (q->with[0] == '\0' && q->against[0] == '\0' && q->org[0] == '\0')
		return OK;
	if ((e = whose(r, y, q->org, &other->org)) != OK)
		return e;
	if ((e = which(r, f, y, q->against, other)) != OK)
		return e == ERR_INVALID ? OK : e;
	return side_read(r, f, "with", q->with, other, there);
}
