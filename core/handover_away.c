/* handover_away.c - who is deputy while somebody is away. */
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "handover_priv.h"
#include "holder.h"
#include "jsonw.h"
#include "sql.h"

enum state { TO_COME, NOW, OVER };

struct stand_in {
	int64_t id;
	enum held_kind kind;
	int64_t thing, person, to, was;
	enum state state;
	bool over; /* its last day has passed */
};

static void
read_row(struct db *db, struct stand_in *s)
{
	*s = (struct stand_in){ .id = db_int(db) };
	s->kind = (enum held_kind)db_int(db);
	s->thing = db_int(db);
	s->person = db_int(db);
	s->to = db_int(db);
	s->was = db_int(db);
	s->state = (enum state)db_int(db);
}

/* Both as the thing names them: of a duty people, else holders. */
static enum err
deputy_of(struct db *db, int64_t org, const struct stand_in *s, int64_t *deputy,
    int64_t *owner)
{
	enum err e;

	if (s->kind == HELD_DUTY)
		e = db_ask(db,
		    SQL(handover_duty_deputy_of, .org = org, .id = s->thing));
	else if (s->kind == HELD_REQUIREMENT)
		e = db_ask(db,
		    SQL(handover_answer_deputy_of, .org = org, .id = s->thing));
	else
		e = db_ask(db,
		    SQL(handover_action_deputy_of, .org = org, .id = s->thing));
	if (e != OK)
		return e;
	*deputy = db_int(db);
	*owner = db_int(db);
	return OK;
}

static enum err
put_deputy(struct db *db, int64_t org, const struct stand_in *s, int64_t deputy)
{
	if (s->kind == HELD_DUTY)
		return db_do(db, SQL(handover_duty_deputy_put, .org = org,
				     .id = s->thing, .deputy = deputy));
	if (s->kind == HELD_REQUIREMENT)
		return db_do(db, SQL(handover_answer_deputy_put, .org = org,
				     .id = s->thing, .deputy = deputy));
	return db_do(db, SQL(handover_action_deputy_put, .org = org,
			     .id = s->thing, .deputy = deputy));
}

static enum err
set_state(struct db *db, int64_t org, const struct stand_in *s, enum state to,
    int64_t was)
{
	return db_do(db, SQL(stand_in_state, .org = org, .id = s->id,
			     .state = to, .was = was));
}

/* A person as this kind of thing names its deputy. */
static enum err
as_deputy(struct db *db, struct db_head *head, const struct stand_in *s,
    int64_t person, int64_t *id)
{
	struct holder h = { .kind = HOLDER_PERSON, .key = person };
	enum err e = OK;

	if (s->kind == HELD_DUTY) {
		*id = person;
		return OK;
	}
	e = holder_keep(db, head, &h);
	*id = h.id;
	return e;
}

/* Does the one who is to come still have an account, and the thing an owner? */
static enum err
begin(struct db *db, struct db_head *head, struct stand_in *s)
{
	int64_t org = head->org, deputy, owner, to;
	enum err e;

	e = db_ask(db, SQL(stand_in_back_person, .org = org, .person = s->to));
	if (e == OK) {
		db_rest(db);
		e = deputy_of(db, org, s, &deputy, &owner);
	}
	if (e == ERR_NOTFOUND)
		return set_state(db, org, s, OVER, 0);
	if (e != OK || (e = as_deputy(db, head, s, s->to, &to)) != OK)
		return e;
	if (to == owner)
		return set_state(db, org, s, OVER, 0);
	if ((e = put_deputy(db, org, s, to)) == OK)
		e = set_state(db, org, s, NOW, deputy);
	return e;
}

