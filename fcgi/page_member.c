/* page_member.c - one of the staff: the record, and who is left out and why. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_manage.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"
#include "view_manage.h"

#define REASON_MOST 500

/* What was typed to leave somebody out. */
struct leaving {
	int64_t kind; /* -1: none was chosen */
	const char *course, *reason;
	struct typed_day from, until;
};

static const struct faults none = { 0 };

static enum err
find(struct req *r, struct staff *s)
{
	int64_t id = req_arg_id(r, 0);

	return id == 0 ? ERR_NOTFOUND
		       : staff_read(r->db, r->arena, r->session.org, id, s);
}

static const char *
span(struct req *r, const struct exclusion *x)
{
	char from[DAY_WORDS_SIZE], until[DAY_WORDS_SIZE];

	day_words(x->from_on, from);
	day_words(x->until_on, until);
	return x->until_on == DAY_NONE
		   ? arena_printf(r->arena, "From %s until taken back", from)
		   : arena_printf(r->arena, "From %s to %s", from, until);
}

static enum err
add_exclusions(
    struct req *r, const struct staff *s, struct manage_member_view *v)
{
	struct exclusions all;
	enum err e;
	size_t i;

	e = exclusion_list(r->db, r->arena, r->session.org, s->id, &all);
	if (e != OK)
		return e;
	v->exclusions.v =
	    arena_array(r->arena, all.n, sizeof(*v->exclusions.v));
	for (i = 0; i < all.n; i++) {
		const struct exclusion *x = &all.v[i];
		struct manage_exclusion *l =
		    &v->exclusions.v[v->exclusions.n++];

		*l = (struct manage_exclusion){
			.kind = exclusion_title(x->kind),
			.reason = x->reason,
			.course = x->course,
			.span = span(r, x),
			.added_at = x->added_at,
			.ended_at = x->ended_at,
			.added_by = x->added_by,
			.ended_by = x->ended_by,
			.op = x->id,
		};
		if (x->ended_at == 0)
			l->end = req_href(r,
			    "/manage/staff/%lld/exclusions/%lld/end",
			    (long long)s->id, (long long)x->id);
	}
	return OK;
}

static enum err
add_form(struct req *r, const struct leaving *t, const struct faults *faults,
    struct manage_member_view *v)
{
	const char *kind = t->kind < 0 ? "" : field_id(r, t->kind);
	struct courses all;
	enum err e = course_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->kind =
	    field_choice(r, faults, "kind", "Why", NULL, LEFT_OUT_KINDS + 1);
	field_choice_add(&v->kind, "", "Select a reason", kind);
	for (i = 0; i < LEFT_OUT_KINDS; i++)
		field_choice_add(&v->kind, field_id(r, (int64_t)i),
		    exclusion_title((enum exclusion_kind)i), kind);
	v->course =
	    field_choice(r, faults, "course", "Course", NULL, all.n + 1);
	field_choice_add(&v->course, "", "Every course", t->course);
	for (i = 0; i < all.n; i++)
		if (!all.v[i].closed)
			field_choice_add(&v->course, all.v[i].code,
			    all.v[i].name, t->course);
	v->reason = field_text(r, faults, "reason", "In words",
	    "Up to 500 characters. Say no more about health than is needed",
	    t->reason);
	v->from = field_day(r, faults, "from", "From which day?",
	    "For example, 21 1 2027", &t->from);
	v->until = field_day(r, faults, "until", "Until which day?",
	    "Leave empty if it is not known yet", &t->until);
	return OK;
}

static enum err
add_people(struct req *r, const struct staff *s, struct manage_member_view *v)
{
	int64_t org = r->session.org;
	struct staff_list below;
	struct staff manager;
	struct person p;
	enum err e;

	v->manager = v->account = "";
	if (s->manager != 0) {
		e = staff_read(r->db, r->arena, org, s->manager, &manager);
		if (e != OK)
			return e;
		v->manager = staff_name(r->arena, &manager);
	}
	if (s->person != 0) {
		if ((e = person_read(r->db, r->arena, s->person, &p)) != OK)
			return e;
		v->account = p.user;
	}
	e = staff_below(r->db, r->arena, org, s->id, r->today, &below);
	if (e == OK && below.n > 0)
		v->team = req_href(r, "/team?of=%lld", (long long)s->id);
	return e;
}

