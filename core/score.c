/* score.c - the rule of levels, percentages and grades. */
#include "score.h"

int
level_attained(const struct requirement *r, const bool *met, int previous)
{
	int level = LEVEL_MAX;
	size_t i;

	for (i = 0; i < r->criteria.n; i++) {
		const struct criterion *k = &r->criteria.v[i];

		if (met[i] || (k->maintenance && previous != LEVEL_MAX))
			continue;
		if (k->level <= level)
			level = k->level - 1;
	}
	return level;
}

static void
count(const struct catalogue *c, const struct standing *s, struct score *out)
{
	if (s->exempt) {
		out->exempt++;
		return;
	}
	if (s->not_relevant) {
		out->not_relevant++;
		return;
	}
	out->in_play++;
	out->points += s->level;
	out->of += LEVEL_MAX;
	out->levels[s->level]++;
	if (s->level < c->grade_level) {
		out->below++;
		out->planned += s->planned;
	}
}

static int
percent(const struct score *s, enum rounding rounding)
{
	int64_t half = rounding == ROUND_NEAREST ? s->of / 2 : 0;

	return s->of == 0 ? -1 : (int)((100 * s->points + half) / s->of);
}

static enum grade
grade(const struct score *s)
{
	if (s->below == 0)
		return GRADE_SATISFACTORY;
	return s->planned == s->below ? GRADE_WITH_PLAN : GRADE_NOT;
}

void
score_sum(const struct catalogue *c, const struct standing *standings,
    size_t initiative, struct score *out)
{
	size_t i;

	*out = (struct score){ 0 };
	for (i = 0; i < c->requirements.n; i++)
		if (initiative == SCORE_ALL ||
		    c->requirements.v[i].initiative == initiative)
			count(c, &standings[i], out);
	out->percent = percent(out, c->rounding);
	out->grade = grade(out);
}

const char *
grade_name(enum grade g)
{
	static const char *const names[] = {
		[GRADE_SATISFACTORY] = "satisfactory",
		[GRADE_WITH_PLAN] = "satisfactory-with-improvement-plan",
		[GRADE_NOT] = "not-satisfactory",
	};

	return names[g];
}
