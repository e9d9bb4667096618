/* page_open.c - opening the year of a version. */
#include "arena.h"
#include "assessment.h"
#include "carried.h"
#include "form.h"
#include "org.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"

/* It cannot be opened: OK once it is said why. */
static enum err
say_why(struct req *r, const struct catalogue *c)
{
	struct opening_bar bar;
	enum err e = assessment_barred(
	    r->db, r->arena, r->session.org, c, r->today, &bar);

	if (e != OK || bar.kind == OPENING_IS_FREE)
		return e == OK ? ERR_INVALID : e;
	reply_status(r, 422,
	    bar.kind == OPENING_IS_OLDER ? "A newer version is open already"
					 : "This version cannot be opened",
	    arena_printf(r->arena, "%s.", bar.says));
	return OK;
}

/* left is how many requirements could not be carried over whole. */
static enum err
open_version(struct req *r, const char *version, int64_t *left, bool *barred)
{
	const struct org o = { r->session.org, r->session.org_code,
		r->session.org_name, r->session.org_type };
	struct assessment s;
	struct catalogue c;
	int64_t pack;
	enum err e;

	if ((e = catalogue_asked(r->db, version, o.type, r->today, &pack)) !=
		OK ||
	    (e = catalogue_read(r->db, r->arena, pack, &c)) != OK)
		return e;
	e = assessment_open(r->db, r->arena, &r->unit, &o, &c, r->today, &s);
	*barred = e == ERR_INVALID;
	if (*barred)
		return say_why(r, &c);
	return e == OK ? carried_count(r->db, &s, left) : e;
}

enum err
page_assessment_open(struct req *r)
{
	const char *version;
	bool barred = false;
	int64_t left = 0;
	struct form f;
	enum err e;

	form_open(&f, r);
	version = form_need(&f, "version", "the version", 10);
	if ((e = form_close(&f)) != OK)
		return e;
	if (!assessment_may(ACT_OPEN, WORKFLOW_FULL, r->session.roles) ||
	    r->session.org == 0)
		return ERR_DENIED;
	e = open_version(r, version, &left, &barred);
	if (barred ||
	    (e != OK && e != ERR_CONFLICT)) /* open already: show it */
		return e;
	return reply_see_other(
	    r, "/assessment/%s%s", version, left > 0 ? "/carried" : "");
}
