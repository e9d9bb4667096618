/* duty_name.c - naming who holds a duty, taking it back, accepting it. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

static void
note_day(struct jsonw *w, const char *key, day d)
{
	char text[DAY_TEXT_SIZE];

	day_text(d, text);
	if (d != DAY_NONE)
		jsonw_text(w, key, text);
}

enum err
duty_note(struct db *db, struct db_head *head, const char *action,
    const struct holding *h)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "duty", h->duty);
	jsonw_text(&w, "name", h->name);
	jsonw_int(&w, "person", h->person);
	if (h->deputy != 0)
		jsonw_int(&w, "deputy", h->deputy);
	jsonw_text(&w, "post", h->post);
	jsonw_text(&w, "document", h->document);
	note_day(&w, "from", h->from_on);
	note_day(&w, "until", h->until_on);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, h->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
duty_vacate(struct db *db, struct db_head *head, const char *code)
{
	enum err e = db_do(db, SQL(holding_end, .org = head->org, .duty = code,
				   .at = head->at, .by = head->by->name));

	return e == OK && db_changed(db) == 0 ? ERR_NOTFOUND : e;
}

enum err
duty_place(struct db *db, struct db_head *head, struct holding *h)
{
	enum err e = duty_vacate(db, head, h->duty);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	h->id = db_id(db);
	e = db_do(db,
	    SQL(holding_insert, .org = head->org, .id = h->id, .duty = h->duty,
		.person = h->person, .name = h->name, .post = h->post,
		.deputy = h->deputy, .document = h->document,
		.from_on = h->from_on, .until_on = h->until_on, .at = head->at,
		.by = head->by->name));
	if (e == OK)
		e = db_do(db, SQL(duty_set_post, .org = head->org,
				  .code = h->duty, .post = h->post));
	return e;
}

/* What can be told without looking at the records. */
static enum holding_fault
judge(const struct holding *h)
{
	if (h->person == 0 && !text_bare(h->name, TEXT_LINE, 1, DUTY_TITLE_MAX))
		return HOLDING_NAME;
	if (!text_bare(h->post, TEXT_LINE, 0, DUTY_TITLE_MAX))
		return HOLDING_POST;
	if (!text_bare(h->document, TEXT_LINE, 0, DUTY_TITLE_MAX))
		return HOLDING_DOCUMENT;
	if (h->from_on == DAY_NONE)
		return HOLDING_FROM;
	if (h->until_on != DAY_NONE && h->until_on < h->from_on)
		return HOLDING_UNTIL;
	if (h->deputy != 0 && h->deputy == h->person)
		return HOLDING_DEPUTY_SAME;
	return HOLDING_FINE;
}

struct naming {
	struct holding *h;
	const char *typed; /* the name, of somebody without an account */
	struct arena *arena;
	int64_t was;
	enum holding_fault fault;
};

/* Nobody who has left, and nobody of elsewhere. */
static enum err
look_at(struct db *db, struct naming *n, int64_t org, int64_t person,
    enum holding_fault unknown, enum holding_fault closed, const char **name)
{
	enum err e;

	if (person == 0)
		return OK;
	e = db_ask(db, SQL(duty_person, .org = org, .id = person));
	if (e == ERR_NOTFOUND) {
		n->fault = unknown;
		return ERR_INVALID;
	}
	if (e != OK)
		return e;
	*name = db_text(db, n->arena);
	if (db_int(db) != 0) {
		n->fault = closed;
		return ERR_INVALID;
	}
	return OK;
}

/* The duty as it stands, and whoever holds it. */
static enum err
stands(struct db *db, struct db_head *head, struct naming *n)
{
	enum err e;
	bool closed;

	e = db_ask(db, SQL(holding_now, .org = head->org, .code = n->h->duty));
	if (e != OK)
		return e;
	closed = db_int(db) != 0;
	if (db_int(db) != n->was)
		e = ERR_CONFLICT;
	db_rest(db);
	if (e == OK && closed) {
		n->fault = HOLDING_CLOSED;
		e = ERR_INVALID;
	}
	return e;
}

static enum err
name(struct db *db, struct db_head *head, void *arg)
{
	struct naming *n = arg;
	const char *deputy;
	enum err e;

	n->h->name = n->typed;
	if ((e = stands(db, head, n)) != OK ||
	    (e = look_at(db, n, head->org, n->h->person, HOLDING_PERSON,
		 HOLDING_PERSON_CLOSED, &n->h->name)) != OK ||
	    (e = look_at(db, n, head->org, n->h->deputy, HOLDING_DEPUTY,
		 HOLDING_DEPUTY_CLOSED, &deputy)) != OK ||
	    (e = duty_place(db, head, n->h)) != OK)
		return e;
	return duty_note(db, head, "duty.name", n->h);
}

enum err
duty_name(struct db *db, struct unit *u, struct holding *h, int64_t was,
    enum holding_fault *fault)
{
	struct naming n = { .h = h, .was = was, .typed = h->name };
	enum err e;

	if ((*fault = judge(h)) != HOLDING_FINE)
		return ERR_INVALID;
	n.arena = arena_open();
	e = db_write(db, u, name, &n);
	*fault = n.fault;
	h->name = n.typed; /* the other text goes with the arena */
	arena_close(n.arena);
	return e;
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	struct naming *n = arg;
	struct holding now;
	enum err e;

	e = duty_holding(db, n->arena, head->org, n->was, &now);
	if (e == OK && strcmp(now.duty, n->h->duty) != 0)
		e = ERR_NOTFOUND;
	if (e == OK && now.ended_at != 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = duty_vacate(db, head, now.duty);
	return e == OK ? duty_note(db, head, "duty.end", &now) : e;
}

enum err
duty_end(struct db *db, struct unit *u, const char *code, int64_t was)
{
	struct holding h = { .duty = code };
	struct naming n = { .h = &h, .was = was, .arena = arena_open() };
	enum err e = db_write(db, u, end, &n);

	arena_close(n.arena);
	return e;
}

struct accepting {
	int64_t holding;
	day today;
};

/* Whether whoever acts may say yes to it now. */
static enum err
acceptable(const struct holding *h, const struct db_head *head, day today)
{
	if (head->by->person == 0 || h->person != head->by->person ||
	    h->ended_at != 0)
		return ERR_NOTFOUND;
	if (h->accepted_at != 0)
		return ERR_CONFLICT;
	return h->until_on != DAY_NONE && h->until_on < today ? ERR_DENIED : OK;
}

static enum err
accept_it(struct db *db, struct db_head *head, void *arg)
{
	const struct accepting *s = arg;
	struct arena *a = arena_open();
	struct holding h;
	enum err e = duty_holding(db, a, head->org, s->holding, &h);

	if (e == OK)
		e = acceptable(&h, head, s->today);
	if (e == OK)
		e = db_do(db, SQL(holding_accept, .org = head->org, .id = h.id,
				  .at = head->at));
	if (e == OK)
		e = duty_note(db, head, "duty.accept", &h);
	if (e == OK)
		e = duty_cite(db, head, h.duty);
	arena_close(a);
	return e;
}

enum err
duty_accept(struct db *db, struct unit *u, int64_t holding, day today)
{
	struct accepting s = { holding, today };

	return db_write(db, u, accept_it, &s);
}
