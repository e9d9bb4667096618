/* remind_plan.c - what everybody is to be told on a day. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "person.h"
#include "remind_priv.h"
#include "sql.h"

#define TOLD_DAYS 400

struct plan {
	struct arena *arena;
	day today;
	const char *url;
	struct remind_person *v; /* by id */
	size_t n;
	struct digests *out;
};

void
remind_note(
    struct arena *a, struct remind_person *p, const char *key, enum rung rung)
{
	if (p->d.n == p->room) {
		size_t room = p->room == 0 ? 8 : 2 * p->room;
		struct remind_thing *more = arena_array(a, room, sizeof(*more));

		if (p->d.n > 0)
			memcpy(more, p->d.things, p->d.n * sizeof(*more));
		p->d.things = more;
		p->room = room;
	}
	p->d.things[p->d.n++] = (struct remind_thing){ key, rung };
	p->d.late += rung == RUNG_LATE;
	p->d.raised += rung == RUNG_RAISED;
}

static enum err
people(struct db *db, struct plan *p)
{
	enum err e = db_ask(db, SQL0(remind_people_count));
	size_t room;

	if (e != OK)
		return e;
	room = (size_t)db_int(db);
	p->v = arena_array(p->arena, room, sizeof(*p->v));
	db_list(db, SQL0(remind_people));
	while (db_next(db) && p->n < room) {
		struct remind_person *x = &p->v[p->n++];

		x->parts_end = &x->parts;
		x->d.person = db_int(db);
		x->d.user = db_text(db, p->arena);
		x->d.name = db_text(db, p->arena);
		x->d.late_only = db_int(db) != 0;
		x->d.mail = db_text(db, p->arena);
		if (!remind_address(x->d.mail))
			x->d.mail = "";
	}
	return db_end(db);
}

static struct remind_person *
find(struct plan *p, int64_t id)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->v[mid].d.person < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->n && p->v[low].d.person == id ? &p->v[low] : NULL;
}

/* ---- what is overdue for too long, to those above ---- */

struct overdue {
	const char **keys;
	size_t manager, siro; /* so many of the keys, the oldest first */
};

static void
raise(struct plan *p, struct remind_person *to, struct remind_raised *sum,
    const struct remind_person *of, const char *const *keys, size_t n,
    const char *as)
{
	size_t i;

	if (to == NULL || to == of || n == 0)
		return;
	sum->people++;
	sum->things += n;
	for (i = 0; i < n; i++)
		remind_note(p->arena, to,
		    arena_printf(p->arena, "%s %lld %s", as,
			(long long)of->d.person, keys[i]),
		    RUNG_RAISED);
}

static enum err
raise_all(struct db *db, struct plan *p, int64_t org,
    const struct remind_person *of, const struct overdue *o)
{
	struct remind_person *to = NULL;
	enum err e = db_ask(db, SQL(remind_manager, .org = org,
				    .person = of->d.person, .today = p->today));

	if (e == OK && (to = find(p, db_int(db))) != NULL)
		raise(p, to, &to->team, of, o->keys, o->manager, "manager");
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (o->siro == 0)
		return OK;
	e = db_ask(db, SQL(remind_siro, .org = org, .today = p->today));
	if (e == OK && (to = find(p, db_int(db))) != NULL)
		raise(p, to, &to->siro, of, o->keys, o->siro, "siro");
	return e == ERR_NOTFOUND ? OK : e;
}

/* ---- what waits for one person in one organisation ---- */

static const char *
key_of(struct arena *a, int64_t org, const struct work_item *w)
{
	char on[DAY_TEXT_SIZE];

	day_text(w->due_on, on);
	return arena_printf(a, "%lld %s %s %lld %s %s", (long long)org,
	    work_kind_name(w->kind), w->version, (long long)w->id, w->code, on);
}

static void
count(struct remind_count *c, const struct work_item *w, enum rung rung)
{
	c->n++;
	c->late += rung == RUNG_LATE;
	if (w->due_on != DAY_NONE &&
	    (c->first == DAY_NONE || w->due_on < c->first))
		c->first = w->due_on;
}

