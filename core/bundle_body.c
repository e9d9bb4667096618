/* bundle_body.c - what an edition says, in canonical JSON: names in order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "buf.h"
#include "canon.h"
#include "chain_priv.h"
#include "clock.h"
#include "edition_priv.h"
#include "jsonw.h"
#include "org.h"
#include "publication.h"

/* Titles could be guessed, were there no salt. */
static void
put_evidence(struct jsonw *w, const char *number, const struct body *b)
{
	static const char tag[] = "igtk-evidence-1\n";
	unsigned char hash[crypto_hash_sha256_BYTES];
	char salt[2 * SALT + 1];
	crypto_hash_sha256_state h;
	size_t i;

	sodium_bin2hex(salt, sizeof(salt), b->salt, SALT);
	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(
	    &h, (const unsigned char *)tag, sizeof(tag) - 1);
	chain_text(&h, salt);
	chain_text(&h, number);
	for (i = 0; i < b->evidence.n; i++) {
		if (strcmp(b->evidence.v[i].number, number) != 0)
			continue;
		chain_text(&h, b->evidence.v[i].title);
		chain_text(&h, b->evidence.v[i].reference);
	}
	crypto_hash_sha256_final(&h, hash);
	jsonw_hex(w, number, hash, sizeof(hash));
}

static void
put_level(struct jsonw *w, const char *number, const struct standing *s)
{
	if (s->exempt)
		jsonw_text(w, number, "exempt");
	else if (s->not_relevant)
		jsonw_text(w, number, "NR");
	else
		jsonw_int(w, number, s->level);
}

/* Its type is that of the set it answered, which may be another by now. */
static void
organisation(struct jsonw *w, const struct org *o, const struct catalogue *c)
{
	jsonw_open(w, "organisation", '{');
	jsonw_text(w, "code", o->code);
	jsonw_text(w, "name", o->name);
	jsonw_text(w, "type", c->type);
	jsonw_close(w, '}');
}

static void
published(struct jsonw *w, const struct edition_new *n)
{
	char at[INSTANT_TEXT_SIZE], due[DAY_TEXT_SIZE];

	clock_text(n->out.at, at);
	day_text(n->assessment->due_on, due);
	jsonw_open(w, "published", '{');
	jsonw_text(w, "at", at);
	jsonw_text(w, "due", due);
	jsonw_bool(w, "late", n->out.late);
	jsonw_close(w, '}');
}

static void
scored(struct jsonw *w, const struct score *s)
{
	size_t i;

	jsonw_open(w, "score", '{');
	jsonw_int(w, "below", s->below);
	jsonw_int(w, "exempt", s->exempt);
	jsonw_text(w, "grade", grade_name(s->grade));
	jsonw_int(w, "in_play", s->in_play);
	jsonw_open(w, "levels", '[');
	for (i = 0; i <= LEVEL_MAX; i++)
		jsonw_int(w, NULL, s->levels[i]);
	jsonw_close(w, ']');
	jsonw_int(w, "not_relevant", s->not_relevant);
	jsonw_int(w, "of", s->of);
	if (s->percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", s->percent);
	jsonw_int(w, "points", s->points);
	jsonw_close(w, '}');
}

static void
set(struct jsonw *w, const struct catalogue *c)
{
	jsonw_open(w, "set", '{');
	jsonw_text(w, "framework", c->framework);
	jsonw_int(w, "revision", c->revision);
	jsonw_hex(w, "sha256", c->digest, sizeof(c->digest));
	jsonw_text(w, "title", c->title);
	jsonw_text(w, "version", c->version);
	jsonw_close(w, '}');
}

static void
statement(struct jsonw *w, const char *text)
{
	unsigned char digest[STATEMENT_DIGEST];

	publication_digest(text, digest);
	jsonw_open(w, "statement", '{');
	jsonw_hex(w, "sha256", digest, sizeof(digest));
	jsonw_text(w, "text", text);
	jsonw_close(w, '}');
}

static void
supersedes(struct jsonw *w, const struct body *b)
{
	if (b->of->out.number == 1) {
		jsonw_null(w, "supersedes");
		return;
	}
	jsonw_open(w, "supersedes", '{');
	jsonw_int(w, "edition", b->of->out.number - 1);
	jsonw_text(w, "reason", b->of->reason);
	jsonw_hex(w, "sha256", b->superseded, sizeof(b->superseded));
	jsonw_close(w, '}');
}

static void
training(struct jsonw *w, const struct frozen *f)
{
	char on[DAY_TEXT_SIZE];

	if (f == NULL) {
		jsonw_null(w, "training");
		return;
	}
	day_text(f->figure.on, on);
	jsonw_open(w, "training", '{');
	jsonw_int(w, "completed", f->figure.completed);
	jsonw_text(w, "course", f->course);
	jsonw_int(w, "excluded", f->figure.excluded);
	jsonw_int(w, "in_scope", f->figure.in_scope);
	jsonw_text(w, "model", f->model == FIGURE_FLAT ? "flat" : "needs");
	jsonw_text(w, "on", on);
	if (f->figure.percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", f->figure.percent);
	jsonw_text(w, "rule", f->rule);
	jsonw_int(w, "threshold", f->threshold);
	jsonw_close(w, '}');
}

static int
by_number(const void *a, const void *b)
{
	const struct requirement *const *r = a, *const *s = b;

	return strcmp((*r)->number, (*s)->number);
}

/* Requirements in the order of their numbers as texts. */
static const struct requirement **
ordered(struct arena *a, const struct catalogue *c)
{
	const struct requirement **v = arena_array(
	    a, c->requirements.n, sizeof(const struct requirement *));
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		v[i] = &c->requirements.v[i];
	if (c->requirements.n > 0)
		qsort(v, c->requirements.n, sizeof(*v), by_number);
	return v;
}

void
bundle_put(struct arena *a, const struct body *b, struct buf *out)
{
	const struct edition_new *n = b->of;
	const struct catalogue *c = n->catalogue;
	const struct requirement **r = ordered(a, c);
	struct jsonw w = { .out = out, .canonical = true };
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "edition", n->out.number);
	jsonw_open(&w, "evidence", '{');
	for (i = 0; i < c->requirements.n; i++)
		put_evidence(&w, r[i]->number, b);
	jsonw_close(&w, '}');
	jsonw_open(&w, "levels", '{');
	for (i = 0; i < c->requirements.n; i++)
		put_level(
		    &w, r[i]->number, &n->standings[r[i] - c->requirements.v]);
	jsonw_close(&w, '}');
	organisation(&w, n->org, c);
	published(&w, n);
	scored(&w, b->score);
	set(&w, c);
	jsonw_open(&w, "signatory", '{');
	jsonw_text(&w, "role", n->out.role);
	jsonw_close(&w, '}');
	jsonw_text(&w, "stage",
	    n->stage == STAGE_FINAL ? "final" : stage_name(n->stage));
	statement(&w, n->statement);
	supersedes(&w, b);
	training(&w, b->training);
	jsonw_close(&w, '}');
}

void
bundle_body(struct arena *a, const struct body *b, struct buf *out)
{
	size_t at;

	bundle_put(a, b, out);
	if (!canon_fine(out->p, out->n, &at))
		abort(); /* the order above, or a text no record may hold */
}
