/* page_correct.c - putting a completion right; the old row stays as it is. */
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

#define REASON_MAX 500

/* What is corrected, whose it is, and what was typed. */
struct correcting {
	struct completion was;
	struct staff staff;
	struct course course;
	bool own;
	struct typed_day done;
	struct typed_score score;
	bool not_done;
	const char *reason;
	struct signature by;
	bool same;
};

/* ERR_NOTFOUND also for what is somebody else's to correct. */
static enum err
find(struct req *r, struct correcting *c)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	enum err e;

	if (id == 0 || org == 0)
		return ERR_NOTFOUND;
	if ((e = training_read(r->db, r->arena, org, id, &c->was)) != OK ||
	    (e = staff_read(r->db, r->arena, org, c->was.staff, &c->staff)) !=
		OK ||
	    (e = course_read(
		 r->db, r->arena, org, c->was.course, &c->course)) != OK)
		return e;
	c->own = c->staff.person == r->session.person;
	return c->own || desk_administers(r) ? OK : ERR_NOTFOUND;
}

/*
 * The words that the corrected row will hold.  Whoever corrects their own
 * signs the present statement; an administrator signs nothing for somebody
 * else, so what that person attested stays.
 */
static const char *
statement_of(const struct correcting *c)
{
	return c->own ? c->course.statement : c->was.statement;
}

static int64_t
version_of(const struct correcting *c)
{
	return c->own ? c->course.statement_version : c->was.statement_version;
}

static enum err
show(struct req *r, int status, const char *notice, const struct correcting *c,
    const struct faults *faults)
{
	struct correct_view v = {
		.page = page_view(r, arena_printf(r->arena, "Correct: %s, %s",
					 c->course.name, c->was.number)),
		.to =
		    req_href(r, "/training/correct/%lld", (long long)c->was.id),
		.who = c->own ? NULL : staff_name(r->arena, &c->staff),
		.course = c->course.name,
		.number = c->was.number,
		.where = desk_where(&c->was),
		.was_on = c->was.done_on,
		.was_score = c->was.score,
		.was_scored = c->was.score >= 0,
		.statement = statement_of(c),
		.digest = sign_digest(r, statement_of(c)),
		.version = version_of(c),
		.done = desk_done(
		    r, &c->done, faults, "When was the course finished?"),
		.pass_mark = c->course.pass_mark,
		.score = c->score.typed,
		.score_fault = faults_about(faults, "score"),
		.not_done = c->not_done,
		.not_fault = faults_about(faults, "not"),
		.reason = c->reason,
		.reason_fault = faults_about(faults, "reason"),
		.sign = field_sign(
		    r, faults, "It signs the correction in your name"),
	};

	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.back = req_href(r, "/training/certificate/%s", c->was.number);
	v.page.back_text = "the certificate";
	SHOW(r, correct, &v);
	return reply_page(r, status);
}

static enum err
corrected_before(struct req *r)
{
	reply_status(r, 409, "This was corrected already",
	    "What is on record was corrected since, and each entry is "
	    "corrected once. Open the training record to see how it stands "
	    "now: the newest entry can be corrected in its turn.");
	return OK;
}

enum err
page_correct(struct req *r)
{
	struct correcting c = { .reason = "", .score = { "", -1 } };
	enum err e = find(r, &c);

	if (e != OK)
		return e;
	if (c.was.superseded || c.was.void_)
		return corrected_before(r);
	typed_day_set(r, &c.done, c.was.done_on);
	if (c.was.score >= 0)
		c.score.typed = arena_printf(r->arena, "%d", c.was.score);
	return show(r, 200, NULL, &c, &(struct faults){ 0 });
}

/* ---- what was sent ---- */

static struct completion
as_it_should_be(const struct correcting *c)
{
	struct completion new = { .supersedes = c->was.id,
		.course = c->course.code,
		.done_on = c->done.on,
		.source = c->own ? FROM_SELF : c->was.source,
		.score = c->course.pass_mark > 0 ? c->score.value : -1,
		.statement_version = version_of(c),
		.statement = statement_of(c),
		.proof = PROOF_PASSWORD,
		.place = c->own ? "" : c->was.place,
		.session = c->own ? 0 : c->was.session,
		.import = c->own ? 0 : c->was.import,
		.reason = c->reason,
		.void_ = c->not_done };

	if (c->not_done)
		new.score = -1;
	return new;
}

