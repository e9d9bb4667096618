/* page_duties.c - the senior management details a publication names. */
#include <json-c/json.h>

#include "arena.h"
#include "duty.h"
#include "pages_year.h"
#include "publication.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_year.h"

static enum err
show(struct req *r, int status, const struct year *y,
    const struct duty_holder *holders, const struct faults *faults)
{
	struct duties_view v = { .page = page_view(
				     r, "Senior management details") };
	size_t n = y->set->duties.n, i;

	v.page.faults = *faults;
	v.page.back =
	    req_href(r, "/assessment/%s/readiness", y->assessment.version);
	v.page.back_text = "what is left";
	v.to = req_href(r, "/assessment/%s/duties", y->assessment.version);
	v.list = req_href(r, "/duties");
	v.editable = y->assessment.state != ASSESSMENT_PUBLISHED &&
		     year_may(r, y, ACT_DUTIES);
	v.duties.n = n;
	v.duties.v = arena_array(r->arena, n, sizeof(*v.duties.v));
	for (i = 0; i < n; i++) {
		const struct duty *d = &y->set->duties.v[i];

		v.duties.v[i] = (struct duty_line){ d->code, d->title,
			holders[i].name, holders[i].post, d->required,
			faults_about(
			    faults, arena_printf(r->arena, "name-%s", d->code)),
			faults_about(faults,
			    arena_printf(r->arena, "post-%s", d->code)) };
	}
	SHOW(r, duties, &v);
	return reply_page(r, status);
}

/* A published year keeps the names that were published with it. */
static enum err
as_published(struct req *r, const struct year *y, struct duty_holder *holders)
{
	struct json_object *all, *name;
	struct publication p;
	enum err e;
	size_t i;

	if (y->assessment.state != ASSESSMENT_PUBLISHED)
		return OK;
	e = publication_read(r->db, r->arena, &y->assessment, &p);
	if (e != OK)
		return e;
	all = json_tokener_parse(p.duties);
	for (i = 0; i < y->set->duties.n; i++) {
		holders[i].name = holders[i].post = "";
		if (json_object_object_get_ex(
			all, y->set->duties.v[i].code, &name))
			holders[i].name =
			    arena_text(r->arena, json_object_get_string(name));
	}
	json_object_put(all);
	return OK;
}

enum err
page_duties(struct req *r)
{
	struct duty_holder *holders;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK ||
	    (e = duty_list(r->db, r->arena, r->session.org, y.set, r->today,
		 &holders)) != OK)
		return e;
	if ((e = as_published(r, &y, holders)) != OK)
		return e;
	return show(r, 200, &y, holders, &(struct faults){ 0 });
}

enum err
page_duties_save(struct req *r)
{
	struct duty_holder *holders;
	struct form f;
	struct year y;
	enum err e;
	size_t i;

	if ((e = year_open(r, &y)) != OK)
		return e;
	form_open(&f, r);
	holders = arena_array(r->arena, y.set->duties.n, sizeof(*holders));
	for (i = 0; i < y.set->duties.n; i++) {
		const struct duty *d = &y.set->duties.v[i];

		holders[i].duty = d;
		holders[i].name = form_line(&f,
		    arena_printf(r->arena, "name-%s", d->code), "Name", 200);
		holders[i].post = form_line(&f,
		    arena_printf(r->arena, "post-%s", d->code), "Post", 200);
	}
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	if (!year_may(r, &y, ACT_DUTIES))
		return ERR_DENIED;
	if (e != OK)
		return show(r, 422, &y, holders, &f.faults);
	e = duty_set(r->db, &r->unit, &y.assessment, y.set, holders);
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), &y, holders, &f.faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/assessment/%s/readiness?duties=1", y.assessment.version);
}
