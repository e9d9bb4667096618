/* page_training.c - what somebody owes, most urgent first, and their record. */
#include <string.h>

#include "arena.h"
#include "desk.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static struct owed_line
owed_line(struct req *r, const struct owed *o)
{
	struct owed_line line = {
		.name = o->course.name,
		.due = o->expires_on == DAY_NONE  ? ""
		       : o->state == OWED_OVERDUE ? "Was due"
						  : "Due",
		.done_on = o->done_on,
		.expires_on = o->expires_on,
		.state = desk_badge(o->state),
		.excuse = o->state == OWED_EXCUSED ? o->excuse : NULL,
	};

	if (o->state < OWED_DONE)
		line.confirm =
		    req_href(r, "/training/course/%s", o->course.code);
	else if (o->number[0] != '\0')
		line.certificate =
		    req_href(r, "/training/certificate/%s", o->number);
	return line;
}

static void
add_owed(struct req *r, const struct owed_list *owed, struct training_view *v)
{
	size_t i;

	v->courses.n = owed->n;
	v->courses.v = arena_array(r->arena, owed->n, sizeof(*v->courses.v));
	for (i = 0; i < owed->n; i++)
		v->courses.v[i] = owed_line(r, &owed->v[i]);
}

static void
add_policies(
    struct req *r, const struct policies_owed *all, struct training_view *v)
{
	size_t i;

	v->policies.n = all->outstanding; /* they come first */
	v->policies.v =
	    arena_array(r->arena, all->outstanding, sizeof(*v->policies.v));
	for (i = 0; i < all->outstanding; i++)
		v->policies.v[i] = (struct policy_line){
			.to = req_href(r, "/training/policies/%lld",
			    (long long)all->v[i].policy.id),
			.title = all->v[i].policy.title,
			.state = desk_policy_badge(all->v[i].state),
			.read_at = all->v[i].read_at,
		};
	v->policies_to = req_href(r, "/training/policies");
	v->pin = req_href(r, "/training/pin");
}

/* ---- the record ---- */

static const char *
name_of(const struct courses *all, const char *code)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].code, code) == 0)
			return all->v[i].name;
	return code;
}

static struct record_line
record_line(
    struct req *r, const struct completion *c, const struct courses *courses)
{
	struct record_line line = {
		.at = c->at,
		.course = name_of(courses, c->course),
		.where = desk_where(c),
		.number = c->void_ ? "" : c->number,
		.reason = c->reason,
		.done_on = c->done_on,
		.score = c->score,
		.scored = c->score >= 0,
		.replaced = c->superseded,
		.not_done = c->void_,
	};

	if (c->void_)
		return line;
	line.certificate = req_href(r, "/training/certificate/%s", c->number);
	if (!c->superseded)
		line.correct =
		    req_href(r, "/training/correct/%lld", (long long)c->id);
	return line;
}

static enum err
add_record(struct req *r, const struct staff *s, const struct courses *courses,
    struct training_view *v)
{
	struct completions all;
	enum err e;
	size_t i;

	e = training_record(r->db, r->arena, r->session.org, s->id, &all);
	if (e != OK)
		return e;
	v->record.n = all.n;
	v->record.v = arena_array(r->arena, all.n, sizeof(*v->record.v));
	for (i = 0; i < all.n; i++)
		v->record.v[i] = record_line(r, &all.v[i], courses);
	return OK;
}

static bool
asked(const struct owed_list *owed, const char *code)
{
	size_t i;

	for (i = 0; i < owed->n; i++)
		if (strcmp(owed->v[i].course.code, code) == 0)
			return owed->v[i].state < OWED_DONE;
	return false;
}

/* Whatever else is held may be recorded, too, and what is complete again. */
static void
add_others(struct req *r, const struct courses *all,
    const struct owed_list *owed, struct training_view *v)
{
	size_t i;

	v->others.v = arena_array(r->arena, all->n, sizeof(*v->others.v));
	for (i = 0; i < all->n; i++)
		if (!all->v[i].closed && !asked(owed, all->v[i].code))
			v->others.v[v->others.n++] = (struct course_link){
				req_href(
				    r, "/training/course/%s", all->v[i].code),
				all->v[i].name,
			};
}

static enum err
fill(struct req *r, const struct staff *s, struct training_view *v)
{
	struct policies_owed policies;
	struct courses courses;
	struct owed_list owed;
	enum err e;

	if ((e = training_owed(
		 r->db, r->arena, r->session.org, s, r->today, &owed)) != OK ||
	    (e = policy_owed(r->db, r->arena, r->session.org, s, &policies)) !=
		OK ||
	    (e = course_list(r->db, r->arena, r->session.org, &courses)) !=
		OK ||
	    (e = add_record(r, s, &courses, v)) != OK)
		return e;
	v->summary = desk_summary(r, &owed, policies.outstanding);
	add_owed(r, &owed, v);
	add_policies(r, &policies, v);
	add_others(r, &courses, &owed, v);
	return OK;
}

enum err
page_training(struct req *r)
{
	struct training_view v = { .page = page_view(r, "My training") };
	struct staff s;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "corrected")) {
		v.page.notice = "The correction was saved";
		v.page.notice_done = true;
	}
	if ((e = form_close(&f)) != OK)
		return e;
	if ((e = desk_staff(r, &s)) == ERR_NOTFOUND)
		return desk_unknown(r, 200);
	if (e != OK || (e = fill(r, &s, &v)) != OK)
		return e;
	SHOW(r, training, &v);
	return reply_page(r, 200);
}
