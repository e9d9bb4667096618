/* page_kiosk_attest.c - a terminal: what you owe, confirming it, done. */
#include <string.h>

#include "arena.h"
#include "course.h"
#include "form.h"
#include "guard.h"
#include "kiosk_page.h"
#include "pages_kiosk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "training.h"

/* As many as stand on the screen without scrolling. */
#define COURSES 4
/* The done page clears itself sooner: there is nothing to be done on it. */
#define DONE_S 15
#define DONE_REFRESH_S 20

/* ---- what you owe ---- */

static bool
is_due(const struct owed *o)
{
	return o->state == OWED_OVERDUE || o->state == OWED_NEVER ||
	       o->state == OWED_SOON;
}

static struct kiosk_course
line(struct req *r, const struct owed *o)
{
	static const char *const tags[OWED_STATES] = { "Overdue",
		"Not done yet", "Due soon", "Up to date", "Not needed now" };
	static const char *const colours[OWED_STATES] = { "red", "red",
		"yellow", "green", "grey" };
	struct kiosk_course c = { .name = o->course.name,
		.tag = tags[o->state],
		.colour = colours[o->state] };
	char on[DAY_WORDS_SIZE];

	day_words(o->expires_on, on);
	c.state = o->state == OWED_EXCUSED    ? o->excuse
		  : o->done_on == DAY_NONE    ? ""
		  : o->expires_on == DAY_NONE ? "It does not run out"
		  : o->state == OWED_OVERDUE
		      ? arena_printf(r->arena, "It ran out on %s", on)
		      : arena_printf(r->arena, "It counts until %s", on);
	c.to = req_href(r, "/kiosk/attest/%s", o->course.code);
	return c;
}

static enum err
owed(struct req *r, struct owed_list *all)
{
	return training_owed(
	    r->db, r->arena, r->at.kiosk.org, &r->at.who, r->today, all);
}

static void
fill_owed(struct req *r, struct kiosk_owed_view *v, const struct owed_list *all,
    size_t from)
{
	size_t i;

	v->courses.v = arena_array(r->arena, COURSES, sizeof(*v->courses.v));
	for (i = 0; i < all->n; i++) {
		v->due += is_due(&all->v[i]);
		if (i >= from && v->courses.n < COURSES)
			v->courses.v[v->courses.n++] = line(r, &all->v[i]);
	}
	if (from + COURSES < all->n)
		v->more = req_href(r, "/kiosk/owed?from=%zu", from + COURSES);
	if (from > 0)
		v->fewer = req_href(r, "/kiosk/owed?from=%zu",
		    from > COURSES ? from - COURSES : 0);
}

enum err
page_kiosk_owed(struct req *r)
{
	struct kiosk_owed_view v = { .kiosk = kiosk_page(r, "Your training"),
		.name = staff_short(r->arena, &r->at.who) };
	struct owed_list all;
	struct form f;
	size_t from;
	enum err e;

	form_query(&f, r);
	from = (size_t)form_int(&f, "from", "from", 0, 10000, 0);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = owed(r, &all)) != OK)
		return e;
	fill_owed(r, &v, &all, from);
	tmpl_kiosk_owed(r->out, &v);
	return reply_page(r, 200);
}

/* ---- confirming ---- */

/* What a form says; on the first page, what it will say. */
struct entry {
	int64_t version;
	bool other_day;
	day today; /* as it stood on the page that was read */
	struct typed_day done;
	const char *score;
	int percent; /* -1: none */
};

/* The course, if this person needs it.  ERR_NOTFOUND otherwise. */
static enum err
course_of(struct req *r, struct course *k)
{
	struct owed_list all;
	enum err e = owed(r, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++)
		if (strcmp(all.v[i].course.code, req_arg(r, 0)) == 0) {
			*k = all.v[i].course;
			return OK;
		}
	return e == OK ? ERR_NOTFOUND : e;
}

static enum err
show(struct req *r, int status, const struct course *k,
    const struct entry *typed, const struct faults *faults)
{
	char *today_text = arena_alloc(r->arena, DAY_TEXT_SIZE);
	struct kiosk_attest_view v = {
		.kiosk = kiosk_page(r, k->name),
		.save = req_href(r, "/kiosk/attest/%s", k->code),
		.other = req_href(r, "/kiosk/attest/%s?other=1", k->code),
		.back = req_href(r, "/kiosk/owed"),
		.name = staff_short(r->arena, &r->at.who),
		.course = k->name,
		.statement = k->statement,
		.version = k->statement_version,
		.pass_mark = k->pass_mark,
		.score = typed->score,
		.today = typed->today,
		.today_text = today_text,
		.other_day = typed->other_day,
		.done = typed->done,
		.score_fault = faults_about(faults, "score"),
		.done_fault = faults_about(faults, "done-day"),
		.confirm_fault = faults_about(faults, "confirm"),
	};

	day_text(typed->today, today_text);
	v.kiosk.page.faults = *faults;
	if (typed->other_day)
		v.kiosk.keypad = "done-day";
	else if (k->pass_mark > 0)
		v.kiosk.keypad = "score";
	tmpl_kiosk_attest(r->out, &v);
	return reply_page(r, status);
}