static void
take_what_is_right(struct form *f, struct correcting *c)
{
	size_t faults = f->faults.n;
	struct completion new;
	enum completion_fault fault;

	form_day(f, "done", "the date the course was finished", &c->done);
	if (c->done.on == DAY_NONE && !c->not_done && f->faults.n == faults)
		form_fault(
		    f, "done-day", "Enter the date the course was finished");
	c->score = desk_score(f, &c->course, !c->not_done);
	if (f->faults.n > faults || c->not_done)
		return;
	new = as_it_should_be(c);
	fault = completion_judge(&new, &c->staff, &c->course, f->r->today);
	if (fault != COMPLETION_FINE)
		desk_fault(f, fault, &c->staff, &c->course, c->own);
	else if (new.done_on == c->was.done_on &&new.score == c->was.score)
		form_fault(f, "not",
		    "Change the date or the score, or tick that the course "
		    "was not done");
}

static void
take(struct req *r, struct form *f, struct correcting *c)
{
	const char *digest = form_line(f, "statement", "Statement", 64);

	c->same = strcmp(digest, sign_digest(r, statement_of(c))) == 0;
	c->not_done = form_tick(f, "not");
	take_what_is_right(f, c);
	c->reason = form_area(f, "reason", "the reason", REASON_MAX);
	if (c->reason[0] == '\0')
		form_fault(f, "reason", "Enter why it has to be corrected");
	sign_take(f, &c->by);
}

static enum err
changed(struct req *r, struct correcting *c)
{
	static const char own[] =
	    "The statement of this course was changed while you had it open. "
	    "Nothing was corrected. Read it as it is now, then send the "
	    "correction again";
	static const char others[] =
	    "The statement of this course is another one by now, so only the "
	    "person can confirm it again. You can still tick that the course "
	    "was not done";
	enum err e = find(r, c);

	return e == OK ? show(r, 409, c->own ? own : others, c,
			     &(struct faults){ 0 })
		       : e;
}

/* To the new certificate; where nothing was done, to where that shows. */
static enum err
to_record(struct req *r, const struct correcting *c)
{
	struct completions all;
	enum err e;
	size_t i;

	e = training_record(r->db, r->arena, r->session.org, c->staff.id, &all);
	if (e != OK)
		return e;
	for (i = 0; i < all.n; i++)
		if (all.v[i].supersedes == c->was.id && !all.v[i].void_)
			return reply_see_other(r,
			    "/training/certificate/%s?corrected=1",
			    all.v[i].number);
	if (c->own)
		return reply_see_other(r, "/training?corrected=1");
	return reply_see_other(
	    r, "/training/certificate/%s?corrected=1", c->was.number);
}

static enum err
conflict(struct req *r, struct form *f, struct correcting *c,
    enum completion_fault fault)
{
	int64_t id = c->was.id;
	enum err e;

	if (fault == COMPLETION_TWICE) {
		desk_fault(f, fault, &c->staff, &c->course, c->own);
		return show(r, 422, NULL, c, &f->faults);
	}
	e = training_read(r->db, r->arena, r->session.org, id, &c->was);
	if (e != OK)
		return e;
	return c->was.superseded ? corrected_before(r) : changed(r, c);
}

static enum err
correct(struct req *r, struct form *f, struct correcting *c)
{
	struct completion new = as_it_should_be(c);
	enum completion_fault fault;
	enum err e = training_correct(r->db, &r->unit, &new, r->today, &fault);

	if (e == OK)
		return to_record(r, c);
	if (e == ERR_CONFLICT)
		return conflict(r, f, c, fault);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), NULL, c, &f->faults);
	if (e != ERR_INVALID)
		return e;
	if (fault == COMPLETION_FINE)
		form_fault(f, "reason", "Enter why it has to be corrected");
	else
		desk_fault(f, fault, &c->staff, &c->course, c->own);
	return show(r, 422, NULL, c, &f->faults);
}

/* As in page_course.c: the same form twice is the same correction. */
static enum err
sign(struct req *r, struct form *f, struct correcting *c)
{
	int64_t wait_s = 0;
	enum err e;

	if (c->was.superseded || c->was.void_)
		return corrected_before(r);
	e = sign_ask(r, f, &c->by, &wait_s);
	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was corrected.");
	if (e == ERR_INVALID && db_done(r->db, &r->unit) == OK)
		return to_record(r, c);
	if (e == ERR_INVALID)
		return show(r, 422, NULL, c, &f->faults);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), NULL, c, &f->faults);
	return e == OK ? correct(r, f, c) : e;
}

enum err
page_correct_post(struct req *r)
{
	struct correcting c = { .reason = "" };
	struct form f;
	enum err e = find(r, &c);

	if (e != OK)
		return e;
	form_open(&f, r);
	take(r, &f, &c);
	e = form_close(&f);
	if (e == OK && db_done(r->db, &r->unit) == OK)
		e = to_record(r, &c);
	else if (e == OK && !c.same && !c.not_done)
		e = changed(r, &c);
	else if (e == OK)
		e = sign(r, &f, &c);
	else if (e == ERR_INVALID)
		e = c.was.superseded || c.was.void_
			? corrected_before(r)
			: show(r, 422, NULL, &c, &f.faults);
	form_wipe(&f);
	return e;
}
