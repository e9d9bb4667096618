/* training_group.c - a session that somebody led, and who was present. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"
#include "training.h"

struct meeting {
	struct group_session *session;
	const int64_t *present;
	size_t n;
	day today;
	enum completion_fault *faults;
};

static enum err
insert(struct db *db, const struct db_head *head, struct group_session *g)
{
	g->id = db_id(db);
	return db_do(
	    db, SQL(session_insert_group, .org = head->org, .id = g->id,
		    .course = g->course, .held_on = g->held_on,
		    .trainer = g->trainer, .sheet = g->sheet, .at = head->at,
		    .by_id = head->by->person, .by_name = head->by->name));
}

static enum err
one(struct db *db, const struct db_head *head, const struct meeting *m,
    struct arena *a, const struct course *k, size_t i)
{
	struct completion c = { .staff = m->present[i],
		.course = k->code,
		.done_on = m->session->held_on,
		.source = FROM_GROUP,
		.score = -1,
		.statement_version = k->statement_version,
		.statement = k->statement,
		.proof = PROOF_PASSWORD,
		.place = "",
		.session = m->session->id,
		.reason = "" };
	struct staff s;
	enum err e = staff_read(db, a, head->org, c.staff, &s);

	if (e != OK)
		return e;
	return training_write(db, head, &c, &s, k, m->today, &m->faults[i]);
}

/* Judge everybody before it fails, so that all of it can be told at once. */
static enum err
everybody(struct db *db, const struct db_head *head, const struct meeting *m,
    struct arena *a, const struct course *k)
{
	enum err e, all = OK;
	size_t i;

	for (i = 0; i < m->n; i++) {
		e = one(db, head, m, a, k, i);
		if (e != OK && m->faults[i] == COMPLETION_FINE)
			return e;
		if (e != OK)
			all = ERR_INVALID;
	}
	return all;
}

static enum err
note(struct db *db, struct db_head *head, const struct meeting *m)
{
	const struct group_session *g = m->session;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "course", g->course);
	day_text(g->held_on, on);
	jsonw_text(&w, "held", on);
	jsonw_text(&w, "trainer", g->trainer);
	jsonw_text(&w, "sheet", g->sheet);
	jsonw_open(&w, "present", '[');
	for (i = 0; i < m->n; i++)
		jsonw_int(&w, NULL, m->present[i]);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	e = audit_add(db, head, "training.group", g->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
meet(struct db *db, struct db_head *head, void *arg)
{
	const struct meeting *m = arg;
	struct arena *a = arena_open();
	struct course k;
	enum err e;

	if ((e = course_read(db, a, head->org, m->session->course, &k)) == OK &&
	    (e = insert(db, head, m->session)) == OK &&
	    (e = everybody(db, head, m, a, &k)) == OK)
		e = note(db, head, m);
	arena_close(a);
	return e;
}

enum err
training_group(struct db *db, struct unit *u, struct group_session *g,
    const int64_t *present, size_t n, day today, enum completion_fault *faults)
{
	struct meeting m = { g, present, n, today, faults };
	size_t i;

	for (i = 0; i < n; i++)
		faults[i] = COMPLETION_FINE;
	if (n == 0 || !text_within(g->trainer, TEXT_LINE, 1, 200) ||
	    !text_within(g->sheet, TEXT_LINE, 1, 200))
		return ERR_INVALID;
	return db_write(db, u, meet, &m);
}
