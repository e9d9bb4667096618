/* page_handover.c - what somebody holds passes to others. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_handover.h"
#include "passing.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_handover.h"

static const struct faults none = { 0 };

/* ---- whose ---- */

static enum err
show_pick(struct req *r)
{
	struct handover_pick_view v = { .page = page_view(r, "Hand over"),
		.to = req_href(r, "/handover") };
	struct people all;
	enum err e = person_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v.person = field_choice(r, &none, "person",
	    "Whose duties and work are to be handed over?", NULL, all.n + 1);
	field_choice_add(&v.person, "", "Select a person", "");
	for (i = 0; i < all.n; i++)
		field_choice_add(&v.person, field_id(r, all.v[i].id),
		    arena_printf(r->arena, "%s (%s)%s", all.v[i].name,
			all.v[i].user, all.v[i].closed ? ", closed" : ""),
		    "");
	v.page.back = req_href(r, "/responsibilities");
	v.page.back_text = "responsibilities";
	SHOW(r, handover_pick, &v);
	return reply_page(r, 200);
}

enum err
page_handover(struct req *r)
{
	struct form f;
	int64_t id;

	form_query(&f, r);
	id = form_int(&f, "person", "the person", 1, INT64_MAX, 0);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	return id != 0 ? reply_see_other(r, "/handover/%lld", (long long)id)
		       : show_pick(r);
}

/* ---- the form ---- */

static void
add_kinds(struct req *r, const struct passing *p, struct handover_view *v)
{
	struct handover_kind *k = NULL;
	enum held_kind last = HELD_KINDS;
	size_t i;

	v->kinds.v = arena_array(r->arena, HELD_KINDS, sizeof(*v->kinds.v));
	for (i = 0; i < p->n; i++) {
		const struct passing_line *l = &p->v[i];

		if (k == NULL || last != l->held.kind) {
			k = &v->kinds.v[v->kinds.n++];
			last = l->held.kind;
			k->title = held_title(last);
			k->for_good = !held_deputized(last);
			k->lines.v = arena_array(
			    r->arena, p->n - i, sizeof(*k->lines.v));
		}
		k->lines.v[k->lines.n++] = (struct handover_line){ l->take,
			l->to, l->what, l->typed, l->fault, l->on };
	}
}

static enum err
add_away(struct req *r, const struct passing *p, struct handover_view *v)
{
	struct away_list all;
	enum err e =
	    handover_away(r->db, r->arena, r->session.org, p->person, &all);
	size_t i;

	if (e != OK)
		return e;
	v->away.n = all.n;
	v->away.v = arena_array(r->arena, all.n, sizeof(*v->away.v));
	for (i = 0; i < all.n; i++)
		v->away.v[i] = (struct away_line){
			.what = arena_printf(r->arena, "%s%s%s", all.v[i].code,
			    all.v[i].code[0] != '\0' ? ": " : "",
			    all.v[i].title),
			.to = all.v[i].to,
			.from_on = all.v[i].from_on,
			.until_on = all.v[i].until_on,
			.now = all.v[i].now,
		};
	return OK;
}

static void
add_people(struct req *r, const struct passing *p, struct name_list *all)
{
	size_t i;

	all->v = arena_array(r->arena, p->people.n, sizeof(*all->v));
	for (i = 0; i < p->people.n; i++)
		if (p->people.v[i].key != p->person)
			all->v[all->n++].name = p->people.v[i].name;
}

static struct handover_view
view(struct req *r, const struct passing *p, const struct faults *faults)
{
	struct handover_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Hand over: %s", p->name)),
		.save = req_href(r, "/handover/%lld", (long long)p->person),
		.name = p->name,
		.nothing = p->n == 0,
		.to = field_text(r, faults, "to", "Who takes over?",
		    "Choose a name from the list, or type a user name", p->to),
		.absence = p->absence,
		.from_on = field_day(r, faults, "from",
		    "First day of the absence", NULL, &p->from_on),
		.until_on = field_day(r, faults, "until",
		    "Last day of the absence", NULL, &p->until_on),
		.what_fault = faults_about(faults, "what"),
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/responsibilities");
	v.page.back_text = "responsibilities";
	add_people(r, p, &v.people);
	add_kinds(r, p, &v);
	return v;
}

static enum err
show(struct req *r, int status, const struct passing *p,
    const struct faults *faults, const char *notice)
{
	struct handover_view v = view(r, p, faults);
	enum err e = add_away(r, p, &v);

	if (e != OK)
		return e;
	v.page.notice = notice;
	v.page.notice_done = notice != NULL;
	SHOW(r, handover, &v);
	return reply_page(r, status);
}

enum err
page_handover_of(struct req *r)
{
	const char *notice = NULL;
	struct passing p;
	struct form f;
	int64_t n;
	bool away;
	enum err e;

	form_query(&f, r);
	n = form_int(&f, "done", "how many", 1, 1000, 0);
	away = form_tick(&f, "away");
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = passing_open(r, req_arg_id(r, 0), &p)) != OK)
		return e;
	if (n > 0)
		notice = arena_printf(r->arena,
		    away ? "Deputies were named for %lld of them"
			 : "%lld of them were handed over",
		    (long long)n);
	return show(r, 200, &p, &none, notice);
}

/* ---- checking ---- */

static void
hide(struct handover_check_view *v, const char *name, const char *value)
{
	v->hidden.v[v->hidden.n++] = (struct handover_hidden){ name, value };
}

