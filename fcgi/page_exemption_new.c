/* page_exemption_new.c - granting an exemption. */
#include <string.h>

#include "arena.h"
#include "exempt_form.h"
#include "exempt_words.h"
#include "fields.h"
#include "org.h"
#include "org_form.h"
#include "pages_exemption.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_exemption.h"

/* What was typed. */
struct entry {
	const char *version, *type, *org, *number, *reason;
	struct typed_day from, until;
	struct catalogue_rows sets;
	struct exemption x;    /* what it comes to */
	struct exemption held; /* what is in the way; id 0: nothing */
};

static void
add_held(struct req *r, const struct exemption *x, struct exemption_new_view *v)
{
	if (x->id == 0)
		return;
	v->held = req_href(r, "/exemptions/%lld", (long long)x->id);
	v->held_by = x->by_name;
	v->held_days = exemption_days(r, x);
	v->held_at = x->at;
}

static void
add_whom(struct req *r, const struct entry *t, const struct faults *faults,
    struct exemption_new_view *v)
{
	v->org = field_text(r, faults, "org", "Code of the organisation",
	    "For one organisation. Leave it empty for a whole type", t->org);
	v->org.narrow = true;
	v->type = exempt_types(r, faults, &t->sets,
	    "For all organisations of a type. Leave it open for one "
	    "organisation",
	    "Not for a whole type", t->type);
}

static enum err
show(struct req *r, int status, const struct entry *t,
    const struct faults *faults)
{
	struct exemption_new_view v = { .page =
					    page_view(r, "Grant an exemption"),
		.to = req_href(r, "/exemptions/new") };

	add_whom(r, t, faults, &v);
	v.version = exempt_versions(
	    r, faults, &t->sets, "Select a version", t->version);
	v.number = field_text(r, faults, "number", "Number of the requirement",
	    "For example, 101", t->number);
	v.number.narrow = true;
	v.reason = field_text(r, faults, "reason", "Reason",
	    "Those it is for read it; it is not published. Up to 500 "
	    "characters",
	    t->reason);
	v.from = field_day(r, faults, "from", "First day",
	    "For example, 1 4 2026. Left empty, it has no first day", &t->from);
	v.until = field_day(r, faults, "until", "Last day",
	    "For example, 31 3 2027. Left empty, it holds until it is ended",
	    &t->until);
	add_held(r, &t->held, &v);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/exemptions");
	v.page.back_text = "exemptions";
	SHOW(r, exemption_new, &v);
	return reply_page(r, status);
}

enum err
page_exemption_new(struct req *r)
{
	const struct typed_day none = { "", "", "", DAY_NONE };
	struct entry t = { .version = "",
		.type = "",
		.org = "",
		.number = "",
		.reason = "",
		.from = none,
		.until = none };
	enum err e = catalogue_list(r->db, r->arena, "", &t.sets);

	return e == OK ? show(r, 200, &t, &(struct faults){ 0 }) : e;
}

/* ---- granting ---- */

/* Either of the two, and one that is there. */
static enum err
take_whom(struct req *r, struct form *f, struct entry *t)
{
	struct choice_field types;

	t->org = form_line(f, "org", "the code", 10);
	t->type = form_line(f, "type", "the type", 20);
	if (t->org[0] != '\0' && t->type[0] != '\0')
		form_fault(f, "org",
		    "Enter the code of one organisation or select a type, not "
		    "both");
	else if (t->org[0] == '\0' && t->type[0] == '\0')
		form_fault(f, "org",
		    "Enter the code of an organisation, or select a type");
	types = exempt_types(r, &f->faults, &t->sets, NULL, "", "");
	if (!exempt_offers(&types, t->type))
		form_fault(f, "type", "Select a type of the list");
	t->x.type = t->type;
	return org_form_find(r, f, "org", t->org, &t->x.org);
}

/* "14.1-101" is 101 of 14.1. */
static const char *
bare(const char *number, const char *version)
{
	size_t n = strlen(version);

	return n > 0 && strncmp(number, version, n) == 0 && number[n] == '-'
		   ? number + n + 1
		   : number;
}

static void
take_what(struct req *r, struct form *f, struct entry *t)
{
	struct choice_field versions;

	t->version = form_line(f, "version", "the version", 20);
	versions = exempt_versions(r, &f->faults, &t->sets, "", "");
	if (t->version[0] == '\0' || !exempt_offers(&versions, t->version))
		form_fault(f, "version", "Select a version");
	t->number = form_need(f, "number", "the number of the requirement", 30);
	t->x.version = t->version;
	t->x.number = bare(t->number, t->version);
}

static void
take_why(struct form *f, struct entry *t)
{
	t->reason = form_area(f, "reason", "the reason", EXEMPTION_REASON_MAX);
	if (t->reason[0] == '\0')
		form_fault(f, "reason", "Enter the reason");
	form_day(f, "from", "the first day", &t->from);
	form_day(f, "until", "the last day", &t->until);
	if (t->until.on != DAY_NONE && t->from.on != DAY_NONE &&
	    t->until.on < t->from.on)
		form_fault(f, "until-day",
		    "Enter a last day that is not before the first");
	t->x.reason = t->reason;
	t->x.from_on = t->from.on;
	t->x.until_on = t->until.on;
}

/* What somebody granted before, perhaps a moment ago. */
static enum err
held(struct req *r, struct form *f, struct entry *t)
{
	enum err e = exemption_held(r->db, r->arena, &t->x, &t->held);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	form_fault(f, "number",
	    "They are exempt from it already on some of these days. Look at "
	    "that exemption first");
	return show(r, 409, t, &f->faults);
}

static void
not_asked(struct req *r, struct form *f, const struct entry *t)
{
	form_fault(f, "number",
	    arena_printf(r->arena,
		"Version %s asks them for no requirement of this number. Look "
		"in the set of their year, or for their type where that "
		"version is not open",
		t->version));
}

/* Said at once, where whom and which version are clear; else it has to wait. */
static enum err
look_up(struct req *r, struct form *f, const struct entry *t)
{
	static const char *const clear[] = { "org", "type", "version",
		"number" };
	bool is = true;
	enum err e;
	size_t i;

	for (i = 0; i < sizeof(clear) / sizeof(clear[0]); i++)
		if (faults_about(&f->faults, clear[i]) != NULL)
			return OK;
	e = exemption_asked(r->db, &t->x, &is);
	if (e == OK && !is)
		not_asked(r, f, t);
	return e;
}

static enum err
refused(struct req *r, struct form *f, struct entry *t, enum err e)
{
	if (e == ERR_CONFLICT)
		return held(r, f, t);
	if (e == ERR_NOTFOUND)
		not_asked(r, f, t);
	else if (e == ERR_INVALID)
		form_fault(f, "reason", "Enter the reason in letters");
	else if (!unsaved(e))
		return e;
	return show(
	    r, unsaved(e) ? unsaved_fault(r, f, e) : 422, t, &f->faults);
}

enum err
page_exemption_add(struct req *r)
{
	struct unit u = r->unit;
	struct entry t = { 0 };
	struct form f;
	enum err e = catalogue_list(r->db, r->arena, "", &t.sets);

	if (e != OK)
		return e;
	form_open(&f, r);
	if ((e = take_whom(r, &f, &t)) != OK)
		return e;
	take_what(r, &f, &t);
	take_why(&f, &t);
	if ((e = look_up(r, &f, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, &t, &f.faults);
	u.org = t.x.org;
	e = exemption_add(r->db, &u, &t.x);
	return e == OK ? reply_see_other(r, "/exemptions?granted=1")
		       : refused(r, &f, &t, e);
}
