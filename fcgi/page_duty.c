/* page_duty.c - one duty: who holds it and who did, and naming somebody. */
#include <string.h>

#include "arena.h"
#include "duty_words.h"
#include "fields.h"
#include "pages_duty.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

/* The duty, and the form about it as it was typed. */
struct entry {
	struct named_duty duty;
	const char *name, *post, *deputy, *document, *title;
	struct typed_day from, until;
	bool no_account, closed;
	const char *notice, *theirs;
};

static enum err
fill_people(struct req *r, struct duty_view *v)
{
	struct people all;
	enum err e = person_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->people.v = arena_array(r->arena, all.n, sizeof(*v->people.v));
	for (i = 0; i < all.n; i++)
		if (!all.v[i].closed)
			v->people.v[v->people.n++].title = all.v[i].name;
	return OK;
}

static enum err
fill_history(struct req *r, const struct entry *t, struct duty_view *v)
{
	struct holdings all;
	size_t i;
	enum err e =
	    duty_history(r->db, r->arena, r->session.org, t->duty.code, &all);

	if (e != OK)
		return e;
	v->history.v = arena_array(r->arena, all.n, sizeof(*v->history.v));
	for (i = 0; i < all.n; i++)
		if (all.v[i].ended_at != 0)
			v->history.v[v->history.n++] = held_row(r, &all.v[i]);
	return OK;
}

static void
fill_form(struct req *r, const struct entry *t, const struct faults *faults,
    struct duty_view *v)
{
	v->was = field_id(r, t->duty.now.id);
	v->name = field_text(r, faults, "name", "Holder",
	    "The name of somebody with an account here, or their user name",
	    t->name);
	v->no_account = field_tick(r, faults, "no-account",
	    "This person has no account here",
	    "The name alone is kept. They cannot accept the duty here",
	    t->no_account);
	v->post = field_text(r, faults, "post", "Post",
	    "The job that the duty goes with", t->post);
	v->deputy = field_text(r, faults, "deputy", "Deputy",
	    "Who acts for them. Leave it empty where nobody does", t->deputy);
	v->document = field_text(r, faults, "document", "Document",
	    "The letter or job description, and where it is kept", t->document);
	v->from = field_day(
	    r, faults, "from", "First day", "For example, 1 4 2027", &t->from);
	v->until = field_day(r, faults, "until", "Last day",
	    "Leave it empty where no end is planned", &t->until);
	v->title = field_text(r, faults, "title", "Duty", NULL, t->title);
	v->closed =
	    field_tick(r, faults, "closed", "This duty is not needed here",
		"It does not count as vacant then. Who held it stays on record",
		t->closed);
}

static enum err
show(struct req *r, int status, const struct entry *t,
    const struct faults *faults)
{
	const struct named_duty *d = &t->duty;
	struct duty_view v = { .page = page_view(r, d->title),
		.duty = duty_row(r, d),
		.now = held_row(r, &d->now),
		.own = d->own,
		.off = d->closed,
		.theirs = t->theirs,
		.may_change = duty_may_change(r),
		.may_close = d->now.id == 0,
		.mine = d->now.person == r->session.person &&
			d->state == DUTY_UNACCEPTED };
	enum err e;

	v.page.faults = *faults;
	v.page.notice = t->notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/duties");
	v.page.back_text = "all duties";
	v.name_to = v.duty.to;
	v.change_to = req_href(r, "/duties/%s/change", d->code);
	v.end_to = req_href(r, "/duties/%s/end", d->code);
	v.accept_to = req_href(r, "/duties/%s/accept", d->code);
	fill_form(r, t, faults, &v);
	if ((e = fill_history(r, t, &v)) != OK ||
	    (v.may_change && (e = fill_people(r, &v)) != OK))
		return e;
	SHOW(r, duty, &v);
	return reply_page(r, status);
}

