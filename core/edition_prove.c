/* edition_prove.c - what is kept of an edition against what was said in it. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "canon.h"
#include "db.h"
#include "edition_priv.h"
#include "org.h"
#include "publication.h"
#include "sql.h"
#include "stage.h"

/* An edition on the way. */
struct proving {
	const struct edition *x;
	const struct edition *before; /* that it supersedes; NULL: the first */
	const char *text;             /* as it was said */
	struct canon said;
	struct org org;         /* as it was called then */
	struct assessment year; /* with the day of its stage */
	struct edition_new n;
	struct edition_levels levels;
	struct body body;
	struct score score;
};

static enum err
differs(struct arena *a, const struct edition *x, const char *what,
    const char **wrong)
{
	*wrong = arena_printf(a, "edition %lld%s%s: %s", (long long)x->number,
	    x->stage == STAGE_FINAL ? "" : " of the ",
	    x->stage == STAGE_FINAL ? "" : stage_name(x->stage), what);
	return ERR_CONFLICT;
}

/* The text at a place of what was said; "" where there is none. */
static const char *
text_at(struct arena *a, struct canon said, const char *part, const char *name)
{
	const char *const path[] = { part, name, NULL };
	struct canon v;
	char *to;

	if (!canon_find(said, path, &v))
		return "";
	to = arena_alloc(a, v.n + 1);
	return canon_text(v, to, v.n + 1) ? to : "";
}

static enum err
read_said(struct db *db, struct arena *a, struct proving *p, const char **wrong)
{
	unsigned char digest[EDITION_DIGEST];
	size_t n, at;
	enum err e = edition_body(db, a, p->x, &p->text, p->body.salt);

	if (e != OK)
		return e;
	n = strlen(p->text);
	crypto_hash_sha256(digest, (const unsigned char *)p->text, n);
	if (memcmp(digest, p->x->digest, sizeof(digest)) != 0 ||
	    !canon_fine(p->text, n, &at))
		return differs(a, p->x,
		    "what it says is not what was published: its hash is "
		    "another",
		    wrong);
	p->said = (struct canon){ p->text, n };
	return OK;
}

/* Each requirement of the set has a level, and nothing else has. */
static enum err
standings(struct db *db, struct arena *a, struct proving *p, const char **wrong)
{
	const struct catalogue *c = p->n.catalogue;
	struct standing *v = arena_array(a, c->requirements.n, sizeof(*v));
	enum err e = edition_levels_read(db, a, p->x, &p->levels);
	size_t i;

	if (e != OK)
		return e;
	if (p->levels.n != c->requirements.n)
		return differs(a, p->x, "levels are missing", wrong);
	for (i = 0; i < p->levels.n; i++) {
		const struct edition_level *l = &p->levels.v[i];
		const struct requirement *r =
		    catalogue_requirement(c, l->number);

		if (r == NULL)
			return differs(a, p->x, "levels are missing", wrong);
		v[r - c->requirements.v] = (struct standing){
			.level = l->level == LEVEL_NONE ? 0 : l->level,
			.not_relevant = l->level == LEVEL_NONE,
			.exempt = l->exempt,
		};
	}
	p->n.standings = v;
	return OK;
}

/* Only of the first of a final is it kept beside the edition. */
static enum err
statement(struct db *db, struct arena *a, struct proving *p)
{
	struct publication kept;
	enum err e;

	p->n.statement = text_at(a, p->said, "statement", "text");
	if (p->x->stage != STAGE_FINAL || p->x->number > 1)
		return OK;
	e = publication_read(db, a, &p->year, &kept);
	if (e == OK)
		p->n.statement = kept.statement;
	return e == ERR_NOTFOUND ? OK : e;
}

static struct score
score_of(const struct edition *x)
{
	struct score s = { .points = x->points,
		.of = x->of,
		.percent = x->percent,
		.grade = x->grade,
		.not_relevant = x->not_relevant,
		.exempt = x->exempt,
		.below = x->below };
	size_t i;

	for (i = 0; i <= LEVEL_MAX; i++) {
		s.levels[i] = x->levels[i];
		s.in_play += x->levels[i];
	}
	return s;
}

