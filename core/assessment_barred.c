/* assessment_barred.c - why the year of a version cannot be opened. */
#include "arena.h"
#include "assessment.h"
#include "clock.h"
#include "db.h"
#include "sql.h"
#include "withdrawal.h"

const char *
assessment_withdrawn(struct arena *a, const struct assessment *s)
{
	return s->withdrawn_at == 0
		   ? ""
		   : withdrawal_words(a, s->version, clock_day(s->withdrawn_at),
			 s->withdrawn_why);
}

static void
early(struct arena *a, const struct catalogue *c, struct opening_bar *out)
{
	char on[DAY_WORDS_SIZE];

	day_words(c->released_on, on);
	out->kind = OPENING_IS_EARLY;
	out->says = arena_printf(a,
	    "Version %s is released on %s, and can be opened from then on",
	    c->version, on);
}

/* What is older than a year that is held would be taken for the newest one. */
static enum err
older(struct db *db, struct arena *a, int64_t org, const struct catalogue *c,
    struct opening_bar *out)
{
	enum err e = db_ask(db,
	    SQL(assessment_newer, .org = org, .released_on = c->released_on));

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	out->kind = OPENING_IS_OLDER;
	out->says = arena_printf(a,
	    "Version %s was released after version %s, and is open or "
	    "published already. An older version cannot be opened after a "
	    "newer one",
	    db_text(db, a), c->version);
	return OK;
}

enum err
assessment_barred(struct db *db, struct arena *a, int64_t org,
    const struct catalogue *c, day today, struct opening_bar *out)
{
	struct withdrawal w;
	enum err e;

	*out = (struct opening_bar){ OPENING_IS_FREE, "" };
	if (c->released_on > today) {
		early(a, c, out);
		return OK;
	}
	e = withdrawal_read(db, a, c->version, c->type, &w);
	if (e == ERR_NOTFOUND)
		return older(db, a, org, c, out);
	if (e != OK)
		return e;
	out->kind = OPENING_IS_WITHDRAWN;
	out->says = withdrawal_words(a, c->version, clock_day(w.at), w.reason);
	return OK;
}