/* The duty of the address, and its form as it begins. */
static enum err
find(struct req *r, struct entry *t)
{
	enum err e;

	*t = (struct entry){ .name = "", .deputy = "", .document = "" };
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	e = duty_read(
	    r->db, r->arena, r->session.org, req_arg(r, 0), r->today, &t->duty);
	if (e != OK)
		return e;
	t->post = t->duty.post;
	t->title = t->duty.title;
	t->closed = t->duty.closed;
	typed_day_set(r, &t->from, r->today);
	typed_day_set(r, &t->until, DAY_NONE);
	return OK;
}

enum err
page_duty(struct req *r)
{
	const char *notice = NULL;
	struct entry t;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "named"))
		notice = "The holder is named";
	if (form_tick(&f, "ended"))
		notice = "The duty is vacant now";
	if (form_tick(&f, "changed"))
		notice = "The duty was changed";
	if ((e = form_close(&f)) != OK || (e = find(r, &t)) != OK)
		return e;
	t.notice = notice;
	return show(r, 200, &t, &(struct faults){ 0 });
}

/* ---- naming somebody ---- */

/* A person by what was typed; 0 with a fault where there is none. */
static enum err
take_person(struct form *f, const char *field, const char *typed, int64_t *id)
{
	struct req *r = f->r;
	enum err e = duty_whom(r->db, r->arena, r->session.org, typed, id);

	if (e == ERR_NOTFOUND)
		form_fault(f, field,
		    arena_printf(r->arena,
			"Nobody here is called %s. Choose a person from the "
			"list",
			typed));
	else if (e == ERR_CONFLICT)
		form_fault(f, field,
		    arena_printf(r->arena,
			"Two people here are called %s. Enter the user name",
			typed));
	else
		return e;
	*id = 0;
	return OK;
}

static void
say_fault(struct form *f, enum holding_fault fault)
{
	static const struct {
		const char *field, *message;
	} all[HOLDING_FAULTS] = {
		[HOLDING_NAME] = { "name", "Enter the name in letters" },
		[HOLDING_POST] = { "post", "Enter the post in letters" },
		[HOLDING_DOCUMENT] = { "document",
		    "Enter the document in letters" },
		[HOLDING_FROM] = { "from-day", "Enter the first day" },
		[HOLDING_UNTIL] = { "until-day",
		    "The last day must not be before the first" },
		[HOLDING_PERSON] = { "name",
		    "Choose somebody who has an account here" },
		[HOLDING_PERSON_CLOSED] = { "name",
		    "This account is closed. Choose somebody who works here" },
		[HOLDING_DEPUTY] = { "deputy",
		    "Choose somebody who has an account here" },
		[HOLDING_DEPUTY_CLOSED] = { "deputy",
		    "This account is closed. Choose somebody who works here" },
		[HOLDING_DEPUTY_SAME] = { "deputy",
		    "Choose a deputy who is not the holder" },
		[HOLDING_CLOSED] = { "closed",
		    "This duty is not needed here. Say that it is before "
		    "you name somebody" },
	};

	if (all[fault].field != NULL)
		form_fault(f, all[fault].field, all[fault].message);
}

static enum err
take(struct form *f, struct entry *t, struct holding *h)
{
	size_t faults = f->faults.n;
	enum err e = OK;

	t->name = form_need(f, "name", "who holds it", DUTY_TITLE_MAX);
	t->no_account = form_tick(f, "no-account");
	t->post = form_line(f, "post", "the post", DUTY_TITLE_MAX);
	t->deputy = form_line(f, "deputy", "the deputy", DUTY_TITLE_MAX);
	t->document = form_line(f, "document", "the document", DUTY_TITLE_MAX);
	form_day(f, "from", "the first day", &t->from);
	form_day(f, "until", "the last day", &t->until);
	if (f->faults.n == faults && t->from.on == DAY_NONE)
		say_fault(f, HOLDING_FROM);
	if (t->from.on != DAY_NONE && t->until.on != DAY_NONE &&
	    t->until.on < t->from.on)
		say_fault(f, HOLDING_UNTIL);
	if (f->faults.n > faults)
		return OK;
	*h = (struct holding){ .duty = t->duty.code,
		.name = t->name,
		.post = t->post,
		.document = t->document,
		.from_on = t->from.on,
		.until_on = t->until.on };
	if (!t->no_account)
		e = take_person(f, "name", t->name, &h->person);
	if (e == OK && t->deputy[0] != '\0')
		e = take_person(f, "deputy", t->deputy, &h->deputy);
	return e;
}

