/* requirement_owners.c - owners, deputy and days on the requirement's page. */
#include "arena.h"
#include "fields.h"
#include "holder_words.h"
#include "owner.h"
#include "req.h"
#include "requirement.h"

#define NAME_MAX 200

static const char *
criterion_field(struct req *r, const struct criterion *k)
{
	return arena_printf(r->arena, "owner-%s", k->code);
}

static const char *
evidence_field(struct req *r, size_t at, const char *what)
{
	return arena_printf(r->arena, "evidence-%zu-%s", at, what);
}

void
owners_from_record(struct req *r, struct typed *t)
{
	size_t i;

	typed_day_set(r, &t->by, t->answer.due_on);
	for (i = 0; i < t->answer.evidence.n && i < EVIDENCE_MAX; i++)
		typed_day_set(
		    r, &t->review[i], t->answer.evidence.v[i].review_on);
}

void
owners_read(
    struct req *r, const struct requirement *q, struct form *f, struct typed *t)
{
	struct answer *a = &t->answer;
	size_t i;

	a->row.owner = form_line(f, "owner", "Owner", NAME_MAX);
	a->deputy = form_line(f, "deputy", "Deputy", NAME_MAX);
	form_day(f, "by", "Date to answer by", &t->by);
	a->due_on = t->by.on;
	for (i = 0; i < q->criteria.n; i++) {
		const struct criterion *k = &q->criteria.v[i];

		a->criterion_owner[i] = form_line(f, criterion_field(r, k),
		    arena_printf(r->arena, "Owner of %s", k->code), NAME_MAX);
	}
}

bool
owners_read_evidence(struct req *r, struct form *f, size_t at,
    struct evidence *v, struct typed_day *review)
{
	v->owner =
	    form_line(f, evidence_field(r, at, "owner"), "Owner", NAME_MAX);
	form_day(f, evidence_field(r, at, "review"), "Date to look at it again",
	    review);
	v->review_on = review->on;
	return v->owner[0] != '\0' || review->dom[0] != '\0' ||
	       review->month[0] != '\0' || review->year[0] != '\0';
}

static enum err
check_others(
    struct req *r, const struct asked *a, struct form *f, const struct typed *t)
{
	const struct requirement *q = a->requirement;
	struct holder h;
	enum err e = OK;
	size_t i;

	for (i = 0; i < q->criteria.n && e == OK; i++)
		e = holder_typed(r, f, criterion_field(r, &q->criteria.v[i]),
		    t->answer.criterion_owner[i], a->answer.criterion_owner[i],
		    &h);
	for (i = 0; i < t->answer.evidence.n && e == OK; i++) {
		const struct evidence *v = &t->answer.evidence.v[i];

		e = holder_typed(r, f, evidence_field(r, i + 1, "owner"),
		    v->owner, owner_of_evidence(&a->answer, v->title), &h);
	}
	return e;
}

enum err
owners_check(
    struct req *r, const struct asked *a, struct form *f, const struct typed *t)
{
	const struct answer *was = &a->answer, *is = &t->answer;
	struct holder owner, deputy;
	enum err e;

	e = holder_typed(r, f, "owner", is->row.owner, was->row.owner, &owner);
	if (e == OK)
		e = holder_typed(
		    r, f, "deputy", is->deputy, was->deputy, &deputy);
	if (e != OK)
		return e;
	if (is->deputy[0] != '\0' && text_same(owner.name, deputy.name) &&
	    faults_about(&f->faults, "owner") == NULL &&
	    faults_about(&f->faults, "deputy") == NULL)
		form_fault(f, "deputy",
		    "Choose a deputy who is not the owner, or leave it empty");
	return check_others(r, a, f, t);
}

static void
fill_criteria(struct req *r, const struct asked *a, const struct typed *t,
    const struct faults *faults, struct requirement_view *v)
{
	const struct requirement *q = a->requirement;
	size_t i;

	v->criterion_owners.n = q->criteria.n;
	v->criterion_owners.v = arena_array(
	    r->arena, q->criteria.n, sizeof(*v->criterion_owners.v));
	for (i = 0; i < q->criteria.n; i++) {
		const char *owner = t->answer.criterion_owner[i];
		struct text_field *x = &v->criterion_owners.v[i].field;

		*x =
		    field_text(r, faults, criterion_field(r, &q->criteria.v[i]),
			arena_printf(
			    r->arena, "Owner of %s", q->criteria.v[i].code),
			NULL, owner != NULL ? owner : "");
		x->list = HOLDER_LIST;
		v->apart = v->apart || x->value[0] != '\0' || x->fault != NULL;
	}
}

static void
fill_evidence(struct req *r, const struct typed *t, const struct faults *faults,
    struct requirement_view *v)
{
	const struct typed_day empty = { "", "", "", DAY_NONE };
	size_t i;

	for (i = 0; i < v->evidence.n; i++) {
		struct evidence_view *x = &v->evidence.v[i];
		const char *owner =
		    x->fresh ? "" : t->answer.evidence.v[i].owner;

		x->owner =
		    field_text(r, faults, evidence_field(r, x->at, "owner"),
			"Owner of the evidence, if not the requirement's", NULL,
			owner != NULL ? owner : "");
		x->owner.list = HOLDER_LIST;
		x->review =
		    field_day(r, faults, evidence_field(r, x->at, "review"),
			"When should it be looked at again?", NULL,
			x->fresh ? &empty : &t->review[i]);
		x->review_on =
		    x->fresh ? DAY_NONE : t->answer.evidence.v[i].review_on;
		x->reviewed = x->review_on != DAY_NONE;
	}
}

enum err
owners_fill(struct req *r, const struct asked *a, const struct typed *t,
    const struct faults *faults, struct requirement_view *v)
{
	const char *deputy = t->answer.deputy;

	v->deputy = field_text(r, faults, "deputy", "Deputy",
	    "Who sees to it while the owner is away. You can leave it empty",
	    deputy != NULL ? deputy : "");
	v->deputy.list = HOLDER_LIST;
	v->by = field_day(r, faults, "by", "When should it be answered?",
	    "Leave it empty for the day the assessment is due", &t->by);
	v->deputy_now = a->answer.deputy;
	v->by_now = a->answer.due_on;
	v->answer_by = v->by_now != DAY_NONE;
	fill_criteria(r, a, t, faults, v);
	fill_evidence(r, t, faults, v);
	return v->editable ? holder_items(r, &v->people) : OK;
}
