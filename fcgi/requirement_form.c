/* requirement_form.c - the fields of the requirement's form. */
#include <string.h>

#include "arena.h"
#include "req.h"
#include "requirement.h"

#define TITLE_MAX 200
#define REFERENCE_MAX 500
#define TEXT_MAX 4000

/* The criteria a piece of evidence shows, as people type them. */
static const char *
shows_text(struct req *r, const struct requirement *q, const bool *shows)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < q->criteria.n; i++)
		if (shows[i])
			text = arena_printf(r->arena, "%s%s%s", text,
			    text[0] != '\0' ? ", " : "", q->criteria.v[i].code);
	return text;
}

void
typed_from_record(struct req *r, const struct asked *a, struct typed *t)
{
	size_t i;

	*t = (struct typed){ .answer = a->answer };
	typed_day_set(r, &t->due, a->answer.row.target_on);
	for (i = 0; i < a->answer.evidence.n && i < EVIDENCE_MAX; i++)
		t->shows[i] = shows_text(
		    r, a->requirement, a->answer.evidence.v[i].shows);
	owners_from_record(r, t);
	t->another = true;
}

static void
read_criteria(struct req *r, const struct requirement *q, struct form *f,
    struct answer *a)
{
	size_t i;

	for (i = 0; i < q->criteria.n; i++) {
		const char *code = q->criteria.v[i].code;

		a->met[i] =
		    form_tick(f, arena_printf(r->arena, "met-%s", code));
		a->comment[i] = form_area(f,
		    arena_printf(r->arena, "comment-%s", code),
		    arena_printf(r->arena, "Comment on %s", code), TEXT_MAX);
	}
}

/* "1a, 2b" into marks; what is none of the codes is a fault. */
static void
read_shows(struct req *r, const struct requirement *q, struct form *f,
    const char *field, const char *text, bool *shows)
{
	static const char between[] = " ,;.\t";
	const struct criterion *k;
	bool any = false;
	size_t n;

	for (text += strspn(text, between); *text != '\0';
	     text += n + strspn(text + n, between)) {
		n = strcspn(text, between);
		k = requirement_criterion(
		    q, text_fold(r->arena, arena_copy(r->arena, text, n)));
		if (k == NULL) {
			form_fault(f, field,
			    arena_printf(r->arena,
				"Enter criteria of this requirement, such "
				"as %s, not %.*s",
				q->criteria.v[0].code, n > 20 ? 20 : (int)n,
				text));
			return;
		}
		shows[k - q->criteria.v] = true;
		any = true;
	}
	if (!any)
		form_fault(f, field,
		    "Enter which criteria the evidence is for, such as 1a");
}

/* One line of evidence; false when it was left empty or is to be removed. */
static bool
read_one(struct req *r, const struct requirement *q, struct form *f, size_t at,
    struct evidence *v, const char **typed_shows, struct typed_day *review)
{
	char *name = arena_printf(r->arena, "evidence-%zu-shows", at);
	bool removed, owned;

	*v = (struct evidence){ 0 };
	v->title =
	    form_line(f, arena_printf(r->arena, "evidence-%zu-title", at),
		"Title of the evidence", EVIDENCE_TITLE_MAX);
	v->reference =
	    form_line(f, arena_printf(r->arena, "evidence-%zu-reference", at),
		"Where it is kept", REFERENCE_MAX);
	*typed_shows = form_line(f, name, "Criteria", TITLE_MAX);
	owned = owners_read_evidence(r, f, at, v, review);
	removed =
	    form_tick(f, arena_printf(r->arena, "evidence-%zu-remove", at));
	if (removed || (v->title[0] == '\0' && v->reference[0] == '\0' &&
			   (*typed_shows)[0] == '\0' && !owned))
		return false;
	if (v->title[0] == '\0')
		form_fault(f, arena_printf(r->arena, "evidence-%zu-title", at),
		    "Enter what the evidence is");
	read_shows(r, q, f, name, *typed_shows, v->shows);
	return true;
}

static void
read_evidence(
    struct req *r, const struct requirement *q, struct form *f, struct typed *t)
{
	int64_t lines =
	    form_int(f, "evidence-lines", "Evidence", 0, EVIDENCE_MAX, 0);
	struct answer *a = &t->answer;
	int64_t i;

	a->evidence.n = 0;
	a->evidence.v =
	    arena_array(r->arena, EVIDENCE_MAX + 1, sizeof(*a->evidence.v));
	for (i = 1; i <= lines && i <= EVIDENCE_MAX; i++)
		if (read_one(r, q, f, (size_t)i, &a->evidence.v[a->evidence.n],
			&t->shows[a->evidence.n], &t->review[a->evidence.n]))
			a->evidence.n++;
}

static void
read_target(struct form *f, struct typed *t)
{
	struct answer_row *row = &t->answer.row;

	row->target_level = (int)form_int(
	    f, "target", "Target level", 0, LEVEL_MAX, LEVEL_NONE);
	form_day(f, "due", "Date the target will be reached", &t->due);
	row->target_on = t->due.on;
	t->answer.plan = form_area(f, "plan", "What you will do", TEXT_MAX);
}

static void
read_nr(const struct requirement *q, struct form *f, struct typed *t)
{
	t->answer.nr_record = "";
	if (q->nr_reason == NULL)
		return;
	t->answer.row.not_relevant = form_tick(f, "nr");
	t->answer.nr_record =
	    form_area(f, "nr-record", "Where the record is", TEXT_MAX);
	if (t->answer.row.not_relevant && t->answer.nr_record[0] == '\0')
		form_fault(f, "nr-record",
		    "Enter where the record is that shows this");
}

void
typed_read(
    struct req *r, const struct asked *a, struct form *f, struct typed *t)
{
	const struct requirement *q = a->requirement;

	*t = (struct typed){ .answer.row = a->answer.row };
	t->answer.row.not_relevant = false;
	t->answer.edition = form_int(f, "edition", "Edition", 0, INT64_MAX, -1);
	read_criteria(r, q, f, &t->answer);
	read_evidence(r, q, f, t);
	read_target(f, t);
	owners_read(r, q, f, t);
	read_nr(q, f, t);
	t->action = form_line(f, "do", "the button", 20);
	t->another = true;
}