/* What is kept beside the edition, put together as edition_add does. */
static enum err
gather(struct db *db, struct arena *a, struct proving *p, const char **wrong)
{
	const struct edition *x = p->x;
	enum err e;

	p->org.name = text_at(a, p->said, "organisation", "name");
	p->org.type = text_at(a, p->said, "organisation", "type");
	p->n.org = &p->org;
	p->n.assessment = &p->year;
	p->n.stage = x->stage;
	p->n.reason = x->reason;
	p->n.out = *x;
	p->score = score_of(x);
	p->body.of = &p->n;
	p->body.score = &p->score;
	if (p->before != NULL)
		memcpy(p->body.superseded, p->before->digest, EDITION_DIGEST);
	if ((e = standings(db, a, p, wrong)) != OK ||
	    (e = statement(db, a, p)) != OK ||
	    (e = edition_training(
		 db, a, &p->year, x->stage, &p->body.training)) != OK)
		return e;
	return edition_evidence(
	    db, a, x->org, x->assessment, &p->body.evidence);
}

/* Evidence changes until the year is published. */
static enum err
compare(struct arena *a, const struct proving *p, const char **wrong)
{
	static const struct {
		const char *member, *differs;
	} parts[] = {
		{ "edition", "its number is not as it was published" },
		{ "evidence", "the evidence is not what it was published on" },
		{ "levels", "its levels are not as they were published" },
		{ "organisation", "it is of another organisation" },
		{ "published", "its day is not as it was published" },
		{ "score", "its score is not as it was published" },
		{ "set", "the set is not the one it was published by" },
		{ "signatory", "the role is not as it was published" },
		{ "stage", "its stage is not as it was published" },
		{ "statement", "the statement is not as it was accepted" },
		{ "supersedes", "what it supersedes is not as it was" },
		{ "training", "the training figure is not as it was "
			      "published" },
	};
	struct buf text = { 0 };
	const char *found = NULL;
	struct canon now, was;
	size_t i;

	bundle_put(a, &p->body, &text);
	for (i = 0; found == NULL && i < sizeof(parts) / sizeof(*parts); i++) {
		const char *m = parts[i].member;

		if (p->x->stage != STAGE_FINAL && strcmp(m, "evidence") == 0)
			continue;
		if (!canon_member(p->said, m, &was) ||
		    !canon_member((struct canon){ text.p, text.n }, m, &now) ||
		    was.n != now.n || memcmp(was.p, now.p, was.n) != 0)
			found = parts[i].differs;
	}
	buf_clear(&text);
	return found == NULL ? OK : differs(a, p->x, found, wrong);
}

/* The trail tells which levels a correction changed, and why. */
static enum err
in_trail(struct db *db, struct arena *a, struct proving *p, const char **wrong)
{
	struct edition_levels was;
	struct buf detail = { 0 };
	enum err e;

	if (p->before == NULL)
		return OK;
	if ((e = edition_levels_read(db, a, p->before, &was)) != OK)
		return e;
	(void)supersede_detail(a, &p->n, &was, p->x->number, &detail);
	e = audit_says(db, p->x->org, p->x->assessment, "publication.supersede",
	    buf_text(&detail));
	buf_clear(&detail);
	return e != ERR_NOTFOUND
		   ? e
		   : differs(a, p->x,
			 "the audit trail does not tell of this correction",
			 wrong);
}

enum err
edition_prove(struct db *db, struct arena *a, const struct org *o,
    const struct assessment *s, const struct catalogue *c,
    const struct edition *x, const struct edition *before, const char **wrong)
{
	struct proving p = { .x = x, .before = before, .org = *o, .year = *s };
	enum err e;

	p.year.due_on = stage_due(s, c, x->stage);
	p.n.catalogue = c;
	if (x->number > 1 && before == NULL)
		return differs(a, x, "the edition before it is missing", wrong);
	if ((e = read_said(db, a, &p, wrong)) != OK ||
	    (e = gather(db, a, &p, wrong)) != OK ||
	    (e = compare(a, &p, wrong)) != OK ||
	    (e = in_trail(db, a, &p, wrong)) != OK)
		return e;
	e = bundle_prove(db, a, x, p.text, wrong);
	return e == ERR_CONFLICT ? differs(a, x, *wrong, wrong) : e;
}

enum err
edition_lost(struct db *db, struct arena *a, int64_t org, const char **wrong)
{
	enum err e = db_ask(db, SQL(edition_lost, .org = org));
	const char *version;
	int64_t which;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	version = db_text(db, a);
	which = db_int(db);
	*wrong =
	    which == 2
		? "a stage that the audit trail tells of is missing"
		: arena_printf(a,
		      "%s: %s that the audit trail tells of is missing",
		      version, which == 0 ? "a publication" : "an edition");
	return ERR_CONFLICT;
}
