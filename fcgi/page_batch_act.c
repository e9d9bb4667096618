/* page_batch_act.c - choosing sites, and acts at them, a slice a request. */
#include <string.h>

#include "arena.h"
#include "batch_page.h"
#include "clock.h"
#include "config.h"
#include "form.h"
#include "pages_sites.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "signing.h"
#include "unsaved.h"

#define CODES_CHARS 200000

/* ---- going on ---- */

bool
batch_signed(const struct req *r, const struct batch *b)
{
	return b->act == BATCH_PUBLISH && b->act_by == r->session.person &&
	       r->now - b->act_at < BATCH_SIGNED;
}

static enum err
slice(struct req *r, const struct batch *b)
{
	const struct config *c = r->app->config;
	struct batch_run run = { .act = b->act,
		.keys = signing_folder(
		    r->arena, c->publication.keys, c->database.path),
		.until = clock_ticks() + BATCH_SLICE,
		.today = r->today };
	enum err e = batch_go(r->db, &r->unit, b, &run);

	return e == OK ? reply_see_other(
			     r, "/sites/batch/%lld?done=1", (long long)b->id)
		       : e;
}

enum err
batch_go_on(struct req *r, const struct batch *b)
{
	if (b->n.waiting == 0)
		return reply_see_other(
		    r, "/sites/batch/%lld?done=1", (long long)b->id);
	if (b->act == BATCH_PUBLISH && !batch_signed(r, b))
		return reply_undone(r,
		    "Nothing was published: what waits needs your own "
		    "signature first, or a new one. Sign it, then it goes on.",
		    "/sites/batch/%lld/publish", (long long)b->id);
	return slice(r, b);
}

static enum err
again(struct req *r, struct form *f, int status, int64_t id,
    struct batch_typed *t, const char *fault)
{
	struct batch b;
	enum err e = batch_read(r->db, r->arena, r->session.org, id, &b);

	t->fault = fault;
	return e == OK ? batch_show(r, status, &b, t, &f->faults) : e;
}

static enum err
begin(struct req *r, struct form *f, const struct batch *b, enum batch_act act,
    const struct texts *codes, struct batch_typed *t)
{
	struct batch_begin x = { .act = act,
		.codes = codes->n > 0 ? codes : NULL };
	struct batch now;
	enum err e = batch_begin(r->db, r->arena, &r->unit, b, &x);

	r->unit.op = 0;
	if (e == ERR_NOTFOUND)
		return again(r, f, 422, b->id, t,
		    "No site is in the state for this any more");
	if (e == ERR_INVALID)
		return ERR_NOTFOUND; /* a site that is not of the batch */
	if (e == ERR_CONFLICT)
		return again(r, f, 409, b->id, t,
		    "Somebody has begun something else for these sites. Go on "
		    "with that first, or give it up");
	if (unsaved(e))
		return again(r, f, unsaved_fault(r, f, e), b->id, t, NULL);
	if (e != OK)
		return e;
	e = batch_read(r->db, r->arena, r->session.org, b->id, &now);
	return e == OK ? batch_go_on(r, &now) : e;
}

static enum err
stop(struct req *r, const struct batch *b)
{
	enum err e = batch_stop(r->db, &r->unit, b);

	return e == OK || e == ERR_NOTFOUND
		   ? reply_see_other(r, "/sites/batch/%lld?%s=1",
			 (long long)b->id, e == OK ? "stopped" : "done")
		   : e;
}

enum err
page_batch_act(struct req *r)
{
	struct batch_typed t = { .codes = "" };
	const char *what, *code;
	struct texts codes;
	struct batch b;
	struct form f;
	enum err e = batch_of(r, &b);

	if (e != OK)
		return e;
	form_open(&f, r);
	what = form_need(&f, "do", "what to do", 10);
	code = form_line(&f, "code", "the code", 10);
	t.sure = form_tick(&f, "sure");
	if (batch_codes(r->arena, code, &codes) != OK || codes.n > 1)
		f.malformed = true;
	if (strcmp(what, "undo") == 0 && !t.sure && codes.n == 0)
		form_fault(
		    &f, "sure", "Tick that the answers are to be taken back");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return batch_show(r, 422, &b, &t, &f.faults);
	if (strcmp(what, "answer") == 0)
		return begin(r, &f, &b, BATCH_ANSWER, &codes, &t);
	if (strcmp(what, "undo") == 0)
		return begin(r, &f, &b, BATCH_UNDO, &codes, &t);
	if (strcmp(what, "go") == 0)
		return batch_go_on(r, &b);
	return strcmp(what, "stop") == 0 ? stop(r, &b) : ERR_MALFORMED;
}

/* ---- which sites ---- */

static enum err
change(struct req *r, struct form *f, const struct batch *b,
    struct batch_typed *t, const struct texts *codes, bool exclude)
{
	struct batch_choice choice = { .codes = codes->n > 0 ? codes : NULL };
	enum err e;

	e = exclude ? batch_exclude(r->db, r->arena, &r->unit, b, &choice)
		    : batch_choose(r->db, r->arena, &r->unit, b, &choice);
	if (e == ERR_INVALID) {
		form_fault(f, "codes",
		    arena_printf(r->arena,
			exclude ? "Take these away: they are not in this "
				  "batch: %s"
				: "Take these away: they are no sites of this "
				  "head office: %s",
			codes_shown(r, &choice.unknown)));
		return batch_show(r, 422, b, t, &f->faults);
	}
	if (unsaved(e))
		return batch_show(r, unsaved_fault(r, f, e), b, t, &f->faults);
	return e == OK || e == ERR_CONFLICT
		   ? reply_see_other(r, "/sites/batch/%lld?%s=1",
			 (long long)b->id, exclude ? "excluded" : "added")
		   : e;
}

enum err
page_batch_sites(struct req *r)
{
	struct batch_typed t = { .codes = "" };
	const char *what;
	struct texts codes;
	struct batch b;
	struct form f;
	bool exclude;
	enum err e = batch_of(r, &b);

	if (e != OK)
		return e;
	form_open(&f, r);
	what = form_need(&f, "do", "what to do", 10);
	exclude = strcmp(what, "exclude") == 0;
	t.codes = form_area(&f, "codes", "the codes", CODES_CHARS);
	t.every = form_tick(&f, "every");
	if (batch_codes(r->arena, t.codes, &codes) == ERR_INVALID)
		form_fault(&f, "codes",
		    "Paste 10,000 codes or fewer, and the others after them");
	else if (codes.n == 0 && (exclude || !t.every))
		form_fault(&f, "codes",
		    exclude ? "Paste the codes of the sites to leave out"
			    : "Paste codes, or choose all sites");
	if (!exclude && what[0] != '\0' && strcmp(what, "add") != 0)
		f.malformed = true;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return batch_show(r, 422, &b, &t, &f.faults);
	return change(r, &f, &b, &t, &codes, exclude);
}
