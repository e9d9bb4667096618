/* page_batch_new.c - preparing answers for many sites. */
#include <string.h>

#include "arena.h"
#include "batch_page.h"
#include "catalogue.h"
#include "fields.h"
#include "pages_sites.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

#define CODES_CHARS 200000 /* of pasted text: 10,000 codes and more */

/* As it was typed. */
struct typed {
	const char *version, *type, *source, *numbers, *owner, *codes;
	bool all, complete, opens, over, names;
};

static struct typed
at_first(const struct req *r)
{
	return (struct typed){ .version = "",
		.type = r->session.org_type,
		.source = r->session.org_code,
		.numbers = "",
		.owner = "",
		.codes = "",
		.all = true,
		.complete = true,
		.opens = true };
}

/* Every version in force and every type there is, each once. */
static enum err
add_sets(struct req *r, const struct faults *faults, const struct typed *t,
    struct batch_new_view *v)
{
	struct catalogue_rows all;
	enum err e = catalogue_list(r->db, r->arena, "", &all);
	size_t i, k;

	if (e != OK)
		return e;
	v->version =
	    field_choice(r, faults, "version", "Version", NULL, all.n + 1);
	v->type = field_choice(r, faults, "type", "Type of the sites",
	    "Sites of other types are left out", all.n + 1);
	for (i = 0; i < all.n; i++) {
		const struct catalogue_row *c = &all.v[i];

		for (k = 0; k < v->version.all.n; k++)
			if (strcmp(v->version.all.v[k].value, c->version) == 0)
				break;
		if (k == v->version.all.n && catalogue_current(c, r->today))
			field_choice_add(
			    &v->version, c->version, c->version, t->version);
		for (k = 0; k < v->type.all.n; k++)
			if (strcmp(v->type.all.v[k].value, c->type) == 0)
				break;
		if (k == v->type.all.n)
			field_choice_add(
			    &v->type, c->type, c->type_name, t->type);
	}
	return OK;
}

static void
add_fields(struct req *r, const struct faults *faults, const struct typed *t,
    struct batch_new_view *v)
{
	v->source = field_text(r, faults, "source", "Whose answers?",
	    "The code of the head office, or of one of its sites of this type",
	    t->source);
	v->source.narrow = true;
	v->numbers = field_text(r, faults, "numbers", "Which requirements?",
	    "Numbers with blanks or commas between them. Leave it empty for "
	    "all that have been answered",
	    t->numbers);
	v->owner = field_text(r, faults, "owner",
	    "Who do they belong to at the sites?",
	    "A user name, or a duty such as ig-lead. Leave it empty for "
	    "whoever has them now",
	    t->owner);
	v->all = field_tick(
	    r, faults, "all", "All sites of this type", NULL, t->all);
	v->codes = field_text(r, faults, "codes", "Or only these sites",
	    "Paste their codes, with blanks, commas or lines between them",
	    t->codes);
	v->complete = field_tick(r, faults, "complete",
	    "Mark the answers complete", NULL, t->complete);
	v->opens = field_tick(r, faults, "opens",
	    "Open the version where it is not open", NULL, t->opens);
	v->over = field_tick(r, faults, "over",
	    "Write also over what somebody at a site has begun",
	    "What is complete there is left alone in any case", t->over);
	v->names = field_tick(r, faults, "names",
	    "Name the same senior managers where nobody is named", NULL,
	    t->names);
}

static enum err
show(struct req *r, int status, const struct typed *t,
    const struct faults *faults)
{
	struct batch_new_view v = { .page =
					page_view(r, "Answer for many sites"),
		.save = req_href(r, "/sites/batch/new") };
	enum err e = add_sets(r, faults, t, &v);

	if (e != OK)
		return e;
	add_fields(r, faults, t, &v);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/sites");
	v.page.back_text = "Sites";
	SHOW(r, batch_new, &v);
	return reply_page(r, status);
}

enum err
page_batch_new(struct req *r)
{
	struct typed t = at_first(r);
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return ERR_MALFORMED;
	return show(r, 200, &t, &f.faults);
}

