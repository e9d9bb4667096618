/* answer_note.c - an answer as the audit trail keeps it: whole. */
#include "answer_priv.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"

static const char *const state_names[] = {
	[ANSWER_NOT_STARTED] = "not-started",
	[ANSWER_TO_RECONFIRM] = "to-reconfirm",
	[ANSWER_IN_PROGRESS] = "in-progress",
	[ANSWER_COMPLETE] = "complete",
	[ANSWER_CONFIRMED] = "confirmed",
};

const char *
answer_state_name(enum answer_state state)
{
	return state_names[state];
}

static void
write_marks(struct jsonw *w, const struct requirement *r, const char *key,
    const bool *marks)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < r->criteria.n; i++)
		if (marks[i])
			jsonw_text(w, NULL, r->criteria.v[i].code);
	jsonw_close(w, ']');
}

static void
write_comments(
    struct jsonw *w, const struct requirement *r, const struct answer *a)
{
	size_t i;

	jsonw_open(w, "comments", '{');
	for (i = 0; i < r->criteria.n; i++)
		if (a->comment[i] != NULL && a->comment[i][0] != '\0')
			jsonw_text(w, r->criteria.v[i].code, a->comment[i]);
	jsonw_close(w, '}');
}

/* Only where there are any: most criteria are whose the requirement is. */
static void
write_criterion_owners(
    struct jsonw *w, const struct requirement *r, const struct answer *a)
{
	bool any = false;
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		any = any || a->criterion_owner_id[i] != 0;
	if (!any)
		return;
	jsonw_open(w, "criterion_owners", '{');
	for (i = 0; i < r->criteria.n; i++)
		if (a->criterion_owner_id[i] != 0)
			jsonw_text(
			    w, r->criteria.v[i].code, a->criterion_owner[i]);
	jsonw_close(w, '}');
}

static void
write_evidence(
    struct jsonw *w, const struct requirement *r, const struct answer *a)
{
	char on[DAY_TEXT_SIZE];
	size_t i;

	jsonw_open(w, "evidence", '[');
	for (i = 0; i < a->evidence.n; i++) {
		const struct evidence *v = &a->evidence.v[i];

		jsonw_open(w, NULL, '{');
		write_marks(w, r, "criteria", v->shows);
		jsonw_text(w, "title", v->title);
		jsonw_text(w, "reference", v->reference);
		if (v->owner_id != 0)
			jsonw_text(w, "owner", v->owner);
		if (v->review_on != 0 && v->review_on != DAY_NONE) {
			day_text(v->review_on, on);
			jsonw_text(w, "review_on", on);
		}
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
write_answer(
    struct jsonw *w, const struct requirement *r, const struct answer *a)
{
	char on[DAY_TEXT_SIZE];

	day_text(a->row.target_on, on);
	jsonw_text(w, "state", answer_state_name(a->row.state));
	jsonw_int(w, "level", a->row.level);
	write_marks(w, r, "met", a->met);
	jsonw_bool(w, "not_relevant", a->row.not_relevant);
	jsonw_text(w, "not_relevant_record", a->nr_record);
	jsonw_int(w, "target_level", a->row.target_level);
	jsonw_text(w, "target_on", on);
	jsonw_text(w, "owner", a->row.owner);
	if (a->deputy_id != 0)
		jsonw_text(w, "deputy", a->deputy);
	if (a->due_on != 0 && a->due_on != DAY_NONE) {
		day_text(a->due_on, on);
		jsonw_text(w, "due_on", on);
	}
	jsonw_text(w, "plan", a->plan);
	write_comments(w, r, a);
	write_criterion_owners(w, r, a);
	write_evidence(w, r, a);
}

enum err
answer_note(struct db *db, struct db_head *head, const struct requirement *r,
    const struct answer *a, const char *action, const char *reason)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", r->number);
	if (reason != NULL)
		jsonw_text(&w, "reason", reason);
	write_answer(&w, r, a);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, a->row.id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}
