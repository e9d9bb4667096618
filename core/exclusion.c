/* exclusion.c - who is left out of the training figure, and why. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "figure.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"
#include "training.h"

#define REASON_MAX 500

const char *
exclusion_title(enum exclusion_kind kind)
{
	static const char *const titles[LEFT_OUT_KINDS] = {
		[LEFT_OUT_LEAVE] = "Long leave",
		[LEFT_OUT_SECONDED] = "On secondment elsewhere",
		[LEFT_OUT_ELSEWHERE] =
		    "Trained and counted by another employer",
		[LEFT_OUT_OTHER] = "Another reason",
	};

	return kind < LEFT_OUT_KINDS ? titles[kind] : "";
}

static bool
fine(const struct exclusion *x)
{
	return x->kind < LEFT_OUT_KINDS &&
	       text_within(x->reason, TEXT_AREA, 1, REASON_MAX) &&
	       x->from_on != DAY_NONE &&
	       (x->until_on == DAY_NONE || x->until_on >= x->from_on);
}

static enum err
note(struct db *db, struct db_head *head, const struct exclusion *x)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "staff", x->staff);
	jsonw_text(&w, "course", x->course);
	jsonw_text(&w, "kind", exclusion_title(x->kind));
	jsonw_text(&w, "reason", x->reason);
	day_text(x->from_on, on);
	jsonw_text(&w, "from", on);
	day_text(x->until_on, on);
	jsonw_text(&w, "until", on);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "exclusion.add", x->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct exclusion *x = arg;
	enum err e;

	x->id = db_id(db);
	if ((e = figure_out(db, head->org, x->staff, x->course)) != OK)
		return e;
	e = db_do(db, SQL(exclusion_insert, .org = head->org, .id = x->id,
			  .staff = x->staff, .course = x->course,
			  .kind = x->kind, .reason = x->reason,
			  .from_on = x->from_on, .until_on = x->until_on,
			  .at = head->at, .by_name = head->by->name));
	if (e == OK)
		e = figure_in(db, head->org, x->staff, x->course);
	return e == OK ? note(db, head, x) : e;
}

enum err
exclusion_add(struct db *db, struct unit *u, struct exclusion *x)
{
	return fine(x) ? db_write(db, u, add, x) : ERR_INVALID;
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	const int64_t *id = arg;
	int64_t staff;
	enum err e;

	e = db_ask(db, SQL(exclusion_staff, .org = head->org, .id = *id));
	if (e != OK)
		return e;
	staff = db_int(db);
	if ((e = figure_out(db, head->org, staff, NULL)) != OK)
		return e;
	e = db_do(db, SQL(exclusion_end, .org = head->org, .id = *id,
			  .at = head->at, .by_name = head->by->name));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = figure_in(db, head->org, staff, NULL);
	return e == OK ? audit_add(db, head, "exclusion.end", *id, "{}") : e;
}

enum err
exclusion_end(struct db *db, struct unit *u, int64_t id)
{
	return db_write(db, u, end, &id);
}

enum err
exclusion_list(struct db *db, struct arena *a, int64_t org, int64_t staff,
    struct exclusions *out)
{
	enum err e =
	    db_ask(db, SQL(exclusion_count, .org = org, .staff = staff));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(exclusion_list, .org = org, .staff = staff));
	while (db_next(db)) {
		struct exclusion *x = &out->v[out->n++];

		x->id = db_int(db);
		x->staff = db_int(db);
		x->course = db_text(db, a);
		x->kind = (enum exclusion_kind)db_int(db);
		x->reason = db_text(db, a);
		x->from_on = db_day(db);
		x->until_on = db_day(db);
		x->added_at = db_int(db);
		x->added_by = db_text(db, a);
		x->ended_at = db_int(db);
		x->ended_by = db_text(db, a);
	}
	return db_end(db);
}