/* ---- making it ---- */

static void
take(struct form *f, struct typed *t)
{
	t->version = form_need(f, "version", "the version", 10);
	t->type = form_need(f, "type", "the type", 20);
	t->source = form_need(f, "source", "whose answers", 10);
	t->numbers = form_line(f, "numbers", "the requirements", 2000);
	t->owner = form_line(f, "owner", "the owner", 200);
	t->codes = form_area(f, "codes", "the codes", CODES_CHARS);
	t->all = form_tick(f, "all");
	t->complete = form_tick(f, "complete");
	t->opens = form_tick(f, "opens");
	t->over = form_tick(f, "over");
	t->names = form_tick(f, "names");
}

/* The sites: pasted codes go before the tick for all. */
static void
take_codes(
    struct req *r, struct form *f, const struct typed *t, struct texts *codes)
{
	if (batch_codes(r->arena, t->codes, codes) == ERR_INVALID)
		form_fault(f, "codes",
		    "Paste 10,000 codes or fewer, and add the others later");
	else if (codes->n == 0 && !t->all)
		form_fault(f, "all", "Choose all sites, or paste their codes");
}

/* Who has this code among the head office and its sites; 0: nobody. */
static enum err
take_source(struct req *r, struct form *f, const char *code, int64_t *source)
{
	struct org o;
	enum err e = org_find(r->db, r->arena, code, &o);

	*source = e == OK ? o.id : 0;
	if (e == ERR_NOTFOUND && code[0] != '\0')
		form_fault(f, "source", batch_fault_words(BATCH_SOURCE));
	return e == ERR_NOTFOUND ? OK : e;
}

static const char *
field_of(enum batch_fault fault)
{
	switch (fault) {
	case BATCH_NO_SET:
		return "version";
	case BATCH_NUMBER:
	case BATCH_EMPTY:
		return "numbers";
	case BATCH_OWNER:
		return "owner";
	default:
		return "source";
	}
}

/* Why there is no batch, at the field it is about. */
static void
refuse(struct req *r, struct form *f, enum err e, const struct batch_new *n)
{
	if (e == ERR_CONFLICT)
		form_fault(f, "all",
		    "There is no site of this type; select another type");
	else if (n->fault != BATCH_FINE)
		form_fault(f, field_of(n->fault), batch_fault_words(n->fault));
	else
		form_fault(f, "codes",
		    arena_printf(r->arena,
			"Take these away: they are no sites of %s: %s",
			r->session.org_code,
			codes_shown(r, &n->sites->unknown)));
}

static enum err
make(struct req *r, struct form *f, const struct typed *t, struct batch_new *n)
{
	struct unit u = r->unit;
	enum err e;

	e = batch_make(r->db, r->arena, &u, n);
	if (e == ERR_INVALID || e == ERR_CONFLICT) {
		refuse(r, f, e, n);
		return show(r, 422, t, &f->faults);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, &f->faults);
	if (e != OK)
		return e;
	if (u.repeated) /* sent twice: the first one is in the list */
		return reply_see_other(r, "/sites");
	return reply_see_other(r, "/sites/batch/%lld", (long long)n->id);
}

enum err
page_batch_make(struct req *r)
{
	struct batch_choice choice = { .codes = NULL };
	struct batch_new n = { .sites = &choice, .fault = BATCH_FINE };
	struct typed t;
	struct texts codes;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	form_open(&f, r);
	take(&f, &t);
	take_codes(r, &f, &t, &codes);
	if ((e = take_source(r, &f, t.source, &n.source)) != OK ||
	    (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &t, &f.faults);
	n.version = t.version;
	n.type = t.type;
	n.owner = t.owner;
	n.complete = t.complete;
	n.opens = t.opens;
	n.over = t.over;
	n.names = t.names;
	if (codes.n > 0)
		choice.codes = &codes;
	if (batch_codes(r->arena, t.numbers, &n.numbers) != OK)
		return ERR_MALFORMED;
	return make(r, &f, &t, &n);
}
