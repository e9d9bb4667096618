/* page_batch_publish.c - one statement and one password, for many sites. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "batch_page.h"
#include "fields.h"
#include "pages_sites.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "shelf.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

/* What is to be signed. */
struct signing {
	struct batch batch;
	const struct catalogue *set;
	const char *statement;
	unsigned char digest[STATEMENT_DIGEST];
	bool accepted;
	struct signature by;
	bool same; /* the form is of what there is now */
};

static enum err
ready(struct req *r, struct signing *s)
{
	const struct org o = { r->session.org, r->session.org_code,
		r->session.org_name, r->session.org_type };
	const struct shelved *shelved;
	enum err e = batch_of(r, &s->batch);

	if (e != OK)
		return e;
	e = shelf_take(r->app->shelf, r->db, s->batch.pack, &shelved);
	if (e != OK)
		return e;
	s->set = &shelved->set;
	return batch_statement(
	    r->db, r->arena, &s->batch, &o, &s->statement, s->digest);
}

/* Nothing to sign: the page of the batch says what there is. */
static bool
nothing(const struct signing *s)
{
	return s->set->workflow == WORKFLOW_FULL ||
	       s->batch.n.chosen + s->batch.n.answered == 0;
}

static enum err
show(struct req *r, int status, const struct signing *s,
    const struct faults *faults)
{
	long long id = (long long)s->batch.id;
	int64_t n = s->batch.n.chosen + s->batch.n.answered;
	struct batch_publish_view v = {
		.page = page_view(r, batch_publish_words(r, n)),
		.to = req_href(r, "/sites/batch/%lld/publish", id),
		.check = req_href(r, "/sites/batch/%lld/check", id),
		.sites = n,
		.version = s->batch.version,
		.accepted = s->accepted,
		.accept_fault = faults_about(faults, "accept"),
	};
	char *hex = arena_alloc(r->arena, 2 * STATEMENT_DIGEST + 1);

	v.page.faults = *faults;
	v.page.back = req_href(r, "/sites/batch/%lld", id);
	v.page.back_text = "the batch";
	v.statement = text_lines(r, s->statement);
	v.digest = sodium_bin2hex(
	    hex, 2 * STATEMENT_DIGEST + 1, s->digest, STATEMENT_DIGEST);
	v.sign = field_sign(r, faults, "It signs the statement in your name");
	SHOW(r, batch_publish, &v);
	return reply_page(r, status);
}

enum err
page_batch_publish(struct req *r)
{
	struct signing s = { .accepted = false };
	struct form f;
	enum err e = ready(r, &s);

	if (e != OK)
		return e;
	form_query(&f, r);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if (nothing(&s))
		return reply_see_other(
		    r, "/sites/batch/%lld", (long long)s.batch.id);
	return show(r, 200, &s, &f.faults);
}

static void
take(struct form *f, struct signing *s)
{
	const char *typed = form_line(f, "statement", "Statement", 64);
	unsigned char digest[STATEMENT_DIGEST];
	size_t n = 0;

	if (sodium_hex2bin(digest, sizeof(digest), typed, strlen(typed), NULL,
		&n, NULL) != 0 ||
	    n != sizeof(digest))
		f->malformed = true;
	s->same = !f->malformed && memcmp(digest, s->digest, n) == 0;
	s->accepted = form_tick(f, "accept");
	if (!s->accepted)
		form_fault(f, "accept", "Tick that you accept the statement");
	sign_take(f, &s->by);
}

static enum err
changed(struct req *r, struct form *f, struct signing *s)
{
	enum err e = ready(r, s);

	form_fault(f, "accept",
	    "The sites or the statement have changed. Read it again before "
	    "you accept it");
	s->accepted = false;
	return e == OK ? show(r, 409, s, &f->faults) : e;
}

static enum err
begin(struct req *r, struct form *f, struct signing *s)
{
	struct batch_begin x = { .act = BATCH_PUBLISH, .digest = s->digest };
	struct batch now;
	enum err e = batch_begin(r->db, r->arena, &r->unit, &s->batch, &x);

	r->unit.op = 0;
	if (e == ERR_INVALID || e == ERR_NOTFOUND)
		return changed(r, f, s);
	if (e == ERR_CONFLICT) {
		const struct batch_typed t = { .codes = "",
			.fault = "Somebody has begun something else for these "
				 "sites. Go on with that first, or give it "
				 "up" };

		return batch_show(r, 409, &s->batch, &t, &(struct faults){ 0 });
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), s, &f->faults);
	if (e != OK)
		return e;
	e = batch_read(r->db, r->arena, r->session.org, s->batch.id, &now);
	return e == OK ? batch_go_on(r, &now) : e;
}

static enum err
sign(struct req *r, struct form *f, struct signing *s)
{
	int64_t wait_s = 0;
	enum err e;

	if (!s->same)
		return changed(r, f, s);
	e = sign_ask(r, f, &s->by, &wait_s);
	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was published.");
	if (e == ERR_INVALID)
		return show(r, 422, s, &f->faults);
	return e == OK ? begin(r, f, s) : e;
}

/* As it was sent before, or nothing is left. */
static enum err
left_alone(struct req *r, const struct signing *s)
{
	long long id = (long long)s->batch.id;

	if (db_done(r->db, &r->unit) == OK)
		return reply_see_other(r, "/sites/batch/%lld?done=1", id);
	return reply_undone(r,
	    "Nothing was published: no site of this batch waits for it, or "
	    "each is published on its own.",
	    "/sites/batch/%lld", id);
}

enum err
page_batch_publish_post(struct req *r)
{
	struct signing s = { .accepted = false };
	struct form f;
	enum err e = ready(r, &s);

	if (e != OK)
		return e;
	form_open(&f, r);
	take(&f, &s);
	e = form_close(&f);
	if (e != ERR_MALFORMED && nothing(&s))
		e = left_alone(r, &s);
	else if (e == OK)
		e = sign(r, &f, &s);
	else if (e == ERR_INVALID)
		e = show(r, 422, &s, &f.faults);
	form_wipe(&f);
	return e;
}