/* Nobody, where the deputy of before has left, or owns it now. */
static enum err
still_there(struct db *db, int64_t org, const struct stand_in *s, int64_t owner,
    int64_t *deputy)
{
	enum err e;

	*deputy = 0;
	if (s->was == 0 || s->was == owner)
		return OK;
	if (s->kind == HELD_DUTY)
		e = db_ask(db,
		    SQL(stand_in_back_person, .org = org, .person = s->was));
	else
		e = db_ask(db,
		    SQL(stand_in_back_holder, .org = org, .holder = s->was));
	if (e == OK)
		*deputy = db_int(db);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
end(struct db *db, struct db_head *head, const struct stand_in *s)
{
	int64_t org = head->org, deputy = 0, owner, to = 0, back;
	enum err e = OK;

	if (s->state == NOW) {
		if ((e = as_deputy(db, head, s, s->to, &to)) == OK)
			e = deputy_of(db, org, s, &deputy, &owner);
		if (e == OK && deputy == to) {
			if ((e = still_there(db, org, s, owner, &back)) == OK)
				e = put_deputy(db, org, s, back);
		}
		if (e == ERR_NOTFOUND)
			e = OK; /* published, done or given up meanwhile */
	}
	return e == OK ? set_state(db, org, s, OVER, s->was) : e;
}

enum err
pass_for_days(struct passing *p, const struct handover *h)
{
	int64_t org = p->head->org, deputy, owner, mine;
	struct stand_in s = { .id = db_id(p->db),
		.kind = p->move.kind,
		.thing = p->move.key,
		.person = p->from.person,
		.to = p->to.person };
	enum err e;

	mine = s.kind == HELD_DUTY ? p->from.person : p->from.holder;
	e = deputy_of(p->db, org, &s, &deputy, &owner);
	if (e == OK && owner != mine)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = db_do(p->db,
		    SQL(stand_in_insert, .org = org, .id = s.id, .kind = s.kind,
			.thing = s.thing, .person = s.person, .to_person = s.to,
			.from_on = h->from_on, .until_on = h->until_on,
			.at = p->head->at, .by = p->head->by->name));
	if (e != OK || h->from_on > p->today)
		return e;
	return begin(p->db, p->head, &s);
}

enum err
stand_in_drop(
    struct db *db, struct db_head *head, enum held_kind kind, int64_t key)
{
	struct stand_in s;
	enum err e;

	e = db_ask(
	    db, SQL(stand_in_of, .org = head->org, .kind = kind, .thing = key));
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	read_row(db, &s);
	return end(db, head, &s);
}

/* ---- each night ---- */

struct turn {
	day today;
	int64_t n;
};

static enum err
note(struct db *db, struct db_head *head, const struct stand_in *s)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "kind", held_name(s->kind));
	jsonw_int(&w, "thing", s->thing);
	jsonw_int(&w, "to", s->to);
	jsonw_close(&w, '}');
	e = audit_add(db, head, s->over ? "away.end" : "away.begin", s->person,
	    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
read_due(struct db *db, struct arena *a, int64_t org, day today,
    struct stand_in **v, size_t *n)
{
	enum err e =
	    db_ask(db, SQL(stand_in_count, .org = org, .today = today));

	if (e != OK)
		return e;
	*v = arena_array(a, (size_t)db_int(db), sizeof(**v));
	db_list(db, SQL(stand_in_due, .org = org, .today = today));
	for (*n = 0; db_next(db); ++*n) {
		read_row(db, &(*v)[*n]);
		(*v)[*n].over = db_int(db) != 0;
	}
	return db_end(db);
}

static enum err
turn(struct db *db, struct db_head *head, void *arg)
{
	struct arena *a = arena_open();
	struct turn *t = arg;
	struct stand_in *v;
	size_t i, n = 0;
	enum err e = read_due(db, a, head->org, t->today, &v, &n);

	for (i = 0; i < n && e == OK; i++) {
		e = v[i].over ? end(db, head, &v[i]) : begin(db, head, &v[i]);
		if (e == OK)
			e = note(db, head, &v[i]);
	}
	if (e == OK && n == 0)
		e = ERR_NOTFOUND; /* somebody else's night work was first */
	t->n = (int64_t)n;
	arena_close(a);
	return e;
}

enum err
handover_turn(struct db *db, const struct unit *by, day today, int64_t *n)
{
	struct turn t = { .today = today };
	struct unit u = *by;
	enum err e = OK;
	int64_t last;

	*n = 0;
	for (u.org = 0; e == OK; *n += t.n) {
		last = u.org;
		e = db_ask(
		    db, SQL(stand_in_next_org, .last = last, .today = today));
		if (e != OK)
			break;
		u.org = db_int(db);
		t.n = 0;
		if ((e = db_write(db, &u, turn, &t)) == ERR_NOTFOUND)
			e = OK;
	}
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
handover_away(struct db *db, struct arena *a, int64_t org, int64_t person,
    struct away_list *out)
{
	enum err e =
	    db_ask(db, SQL(stand_in_list_count, .org = org, .person = person));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(stand_in_list, .org = org, .person = person));
	while (db_next(db)) {
		struct away *one = &out->v[out->n++];

		*one = (struct away){ .id = db_int(db) };
		one->kind = (enum held_kind)db_int(db);
		one->code = db_text(db, a);
		one->title = db_text(db, a);
		one->to = db_text(db, a);
		one->from_on = db_day(db);
		one->until_on = db_day(db);
		one->now = db_int(db) == NOW;
	}
	return db_end(db);
}
