/* duty_read.c - named duties, their holders, and where one is missing. */
#include "arena.h"
#include "db.h"
#include "duty_priv.h"
#include "person.h"
#include "sql.h"
#include "text.h"

static const char *
or_none(const char *text)
{
	return text != NULL ? text : "";
}

/* The columns from h.id on. */
static void
read_holding(struct db *db, struct arena *a, struct holding *h)
{
	*h = (struct holding){ .id = db_int(db) };
	h->duty = or_none(db_text(db, a));
	h->person = db_int(db);
	h->name = or_none(db_text(db, a));
	h->post = or_none(db_text(db, a));
	h->document = or_none(db_text(db, a));
	h->deputy = db_int(db);
	h->deputy_name = or_none(db_text(db, a));
	h->deputy_left = db_int(db) != 0;
	h->from_on = db_day(db);
	h->until_on = db_day(db);
	h->accepted_at = db_int(db);
	h->named_at = db_int(db);
	h->named_by = or_none(db_text(db, a));
	h->ended_at = db_int(db);
	h->ended_by = or_none(db_text(db, a));
}

static enum duty_state
state_of(const struct holding *h, bool left, day today)
{
	if (h->id == 0)
		return DUTY_VACANT;
	if (left)
		return DUTY_LEFT;
	if (h->until_on != DAY_NONE && h->until_on < today)
		return DUTY_EXPIRED;
	if (h->accepted_at == 0)
		return DUTY_UNACCEPTED;
	return h->from_on > today ? DUTY_COMING : DUTY_HELD;
}

static void
read_duty(struct db *db, struct arena *a, day today, struct named_duty *d)
{
	bool left;

	*d = (struct named_duty){ .code = db_text(db, a) };
	d->title = db_text(db, a);
	d->post = db_text(db, a);
	d->own = db_int(db) != 0;
	d->closed = db_int(db) != 0;
	left = db_int(db) != 0;
	read_holding(db, a, &d->now);
	d->state = state_of(&d->now, left, today);
}

/* Room for n: what came after they were counted waits for the next page. */
static enum err
read_all(struct db *db, struct arena *a, day today, size_t n,
    struct named_duties *out)
{
	out->n = 0;
	out->v = arena_array(a, n, sizeof(*out->v));
	while (db_next(db))
		if (out->n < n)
			read_duty(db, a, today, &out->v[out->n++]);
		else
			db_rest(db);
	return db_end(db);
}

enum err
duty_all(struct db *db, struct arena *a, int64_t org, day today,
    struct named_duties *out)
{
	enum err e = db_ask(db, SQL(duty_count, .org = org));
	size_t n = e == OK ? (size_t)db_int(db) : 0;

	if (e != OK)
		return e;
	db_list(db, SQL(duty_all, .org = org));
	return read_all(db, a, today, n, out);
}

enum err
duty_of(struct db *db, struct arena *a, int64_t org, int64_t person, day today,
    struct named_duties *out)
{
	enum err e =
	    db_ask(db, SQL(duty_of_count, .org = org, .person = person));
	size_t n = e == OK ? (size_t)db_int(db) : 0;

	if (e != OK)
		return e;
	db_list(db, SQL(duty_of, .org = org, .person = person));
	return read_all(db, a, today, n, out);
}

enum err
duty_read(struct db *db, struct arena *a, int64_t org, const char *code,
    day today, struct named_duty *out)
{
	enum err e = db_ask(db, SQL(duty_read, .org = org, .code = code));

	if (e == OK)
		read_duty(db, a, today, out);
	return e;
}

enum err
duty_holding(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct holding *out)
{
	enum err e = db_ask(db, SQL(holding_read, .org = org, .id = id));

	if (e == OK)
		read_holding(db, a, out);
	return e;
}

enum err
duty_history(struct db *db, struct arena *a, int64_t org, const char *code,
    struct holdings *out)
{
	enum err e =
	    db_ask(db, SQL(duty_history_count, .org = org, .code = code));
	size_t n = e == OK ? (size_t)db_int(db) : 0;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, n, sizeof(*out->v));
	db_list(db, SQL(duty_history, .org = org, .code = code));
	while (db_next(db))
		if (out->n < n)
			read_holding(db, a, &out->v[out->n++]);
		else
			db_rest(db);
	return db_end(db);
}

enum err
duty_whom(struct db *db, struct arena *a, int64_t org, const char *typed,
    int64_t *person)
{
	const struct person *open = NULL, *closed = NULL;
	struct people all;
	enum err e = person_list(db, a, org, &all);
	size_t i, n = 0;

	for (i = 0; e == OK && i < all.n; i++) {
		const struct person *p = &all.v[i];

		if (text_same(p->user, typed)) {
			*person = p->id;
			return OK;
		}
		if (!text_same(p->name, typed))
			continue;
		n += !p->closed;
		*(p->closed ? &closed : &open) = p;
	}
	if (e != OK)
		return e;
	if (open == NULL)
		open = closed;
	*person = open != NULL ? open->id : 0;
	return n > 1 ? ERR_CONFLICT : open == NULL ? ERR_NOTFOUND : OK;
}

struct duty_gaps
duty_gaps(const struct named_duties *all)
{
	struct duty_gaps g = { 0 };
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct named_duty *d = &all->v[i];

		if (d->closed)
			continue;
		g.vacant += d->state == DUTY_VACANT;
		g.left += d->state == DUTY_LEFT;
		g.expired += d->state == DUTY_EXPIRED;
		g.unaccepted += d->state == DUTY_UNACCEPTED;
		g.coming += d->state == DUTY_COMING;
		g.deputies += d->now.deputy_left && d->state >= DUTY_UNACCEPTED;
	}
	g.all = g.vacant + g.left + g.expired + g.unaccepted + g.coming +
		g.deputies;
	return g;
}