static enum err
show(struct req *r, int status, const struct staff *s, const struct leaving *t,
    const struct faults *faults, const char *notice)
{
	long long id = (long long)s->id;
	struct manage_member_view v = {
		.page = page_view(r, staff_name(r->arena, s)),
		.change = req_href(r, "/manage/staff/%lld/change", id),
		.add = req_href(r, "/manage/staff/%lld/exclusions", id),
		.number = s->number,
		.badge = s->badge,
		.unit = s->unit,
		.position = s->position,
		.group = s->group_name,
		.mail = s->mail,
		.starts_on = s->starts_on,
		.ends_on = s->ends_on,
		.left = !staff_here(s, r->today),
		.missing = s->missing,
		.left_on = s->ends_on != DAY_NONE,
	};
	enum err e;

	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/manage/staff");
	v.page.back_text = "staff";
	if ((e = team_record(r, s, &v.record)) != OK ||
	    (e = add_exclusions(r, s, &v)) != OK ||
	    (e = add_people(r, s, &v)) != OK ||
	    (e = add_form(r, t, faults, &v)) != OK)
		return e;
	SHOW(r, manage_member, &v);
	return reply_page(r, status);
}

static const char *
notice_of(struct form *f)
{
	const char *notice = NULL;

	if (form_tick(f, "added"))
		notice = "The record was added";
	if (form_tick(f, "saved"))
		notice = "The changes were saved";
	if (form_tick(f, "out"))
		notice = "This person is left out of the figure as you entered";
	if (form_tick(f, "in"))
		notice = "The exclusion was taken back. It stays on record";
	return notice;
}

enum err
page_manage_member(struct req *r)
{
	struct leaving t = { .kind = -1, .course = "", .reason = "" };
	const char *notice;
	struct staff s;
	struct form f;
	enum err e;

	form_query(&f, r);
	notice = notice_of(&f);
	if ((e = form_close(&f)) != OK || (e = find(r, &s)) != OK)
		return e;
	typed_day_set(r, &t.from, DAY_NONE);
	typed_day_set(r, &t.until, DAY_NONE);
	return show(r, 200, &s, &t, &none, notice);
}

/* ---- leaving somebody out ---- */

static bool
empty(const struct typed_day *t)
{
	return t->dom[0] == '\0' && t->month[0] == '\0' && t->year[0] == '\0';
}

static enum err
take(struct form *f, struct leaving *t)
{
	struct req *r = f->r;
	struct course k;
	enum err e = OK;

	t->kind = form_int(f, "kind", "the reason", 0, LEFT_OUT_KINDS - 1, -1);
	if (t->kind < 0 && faults_about(&f->faults, "kind") == NULL)
		form_fault(f, "kind", "Select why they are left out");
	t->course = form_line(f, "course", "the course", 20);
	t->reason = form_area(f, "reason", "the reason", REASON_MOST);
	if (t->reason[0] == '\0')
		form_fault(f, "reason", "Enter the reason in words");
	form_day(f, "from", "the first day", &t->from);
	if (empty(&t->from))
		form_fault(f, "from-day", "Enter the first day");
	form_day(f, "until", "the last day", &t->until);
	if (t->until.on != DAY_NONE && t->from.on != DAY_NONE &&
	    t->until.on < t->from.on)
		form_fault(f, "until-day",
		    "The last day must not be before the first");
	if (t->course[0] != '\0')
		e = course_read(r->db, r->arena, r->session.org, t->course, &k);
	if (e == ERR_NOTFOUND)
		form_fault(f, "course", "Select a course of the list");
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
page_manage_leave_out(struct req *r)
{
	struct exclusion x;
	struct leaving t;
	struct staff s;
	struct form f;
	enum err e;

	if ((e = find(r, &s)) != OK)
		return e;
	form_open(&f, r);
	if ((e = take(&f, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &s, &t, &f.faults, NULL);
	x = (struct exclusion){ .staff = s.id,
		.course = t.course[0] == '\0' ? NULL : t.course,
		.kind = (enum exclusion_kind)t.kind,
		.reason = t.reason,
		.from_on = t.from.on,
		.until_on = t.until.on };
	e = exclusion_add(r->db, &r->unit, &x);
	return e == OK ? reply_see_other(
			     r, "/manage/staff/%lld?out=1", (long long)s.id)
		       : e;
}

enum err
page_manage_let_in(struct req *r)
{
	int64_t id = req_arg_id(r, 1);
	struct exclusions all;
	struct staff s;
	struct form f;
	enum err e;
	size_t i;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = find(r, &s)) != OK ||
	    (e = exclusion_list(r->db, r->arena, r->session.org, s.id, &all)) !=
		OK)
		return e;
	for (i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			break;
	if (i == all.n)
		return ERR_NOTFOUND;
	/* The form may have been sent twice. */
	if (all.v[i].ended_at == 0 &&
	    (e = exclusion_end(r->db, &r->unit, id)) != OK)
		return e;
	return reply_see_other(r, "/manage/staff/%lld?in=1", (long long)s.id);
}
