/* page_course.c - confirming that a course was done, signed by password. */
#include <string.h>

#include "arena.h"
#include "desk.h"
#include "fields.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

/* Who confirms which course, and what they typed. */
struct attest {
	struct staff staff;
	struct course course;
	struct typed_day done;
	struct typed_score score;
	struct signature by;
	bool same; /* the statement is the one that was shown */
};

/* ERR_NOTFOUND: no such course; *known: there is a staff record. */
static enum err
find(struct req *r, struct attest *a, bool *known)
{
	enum err e = desk_staff(r, &a->staff);

	*known = e == OK;
	return e == OK ? course_read(r->db, r->arena, r->session.org,
			     req_arg(r, 0), &a->course)
		       : e;
}

/* How it stands with them, where it is asked of them. */
static enum err
add_standing(struct req *r, const struct attest *a, struct course_view *v)
{
	struct owed_list owed;
	enum err e;
	size_t i;

	v->done_on = v->expires_on = DAY_NONE;
	e = training_owed(
	    r->db, r->arena, r->session.org, &a->staff, r->today, &owed);
	for (i = 0; e == OK && i < owed.n; i++) {
		const struct owed *o = &owed.v[i];

		if (strcmp(o->course.code, a->course.code) != 0)
			continue;
		v->state = desk_badge(o->state);
		v->done_on = o->done_on;
		v->expires_on = o->expires_on;
	}
	return e;
}

static enum err
show(struct req *r, int status, const char *notice, const struct attest *a,
    const struct faults *faults)
{
	const struct course *k = &a->course;
	struct course_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Confirm: %s", k->name)),
		.to = req_href(r, "/training/course/%s", k->code),
		.name = k->name,
		.rule = course_rule(r->arena, k),
		.statement = k->statement,
		.digest = sign_digest(r, k->statement),
		.version = k->statement_version,
		.done = desk_done(
		    r, &a->done, faults, "When did you finish the course?"),
		.pass_mark = k->pass_mark,
		.score = a->score.typed,
		.score_fault = faults_about(faults, "score"),
		.sign = field_sign(
		    r, faults, "It signs the statement in your name"),
	};
	enum err e = add_standing(r, a, &v);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.back = req_href(r, "/training");
	v.page.back_text = "my training";
	if (k->closed)
		v.closed = "This course is not asked of anybody any more, so "
			   "it cannot be confirmed.";
	SHOW(r, course, &v);
	return reply_page(r, status);
}

enum err
page_course(struct req *r)
{
	struct attest a = { .done = { "", "", "", DAY_NONE },
		.score = { "", -1 } };
	bool known;
	enum err e = find(r, &a, &known);

	if (e == ERR_NOTFOUND && !known)
		return desk_unknown(r, 404);
	if (e != OK)
		return e;
	return show(r, 200, NULL, &a, &(struct faults){ 0 });
}

/*
 * The day and the score, and what the rules say to them before anybody is
 * asked anything.
 */
static void
take_what_was_done(struct form *f, struct attest *a)
{
	size_t faults = f->faults.n;
	struct completion c = { .course = a->course.code, .source = FROM_SELF };
	enum completion_fault fault;

	form_day(f, "done", "the date you finished the course", &a->done);
	if (a->done.on == DAY_NONE && f->faults.n == faults)
		form_fault(
		    f, "done-day", "Enter the date you finished the course");
	a->score = desk_score(f, &a->course, true);
	if (a->done.on == DAY_NONE)
		return;
	c.done_on = a->done.on;
	c.score = a->score.value;
	fault = completion_judge(&c, &a->staff, &a->course, f->r->today);
	if (fault != COMPLETION_FINE &&
	    (fault != COMPLETION_SCORE || a->score.value >= 0))
		desk_fault(f, fault, &a->staff, &a->course, true);
}

static void
take(struct req *r, struct form *f, struct attest *a)
{
	const char *digest = form_line(f, "statement", "Statement", 64);
	const char *version = form_line(f, "version", "Version", 20);

	a->same =
	    strcmp(digest, sign_digest(r, a->course.statement)) == 0 &&
	    strcmp(version, arena_printf(r->arena, "%lld",
				(long long)a->course.statement_version)) == 0;
	take_what_was_done(f, a);
	sign_take(f, &a->by);
}

/*
 * Somebody changed the statement since the form was shown: what was read is
 * not what would be signed, so nothing is, and the new text is shown.
 */
static enum err
changed(struct req *r, struct attest *a)
{
	enum err e = course_read(
	    r->db, r->arena, r->session.org, a->course.code, &a->course);

	if (e != OK)
		return e;
	return show(r, 409,
	    "The statement of this course was changed while you had it open. "
	    "Nothing was recorded. Read it as it is now, then confirm again",
	    a, &(struct faults){ 0 });
}

/* flag: "new", or "had" where it was on record before. */
static enum err
to_certificate(struct req *r, const struct attest *a, const char *flag)
{
	const char *number;
	enum err e =
	    desk_number(r, &a->staff, a->course.code, a->done.on, &number);

	if (e != OK)
		return e;
	if (number == NULL)
		return reply_see_other(r, "/training");
	return reply_see_other(
	    r, "/training/certificate/%s?%s=1", number, flag);
}

static enum err
record(struct req *r, struct form *f, struct attest *a)
{
	struct completion c = { .staff = a->staff.id,
		.course = a->course.code,
		.done_on = a->done.on,
		.source = FROM_SELF,
		.score = a->score.value,
		.statement_version = a->course.statement_version,
		.statement = a->course.statement,
		.proof = PROOF_PASSWORD,
		.place = "",
		.reason = "" };
	enum completion_fault fault;
	enum err e = training_complete(r->db, &r->unit, &c, r->today, &fault);

	if (e == OK)
		return to_certificate(r, a, "new");
	if (fault == COMPLETION_TWICE)
		return to_certificate(r, a, "had");
	if (e == ERR_CONFLICT)
		return changed(r, a);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), NULL, a, &f->faults);
	if (e != ERR_INVALID)
		return e;
	desk_fault(f, fault, &a->staff, &a->course, true);
	return show(r, 422, NULL, a, &f->faults);
}

/*
 * The same form again - a double click, or a try after an answer that was
 * lost - leads to the same certificate without asking: a code is good for one
 * sign-in only.  The session keeps its token, as the second of two presses
 * comes with the first one's cookie; the password signs this one record and
 * opens nothing else.
 */
static enum err
sign(struct req *r, struct form *f, struct attest *a)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, &a->by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was recorded.");
	if (e == ERR_INVALID && db_done(r->db, &r->unit) == OK)
		return to_certificate(r, a, "new");
	if (e == ERR_INVALID)
		return show(r, 422, NULL, a, &f->faults);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), NULL, a, &f->faults);
	return e == OK ? record(r, f, a) : e;
}

enum err
page_course_attest(struct req *r)
{
	struct attest a;
	struct form f;
	bool known;
	enum err e = find(r, &a, &known);

	if (e == ERR_NOTFOUND && !known)
		return desk_unknown(r, 404);
	if (e != OK)
		return e;
	form_open(&f, r);
	take(r, &f, &a);
	e = form_close(&f);
	if (e == OK && db_done(r->db, &r->unit) == OK)
		e = to_certificate(r, &a, "new");
	else if (e != ERR_MALFORMED && !a.same)
		e = changed(r, &a);
	else if (e == OK)
		e = sign(r, &f, &a);
	else if (e == ERR_INVALID)
		e = show(r, 422, NULL, &a, &f.faults);
	form_wipe(&f);
	return e;
}
