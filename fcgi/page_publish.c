/* page_publish.c - check, sign with the password once more, publish. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "config.h"
#include "duty.h"
#include "edition.h"
#include "exempt_words.h"
#include "fields.h"
#include "guard.h"
#include "log.h"
#include "outside_lines.h"
#include "pages_year.h"
#include "publication.h"
#include "readiness.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "signing.h"
#include "superseded.h"
#include "tmpl.h"
#include "view_publication.h"
#include "view_year.h"

struct text_items
text_lines(struct req *r, const char *text)
{
	struct text_items t = { NULL, 1 };
	const char *p;
	size_t n;

	for (p = text; *p != '\0'; p++)
		t.n += *p == '\n';
	t.v = arena_array(r->arena, t.n, sizeof(*t.v));
	for (t.n = 0; *text != '\0'; text += n + strspn(text + n, "\n")) {
		n = strcspn(text, "\n");
		t.v[t.n++].text = arena_copy(r->arena, text, n);
	}
	return t;
}

static const char *
hex(struct req *r, const unsigned char *bytes, size_t n)
{
	char *text = arena_alloc(r->arena, 2 * n + 1);

	return sodium_bin2hex(text, 2 * n + 1, bytes, n);
}

static enum err
fill(struct req *r, const struct year *y, struct publish_view *v)
{
	unsigned char digest[STATEMENT_DIGEST];
	struct standing *standings;
	struct duty_holder *holders;
	const char *statement;
	struct score score;
	enum err e;
	size_t i;

	if ((e = assessment_standings(
		 r->db, r->arena, &y->assessment, y->set, &standings)) != OK ||
	    (e = duty_list(r->db, r->arena, r->session.org, y->set, r->today,
		 &holders)) != OK)
		return e;
	score_sum(y->set, standings, SCORE_ALL, &score);
	statement = publication_statement(r->arena, &y->org, y->set);
	publication_digest(statement, digest);
	v->statement = text_lines(r, statement);
	v->digest = hex(r, digest, sizeof(digest));
	v->percent = percent_words(r, score.percent);
	v->grade = grade_words(y, score.percent, score.grade);
	v->below = score.below;
	v->in_play = score.in_play;
	v->not_relevant = score.not_relevant;
	v->exempt = score.exempt;
	v->duties.n = y->set->duties.n;
	v->duties.v = arena_array(r->arena, v->duties.n, sizeof(*v->duties.v));
	for (i = 0; i < v->duties.n; i++)
		v->duties.v[i] =
		    (struct duty_line){ .title = holders[i].duty->title,
			    .name = holders[i].name,
			    .post = holders[i].post };
	return OK;
}

static enum err
show(struct req *r, int status, const struct year *y, bool accepted,
    const struct faults *faults)
{
	struct publish_view v = { .page = page_view(r, "") };
	enum err e;

	if ((e = fill(r, y, &v)) != OK)
		return e;
	v.title = y->set->title;
	v.page.title = arena_printf(r->arena, "Publish %s", v.title);
	v.page.faults = *faults;
	v.page.back =
	    req_href(r, "/assessment/%s/readiness", y->assessment.version);
	v.page.back_text = "what is left";
	v.to = req_href(r, "/assessment/%s/publish", y->assessment.version);
	v.score = req_href(r, "/assessment/%s/score", y->assessment.version);
	v.duties_to =
	    req_href(r, "/assessment/%s/duties", y->assessment.version);
	v.grade_level = y->set->grade_level;
	v.due_on = y->assessment.due_on;
	v.late = r->today > y->assessment.due_on;
	v.accepted = accepted;
	v.accept_fault = faults_about(faults, "accept");
	v.sign = field_sign(r, faults, "It signs the statement in your name");
	SHOW(r, publish, &v);
	return reply_page(r, status);
}

/*
 * The year, if it can be published by whoever asks.  What blocks is shown on
 * its own page: *blocked.
 */
