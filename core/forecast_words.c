/* forecast_words.c - the sums of the forecast, in words. */
#include "arena.h"
#include "forecast_priv.h"

static const char *
count(struct arena *a, int64_t n, const char *noun)
{
	return arena_printf(
	    a, "%lld %s%s", (long long)n, noun, n == 1 ? "" : "s");
}

/* "16 days before the day, 31 March 2027". */
static const char *
against(struct arena *a, day ends, day due)
{
	char on[DAY_WORDS_SIZE];

	day_words(due, on);
	if (ends == due)
		return arena_printf(a, "on the last day, %s", on);
	return arena_printf(a, "%s %s %s",
	    count(a, ends < due ? due - ends : ends - due, "day"),
	    ends < due ? "before" : "after", on);
}

/* A part to a tenth: "4", "1.5". */
static const char *
tenth(struct arena *a, uint64_t part, uint64_t of)
{
	unsigned tenths = (unsigned)((part * 10 + of / 2) / of);

	return tenths % 10 == 0
		   ? arena_printf(a, "%u", tenths / 10)
		   : arena_printf(a, "%u.%u", tenths / 10, tenths % 10);
}

/* "one in 4 days", or how many in a day. */
static const char *
pace(struct arena *a, unsigned days, unsigned done)
{
	if (done > days)
		return arena_printf(a, "%s a day", tenth(a, done, days));
	return arena_printf(a, "one in %s day%s", tenth(a, days, done),
	    days == done ? "" : "s");
}

static const char *
so_far(struct arena *a, const struct forecast_part *p, const struct forecast *f)
{
	return arena_printf(a,
	    "%u of %s %s complete, %s after the year was "
	    "opened.",
	    p->done, count(a, p->all, "requirement"),
	    p->done == 1 ? "is" : "are", count(a, f->days, "day"));
}

static const char *
no_pace(struct arena *a, const struct forecast_part *p,
    const struct assessment *s, day today)
{
	char on[DAY_WORDS_SIZE];

	day_words(s->due_on, on);
	if (s->due_on < today)
		return arena_printf(a,
		    "So there is no pace to reckon with, "
		    "and %s has passed.",
		    on);
	return arena_printf(a,
	    "So there is no pace to reckon with: %u %s left, and %s until %s.",
	    p->left, p->left == 1 ? "is" : "are",
	    count(a, s->due_on - today, "day"), on);
}

const char *
forecast_says(struct arena *a, const struct forecast_part *p,
    const struct forecast *f, const struct assessment *s, day today)
{
	const char *first = so_far(a, p, f);
	char on[DAY_WORDS_SIZE];

	if (p->left == 0)
		return arena_printf(a, "%s Nothing is left.", first);
	if (p->done == 0)
		return arena_printf(a, "%s %s", first, no_pace(a, p, s, today));
	day_words(p->ends_on, on);
	return arena_printf(a,
	    "%s That is %s. %u %s left: %u \303\227 %d \303\267 %u = "
	    "%s from today, until %s. That is %s.",
	    first, pace(a, (unsigned)f->days, p->done), p->left,
	    p->left == 1 ? "is" : "are", p->left, f->days, p->done,
	    count(a, p->ends_on - today, "day"), on,
	    against(a, p->ends_on, s->due_on));
}

const char *
forecast_action_says(
    struct arena *a, const struct forecast_action *f, int days, day today)
{
	const struct action *x = f->action;
	char on[DAY_WORDS_SIZE];

	if (f->ends_on == DAY_NONE) {
		day_words(x->due_on, on);
		if (x->due_on < today)
			return arena_printf(
			    a, "Nothing is reported, and %s has passed.", on);
		return arena_printf(a,
		    "Nothing is reported of it yet, %s after it was added. "
		    "%s until %s.",
		    count(a, days, "day"), count(a, x->due_on - today, "day"),
		    on);
	}
	day_words(f->ends_on, on);
	return arena_printf(a,
	    "%d%% in %s. The other %d%%: %d \303\227 %d \303\267 %d = %s from "
	    "today, until %s. That is %s.",
	    x->progress, count(a, days, "day"), 100 - x->progress,
	    100 - x->progress, days, x->progress,
	    count(a, f->ends_on - today, "day"), on,
	    against(a, f->ends_on, x->due_on));
}
