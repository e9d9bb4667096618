/* publication.c - the act of publishing, and what was published. */
#include <string.h>

#include <sodium.h>

#include "answer.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "duty.h"
#include "edition.h"
#include "figure.h"
#include "jsonw.h"
#include "org.h"
#include "person.h"
#include "previous_priv.h"
#include "publication_priv.h"
#include "readiness.h"
#include "sql.h"

const char *
publication_statement(
    struct arena *a, const struct org *o, const struct catalogue *c)
{
	return arena_printf(
	    a, "%s (%s)\n%s\n\n%s", o->name, o->code, c->title, c->statement);
}

void
publication_digest(
    const char *statement, unsigned char digest[STATEMENT_DIGEST])
{
	crypto_hash_sha256(
	    digest, (const unsigned char *)statement, strlen(statement));
}

struct publishing {
	const struct org *org;
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	const unsigned char *digest;
	day today;
	/* filled on the way */
	struct arena *arena;
	struct answer_row *rows;
	struct standing *standings;
	struct score score;
	const char *statement, *duties, *by;
	int64_t id;
};

/* As it stands in this very transaction: is anything in the way? */
static enum err
check(struct db *db, struct publishing *p)
{
	struct assessment now;
	struct readiness ready;
	enum err e;

	e = assessment_find(
	    db, p->arena, p->org->id, p->assessment->version, &now);
	if (e != OK)
		return e;
	if (now.state == ASSESSMENT_PUBLISHED)
		return ERR_CONFLICT;
	e = readiness_of(db, p->arena, &now, p->catalogue, p->today, &ready);
	if (e != OK)
		return e;
	return ready.blockers.n > 0 ? ERR_CONFLICT : OK;
}

static enum err
duties_json(struct db *db, struct publishing *p)
{
	struct buf out = { 0 };
	struct jsonw w = { .out = &out };
	struct duty_holder *v;
	enum err e;
	size_t i;

	e = duty_list(db, p->arena, p->org->id, p->catalogue, p->today, &v);
	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	for (i = 0; i < p->catalogue->duties.n; i++)
		jsonw_text(&w, v[i].duty->code, v[i].name);
	jsonw_close(&w, '}');
	p->duties = arena_copy(p->arena, out.p, out.n);
	buf_clear(&out);
	return OK;
}

static enum err
gather(struct db *db, struct publishing *p, const struct db_head *head)
{
	const struct catalogue *c = p->catalogue;
	struct person who;
	enum err e;

	if ((e = answer_list(db, p->arena, p->assessment, c, &p->rows)) != OK ||
	    (e = assessment_standings(
		 db, p->arena, p->assessment, c, &p->standings)) != OK ||
	    (e = duties_json(db, p)) != OK ||
	    (e = person_read(db, p->arena, head->by->person, &who)) != OK)
		return e;
	score_sum(c, p->standings, SCORE_ALL, &p->score);
	p->by = who.name;
	p->id = db_id(db);
	return OK;
}

static enum err
insert(struct db *db, const struct publishing *p, const struct db_head *head)
{
	const struct catalogue *c = p->catalogue;
	enum err e;
	size_t i;

	e = db_do(db, SQL(publication_insert, .org = p->org->id, .id = p->id,
			  .assessment = p->assessment->id, .at = head->at,
			  .by_person = head->by->person, .by_name = p->by,
			  .late = p->today > p->assessment->due_on,
			  .statement = p->statement,
			  .digest = { p->digest, STATEMENT_DIGEST },
			  .percent = p->score.percent,
			  .points = p->score.points, .of = p->score.of,
			  .grade = p->score.grade, .duties = p->duties));
	for (i = 0; i < c->requirements.n && e == OK; i++)
		e = db_do(
		    db, SQL(publication_level_insert, .org = p->org->id,
			    .publication = p->id,
			    .number = c->requirements.v[i].number,
			    .level = p->rows[i].not_relevant ? LEVEL_NONE
							     : p->rows[i].level,
			    .exempt = p->rows[i].exempt));
	return e;
}

