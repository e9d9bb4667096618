/* stage_prove.c - what is kept of a submitted stage, looked at again. */
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition.h"
#include "stage_priv.h"

struct proving {
	const struct assessment *year;
	const struct catalogue *set;
	const struct kept_stage *kept;
	struct edition edition;
	struct score score;
};

static enum err
differs(struct arena *a, const struct proving *p, const char *number,
    const char *what, const char **wrong)
{
	*wrong = arena_printf(a, "the %s%s%s: %s", stage_name(p->kept->stage),
	    number[0] != '\0' ? ", requirement " : "", number, what);
	return ERR_CONFLICT;
}

static const struct edition_level *
level_of(const struct edition_levels *all, const struct requirement *r,
    const struct catalogue *c)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (catalogue_requirement(c, all->v[i].number) == r)
			return &all->v[i];
	return NULL;
}

/* Every answer as it was kept, beside the level that the public was told. */
static enum err
check_answers(struct db *db, struct arena *a, struct proving *p,
    struct answer_row *rows, const char **wrong)
{
	const struct catalogue *c = p->set;
	struct standing *v = arena_array(a, c->requirements.n, sizeof(*v));
	struct edition_levels said;
	int64_t evidence = 0;
	enum err e = edition_levels_read(db, a, &p->edition, &said);
	size_t i;

	for (i = 0; e == OK && i < c->requirements.n; i++) {
		const struct requirement *r = &c->requirements.v[i];
		const struct edition_level *l = level_of(&said, r, c);

		if (rows[i].owner == NULL || l == NULL)
			return differs(a, p, r->number, "it is missing", wrong);
		if (rows[i].exempt != l->exempt ||
		    rows[i].not_relevant != (l->level == LEVEL_NONE) ||
		    (!rows[i].not_relevant && rows[i].level != l->level))
			return differs(a, p, r->number,
			    "its level is not as it was told to the public",
			    wrong);
		v[i] = answer_standing(&rows[i]);
		evidence += rows[i].evidence;
	}
	if (e != OK)
		return e;
	score_sum(c, v, SCORE_ALL, &p->score);
	return evidence == p->kept->evidence
		   ? OK
		   : differs(a, p, "",
			 "it does not hold the evidence that is counted",
			 wrong);
}

static enum err
in_trail(
    struct db *db, struct arena *a, const struct proving *p, const char **wrong)
{
	struct buf detail = { 0 };
	enum err e;

	stage_detail(&detail, &p->score, &p->edition, p->kept->due_on);
	e = audit_says(
	    db, p->year->org, p->kept->id, "stage.submit", buf_text(&detail));
	buf_clear(&detail);
	return e != ERR_NOTFOUND
		   ? e
		   : differs(a, p, "", "the audit trail tells of another one",
			 wrong);
}

enum err
stage_prove(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const struct kept_stage *kept,
    struct answer_row **rows, const char **wrong)
{
	struct proving p = { .year = s, .set = c, .kept = kept };
	enum err e =
	    edition_read(db, a, s->org, s->version, kept->stage, 1, &p.edition);

	if (e == ERR_NOTFOUND)
		return differs(a, &p, "",
		    "what the public was told of it is "
		    "missing",
		    wrong);
	if (e != OK)
		return e;
	if (p.edition.id != kept->edition || p.edition.at != kept->at ||
	    p.edition.late != kept->late)
		return differs(a, &p, "",
		    "it and what the public was told are of two days", wrong);
	if ((e = stage_answers(db, a, s, c, kept, rows)) != OK ||
	    (e = check_answers(db, a, &p, *rows, wrong)) != OK)
		return e;
	return in_trail(db, a, &p, wrong);
}
