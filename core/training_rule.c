/* training_rule.c - which completions are taken, and what to say of others. */
#include "arena.h"
#include "training.h"

static bool
score_short(const struct completion *c, const struct course *k)
{
	/* A file may say nothing of scores: then nothing is judged. */
	if (k->pass_mark == 0 || (c->source == FROM_IMPORT && c->score < 0))
		return false;
	return c->source != FROM_GROUP && c->score < k->pass_mark;
}

enum completion_fault
completion_judge(const struct completion *c, const struct staff *s,
    const struct course *k, day today)
{
	day expires = course_expiry(k, c->done_on);

	if (c->done_on > today)
		return COMPLETION_FUTURE;
	if (s->starts_on != DAY_NONE && c->done_on < s->starts_on)
		return COMPLETION_EARLY;
	if (c->source != FROM_IMPORT && k->closed)
		return COMPLETION_CLOSED;
	if (c->source != FROM_IMPORT && !staff_here(s, today))
		return COMPLETION_LEFT;
	if (s->ends_on != DAY_NONE && c->done_on > s->ends_on)
		return COMPLETION_LEFT;
	if (c->source != FROM_IMPORT && expires != DAY_NONE && expires <= today)
		return COMPLETION_OLD;
	return score_short(c, k) ? COMPLETION_SCORE : COMPLETION_FINE;
}

static const char *
old_says(struct arena *a, const struct course *k)
{
	return arena_printf(a,
	    "A completion of this course counts %s%s. What was done on this "
	    "date has expired: do the course again, then record that",
	    k->validity == VALID_MONTHS ? "for " : "", course_rule(a, k));
}

const char *
completion_says(struct arena *a, enum completion_fault fault,
    const struct staff *s, const struct course *k)
{
	char words[DAY_WORDS_SIZE];

	switch (fault) {
	case COMPLETION_FUTURE:
		return "The date the course was finished must be today or in "
		       "the past";
	case COMPLETION_EARLY:
		day_words(s->starts_on, words);
		return arena_printf(a,
		    "The date must not be before the first day of work here, "
		    "%s",
		    words);
	case COMPLETION_OLD:
		return old_says(a, k);
	case COMPLETION_LEFT:
		return "They do not work here on this day, as the staff "
		       "records have it";
	case COMPLETION_SCORE:
		return arena_printf(a,
		    "The score must be at least the pass mark, %d",
		    k->pass_mark);
	case COMPLETION_CLOSED:
		return "This course is not asked of anybody any more";
	case COMPLETION_TWICE:
		return "This is on record for this day already";
	default:
		return "";
	}
}
