/* page_needs.c - the training needs analysis: which group needs what. */
#include <string.h>

#include "arena.h"
#include "course.h"
#include "fields.h"
#include "pages_manage.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "staff.h"
#include "tmpl.h"
#include "view_manage.h"

static const struct faults none = { 0 };

/* The matrix as on record: on[course][group], of courses that are asked. */
struct matrix {
	struct courses courses;
	struct staff_groups groups;
	bool *on;
};

static bool *
cell(const struct matrix *m, bool *on, size_t course, size_t group)
{
	return &on[course * m->groups.n + group];
}

static void
set_needs(struct matrix *m, const struct course_needs *all)
{
	size_t i, k, n;

	for (n = 0; n < all->n; n++)
		for (i = 0; i < m->courses.n; i++) {
			if (strcmp(m->courses.v[i].code, all->v[n].course) != 0)
				continue;
			for (k = 0; k < m->groups.n; k++)
				if (m->groups.v[k].id == all->v[n].group)
					*cell(m, m->on, i, k) = true;
		}
}

static enum err
matrix_read(struct req *r, struct matrix *m)
{
	int64_t org = r->session.org;
	struct course_needs all;
	struct courses held;
	enum err e;
	size_t i;

	if ((e = course_list(r->db, r->arena, org, &held)) != OK ||
	    (e = group_list(r->db, r->arena, org, &m->groups)) != OK ||
	    (e = course_needs(r->db, r->arena, org, &all)) != OK)
		return e;
	m->courses.n = 0;
	m->courses.v = arena_array(r->arena, held.n, sizeof(*m->courses.v));
	for (i = 0; i < held.n; i++)
		if (!held.v[i].closed)
			m->courses.v[m->courses.n++] = held.v[i];
	m->on = arena_array(
	    r->arena, m->courses.n * m->groups.n + 1, sizeof(*m->on));
	set_needs(m, &all);
	return OK;
}

/* Which boxes are ticked on record; not what was added since with none. */
static const char *
digest(struct req *r, const struct matrix *m)
{
	struct buf b = { 0 };
	const char *hex;
	size_t i, k;

	for (i = 0; i < m->courses.n; i++)
		for (k = 0; k < m->groups.n; k++)
			if (*cell(m, m->on, i, k))
				buf_printf(&b, "%s %lld\n",
				    m->courses.v[i].code,
				    (long long)m->groups.v[k].id);
	hex = sign_digest(r, buf_text(&b));
	buf_clear(&b);
	return hex;
}

static const char *
field_of(struct req *r, const struct matrix *m, size_t course, size_t group)
{
	return arena_printf(r->arena, "need-%s-%lld", m->courses.v[course].code,
	    (long long)m->groups.v[group].id);
}

static void
add_row(struct req *r, const struct matrix *m, bool *on, size_t i,
    struct manage_needs_view *v)
{
	const struct course *course = &m->courses.v[i];
	struct manage_need_row *row = &v->rows.v[v->rows.n++];
	size_t k;

	row->to = req_href(r, "/manage/courses/%s", course->code);
	row->course = course->name;
	row->for_all = course->for_all;
	row->cells.v =
	    arena_array(r->arena, m->groups.n, sizeof(*row->cells.v));
	for (k = 0; k < m->groups.n; k++)
		row->cells.v[row->cells.n++] = (struct manage_need_cell){
			.field = field_of(r, m, i, k),
			.group = m->groups.v[k].name,
			.on = *cell(m, on, i, k),
			.differs = *cell(m, on, i, k) != *cell(m, m->on, i, k),
		};
}

static enum err
show(struct req *r, int status, const struct matrix *m, bool *on,
    const char *group, const struct faults *faults, const char *notice)
{
	struct manage_needs_view v = {
		.page = page_view(r, "Training needs"),
		.to = req_href(r, "/manage/needs"),
		.add = req_href(r, "/manage/needs/groups"),
		.was = digest(r, m),
		.group = field_text(
		    r, faults, "group", "Name of the group", NULL, group),
	};
	size_t i;

	v.page.wide = true;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/manage");
	v.page.back_text = "training records";
	v.groups.v = arena_array(r->arena, m->groups.n, sizeof(*v.groups.v));
	for (i = 0; i < m->groups.n; i++)
		v.groups.v[v.groups.n++] =
		    (struct manage_need_group){ m->groups.v[i].name,
			    m->groups.v[i].staff };
	v.rows.v = arena_array(r->arena, m->courses.n, sizeof(*v.rows.v));
	for (i = 0; i < m->courses.n; i++)
		add_row(r, m, on, i, &v);
	SHOW(r, manage_needs, &v);
	return reply_page(r, status);
}

