/* whatif.c - supposing levels, and scoring what is supposed. */
#include "whatif.h"
#include "answer.h"
#include "arena.h"
#include "figure.h"

static int
supposed(const struct catalogue *c, const struct standing *s, const int *wanted,
    size_t i)
{
	if (s->exempt || s->not_relevant)
		return s->level;
	if (wanted == NULL)
		return s->level < c->grade_level ? c->grade_level : s->level;
	return wanted[i] == LEVEL_NONE ? s->level : wanted[i];
}

void
whatif_of(struct arena *a, const struct catalogue *c,
    const struct standing *standings, const int *wanted, struct whatif *out)
{
	size_t n = c->requirements.n, i;
	struct standing *raised = arena_array(a, n, sizeof(*raised));

	*out = (struct whatif){ .raised = raised };
	out->steps.v = arena_array(a, n, sizeof(*out->steps.v));
	for (i = 0; i < n; i++) {
		raised[i] = standings[i];
		raised[i].level = supposed(c, &standings[i], wanted, i);
		if (raised[i].level != standings[i].level)
			out->steps.v[out->steps.n++] = (struct whatif_step){
				.requirement = &c->requirements.v[i],
				.at = i,
				.from = standings[i].level,
				.to = raised[i].level,
				.training = c->requirements.v[i].training,
			};
	}
	score_sum(c, standings, SCORE_ALL, &out->now);
	score_sum(c, raised, SCORE_ALL, &out->then);
}

static bool
needed(const struct criterion *k, const struct answer *answer, int level)
{
	return k->level <= level &&
	       (!k->maintenance || answer->row.previous == LEVEL_MAX);
}

static void
missing(struct arena *a, struct answer *answer, struct whatif_step *s)
{
	const struct requirement *r = s->requirement;
	size_t i;

	s->missing.n = 0;
	s->missing.v = arena_array(a, r->criteria.n, sizeof(*s->missing.v));
	for (i = 0; i < r->criteria.n; i++)
		if (!answer->met[i] &&
		    needed(&r->criteria.v[i], answer, s->to)) {
			s->missing.v[s->missing.n++] = r->criteria.v[i].code;
			answer->met[i] = true;
		}
	s->to = level_attained(r, answer->met, answer->row.previous);
}

/* Nothing is missing: then it is the training figure, or an edition. */
static enum err
held_back(struct db *db, struct arena *a, const struct assessment *y,
    const struct catalogue *c, struct answer *answer, struct whatif_step *s)
{
	enum err e = figure_cap_one(db, a, y, c, s->requirement, &answer->row);

	s->lowered =
	    y->state == ASSESSMENT_PUBLISHED && answer->row.level > s->from;
	s->capped = !s->lowered;
	return e;
}

enum err
whatif_missing(struct db *db, struct arena *a, const struct assessment *y,
    const struct catalogue *c, struct whatif *w)
{
	struct answer answer;
	enum err e;
	size_t i;

	for (i = 0; i < w->steps.n; i++) {
		struct whatif_step *s = &w->steps.v[i];

		if (s->to < s->from)
			continue;
		e = answer_read(db, a, y, s->requirement, &answer);
		if (e != OK)
			return e;
		missing(a, &answer, s);
		if (s->missing.n == 0 &&
		    (e = held_back(db, a, y, c, &answer, s)) != OK)
			return e;
		w->raised[s->at].level = s->to;
	}
	score_sum(c, w->raised, SCORE_ALL, &w->then);
	return OK;
}
