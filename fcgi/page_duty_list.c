/* page_duty_list.c - all duties, who holds them, and adding one. */
#include "arena.h"
#include "duty_words.h"
#include "fields.h"
#include "pages_duty.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

struct typed {
	const char *title, *post, *notice;
};

static enum err
fill(struct req *r, struct duty_list_view *v)
{
	struct named_duties all;
	enum err e;
	size_t i;

	e = duty_all(r->db, r->arena, r->session.org, r->today, &all);
	if (e != OK)
		return e;
	v->duties.v = arena_array(r->arena, all.n, sizeof(*v->duties.v));
	v->closed.v = arena_array(r->arena, all.n, sizeof(*v->closed.v));
	for (i = 0; i < all.n; i++) {
		const struct named_duty *d = &all.v[i];

		if (d->closed) {
			v->closed.v[v->closed.n++] = duty_row(r, d);
			continue;
		}
		v->duties.v[v->duties.n++] = duty_row(r, d);
		v->held += d->state == DUTY_HELD;
		v->unaccepted += d->state == DUTY_UNACCEPTED;
		v->vacant +=
		    d->state != DUTY_HELD && d->state != DUTY_UNACCEPTED;
	}
	return duty_asked_fill(r, v);
}

static enum err
show(struct req *r, int status, const struct typed *t,
    const struct faults *faults)
{
	struct duty_list_view v = { .page = page_view(r, "Duties"),
		.to = req_href(r, "/duties"),
		.may_change = duty_may_change(r) };
	enum err e = fill(r, &v);

	if (e != OK)
		return e;
	v.page.wide = true;
	v.page.faults = *faults;
	v.page.notice = t->notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/responsibilities");
	v.page.back_text = "responsibilities";
	v.title = field_text(r, faults, "title", "Duty",
	    "For example, Ward 9 records lead", t->title);
	v.post = field_text(r, faults, "post", "Post",
	    "The job it goes with, where there is one", t->post);
	SHOW(r, duty_list, &v);
	return reply_page(r, status);
}

enum err
page_duty_list(struct req *r)
{
	struct typed t = { "", "", NULL };
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "added"))
		t.notice = "The duty is on the list";
	if ((e = form_close(&f)) != OK)
		return e;
	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	return show(r, 200, &t, &(struct faults){ 0 });
}

enum err
page_duty_add(struct req *r)
{
	struct typed t = { "", "", NULL };
	struct named_duty d;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	form_open(&f, r);
	t.title = form_need(&f, "title", "the duty", DUTY_TITLE_MAX);
	t.post = form_line(&f, "post", "the post", DUTY_TITLE_MAX);
	if ((e = form_close(&f)) == ERR_INVALID)
		return show(r, 422, &t, &f.faults);
	if (e != OK)
		return e;
	d = (struct named_duty){ .title = t.title, .post = t.post };
	e = duty_add(r->db, r->arena, &r->unit, &d);
	if (e == ERR_CONFLICT) {
		form_fault(&f, "title",
		    "There is a duty with this name. Choose it from the list");
		return show(r, 422, &t, &f.faults);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), &t, &f.faults);
	return e == OK ? reply_see_other(r, "/duties?added=1") : e;
}