static void
add_hidden(
    struct req *r, const struct passing *p, struct handover_check_view *v)
{
	size_t i;

	v->hidden.v = arena_array(r->arena, 2 * p->n + 8, sizeof(*v->hidden.v));
	hide(v, "to", p->to);
	hide(v, "for", p->absence ? "days" : "good");
	hide(v, "from-day", p->from_on.dom);
	hide(v, "from-month", p->from_on.month);
	hide(v, "from-year", p->from_on.year);
	hide(v, "until-day", p->until_on.dom);
	hide(v, "until-month", p->until_on.month);
	hide(v, "until-year", p->until_on.year);
	for (i = 0; i < p->n; i++) {
		if (p->v[i].on)
			hide(v, p->v[i].take, "1");
		if (p->v[i].typed[0] != '\0')
			hide(v, p->v[i].to, p->v[i].typed);
	}
}

static void
add_passes(
    struct req *r, const struct passing *p, struct handover_check_view *v)
{
	size_t i;

	v->passes.v = arena_array(r->arena, p->n, sizeof(*v->passes.v));
	for (i = 0; i < p->n; i++) {
		const struct passing_line *l = &p->v[i];

		if (!l->on)
			continue;
		v->duties |= l->held.kind == HELD_DUTY;
		v->plans |= l->held.kind == HELD_REQUIREMENT;
		v->passes.v[v->passes.n++] = (struct handover_pass){
			arena_printf(r->arena, "%s: %s",
			    held_title(l->held.kind), l->what),
			l->taker_name
		};
	}
}

static enum err
show_check(struct req *r, const struct passing *p)
{
	struct handover_check_view v = {
		.page =
		    page_view(r, arena_printf(r->arena,
				     "Check before handing over: %s", p->name)),
		.save = req_href(r, "/handover/%lld", (long long)p->person),
		.name = p->name,
		.absence = p->absence,
		.from_on = p->from_on.on,
		.until_on = p->until_on.on,
	};

	add_passes(r, p, &v);
	add_hidden(r, p, &v);
	v.act = arena_printf(r->arena,
	    p->absence ? "Name the deputies for %zu of them"
		       : "Hand over %zu of them",
	    v.passes.n);
	SHOW(r, handover_check, &v);
	return reply_page(r, 200);
}

/* ---- doing ---- */

/* Where a fault of core's stands on the form. */
static int
tell(struct req *r, struct form *f, struct passing *p, enum err e,
    const struct handover *h, const size_t *lines)
{
	struct passing_line *l;

	if (h->fault == HANDOVER_DAYS) {
		form_fault(f, "from", handover_advice(h->fault));
		return 422;
	}
	if (h->fault == HANDOVER_NOTHING || h->n == 0) {
		form_fault(f, "what", handover_advice(HANDOVER_NOTHING));
		return 422;
	}
	l = &p->v[lines[h->at]];
	l->fault = handover_advice(h->fault);
	form_fault(
	    f, l->to, arena_printf(r->arena, "%s: %s", l->what, l->fault));
	return e == ERR_CONFLICT ? 409 : 422;
}

static enum err
refuse_days(struct req *r, struct form *f, struct passing *p)
{
	const struct passing_line *l;
	size_t i;

	for (i = 0; i < p->n; i++) {
		l = &p->v[i];
		if (!l->on || held_deputized(l->held.kind))
			continue;
		p->v[i].fault = handover_advice(HANDOVER_NO_DEPUTY);
		form_fault(f, l->take,
		    arena_printf(
			r->arena, "%s: %s. Clear the box", l->what, l->fault));
	}
	return f->faults.n > 0 ? ERR_INVALID : OK;
}

static enum err
move(struct req *r, struct form *f, struct passing *p)
{
	size_t *lines;
	struct handover h = passing_moves(r, p, &lines);
	enum err e = handover_do(r->db, &r->unit, &h, r->today);
	int status;

	if (e == OK)
		return reply_see_other(r, "/handover/%lld?done=%zu%s",
		    (long long)p->person, h.n, p->absence ? "&away=1" : "");
	if (unsaved(e)) {
		status = unsaved_fault(r, f, e);
		return show(r, status, p, &f->faults, NULL);
	}
	if (h.fault == HANDOVER_FINE)
		return e;
	status = tell(r, f, p, e, &h, lines);
	return show(r, status, p, &f->faults, NULL);
}

/* Somebody else was first, or this very form came before. */
static enum err
gone(struct req *r, struct form *f, struct passing *p)
{
	if (db_done(r->db, &r->unit) == OK)
		return reply_see_other(
		    r, "/handover/%lld", (long long)p->person);
	form_fault(f, "what",
	    "Somebody else changed meanwhile what is held. The list shows "
	    "what it is now. Check what is selected");
	return show(r, 409, p, &f->faults, NULL);
}

enum err
page_handover_post(struct req *r)
{
	struct passing p;
	struct form f;
	enum err e;

	if ((e = passing_open(r, req_arg_id(r, 0), &p)) != OK)
		return e;
	form_open(&f, r);
	passing_take(&f, &p);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (strcmp(p.wanted, "change") == 0)
		return show(r, 200, &p, &none, NULL);
	if (p.gone)
		return gone(r, &f, &p);
	passing_resolve(&f, &p);
	if (p.absence)
		e = refuse_days(r, &f, &p);
	if (e != OK || f.faults.n > 0)
		return show(r, 422, &p, &f.faults, NULL);
	return strcmp(p.wanted, "move") == 0 ? move(r, &f, &p)
					     : show_check(r, &p);
}
