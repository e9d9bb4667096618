/* stood_sum.c - the score of a year as it stood, on one line. */
#include "stood_sum.h"
#include "arena.h"
#include "req.h"
#include "superseded.h"

/* "112, 114": whose level is only what was claimed. */
static const char *
only_claimed(struct req *r, const struct side *s)
{
	const struct catalogue *c = &s->shelved->set;
	const char *text = "";
	size_t i;

	for (i = 0; s->stood.unknown != NULL && i < c->requirements.n; i++)
		if (s->stood.unknown[i])
			text = arena_printf(r->arena, "%s%s%s", text,
			    text[0] != '\0' ? ", " : "",
			    c->requirements.v[i].number);
	return text;
}

/* Where levels are only claimed they may have been less. */
static void
leave_open(struct req *r, const struct side *s, struct stood_sum *v)
{
	v->unknown = only_claimed(r, s);
	v->since = s->stood.since;
	if (v->unknown[0] == '\0')
		return;
	v->percent = arena_printf(r->arena, "At most %s", v->percent);
	v->grade = "Not known";
}

/* What counts now instead of what was published by that moment. */
static enum err
put_right(struct req *r, const struct side *s, struct stood_sum *v)
{
	const struct year y = {
		.org = s->org, .assessment = s->year, .set = &s->shelved->set
	};

	return s->stood.state == ASSESSMENT_PUBLISHED
		   ? superseded_fill(r, &y, &v->superseded)
		   : OK;
}

enum err
stood_sum(struct req *r, const struct side *s, bool named, struct stood_sum *v)
{
	static const char *const states[] = { "Open", "Confirmed",
		"Published" };
	const struct catalogue *c = &s->shelved->set;
	char words[INSTANT_WORDS_SIZE];
	struct score k;

	clock_words(s->stood.at, words);
	score_sum(c, s->stood.standings, SCORE_ALL, &k);
	*v = (struct stood_sum){
		.name = arena_printf(r->arena, "%s%s%s on %s",
		    named ? s->org.name : "", named ? ", " : "",
		    s->year.version, words),
		.percent = percent_words(r, k.percent),
		.grade = k.percent < 0
			     ? "Not applicable"
			     : arena_text(r->arena, c->grade[k.grade]),
		.state = states[s->stood.state],
		.levels0 = k.levels[0],
		.levels1 = k.levels[1],
		.levels2 = k.levels[2],
		.levels3 = k.levels[3],
		.total = k.in_play,
		.left_out = k.not_relevant + k.exempt,
		.below = k.below,
		.evidence = s->stood.evidence,
	};
	leave_open(r, s, v);
	return put_right(r, s, v);
}
