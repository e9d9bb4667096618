/* publication_prove.c - what is kept of a publication, looked at again. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition.h"
#include "publication_priv.h"
#include "sql.h"

struct proving {
	const struct assessment *year;
	const struct catalogue *set;
	struct publication kept;
	struct standing *levels; /* by requirement */
	struct score score;
};

static enum err
differs(const char *what, const char **wrong)
{
	*wrong = what;
	return ERR_CONFLICT;
}

static enum err
of_requirement(struct arena *a, const struct requirement *r, const char *what,
    const char **wrong)
{
	*wrong = arena_printf(a, "requirement %s: %s", r->number, what);
	return ERR_CONFLICT;
}

/* Each requirement of the set has a level, and nothing else has. */
static enum err
read_levels(
    struct db *db, struct arena *a, struct proving *p, const char **wrong)
{
	const struct catalogue *c = p->set;
	struct standing *v = arena_array(a, c->requirements.n, sizeof(*v));
	size_t n = 0, odd = 0;
	enum err e;

	db_list(db, SQL(publication_level_list, .org = p->year->org,
			.publication = p->kept.id));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(c, db_text(db, a));
		int level = (int)db_int_or(db, LEVEL_NONE);
		struct standing s = { .level = level == LEVEL_NONE ? 0 : level,
			.not_relevant = level == LEVEL_NONE,
			.exempt = db_int(db) != 0 };

		if (r != NULL)
			v[r - c->requirements.v] = s;
		odd += r == NULL;
		n++;
	}
	if ((e = db_end(db)) != OK)
		return e;
	p->levels = v;
	return odd == 0 && n == c->requirements.n
		   ? OK
		   : differs("levels that were published are missing", wrong);
}

/* Which plans counted is not kept here: the grade is the trail's to tell. */
static enum err
check_score(struct proving *p, const char **wrong)
{
	score_sum(p->set, p->levels, SCORE_ALL, &p->score);
	p->score.grade = p->kept.grade;
	return p->score.points == p->kept.points && p->score.of == p->kept.of &&
		       p->score.percent == p->kept.percent
		   ? OK
		   : differs("the score that was published is not that of its "
			     "levels",
			 wrong);
}

static enum err
check_statement(const struct proving *p, const char **wrong)
{
	unsigned char digest[STATEMENT_DIGEST];

	publication_digest(p->kept.statement, digest);
	return memcmp(digest, p->kept.digest, sizeof(digest)) == 0
		   ? OK
		   : differs("the statement is not the one that was accepted: "
			     "its hash is another",
			 wrong);
}

static enum err
in_trail(struct db *db, const struct proving *p, const char **wrong)
{
	struct buf detail = { 0 };
	enum err e;

	publication_detail(
	    &detail, p->year->version, &p->score, p->kept.digest, p->kept.late);
	e = audit_says(db, p->year->org, p->year->id, "assessment.publish",
	    buf_text(&detail));
	buf_clear(&detail);
	return e != ERR_NOTFOUND
		   ? e
		   : differs(
			 "the audit trail tells of another publication", wrong);
}

/* What the answers claim counts, but for what the training figure holds back.
 */
static enum err
check_answers(
    struct db *db, struct arena *a, const struct proving *p, const char **wrong)
{
	const struct catalogue *c = p->set;
	struct answer_row *rows;
	enum err e = answer_list(db, a, p->year, c, &rows);
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < c->requirements.n; i++) {
		const struct requirement *r = &c->requirements.v[i];
		const struct standing *s = &p->levels[i];

		if (s->not_relevant != rows[i].not_relevant)
			return of_requirement(a, r,
			    "it was published as not relevant, or not, and the "
			    "answer says the other",
			    wrong);
		if (!s->not_relevant && s->level != rows[i].claimed &&
		    !(r->training && s->level == c->training_capped &&
			rows[i].claimed > s->level))
			return of_requirement(a, r,
			    "the level that was published is not that of the "
			    "answer",
			    wrong);
	}
	return OK;
}

/* Publications of old have no edition. */
static enum err
check_edition(
    struct db *db, struct arena *a, const struct proving *p, const char **wrong)
{
	struct edition_levels said;
	struct edition x;
	enum err e = edition_read(
	    db, a, p->year->org, p->year->version, STAGE_FINAL, 1, &x);
	size_t i;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	if ((e = edition_levels_read(db, a, &x, &said)) != OK)
		return e;
	for (i = 0; i < said.n; i++) {
		const struct edition_level *l = &said.v[i];
		const struct requirement *r =
		    catalogue_requirement(p->set, l->number);
		const struct standing *s =
		    r == NULL ? NULL : &p->levels[r - p->set->requirements.v];

		if (s != NULL &&
		    (s->exempt != l->exempt ||
			s->not_relevant != (l->level == LEVEL_NONE) ||
			(!s->not_relevant && s->level != l->level)))
			return of_requirement(a, r,
			    "the level that was published and that of its "
			    "edition are two",
			    wrong);
	}
	return x.at == p->kept.at && x.grade == p->kept.grade &&
		       x.late == p->kept.late
		   ? OK
		   : differs("the publication and its edition are of two days "
			     "or grades",
			 wrong);
}

enum err
publication_prove(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const char **wrong)
{
	struct proving p = { .year = s, .set = c };
	enum err e = publication_read(db, a, s, &p.kept);

	if (s->state != ASSESSMENT_PUBLISHED)
		return e == OK ? differs("it has a publication, and is said to "
					 "be none",
				     wrong)
		       : e == ERR_NOTFOUND ? OK
					   : e;
	if (e == ERR_NOTFOUND)
		return differs(
		    "it is said to be published, and nothing was", wrong);
	if (e != OK || (e = read_levels(db, a, &p, wrong)) != OK ||
	    (e = check_edition(db, a, &p, wrong)) != OK ||
	    (e = check_answers(db, a, &p, wrong)) != OK ||
	    (e = check_score(&p, wrong)) != OK ||
	    (e = check_statement(&p, wrong)) != OK)
		return e;
	return in_trail(db, &p, wrong);
}
