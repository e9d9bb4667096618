/* figure_model.c - by which model the figure is judged, and the reviews. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "figure_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

enum err
figure_model_read(struct db *db, int64_t org, enum figure_model *out)
{
	enum err e = db_ask(db, SQL(figure_model, .org = org));

	*out = FIGURE_FLAT;
	if (e == OK)
		*out = (enum figure_model)db_int(db);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
set_model(struct db *db, struct db_head *head, void *arg)
{
	const enum figure_model *model = arg;
	enum err e;

	e = db_do(db, SQL(figure_model_set, .org = head->org, .model = *model));
	if (e == OK)
		e = figure_refresh(db, head->org, clock_day(head->at));
	if (e != OK)
		return e;
	return audit_add(db, head, "training.model", 0,
	    *model == FIGURE_NEEDS ? "{\"model\":\"needs analysis, delivery "
				     "and evaluation\"}"
				   : "{\"model\":\"flat threshold\"}");
}

enum err
figure_model_set(struct db *db, struct unit *u, enum figure_model model)
{
	return db_write(db, u, set_model, &model);
}

enum err
figure_set(struct db *db, struct arena *a, int64_t org, const char *type,
    day today, int64_t *pack)
{
	struct catalogue_rows sets;
	struct assessments years;
	enum err e = assessment_list(db, a, org, &years);
	size_t i;

	if (e != OK)
		return e;
	if (years.n > 0) {
		*pack = years.v[0].pack;
		return OK;
	}
	if ((e = catalogue_list(db, a, type, &sets)) != OK)
		return e;
	for (i = 0; i < sets.n; i++)
		if (catalogue_current(&sets.v[i], today)) {
			*pack = sets.v[i].id;
			return OK;
		}
	return ERR_NOTFOUND;
}

/* ---- reviews ---- */

const char *
review_title(enum review_kind kind)
{
	static const char *const titles[REVIEW_KINDS] = {
		[REVIEW_NEEDS] = "Training needs analysis",
		[REVIEW_EVALUATION] = "Evaluation of the training",
	};

	return kind < REVIEW_KINDS ? titles[kind] : "";
}

static enum err
note(struct db *db, struct db_head *head, const struct review *v)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;

	day_text(v->done_on, on);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "kind", review_title(v->kind));
	jsonw_text(&w, "done", on);
	jsonw_text(&w, "who", v->who);
	jsonw_text(&w, "findings", v->findings);
	jsonw_text(&w, "reference", v->reference);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "training.review", v->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct review *v = arg;
	enum err e;

	v->id = db_id(db);
	e = db_do(db, SQL(review_insert, .org = head->org, .id = v->id,
			  .kind = v->kind, .done_on = v->done_on, .who = v->who,
			  .findings = v->findings, .reference = v->reference,
			  .at = head->at, .by_name = head->by->name));
	return e == OK ? note(db, head, v) : e;
}

enum err
review_add(struct db *db, struct unit *u, struct review *v, day today)
{
	if (v->kind >= REVIEW_KINDS || v->done_on == DAY_NONE ||
	    v->done_on > today || !text_within(v->who, TEXT_LINE, 1, 200) ||
	    !text_within(v->findings, TEXT_AREA, 1, 2000) ||
	    !text_within(v->reference, TEXT_LINE, 0, 300))
		return ERR_INVALID;
	return db_write(db, u, add, v);
}

enum err
review_list(struct db *db, struct arena *a, int64_t org, struct reviews *out)
{
	enum err e = db_ask(db, SQL(review_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(review_list, .org = org));
	while (db_next(db)) {
		struct review *v = &out->v[out->n++];

		v->id = db_int(db);
		v->kind = (enum review_kind)db_int(db);
		v->done_on = db_day(db);
		v->who = db_text(db, a);
		v->findings = db_text(db, a);
		v->reference = db_text(db, a);
		v->at = db_int(db);
		v->by = db_text(db, a);
	}
	return db_end(db);
}