enum err
page_kiosk_attest(struct req *r)
{
	struct entry none = { .score = "", .today = r->today };
	struct course k;
	struct form f;
	enum err e;

	none.done = (struct typed_day){ "", "", "", DAY_NONE };
	form_query(&f, r);
	none.other_day = form_tick(&f, "other");
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = course_of(r, &k)) != OK)
		return e;
	return show(r, 200, &k, &none, &(struct faults){ 0 });
}

static void
take(struct form *f, const struct course *k, struct entry *typed)
{
	const char *today = form_secret(f, "today", DAY_TEXT_SIZE - 1);

	typed->version = form_int(f, "version", "version", 1, INT64_MAX, 0);
	typed->other_day = form_tick(f, "other");
	typed->done = (struct typed_day){ "", "", "", DAY_NONE };
	typed->score = "";
	typed->percent = -1;
	if (today == NULL || !day_parse(today, &typed->today))
		f->malformed = true;
	typed->done.on = typed->today;
	if (typed->other_day) {
		form_day(f, "done", "the date you did it", &typed->done);
		if (typed->done.on == DAY_NONE &&
		    faults_about(&f->faults, "done-day") == NULL)
			form_fault(f, "done-day", "Enter the date you did it");
	}
	if (k->pass_mark == 0)
		return;
	typed->score = form_line(f, "score", "your score", 10);
	typed->percent = (int)form_int(f, "score", "your score", 0, 100, -1);
	if (typed->score[0] == '\0')
		form_fault(f, "score", "Enter your score in percent");
}

/* The field that a fault of the rules is about. */
static void
add_fault(struct req *r, struct form *f, const struct course *k,
    enum completion_fault fault, const struct entry *typed)
{
	const char *field = fault == COMPLETION_SCORE ? "score"
			    : typed->other_day        ? "done-day"
						      : "confirm";

	form_fault(f, field, completion_says(r->arena, fault, &r->at.who, k));
}

static enum err
record(struct req *r, struct form *f, const struct course *k,
    const struct entry *typed)
{
	struct completion c = { .staff = r->at.who.id,
		.course = k->code,
		.done_on = typed->done.on,
		.source = FROM_KIOSK,
		.score = typed->percent,
		.statement_version = typed->version,
		.statement = k->statement,
		.proof =
		    r->at.visit.proof == VISIT_PIN ? PROOF_PIN : PROOF_PASSWORD,
		.place = r->at.kiosk.place };
	enum completion_fault fault;
	enum err e;

	e = training_complete(r->db, &r->unit, &c, r->today, &fault);
	if (e == OK)
		return reply_see_other(r, "/kiosk/done/%s", k->code);
	if (e == ERR_CONFLICT && fault == COMPLETION_FINE)
		form_fault(f, "confirm",
		    "The statement has changed. Read it again, then confirm "
		    "it");
	else if (e == ERR_INVALID || e == ERR_CONFLICT)
		add_fault(r, f, k, fault, typed);
	else
		return e;
	return show(r, e == ERR_CONFLICT ? 409 : 422, k, typed, &f->faults);
}

enum err
page_kiosk_confirm(struct req *r)
{
	struct entry typed;
	struct course k;
	struct form f;
	enum err e;

	if ((e = course_of(r, &k)) != OK)
		return e;
	form_open(&f, r);
	take(&f, &k, &typed);
	if ((e = form_close(&f)) == ERR_INVALID)
		return show(r, 422, &k, &typed, &f.faults);
	return e == OK ? record(r, &f, &k, &typed) : e;
}

/* ---- done ---- */

static const struct completion *
newest(const struct completions *all, const char *course)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (!all->v[i].superseded && !all->v[i].void_ &&
		    strcmp(all->v[i].course, course) == 0)
			return &all->v[i];
	return NULL;
}

enum err
page_kiosk_done(struct req *r)
{
	struct kiosk_done_view v = { .kiosk = kiosk_page(r, "Recorded") };
	const struct completion *c;
	struct completions record_of;
	struct owed_list all;
	struct course k;
	enum err e;
	size_t i;

	if ((e = course_of(r, &k)) != OK || (e = owed(r, &all)) != OK ||
	    (e = training_record(r->db, r->arena, r->at.kiosk.org, r->at.who.id,
		 &record_of)) != OK)
		return e;
	if ((c = newest(&record_of, k.code)) == NULL)
		return ERR_NOTFOUND;
	v.course = k.name;
	v.done_on = c->done_on;
	v.expires_on = c->expires_on;
	v.expires = c->expires_on != DAY_NONE;
	v.number = c->number;
	for (i = 0; i < all.n; i++)
		if (is_due(&all.v[i]))
			v.owed = req_href(r, "/kiosk/owed");
	/* There is nothing left to do here, and the next one waits. */
	if (v.owed.p == NULL) {
		v.kiosk.clear_s = DONE_S;
		v.kiosk.warn_s = 0;
		v.kiosk.refresh_s = DONE_REFRESH_S;
		v.kiosk.late = req_href(r, "/kiosk?done=1");
	}
	tmpl_kiosk_done(r->out, &v);
	return reply_page(r, 200);
}
