/* remind_kept.c - mail on its way: kept before it is sent, settled after. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "db.h"
#include "remind.h"
#include "sql.h"

#define KEPT_DAYS 800

struct keeping {
	const struct digests *all;
	day today;
	int64_t at;
};

static enum err
keep_one(struct db *db, const struct digest *d, const struct keeping *k)
{
	int64_t id = db_id(db);
	enum err e;
	size_t i;

	e = db_do(db, SQL(remind_insert, .id = id, .person = d->person,
			  .on_day = k->today, .mail = d->mail, .name = d->name,
			  .subject = d->subject, .text = d->text, .at = k->at));
	if (e != OK || db_changed(db) == 0)
		return e;
	for (i = 0; i < d->n && e == OK; i++)
		e = db_do(db,
		    SQL(remind_item_insert, .id = id, .thing = d->things[i].key,
			.rung = d->things[i].rung));
	return e;
}

static enum err
keep(struct db *db, void *arg)
{
	const struct keeping *k = arg;
	enum err e;
	size_t i;

	if ((e = db_do(db, SQL(remind_redate, .today = k->today))) != OK ||
	    (e = db_do(db,
		 SQL(remind_give_up, .today = k->today, .at = k->at))) != OK ||
	    (e = db_do(db, SQL(remind_forget_items,
			       .before = k->today - KEPT_DAYS))) != OK ||
	    (e = db_do(
		 db, SQL(remind_forget, .before = k->today - KEPT_DAYS))) != OK)
		return e;
	for (i = 0; i < k->all->n && e == OK; i++)
		if (k->all->v[i].due && k->all->v[i].mail[0] != '\0')
			e = keep_one(db, &k->all->v[i], k);
	return e;
}

enum err
remind_keep(struct db *db, const struct digests *all, day today)
{
	struct keeping k = { all, today, clock_now() };

	return db_note(db, keep, &k);
}

enum err
remind_waiting(struct db *db, struct arena *a, struct reminders *out)
{
	enum err e = db_ask(db, SQL0(remind_waiting_count));
	size_t room;

	*out = (struct reminders){ NULL, 0 };
	if (e != OK)
		return e;
	room = (size_t)db_int(db);
	out->v = arena_array(a, room + 1, sizeof(*out->v));
	db_list(db, SQL0(remind_waiting));
	while (db_next(db) && out->n < room) {
		struct reminder *r = &out->v[out->n++];

		r->id = db_int(db);
		r->person = db_int(db);
		r->on = db_day(db);
		r->mail = db_text(db, a);
		r->name = db_text(db, a);
		r->subject = db_text(db, a);
		r->text = db_text(db, a);
		r->tries = db_int(db);
		r->fault = db_text(db, a);
		r->made_at = db_int(db);
	}
	return db_end(db);
}

struct settling {
	int64_t id, at;
	const char *fault; /* NULL: it was taken */
};

static enum err
settle(struct db *db, void *arg)
{
	const struct settling *s = arg;

	return s->fault == NULL
		   ? db_do(db, SQL(remind_sent, .id = s->id, .at = s->at))
		   : db_do(db,
			 SQL(remind_refused, .id = s->id, .fault = s->fault));
}

enum err
remind_sent(struct db *db, int64_t id)
{
	struct settling s = { id, clock_now(), NULL };

	return db_note(db, settle, &s);
}

enum err
remind_refused(struct db *db, int64_t id, const char *fault)
{
	struct settling s = { id, 0, fault };

	return db_note(db, settle, &s);
}