static enum err
ready(struct req *r, struct year *y, struct readiness *what, bool *blocked)
{
	enum err e;

	if ((e = year_open(r, y)) != OK)
		return e;
	if (!year_may(r, y, ACT_PUBLISH))
		return ERR_DENIED;
	e = readiness_of(
	    r->db, r->arena, &y->assessment, y->set, r->today, what);
	*blocked =
	    y->assessment.state == ASSESSMENT_PUBLISHED || what->blockers.n > 0;
	return e;
}

enum err
page_publish(struct req *r)
{
	struct readiness what;
	bool blocked = false;
	struct year y;
	enum err e;

	if ((e = ready(r, &y, &what, &blocked)) != OK)
		return e;
	if (blocked)
		return reply_see_other(
		    r, "/assessment/%s/readiness", y.assessment.version);
	return show(r, 200, &y, false, &(struct faults){ 0 });
}

struct acceptance {
	struct signature by;
	bool accepted;
	unsigned char digest[STATEMENT_DIGEST];
};

static void
read_acceptance(struct form *f, struct acceptance *s)
{
	const char *digest = form_line(f, "statement", "Statement", 64);
	size_t n = 0;

	if (sodium_hex2bin(s->digest, sizeof(s->digest), digest, strlen(digest),
		NULL, &n, NULL) != 0 ||
	    n != sizeof(s->digest))
		f->malformed = true;
	s->accepted = form_tick(f, "accept");
	if (!s->accepted)
		form_fault(f, "accept", "Tick that you accept the statement");
	sign_take(f, &s->by);
}

/*
 * The statement is not the one that was read: the organisation's name changed,
 * or the digest was never ours, which nobody can tell apart.  409 and not 422:
 * nothing that was typed is wrong, and somebody else was first.  The statement
 * as it is now is shown, to be read and signed again.
 */
static enum err
changed(struct req *r, struct form *f, const struct year *y)
{
	form_fault(f, "accept",
	    "The statement has changed. Read it again before you accept it");
	return show(r, 409, y, false, &f->faults);
}

/* Who it is was asked again: another token from now on. */
static void
renew(struct req *r)
{
	char token[SESSION_TOKEN_TEXT];

	if (session_renew(r->db, r->token, r->session.person, r->session.org,
		token) == OK)
		guard_cookie_set(r, token);
	else
		log_warn("publish.token", "user=%s", r->session.user);
	explicit_bzero(token, sizeof(token));
}

void
publish_sign(struct req *r, const struct year *y)
{
	const struct config *c = r->app->config;
	const char *folder =
	    signing_folder(r->arena, c->publication.keys, c->database.path);
	struct unit u = r->unit;
	struct edition x;
	enum err e;

	u.op = 0;
	e = edition_read(r->db, r->arena, y->org.id, y->assessment.version,
	    STAGE_FINAL, 0, &x);
	if (e == OK)
		e = bundle_sign(r->db, &u, r->arena, folder, &x);
	if (e != OK && e != ERR_CONFLICT)
		log_warn("publish.unsigned", "org=%s version=%s why=%s",
		    y->org.code, y->assessment.version, err_name(e));
}

static enum err
published(struct req *r, const struct year *y)
{
	return reply_see_other(
	    r, "/assessment/%s/publication", y->assessment.version);
}

/* Asked once more who it is: publish. */
static enum err
sign(struct req *r, struct form *f, const struct year *y,
    const struct acceptance *s)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, &s->by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was published.");
	if (e == ERR_INVALID)
		return show(r, 422, y, s->accepted, &f->faults);
	if (e != OK)
		return e;
	e = publication_publish(r->db, &r->unit, &y->org, &y->assessment,
	    y->set, s->digest, r->today);
	if (e == ERR_INVALID)
		return changed(r, f, y);
	if (e != OK)
		return e;
	publish_sign(r, y);
	if (r->token != NULL) /* a program has no session */
		renew(r);
	return published(r, y);
}

