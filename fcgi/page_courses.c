/* page_courses.c - the courses of an organisation: list, add, change. */
#include <string.h>

#include "arena.h"
#include "course_form.h"
#include "fields.h"
#include "pages_manage.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static const struct faults none = { 0 };

/* "Everybody", "2 groups", "Nobody". */
static const char *
needed(struct req *r, const struct course *k, const struct course_needs *all)
{
	size_t i, n = 0;

	if (k->closed)
		return "Not asked any more";
	if (k->for_all)
		return "Everybody";
	for (i = 0; i < all->n; i++)
		n += strcmp(all->v[i].course, k->code) == 0;
	return n == 0   ? "Nobody"
	       : n == 1 ? "1 group"
			: arena_printf(r->arena, "%zu groups", n);
}

enum err
page_manage_courses(struct req *r)
{
	struct manage_courses_view v = { .page = page_view(r, "Courses") };
	struct course_needs needs;
	struct courses all;
	struct form f;
	enum err e;
	size_t i;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK ||
	    (e = course_list(r->db, r->arena, r->session.org, &all)) != OK ||
	    (e = course_needs(r->db, r->arena, r->session.org, &needs)) != OK)
		return e;
	v.page.wide = true;
	v.page.back = req_href(r, "/manage");
	v.page.back_text = "training records";
	v.add = req_href(r, "/manage/courses/new");
	v.needs = req_href(r, "/manage/needs");
	v.courses.v = arena_array(r->arena, all.n, sizeof(*v.courses.v));
	for (i = 0; i < all.n; i++) {
		const struct course *k = &all.v[i];

		v.courses.v[v.courses.n++] = (struct manage_course_line){
			.to = req_href(r, "/manage/courses/%s", k->code),
			.name = k->name,
			.code = k->code,
			.level = course_level_title(k->level),
			.rule = course_rule(r->arena, k),
			.needed = needed(r, k, &needs),
			.pass_mark = k->pass_mark,
			.closed = k->closed,
		};
	}
	SHOW(r, manage_courses, &v);
	return reply_page(r, 200);
}

/* ---- adding ---- */

static enum err
show_new(struct req *r, int status, const struct course_typed *t,
    const struct faults *faults)
{
	struct manage_course_form_view v = {
		.page = page_view(r, "Add a course"),
		.to = req_href(r, "/manage/courses/new"),
		.was = "",
		.button = "Add the course",
	};

	course_form_fill(r, t, faults, &v);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/courses");
	v.page.back_text = "courses";
	SHOW(r, manage_course_form, &v);
	return reply_page(r, status);
}

enum err
page_manage_course_new(struct req *r)
{
	const struct course empty = { .code = "",
		.name = "",
		.level = COURSE_OTHER,
		.validity = VALID_MONTHS,
		.months = 12,
		.window_md = "",
		.statement = "" };
	struct course_typed t;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	course_typed_of(r, &empty, &t);
	return show_new(r, 200, &t, &none);
}

enum err
page_manage_course_add(struct req *r)
{
	struct course_typed t = { 0 };
	struct form f;
	enum err e;

	form_open(&f, r);
	(void)form_line(&f, "was", "the record", 64);
	course_typed_take(&f, &t, true);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show_new(r, 422, &t, &f.faults);
	switch (e = course_add(r->db, &r->unit, &t.course)) {
	case OK:
		return reply_see_other(
		    r, "/manage/courses/%s?added=1", t.course.code);
	case ERR_CONFLICT:
		form_fault(&f, "code", "Another course has this code");
		return show_new(r, 409, &t, &f.faults);
	case ERR_INVALID:
		form_fault(&f, "name",
		    "Enter the name and the statement without spaces at "
		    "their ends");
		return show_new(r, 422, &t, &f.faults);
	default:
		return e;
	}
}

/* ---- one course ---- */

static enum err
find(struct req *r, struct course *k)
{
	return course_read(r->db, r->arena, r->session.org, req_arg(r, 0), k);
}

static enum err
add_names(struct req *r, const char *code, struct manage_course_form_view *v)
{
	struct course_names all;
	enum err e;
	size_t i;

	e = course_names(r->db, r->arena, r->session.org, code, &all);
	if (e != OK)
		return e;
	v->names.v = arena_array(r->arena, all.n, sizeof(*v->names.v));
	for (i = 0; i < all.n; i++)
		v->names.v[v->names.n++].text = all.v[i];
	return OK;
}

/* What a page of one course shows but for the course itself. */
struct shown {
	int status;
	const char *notice, *alias;
	const struct faults *faults;
};

