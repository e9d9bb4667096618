/* page_team_session.c - a session for a group: who, check, sign, record. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "meeting.h"
#include "pages_team.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"

static const struct faults none = { 0 };

static void
add_units(struct req *r, const struct meeting *m, struct team_session_view *v)
{
	struct team_present_unit *u = NULL;
	size_t i;

	v->units.v = arena_array(r->arena, m->n, sizeof(*v->units.v));
	for (i = 0; i < m->n; i++) {
		const struct attendee *a = &m->v[i];

		if (u == NULL || strcmp(u->unit, a->staff.unit) != 0) {
			u = &v->units.v[v->units.n++];
			u->unit = a->staff.unit;
			u->people.v = arena_array(
			    r->arena, m->n - i, sizeof(*u->people.v));
		}
		u->people.v[u->people.n++] = (struct team_present){
			.field = a->field,
			.name = staff_name(r->arena, &a->staff),
			.sub = a->staff.position,
			.fault = a->fault,
			.on = a->on,
		};
	}
}

static enum err
add_courses(struct req *r, const struct faults *faults, const struct meeting *m,
    struct choice_field *c)
{
	struct courses all;
	enum err e = course_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	*c = field_choice(r, faults, "course", "Course", NULL, all.n + 1);
	field_choice_add(c, "", "Select a course", m->course);
	for (i = 0; i < all.n; i++)
		if (!all.v[i].closed)
			field_choice_add(
			    c, all.v[i].code, all.v[i].name, m->course);
	return OK;
}

static enum err
show(struct req *r, int status, const struct meeting *m,
    const struct faults *faults)
{
	struct team_session_view v = {
		.page = page_view(r, "Record a group session"),
		.to = req_href(r, "/team/session"),
		.held = field_day(r, faults, "held", "When was it held?",
		    arena_printf(r->arena, "For example, %s", field_today(r)),
		    &m->held),
		.trainer = field_text(
		    r, faults, "trainer", "Trainer", NULL, m->trainer),
		.sheet = field_text(r, faults, "sheet",
		    "Where the signed sheet is kept",
		    "For example, Ward 6 office, training folder", m->sheet),
		.anybody = m->anybody,
		.numbers = field_text(r, faults, "numbers",
		    "Staff numbers of others who were present",
		    "One on each line, or with commas between them",
		    m->numbers),
		.who_fault = faults_about(faults, "who"),
	};
	enum err e = add_courses(r, faults, m, &v.course);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.back = req_href(r, "/team");
	v.page.back_text = "my team";
	add_units(r, m, &v);
	SHOW(r, team_session, &v);
	return reply_page(r, status);
}

enum err
page_team_session(struct req *r)
{
	struct staff lead;
	struct meeting m;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK ||
	    (e = meeting_open(r, &m, &lead)) != OK)
		return e;
	if (m.n == 0 && !m.anybody)
		return team_none(r, &lead);
	typed_day_set(r, &m.held, DAY_NONE);
	return show(r, 200, &m, &none);
}

/* ---- checking and signing ---- */

static void
hide(struct team_sign_view *v, const char *name, const char *value)
{
	v->hidden.v[v->hidden.n++] = (struct team_hidden){ name, value };
}

static void
add_hidden(struct req *r, const struct meeting *m, struct team_sign_view *v)
{
	size_t i;

	v->hidden.v = arena_array(r->arena, m->n + 6, sizeof(*v->hidden.v));
	v->present.v = arena_array(r->arena, m->n, sizeof(*v->present.v));
	hide(v, "course", m->course);
	hide(v, "held-day", m->held.dom);
	hide(v, "held-month", m->held.month);
	hide(v, "held-year", m->held.year);
	hide(v, "trainer", m->trainer);
	hide(v, "sheet", m->sheet);
	for (i = 0; i < m->n; i++) {
		const struct staff *s = &m->v[i].staff;

		if (!m->v[i].on)
			continue;
		hide(v, m->v[i].field, "1");
		v->present.v[v->present.n++].text = arena_printf(
		    r->arena, "%s, %s", staff_name(r->arena, s), s->number);
	}
}