/* Nothing is published: it was before, or something blocks. */
static enum err
in_the_way(struct req *r, const struct year *y, const struct readiness *what)
{
	if (what->blockers.n > 0)
		return reply_undone(r,
		    arena_printf(r->arena, "Nothing was published. %s",
			readiness_words(r->arena, &y->assessment, what)),
		    "/assessment/%s/readiness", y->assessment.version);
	if (db_done(r->db, &r->unit) == OK) /* this very form, sent twice */
		return published(r, y);
	return reply_undone(r,
	    "It was published before. Nothing was published now.",
	    "/assessment/%s/publication", y->assessment.version);
}

enum err
page_publish_post(struct req *r)
{
	struct readiness what;
	bool blocked = false;
	struct acceptance s;
	struct form f;
	struct year y;
	enum err e;

	if ((e = ready(r, &y, &what, &blocked)) != OK)
		return e;
	form_open(&f, r);
	read_acceptance(&f, &s);
	e = form_close(&f);
	if (e != ERR_MALFORMED && blocked)
		e = in_the_way(r, &y, &what);
	else if (e == OK)
		e = sign(r, &f, &y, &s);
	else if (e == ERR_INVALID)
		e = show(r, 422, &y, s.accepted, &f.faults);
	form_wipe(&f);
	return e;
}

/* What was put right since; the publication itself stays as it was. */
static enum err
add_newest(struct req *r, const struct year *y, struct publication_view *v)
{
	enum bundle_signature state;
	struct edition x;
	enum err e = edition_read(r->db, r->arena, y->org.id,
	    y->assessment.version, STAGE_FINAL, 0, &x);

	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK || (e = outside_said(r, &x, &v->words)) != OK ||
	    (e = bundle_state(r->db, &x, &state)) != OK)
		return e;
	if (state != BUNDLE_SIGNED)
		v->sign = arena_printf(r->arena,
		    "igtk bundle sign --org %s --version %s", y->org.code,
		    y->assessment.version);
	v->awaits = x.awaits;
	superseded_by(r, y, &x, &v->superseded);
	return OK;
}

enum err
page_publication(struct req *r)
{
	struct publication_view v = { .page = page_view(r, "") };
	struct standing *standings;
	struct publication p;
	struct score score;
	struct form f;
	struct year y;
	bool told;
	enum err e;

	form_query(&f, r);
	told = form_tick(&f, "superseded");
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = year_open(r, &y)) != OK ||
	    (e = publication_read(r->db, r->arena, &y.assessment, &p)) != OK ||
	    (e = assessment_standings(
		 r->db, r->arena, &y.assessment, y.set, &standings)) != OK ||
	    (e = add_newest(r, &y, &v)) != OK ||
	    (e = exempted_after(r, &y.assessment, y.set, true, &v.exempted)) !=
		OK)
		return e;
	score_sum(y.set, standings, SCORE_ALL, &score);
	v.title = y.set->title;
	v.page.title = arena_printf(r->arena, "%s is published", v.title);
	v.page.back = y.to;
	v.page.back_text = "the assessment";
	if (told && v.superseded.at != 0) {
		v.page.notice = "It was published once more";
		v.page.notice_done = true;
	}
	v.in_play = p.of > 0;
	v.percent = percent_words(r, p.percent);
	v.grade = grade_words(&y, p.percent, p.grade);
	v.by = p.by;
	v.at = p.at;
	v.late = p.late;
	v.due_on = y.assessment.due_on;
	v.below = score.below;
	v.grade_level = y.set->grade_level;
	v.statement = text_lines(r, p.statement);
	v.digest = hex(r, p.digest, sizeof(p.digest));
	v.list = y.to;
	v.stages = req_href(r, "/assessment/%s/stages", y.assessment.version);
	if (year_may(r, &y, ACT_PUBLISH))
		v.supersede = req_href(
		    r, "/assessment/%s/supersede", y.assessment.version);
	v.public =
	    req_href(r, "/public/%s/%s", y.org.code, y.assessment.version);
	v.score = req_href(r, "/assessment/%s/score", y.assessment.version);
	SHOW(r, publication, &v);
	return reply_page(r, 200);
}