/* Somebody else was first: what was typed, beside what is on record. */
static enum err
clash(struct req *r, struct entry *t, const struct faults *faults)
{
	enum err e = duty_read(
	    r->db, r->arena, r->session.org, t->duty.code, r->today, &t->duty);

	if (e != OK)
		return e;
	t->theirs = t->duty.now.id != 0 ? t->duty.now.name : "nobody";
	return show(r, 409, t, faults);
}

static enum err
name(struct req *r, struct form *f, struct entry *t, struct holding *h,
    int64_t was)
{
	enum holding_fault fault;
	enum err e = duty_name(r->db, &r->unit, h, was, &fault);

	if (e == OK)
		return reply_see_other(r, "/duties/%s?named=1", t->duty.code);
	if (e == ERR_INVALID) {
		say_fault(f, fault);
		return show(r, 422, t, &f->faults);
	}
	if (e == ERR_CONFLICT)
		return clash(r, t, &f->faults);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, &f->faults);
	return e;
}

enum err
page_duty_name(struct req *r)
{
	struct holding h = { 0 };
	struct entry t;
	struct form f;
	int64_t was;
	enum err e, taken;

	if ((e = find(r, &t)) != OK)
		return e;
	form_open(&f, r);
	was = form_int(&f, "was", "the holder", 0, INT64_MAX, 0);
	taken = take(&f, &t, &h);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (taken != OK)
		return taken;
	return e == OK ? name(r, &f, &t, &h, was) : show(r, 422, &t, &f.faults);
}

/* ---- taking it back, and the duty itself ---- */

enum err
page_duty_end(struct req *r)
{
	struct entry t;
	struct form f;
	int64_t was;
	enum err e;

	if ((e = find(r, &t)) != OK)
		return e;
	form_open(&f, r);
	was = form_int(&f, "was", "the holder", 1, INT64_MAX, 0);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return ERR_MALFORMED; /* nobody types this field */
	e = duty_end(r->db, &r->unit, t.duty.code, was);
	if (e == ERR_CONFLICT)
		return clash(r, &t, &f.faults);
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), &t, &f.faults);
	if (e != OK)
		return e;
	return reply_see_other(r, "/duties/%s?ended=1", t.duty.code);
}

static enum err
change(struct req *r, struct form *f, const struct entry *t)
{
	struct named_duty d = t->duty;
	enum err e;

	d.title = t->title;
	d.closed = t->closed;
	e = duty_change(r->db, &r->unit, &d);
	if (e == ERR_DENIED)
		form_fault(f, "closed",
		    d.now.id != 0 ? "Somebody holds it. Take it back first"
				  : "Work belongs to this duty, or would "
				    "belong to nobody else. Give the work to "
				    "somebody else first");
	else if (e == ERR_CONFLICT)
		form_fault(f, "title", "There is a duty with this name");
	else if (e == ERR_INVALID)
		form_fault(f, "title", "Enter the duty in letters");
	else if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, &f->faults);
	else
		return e == OK
			   ? reply_see_other(r, "/duties/%s?changed=1", d.code)
			   : e;
	return show(r, 422, t, &f->faults);
}

enum err
page_duty_change(struct req *r)
{
	struct entry t;
	struct form f;
	enum err e;

	if ((e = find(r, &t)) != OK)
		return e;
	form_open(&f, r);
	if (t.duty.own)
		t.title = form_need(&f, "title", "the duty", DUTY_TITLE_MAX);
	t.closed = form_tick(&f, "closed");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	return e == OK ? change(r, &f, &t) : show(r, 422, &t, &f.faults);
}