static enum err
show(struct req *r, const struct course *now, const struct course_typed *t,
    const struct shown *s)
{
	struct manage_course_form_view v = {
		.page = page_view(r, now->name),
		.to = req_href(r, "/manage/courses/%s", now->code),
		.was = course_form_digest(r, now),
		.added = true,
		.button = "Save the course",
		.names_to = req_href(r, "/manage/courses/%s/names", now->code),
	};
	enum err e = add_names(r, now->code, &v);

	if (e != OK)
		return e;
	course_form_fill(r, t, s->faults, &v);
	v.alias = field_text(r, s->faults, "alias", "Another name",
	    "As it stands in the files of your payroll or learning system",
	    s->alias);
	v.page.faults = *s->faults;
	v.page.notice = s->notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/manage/courses");
	v.page.back_text = "courses";
	if (s->status == 409 && s->alias[0] == '\0')
		course_form_differs(r, now, &t->course, &v);
	SHOW(r, manage_course_form, &v);
	return reply_page(r, s->status);
}

static const char *
notice_of(struct req *r, struct form *f, const struct course *k)
{
	const char *notice = NULL;

	if (form_tick(f, "added"))
		notice = "The course was added";
	if (form_tick(f, "saved"))
		notice = "The course was saved";
	if (form_tick(f, "version"))
		notice = arena_printf(r->arena,
		    "The course was saved. The statement is version %lld now",
		    (long long)k->statement_version);
	if (form_tick(f, "named"))
		notice = "The name was added";
	return notice;
}

enum err
page_manage_course(struct req *r)
{
	struct shown s = { 200, NULL, "", &none };
	struct course_typed t;
	struct course k;
	struct form f;
	enum err e;

	if ((e = find(r, &k)) != OK)
		return e;
	form_query(&f, r);
	s.notice = notice_of(r, &f, &k);
	if ((e = form_close(&f)) != OK)
		return e;
	course_typed_of(r, &k, &t);
	return show(r, &k, &t, &s);
}

static enum err
save(struct req *r, struct form *f, const struct course *now,
    const struct course_typed *t)
{
	struct shown s = { 422, NULL, "", &f->faults };
	bool version = strcmp(now->statement, t->course.statement) != 0;
	enum err e;

	r->unit.op = 0; /* says how it should be: may come twice */
	e = course_change(r->db, &r->unit, &t->course);
	if (e == OK)
		return reply_see_other(r, "/manage/courses/%s?%s=1", now->code,
		    version ? "version" : "saved");
	if (e != ERR_INVALID)
		return e;
	form_fault(f, "name",
	    "Enter the name and the statement without spaces at their ends");
	s.faults = &f->faults;
	return show(r, now, t, &s);
}

enum err
page_manage_course_change(struct req *r)
{
	struct shown s = { 422, NULL, "", NULL };
	const char *was, *is;
	struct course_typed t;
	struct course now;
	struct form f;
	enum err e;

	if ((e = find(r, &now)) != OK)
		return e;
	course_typed_of(r, &now, &t);
	form_open(&f, r);
	was = form_line(&f, "was", "the record", 64);
	course_typed_take(&f, &t, false);
	e = form_close(&f);
	s.faults = &f.faults;
	if (e == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, &now, &t, &s);
	is = course_form_digest(r, &now);
	if (strcmp(course_form_digest(r, &t.course), is) == 0)
		return reply_see_other(
		    r, "/manage/courses/%s?saved=1", now.code);
	if (strcmp(was, is) == 0)
		return save(r, &f, &now, &t);
	form_fault(&f, "name",
	    "Somebody else changed this course meanwhile. Compare below, and "
	    "save again");
	s.status = 409;
	return show(r, &now, &t, &s);
}

enum err
page_manage_course_name(struct req *r)
{
	struct shown s = { 422, NULL, "", NULL };
	struct course_typed t;
	struct course k;
	struct form f;
	enum err e;

	if ((e = find(r, &k)) != OK)
		return e;
	course_typed_of(r, &k, &t);
	form_open(&f, r);
	s.alias = form_need(&f, "alias", "the other name", 200);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	s.faults = &f.faults;
	if (e == ERR_INVALID)
		return show(r, &k, &t, &s);
	e = course_alias(r->db, &r->unit, k.code, s.alias);
	if (e == OK)
		return reply_see_other(r, "/manage/courses/%s?named=1", k.code);
	if (e != ERR_CONFLICT && e != ERR_INVALID)
		return e;
	form_fault(&f, "alias",
	    e == ERR_CONFLICT ? "A course has this name already"
			      : "Enter the name on one line");
	s.status = e == ERR_CONFLICT ? 409 : 422;
	s.faults = &f.faults;
	return show(r, &k, &t, &s);
}
