/* figure.c - counting the training figure, and the rule of it in words. */
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

int
figure_percent(int64_t completed, int64_t in_scope)
{
	return in_scope == 0 ? -1 : (int)(100 * completed / in_scope);
}

void
counting_set(struct counting *c, const char *course, bool for_all,
    int grace_days, day on)
{
	*c = (struct counting){ .course = course,
		.for_all = for_all,
		.on = on,
		.fresh = on - grace_days,
		.after = clock_begin(on + 1) };
}

enum err
counting_read(
    struct db *db, int64_t org, const char *course, day on, struct counting *c)
{
	enum err e =
	    db_ask(db, SQL(figure_course, .org = org, .course = course));
	bool for_all;

	if (e != OK)
		return e;
	for_all = db_int(db) != 0;
	counting_set(c, course, for_all, (int)db_int(db), on);
	return OK;
}

enum err
counting_sum(
    struct db *db, int64_t org, const struct counting *c, struct figure *out)
{
	enum err e;
	size_t i;

	*out = (struct figure){ .on = c->on };
	e = db_ask(db, SQL(figure_count, .org = org, .course = c->course,
			   .for_all = c->for_all, .on_day = c->on,
			   .fresh = c->fresh, .after = c->after));
	if (e != OK)
		return e;
	out->in_scope = db_int(db);
	out->completed = db_int(db);
	for (i = 0; i < FIGURE_WHYS; i++) {
		out->why[i] = db_int(db);
		out->excluded += out->why[i];
	}
	out->percent = figure_percent(out->completed, out->in_scope);
	return OK;
}

enum err
figure_of(struct db *db, int64_t org, const struct course *k, day on,
    struct figure *out)
{
	struct counting c;

	counting_set(&c, k->code, k->for_all, k->grace_days, on);
	return counting_sum(db, org, &c, out);
}

/* ---- the rule in words ---- */

/* "3 for long leave, 1 as a starter", or "nobody". */
static const char *
left_out(struct arena *a, const struct figure *f)
{
	static const char *const words[FIGURE_WHYS] = {
		[LEFT_OUT_LEAVE] = "on long leave",
		[LEFT_OUT_SECONDED] = "on secondment elsewhere",
		[LEFT_OUT_ELSEWHERE] =
		    "trained and counted by another employer",
		[LEFT_OUT_OTHER] = "for another reason",
		[FIGURE_STARTER] = "as starters",
	};
	const char *text = "";
	size_t i;

	for (i = 0; i < FIGURE_WHYS; i++)
		if (f->why[i] > 0)
			text = arena_printf(a, "%s%s%lld %s", text,
			    text[0] != '\0' ? ", " : "", (long long)f->why[i],
			    words[i]);
	return text[0] != '\0' ? text : "nobody on this day";
}

static const char *
grace(struct arena *a, const struct course *k)
{
	if (k->grace_days == 0)
		return "Starters count from their first day.";
	if (k->grace_days == 1)
		return "Starters are left out on their first day.";
	return arena_printf(
	    a, "Starters are left out for their first %d days.", k->grace_days);
}

static const char *
expiry(struct arena *a, const struct course *k)
{
	if (k->validity == VALID_ALWAYS)
		return "It counts for good.";
	return arena_printf(a,
	    "It counts for %s%s, on the days before it ends.",
	    k->validity == VALID_WINDOW ? "the time " : "", course_rule(a, k));
}

const char *
figure_rule(struct arena *a, const struct course *k, const struct figure *f)
{
	char words[DAY_WORDS_SIZE];

	day_words(f->on, words);
	return arena_printf(a,
	    "Counted on %s. Population: everybody who was at work on that day, "
	    "from the first day to the last on their staff record, and who "
	    "needs %s (%s), %s; whoever has no such dates on record is taken "
	    "to be at "
	    "work. Left out: whoever was excluded on that day, with a reason "
	    "on record (long leave, secondment, trained and counted by another "
	    "employer, or another reason): %s. %s Completed: a completion on "
	    "record, not corrected or withdrawn since, that was done on or "
	    "before that day and still counted on it. %s The percentage is "
	    "completed of those in scope, cut to a whole number.",
	    words, k->name, k->code,
	    k->for_all ? "as all staff do" : "by their staff group",
	    left_out(a, f), grace(a, k), expiry(a, k));
}