void
publication_detail(struct buf *out, const char *version, const struct score *s,
    const unsigned char digest[STATEMENT_DIGEST], bool late)
{
	struct jsonw w = { .out = out };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", version);
	jsonw_int(&w, "percent", s->percent);
	jsonw_int(&w, "points", s->points);
	jsonw_int(&w, "of", s->of);
	jsonw_int(&w, "below", s->below);
	jsonw_text(&w, "grade", grade_name(s->grade));
	jsonw_hex(&w, "statement_sha256", digest, STATEMENT_DIGEST);
	jsonw_bool(&w, "late", late);
	jsonw_close(&w, '}');
}

static enum err
note(struct db *db, struct db_head *head, const struct publishing *p)
{
	struct buf detail = { 0 };
	enum err e;

	publication_detail(&detail, p->assessment->version, &p->score,
	    p->digest, p->today > p->assessment->due_on);
	e = audit_add(db, head, "assessment.publish", p->assessment->id,
	    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* The same for the public, who are told no names. */
static enum err
add_edition(struct db *db, struct db_head *head, const struct publishing *p)
{
	struct edition_new n = { .org = p->org,
		.assessment = p->assessment,
		.catalogue = p->catalogue,
		.stage = STAGE_FINAL,
		.standings = p->standings,
		.statement = p->statement,
		.reason = "",
		.on = p->today };

	return edition_add(db, head, p->arena, &n);
}

static enum err
publish(struct db *db, struct db_head *head, void *arg)
{
	struct publishing *p = arg;
	enum err e;

	if ((e = check(db, p)) != OK || (e = gather(db, p, head)) != OK ||
	    (e = insert(db, p, head)) != OK ||
	    (e = figure_freeze(db, head, p->arena, p->assessment, p->catalogue,
		 STAGE_FINAL, p->today)) != OK ||
	    (e = add_edition(db, head, p)) != OK)
		return e;
	e = db_do(db, SQL(assessment_publish, .org = p->org->id,
			  .id = p->assessment->id));
	if (e == OK)
		e = note(db, head, p);
	return e == OK ? previous_follow(db, head, p->arena, p->assessment) : e;
}

enum err
publication_add(struct db *db, struct db_head *head, struct arena *a,
    const struct org *o, const struct assessment *s, const struct catalogue *c,
    day today)
{
	unsigned char digest[STATEMENT_DIGEST];
	struct publishing p = { .org = o,
		.assessment = s,
		.catalogue = c,
		.digest = digest,
		.today = today,
		.arena = a };

	p.statement = publication_statement(a, o, c);
	publication_digest(p.statement, digest);
	return publish(db, head, &p);
}

enum err
publication_publish(struct db *db, struct unit *u, const struct org *o,
    const struct assessment *s, const struct catalogue *c,
    const unsigned char digest[STATEMENT_DIGEST], day today)
{
	unsigned char now[STATEMENT_DIGEST];
	struct publishing p = { .org = o,
		.assessment = s,
		.catalogue = c,
		.digest = digest,
		.today = today };
	enum err e;

	p.arena = arena_open();
	p.statement = publication_statement(p.arena, o, c);
	publication_digest(p.statement, now);
	e = sodium_memcmp(now, digest, sizeof(now)) == 0
		? db_write(db, u, publish, &p)
		: ERR_INVALID;
	arena_close(p.arena);
	return e;
}

enum err
publication_read(struct db *db, struct arena *a, const struct assessment *s,
    struct publication *p)
{
	enum err e = db_ask(
	    db, SQL(publication_read, .org = s->org, .assessment = s->id));

	if (e != OK)
		return e;
	p->id = db_int(db);
	p->at = db_int(db);
	p->by = db_text(db, a);
	p->late = db_int(db) != 0;
	p->statement = db_text(db, a);
	db_blob(db, p->digest, sizeof(p->digest));
	p->percent = (int)db_int_or(db, -1);
	p->points = db_int(db);
	p->of = db_int(db);
	p->grade = (enum grade)db_int(db);
	p->duties = db_text(db, a);
	return OK;
}