static enum err
show_check(struct req *r, int status, const struct meeting *m,
    const struct faults *faults)
{
	struct team_sign_view v = {
		.page = page_view(r, "Check and record the session"),
		.to = req_href(r, "/team/session"),
		.course = m->of.name,
		.statement = m->of.statement,
		.trainer = m->trainer,
		.sheet = m->sheet,
		.held_on = m->held.on,
		.sign = field_sign(r, faults,
		    "It signs in your name that these people took part"),
	};

	v.page.faults = *faults;
	add_hidden(r, m, &v);
	SHOW(r, team_sign, &v);
	return reply_page(r, status);
}

/* Something is wrong with some of them, or with the form as a whole. */
static enum err
refuse(struct req *r, struct form *f, const struct meeting *m,
    const size_t *place, const enum completion_fault *faults, size_t n)
{
	size_t i, told = f->faults.n;

	for (i = 0; i < n; i++)
		if (faults[i] != COMPLETION_FINE)
			meeting_fault(f, m, &m->v[place[i]], faults[i]);
	if (f->faults.n == told)
		form_fault(f, "course",
		    "This cannot be recorded as it is. Check everything");
	return show(r, 422, m, &f->faults);
}

static enum err
record(struct req *r, struct form *f, const struct meeting *m)
{
	struct group_session g = { .course = m->of.code,
		.held_on = m->held.on,
		.trainer = m->trainer,
		.sheet = m->sheet };
	size_t n = meeting_present(m), i, k = 0;
	int64_t *present = arena_array(r->arena, n, sizeof(*present));
	size_t *place = arena_array(r->arena, n, sizeof(*place));
	enum completion_fault *faults =
	    arena_array(r->arena, n, sizeof(*faults));
	enum err e;

	for (i = 0; i < m->n; i++)
		if (m->v[i].on) {
			place[k] = i;
			present[k++] = m->v[i].staff.id;
		}
	e = training_group(r->db, &r->unit, &g, present, n, r->today, faults);
	if (e == ERR_INVALID)
		return refuse(r, f, m, place, faults, n);
	if (e != OK)
		return e;
	return reply_see_other(r, "/team?recorded=%zu", n);
}

static enum err
sign(struct req *r, struct form *f, const struct meeting *m,
    const struct signature *s)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, s, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was recorded.");
	if (e == ERR_INVALID)
		return show_check(r, 422, m, &f->faults);
	return e == OK ? record(r, f, m) : e;
}

/* After the form was read: what it asks for. */
static enum err
act(struct req *r, struct form *f, struct meeting *m, size_t faults,
    const struct signature *s)
{
	bool recording = strcmp(m->wanted, "record") == 0;

	if (strcmp(m->wanted, "change") == 0)
		return show(r, 200, m, &none);
	if (faults > 0)
		return show(r, 422, m, &f->faults);
	if (!recording)
		return show_check(r, 200, m, &none);
	if (f->faults.n > 0)
		return show_check(r, 422, m, &f->faults);
	return sign(r, f, m, s);
}

enum err
page_team_session_post(struct req *r)
{
	struct signature s = { "", "" };
	struct staff lead;
	struct meeting m;
	struct form f;
	size_t faults;
	enum err e;

	if ((e = meeting_open(r, &m, &lead)) != OK)
		return e;
	form_open(&f, r);
	if ((e = meeting_take(&f, &m)) != OK)
		return e;
	faults = f.faults.n;
	if (strcmp(m.wanted, "check") != 0)
		sign_take(&f, &s);
	if ((e = form_close(&f)) != ERR_MALFORMED)
		e = act(r, &f, &m, faults, &s);
	form_wipe(&f);
	return e;
}
