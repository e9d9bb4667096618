/* superseded.c - what was put right since; the publication stays as it was. */
#include "superseded.h"
#include "req.h"

void
superseded_by(struct req *r, const struct year *y, const struct edition *x,
    struct superseded_view *v)
{
	*v = (struct superseded_view){ 0 };
	if (x->number == 1)
		return;
	*v = (struct superseded_view){ .at = x->at,
		.reason = x->reason,
		.grade = grade_words(y, x->percent, x->grade),
		.percent = percent_words(r, x->percent),
		.below = x->below,
		.grade_level = y->set->grade_level };
}

enum err
superseded_fill(struct req *r, const struct year *y, struct superseded_view *v)
{
	struct edition x;
	enum err e;

	*v = (struct superseded_view){ 0 };
	if (y->assessment.state != ASSESSMENT_PUBLISHED)
		return OK;
	e = edition_read(r->db, r->arena, y->org.id, y->assessment.version,
	    STAGE_FINAL, 0, &x);
	if (e == OK)
		superseded_by(r, y, &x, v);
	return e == ERR_NOTFOUND ? OK : e;
}