enum err
page_manage_needs(struct req *r)
{
	const char *notice = NULL;
	struct matrix m;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "saved"))
		notice = "The training needs were saved";
	if (form_tick(&f, "added"))
		notice = "The group was added. Tick what it needs";
	if ((e = form_close(&f)) != OK || (e = matrix_read(r, &m)) != OK)
		return e;
	return show(r, 200, &m, m.on, "", &none, notice);
}

/* ---- saving ---- */

/* The groups that need one course, if they are others than on record. */
static enum err
save_course(struct req *r, const struct matrix *m, bool *on, size_t i)
{
	int64_t *groups = arena_array(r->arena, m->groups.n, sizeof(*groups));
	bool changed = false;
	size_t k, n = 0;

	for (k = 0; k < m->groups.n; k++) {
		changed |= *cell(m, on, i, k) != *cell(m, m->on, i, k);
		if (*cell(m, on, i, k))
			groups[n++] = m->groups.v[k].id;
	}
	return changed ? course_need_set(
			     r->db, &r->unit, m->courses.v[i].code, groups, n)
		       : OK;
}

/* Each course is a change of its own, and says how it should be. */
static enum err
save(struct req *r, const struct matrix *m, bool *on)
{
	enum err e = OK;
	size_t i;

	r->unit.op = 0;
	for (i = 0; i < m->courses.n && e == OK; i++)
		if (!m->courses.v[i].for_all)
			e = save_course(r, m, on, i);
	return e == OK ? reply_see_other(r, "/manage/needs?saved=1") : e;
}

static bool *
take(struct form *f, const struct matrix *m)
{
	struct req *r = f->r;
	bool *on =
	    arena_array(r->arena, m->courses.n * m->groups.n + 1, sizeof(*on));
	size_t i, k;

	for (i = 0; i < m->courses.n; i++)
		for (k = 0; k < m->groups.n; k++)
			*cell(m, on, i, k) =
			    form_tick(f, field_of(r, m, i, k)) ||
			    (m->courses.v[i].for_all && *cell(m, m->on, i, k));
	return on;
}

/* A box whose course was closed meanwhile is no field of nobody's. */
static void
take_gone(struct form *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (strncmp(f->v[i].name, "need-", 5) == 0)
			(void)form_tick(f, f->v[i].name);
}

enum err
page_manage_needs_save(struct req *r)
{
	struct matrix m;
	const char *was;
	struct form f;
	bool *on, same;
	enum err e;

	if ((e = matrix_read(r, &m)) != OK)
		return e;
	form_open(&f, r);
	was = form_line(&f, "was", "the record", 64);
	on = take(&f, &m);
	same = memcmp(on, m.on, m.courses.n * m.groups.n) == 0;
	if (!same && strcmp(was, digest(r, &m)) != 0) {
		take_gone(&f);
		form_fault(&f, "needs",
		    "Somebody else changed the training needs meanwhile. "
		    "Where it differs, the box says what is on record now. "
		    "Check, and save again");
	}
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 409, &m, on, "", &f.faults, NULL);
	return save(r, &m, on);
}

enum err
page_manage_group_add(struct req *r)
{
	const char *name;
	struct matrix m;
	struct form f;
	int64_t id;
	int status = 422;
	enum err e;

	form_open(&f, r);
	name = form_need(&f, "group", "the name of the group", 200);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == OK) {
		e = group_add(r->db, &r->unit, name, &id);
		if (e == OK)
			return reply_see_other(r, "/manage/needs?added=1");
		if (e != ERR_CONFLICT && e != ERR_INVALID)
			return e;
		status = e == ERR_CONFLICT ? 409 : 422;
		form_fault(&f, "group",
		    e == ERR_CONFLICT ? "There is a group of this name already"
				      : "Enter the name in letters");
	}
	if ((e = matrix_read(r, &m)) != OK)
		return e;
	return show(r, status, &m, m.on, name, &f.faults, NULL);
}
