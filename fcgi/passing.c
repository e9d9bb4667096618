/* passing.c - the form that says what passes to whom. */
#include <string.h>

#include "arena.h"
#include "passing.h"
#include "person.h"
#include "req.h"
#include "text.h"

#define NAME 300 /* characters of a name with its user name */

static const char *
in_words(struct req *r, const struct held *h)
{
	const char *of = h->code[0] != '\0' && h->title[0] != '\0' ? ": " : "";
	const char *many = h->n == 1 ? "" : "s";

	switch (h->kind) {
	case HELD_CRITERIA:
		return arena_printf(r->arena, "%lld criteri%s of %s%s%s",
		    (long long)h->n, h->n == 1 ? "on" : "a", h->code, of,
		    h->title);
	case HELD_EVIDENCE:
		return arena_printf(r->arena,
		    "%lld piece%s of evidence of "
		    "%s%s%s",
		    (long long)h->n, many, h->code, of, h->title);
	case HELD_STAFF:
		return h->n == 1 ? "1 person whom they manage"
				 : arena_printf(r->arena,
				       "%lld people whom they manage",
				       (long long)h->n);
	default:
		return arena_printf(r->arena, "%s%s%s", h->code, of, h->title);
	}
}

static void
add_lines(struct req *r, const struct held_list *all, struct passing *p)
{
	size_t i;

	p->more = all->n > PASSING_MAX;
	p->n = p->more ? PASSING_MAX : all->n;
	p->v = arena_array(r->arena, p->n, sizeof(*p->v));
	for (i = 0; i < p->n; i++) {
		const char *kind = held_name(all->v[i].kind);
		long long key = (long long)all->v[i].key;

		p->v[i] = (struct passing_line){ .held = all->v[i],
			.take =
			    arena_printf(r->arena, "take-%s-%lld", kind, key),
			.to = arena_printf(r->arena, "to-%s-%lld", kind, key),
			.what = in_words(r, &all->v[i]),
			.on = true,
			.typed = "" };
	}
}

/* Somebody who has a part here, or holds something all the same. */
static enum err
find(struct req *r, int64_t id, const struct held_list *all, struct passing *p)
{
	struct people people;
	enum err e = person_list(r->db, r->arena, r->session.org, &people);
	struct person other;
	size_t i;

	if (e != OK)
		return e;
	p->person = id;
	for (i = 0; i < people.n; i++)
		if (people.v[i].id == id) {
			p->name = people.v[i].name;
			return OK;
		}
	if (all->n == 0)
		return ERR_NOTFOUND;
	e = person_read(r->db, r->arena, id, &other);
	p->name = other.name;
	return e;
}

enum err
passing_open(struct req *r, int64_t person, struct passing *p)
{
	int64_t org = r->session.org;
	struct held_list all;
	enum err e;

	*p = (struct passing){ .to = "", .wanted = "" };
	if (person == 0 || org == 0)
		return ERR_NOTFOUND;
	e = handover_list(r->db, r->arena, org, person, r->today, &all);
	if (e != OK || (e = find(r, person, &all, p)) != OK ||
	    (e = holder_people(r->db, r->arena, org, &p->people)) != OK)
		return e;
	add_lines(r, &all, p);
	typed_day_set(r, &p->from_on, DAY_NONE);
	typed_day_set(r, &p->until_on, DAY_NONE);
	return OK;
}

/* What passed meanwhile is no reason to call the form malformed. */
static void
take_gone(struct form *f, struct passing *p)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		const char *name = f->v[i].name;

		if (f->v[i].taken)
			continue;
		if (strncmp(name, "take-", 5) == 0) {
			(void)form_tick(f, name);
			p->gone = true;
		} else if (strncmp(name, "to-", 3) == 0) {
			(void)form_secret(f, name, 4 * NAME);
		}
	}
}

void
passing_take(struct form *f, struct passing *p)
{
	size_t i;

	p->to = form_line(f, "to", "Who takes over", NAME);
	p->absence =
	    strcmp(form_line(f, "for", "For how long", 10), "days") == 0;
	form_day(f, "from", "First day of the absence", &p->from_on);
	form_day(f, "until", "Last day of the absence", &p->until_on);
	if (!p->absence &&
	    (p->from_on.on != DAY_NONE || p->until_on.on != DAY_NONE))
		form_fault(
		    f, "from", "Choose an absence, or leave its days empty");
	p->wanted = form_line(f, "do", "What to do", 10);
	for (i = 0; i < p->n; i++) {
		p->v[i].on = form_tick(f, p->v[i].take);
		p->v[i].typed =
		    form_line(f, p->v[i].to, "Who takes this over", NAME);
		p->v[i].fault = faults_about(&f->faults, p->v[i].to);
	}
	take_gone(f, p);
}

/* By the name in the list to the letter, else by what can mean one alone. */
static const struct holder *
person_of(struct req *r, const struct passing *p, const char *typed)
{
	struct holder h;
	size_t i;

	for (i = 0; i < p->people.n; i++)
		if (strcmp(p->people.v[i].name, typed) == 0)
			return &p->people.v[i];
	if (holder_named(r->db, r->arena, r->session.org, typed, &h) != OK ||
	    h.kind != HOLDER_PERSON)
		return NULL;
	for (i = 0; i < p->people.n; i++)
		if (p->people.v[i].key == h.key)
			return &p->people.v[i];
	return NULL;
}

static const char *
unknown(struct req *r, const char *typed)
{
	if (typed[0] == '\0')
		return "Enter who takes over";
	return arena_printf(r->arena,
	    "Nobody here is called %s. Choose a person from the list", typed);
}

static void
resolve_line(struct form *f, const struct holder *h, struct passing_line *l)
{
	if (l->fault != NULL)
		return; /* said already */
	if (h == NULL) {
		l->fault = unknown(f->r, l->typed);
		form_fault(f, l->to, l->fault);
		return;
	}
	l->taker = h->key;
	l->taker_name = h->name;
}

void
passing_resolve(struct form *f, struct passing *p)
{
	const struct holder *all = NULL;
	size_t i, on = 0;
	bool needed = false;

	for (i = 0; i < p->n; i++) {
		on += p->v[i].on;
		needed |= p->v[i].on && p->v[i].typed[0] == '\0';
	}
	if (on == 0)
		form_fault(f, "what", handover_advice(HANDOVER_NOTHING));
	if (p->to[0] != '\0')
		all = person_of(f->r, p, p->to);
	if (all == NULL && (needed || p->to[0] != '\0') &&
	    faults_about(&f->faults, "to") == NULL)
		form_fault(f, "to", unknown(f->r, p->to));
	for (i = 0; i < p->n; i++) {
		struct passing_line *l = &p->v[i];

		if (!l->on)
			continue;
		if (l->typed[0] != '\0')
			resolve_line(f, person_of(f->r, p, l->typed), l);
		else if (all != NULL)
			resolve_line(f, all, l);
	}
}

struct handover
passing_moves(struct req *r, const struct passing *p, size_t **lines)
{
	struct handover_move *v = arena_array(r->arena, p->n, sizeof(*v));
	struct handover h = { .from = p->person,
		.v = v,
		.from_on = p->absence ? p->from_on.on : DAY_NONE,
		.until_on = p->absence ? p->until_on.on : DAY_NONE };
	size_t i;

	*lines = arena_array(r->arena, p->n, sizeof(**lines));
	for (i = 0; i < p->n; i++)
		if (p->v[i].on) {
			v[h.n] = (struct handover_move){ p->v[i].held.kind,
				p->v[i].held.key, p->v[i].taker };
			(*lines)[h.n++] = i;
		}
	return h;
}
