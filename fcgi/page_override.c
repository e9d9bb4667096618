/* page_override.c - a level that counts although too few are trained. */
#include "arena.h"
#include "figure.h"
#include "pages_figure.h"
#include "reply.h"
#include "req.h"
#include "requirement.h"

static enum err
back(struct req *r, const struct asked *a, const char *flag)
{
	return reply_see_other(r, "/assessment/%s/requirement/%s?%s=1",
	    a->year.assessment.version, a->requirement->number, flag);
}

enum err
page_override(struct req *r)
{
	const char *reason;
	struct typed t;
	struct asked a;
	struct form f;
	enum err e;

	if ((e = asked_open(r, &a)) != OK)
		return e;
	form_open(&f, r);
	reason = form_area(&f, "override-reason", "why the level counts", 500);
	if (reason[0] == '\0')
		form_fault(&f, "override-reason",
		    "Enter why the level counts all the same");
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	if (!year_may(r, &a.year, ACT_ANSWER))
		return ERR_DENIED;
	if (e != OK) {
		typed_from_record(r, &a, &t);
		t.override = reason;
		return requirement_show(
		    r, 422, &a, &t, &f.faults, NULL, SHOW_PLAIN);
	}
	e = override_set(
	    r->db, &r->unit, &a.year.assessment, a.requirement, reason);
	return e == OK ? back(r, &a, "overridden") : e;
}

enum err
page_override_end(struct req *r)
{
	struct asked a;
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = asked_open(r, &a)) != OK)
		return e;
	if (!year_may(r, &a.year, ACT_ANSWER))
		return ERR_DENIED;
	e = override_end(r->db, &r->unit, &a.year.assessment, a.requirement);
	/* Whoever was first took it back already. */
	if (e == ERR_NOTFOUND)
		e = ERR_CONFLICT;
	return e == OK ? back(r, &a, "capped") : e;
}
