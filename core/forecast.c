/* forecast.c - what will miss its day at the pace so far. */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "forecast.h"
#include "forecast_priv.h"
#include "sql.h"

/* Everything that is in play, with its day. */
struct facts {
	const struct catalogue *c;
	struct answer_row *rows;
	day *due;
};

static enum err
read_days(struct db *db, const struct assessment *s, struct facts *f)
{
	size_t i = 0;

	db_list(db, SQL(forecast_days, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		int64_t id = db_int(db);
		day due = db_day(db);

		while (
		    i < f->c->requirements.n && f->c->requirements.v[i].id < id)
			i++;
		if (i < f->c->requirements.n &&
		    f->c->requirements.v[i].id == id)
			f->due[i] = due;
	}
	return db_end(db);
}

static enum err
read_facts(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct facts *f)
{
	size_t n = c->requirements.n, i;
	enum err e;

	f->c = c;
	f->due = arena_array(a, n, sizeof(*f->due));
	for (i = 0; i < n; i++)
		f->due[i] = s->due_on;
	if ((e = answer_list(db, a, s, c, &f->rows)) != OK)
		return e;
	return read_days(db, s, f);
}

static int
by_day(const void *x, const void *y)
{
	const struct forecast_line *a = x, *b = y;

	if (a->due_on != b->due_on)
		return a->due_on < b->due_on ? -1 : 1;
	return a->requirement < b->requirement ? -1 : 1;
}

/* Whole days for n of them, where `done` took `days`: the next whole one. */
static int
days_for(unsigned n, int days, unsigned done)
{
	return (int)(((uint64_t)n * (unsigned)days + done - 1) / done);
}

/* One after another: the k-th is ready when k of them have taken their time. */
static void
reckon(struct forecast_part *p, int days, day today)
{
	size_t i;

	qsort(p->lines.v, p->lines.n, sizeof(*p->lines.v), by_day);
	for (i = 0; i < p->lines.n; i++) {
		struct forecast_line *line = &p->lines.v[i];

		line->ends_on = p->done == 0 ? DAY_NONE
					     : today + days_for((unsigned)i + 1,
							   days, p->done);
		line->misses = p->done == 0 || line->ends_on > line->due_on;
		p->misses += line->misses;
		p->ends_on = line->ends_on;
	}
	p->left = (unsigned)p->lines.n;
}

/* Those of one owner; NULL: all. */
static struct forecast_part
part_of(struct arena *a, const struct facts *f, const char *owner)
{
	struct forecast_part p = { .owner = owner, .ends_on = DAY_NONE };
	size_t n = f->c->requirements.n, i;

	p.lines.v = arena_array(a, n, sizeof(*p.lines.v));
	for (i = 0; i < n; i++) {
		const struct answer_row *row = &f->rows[i];

		if (row->exempt ||
		    (owner != NULL && strcmp(owner, row->owner) != 0))
			continue;
		p.all++;
		if (row->state >= ANSWER_COMPLETE)
			p.done++;
		else
			p.lines.v[p.lines.n++] = (struct forecast_line){
				.requirement = &f->c->requirements.v[i],
				.owner = row->owner,
				.due_on = f->due[i],
			};
	}
	return p;
}

static bool
known(const struct forecast *out, const char *owner)
{
	size_t i;

	for (i = 0; i < out->owners.n; i++)
		if (strcmp(out->owners.v[i].owner, owner) == 0)
			return true;
	return false;
}

static int
by_misses(const void *x, const void *y)
{
	const struct forecast_part *a = x, *b = y;

	if (a->misses != b->misses)
		return a->misses > b->misses ? -1 : 1;
	return strcmp(a->owner, b->owner);
}

static void
owners(struct arena *a, const struct facts *f, const struct assessment *s,
    day today, struct forecast *out)
{
	size_t n = f->c->requirements.n, i;
	struct forecast_part *p;

	out->owners.v = arena_array(a, n, sizeof(*out->owners.v));
	for (i = 0; i < n; i++) {
		if (f->rows[i].exempt || known(out, f->rows[i].owner))
			continue;
		p = &out->owners.v[out->owners.n++];
		*p = part_of(a, f, f->rows[i].owner);
		reckon(p, out->days, today);
		p->sum = forecast_says(a, p, out, s, today);
	}
	qsort(out->owners.v, out->owners.n, sizeof(*p), by_misses);
}

static enum err
actions(struct db *db, struct arena *a, const struct assessment *s, day today,
    struct forecast *out)
{
	struct actions all;
	enum err e = action_list(db, a, s, &all);
	size_t i;

	out->actions.v = arena_array(a, all.n, sizeof(*out->actions.v));
	for (i = 0; i < all.n && e == OK; i++) {
		const struct action *x = &all.v[i];
		struct forecast_action *f = &out->actions.v[out->actions.n];
		int days = today - clock_day(x->added_at);

		if (x->state != ACTION_OPEN)
			continue;
		out->actions.n++;
		days = days < 1 ? 1 : days;
		*f = (struct forecast_action){ x, DAY_NONE, false, NULL };
		if (x->progress > 0)
			f->ends_on =
			    today + days_for(100 - (unsigned)x->progress, days,
					(unsigned)x->progress);
		f->misses = x->due_on < today ||
			    (f->ends_on != DAY_NONE && f->ends_on > x->due_on);
		f->sum = forecast_action_says(a, f, days, today);
	}
	return e;
}

enum err
forecast_of(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, day today, struct forecast *out)
{
	struct facts f;
	enum err e;

	*out = (struct forecast){ .days = today - clock_day(s->opened_at),
		.days_left = s->due_on - today };
	if (out->days < 1)
		out->days = 1;
	if ((e = read_facts(db, a, s, c, &f)) != OK)
		return e;
	out->whole = part_of(a, &f, NULL);
	reckon(&out->whole, out->days, today);
	out->whole.sum = forecast_says(a, &out->whole, out, s, today);
	owners(a, &f, s, today, out);
	return actions(db, a, s, today, out);
}