static struct remind_part *
part(struct plan *p, struct remind_person *x, const char *org)
{
	struct remind_part *new = arena_alloc(p->arena, sizeof(*new));
	size_t i;

	new->org = org;
	for (i = 0; i < WORK_KINDS; i++)
		new->kinds[i].first = DAY_NONE;
	*x->parts_end = new;
	x->parts_end = &new->next;
	return new;
}

static enum err
of_org(struct db *db, struct plan *p, struct remind_person *x, int64_t org,
    const char *name)
{
	struct work_asker who = { org, x->d.person, 0, p->today };
	struct overdue late = { 0 };
	struct remind_part *to = NULL;
	struct work_list all;
	enum err e;
	size_t i;

	if ((e = role_of(db, x->d.person, org, &who.roles)) != OK ||
	    (e = work_of(db, p->arena, &who, &all)) != OK)
		return e;
	late.keys = arena_array(p->arena, all.n + 1, sizeof(*late.keys));
	for (i = 0; i < all.n; i++) {
		const struct work_item *w = &all.v[i];
		enum rung rung =
		    remind_rung(w->due_on, work_late(w, p->today), p->today);
		const char *key;

		if (rung == RUNG_NONE)
			continue;
		if (to == NULL)
			to = part(p, x, name);
		key = key_of(p->arena, org, w);
		remind_note(p->arena, x, key, rung);
		count(&to->kinds[w->kind], w, rung);
		if (rung != RUNG_LATE)
			continue;
		if (p->today - w->due_on >= REMIND_MANAGER_DAYS)
			late.keys[late.manager++] = key;
		if (p->today - w->due_on >= REMIND_SIRO_DAYS)
			late.siro++;
	}
	return late.manager == 0 ? OK : raise_all(db, p, org, x, &late);
}

static enum err
of_person(struct db *db, struct plan *p, struct remind_person *x)
{
	struct remind_places places;
	enum err e = remind_places(db, p->arena, x->d.person, &places);
	size_t i;

	for (i = 0; i < places.n && e == OK; i++)
		e = of_org(db, p, x, places.v[i].org, places.v[i].name);
	return e;
}

/* ---- whether a mail goes ---- */

static enum err
judge(struct db *db, struct plan *p, struct remind_person *x)
{
	struct remind_told *told;
	size_t room, n = 0;
	day last;
	enum err e;

	e = db_ask(
	    db, SQL(remind_last, .person = x->d.person, .today = p->today));
	if (e != OK)
		return e;
	last = db_day(db);
	if ((e = db_ask(db, SQL(remind_told_count, .person = x->d.person,
				.since = p->today - TOLD_DAYS))) != OK)
		return e;
	room = (size_t)db_int(db);
	told = arena_array(p->arena, room + 1, sizeof(*told));
	db_list(db, SQL(remind_told, .person = x->d.person,
			.since = p->today - TOLD_DAYS));
	while (db_next(db) && n < room) {
		told[n].key = db_text(db, p->arena);
		told[n].rung = (enum rung)db_int(db);
		told[n++].last = db_day(db);
	}
	x->d.due = remind_due(&x->d, told, n, last, p->today);
	return db_end(db);
}

static enum err
make(struct db *db, void *arg)
{
	struct plan *p = arg;
	enum err e = people(db, p);
	size_t i;

	for (i = 0; i < p->n && e == OK; i++)
		e = of_person(db, p, &p->v[i]);
	p->out->v = arena_array(p->arena, p->n + 1, sizeof(*p->out->v));
	for (i = 0; i < p->n && e == OK; i++) {
		struct remind_person *x = &p->v[i];

		if (x->d.n == 0)
			continue;
		e = judge(db, p, x);
		remind_words(p->arena, x, p->url, p->today);
		p->out->v[p->out->n++] = x->d;
	}
	return e;
}

enum err
remind_plan(struct db *db, struct arena *a, day today, const char *url,
    struct digests *out)
{
	struct plan p = { a, today, url, NULL, 0, out };

	*out = (struct digests){ NULL, 0 };
	return db_read(db, make, &p);
}
