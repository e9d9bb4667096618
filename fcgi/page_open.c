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

/* An older version was asked for: OK once that is said. */
static enum err
say_older(struct req *r, const struct catalogue *c)
{
	const char *newer;
	enum err e = assessment_newer(
	    r->db, r->arena, r->session.org, c->released_on, &newer);

	if (e != OK)
		return e;
	reply_status(r, 422, "A newer version is open already",
	    arena_printf(r->arena,
		"Version %s was released after version %s, and is open or "
		"published here. An older version cannot be opened after a "
		"newer one.",
		newer, c->version));
	return OK;
}

/* left is how many requirements could not be carried over whole. */
static enum err
open_version(struct req *r, const char *version, int64_t *left, bool *older)
{
	const struct org o = { r->session.org, r->session.org_code,
		r->session.org_name, r->session.org_type };
	struct assessment s;
	struct catalogue c;
	int64_t pack;
	enum err e;

	if ((e = catalogue_find(r->db, version, o.type, &pack)) != OK ||
	    (e = catalogue_read(r->db, r->arena, pack, &c)) != OK)
		return e;
	e = assessment_open(r->db, r->arena, &r->unit, &o, &c, r->today, &s);
	*older = e == ERR_INVALID;
	if (*older)
		return say_older(r, &c);
	return e == OK ? carried_count(r->db, &s, left) : e;
}

enum err
page_assessment_open(struct req *r)
{
	const char *version;
	bool older = false;
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
	e = open_version(r, version, &left, &older);
	if (older || (e != OK && e != ERR_CONFLICT)) /* open already: show it */
		return e;
	return reply_see_other(
	    r, "/assessment/%s%s", version, left > 0 ? "/carried" : "");
}
