/* stood.c - the records behind a year as it stood. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit_priv.h"
#include "clock.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"
#include "stage.h"
#include "stood.h"

enum err
stood_trail(struct db *db, struct arena *a, const struct assessment *s,
    int64_t at, struct audit_rows *out)
{
	enum err e = db_ask(
	    db, SQL(stood_rows, .org = s->org, .assessment = s->id, .at = at));
	int64_t most;

	if (e != OK)
		return e;
	most = db_int(db);
	db_list(
	    db, SQL(stood_trail, .org = s->org, .assessment = s->id, .at = at));
	return audit_read_rows(db, a, most, out);
}

/* ---- what counted ---- */

static enum err
mark_exempt(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct stood *w)
{
	db_list(db, SQL(stood_exempt, .org = s->org, .type = c->type,
			.version = s->version, .at = w->at,
			.on_day = clock_day(w->at)));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(c, db_text(db, a));

		if (r != NULL)
			w->answers[r - c->requirements.v].row.exempt = true;
	}
	return db_end(db);
}

static bool
concerned(const struct catalogue *c, size_t i, const bool *overridden,
    const struct answer_row *row)
{
	return c->requirements.v[i].training && !overridden[i] &&
	       row->claimed > c->training_capped && !row->not_relevant &&
	       !row->exempt;
}

/* Nobody knows whether too few were trained: those keep what they claim. */
static void
leave_open(struct arena *a, const struct catalogue *c, const bool *overridden,
    int64_t since, struct stood *w)
{
	size_t i;

	w->since = since;
	w->unknown = arena_array(a, c->requirements.n, sizeof(*w->unknown));
	for (i = 0; i < c->requirements.n; i++)
		w->unknown[i] = concerned(c, i, overridden, &w->answers[i].row);
}

static void
cap(const struct catalogue *c, const bool *overridden, struct stood *w)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++) {
		struct answer_row *row = &w->answers[i].row;

		if (concerned(c, i, overridden, row)) {
			row->level = c->training_capped;
			row->capped = true;
		}
	}
}

static enum err
cap_as_then(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const bool *overridden, struct stood *w)
{
	bool any = false;
	struct verdict v;
	int64_t since;
	enum err e;
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		any |= concerned(c, i, overridden, &w->answers[i].row);
	if (!any || (e = figure_since(db, s->org, &since)) != OK)
		return any ? e : OK;
	if (w->at < since) {
		leave_open(a, c, overridden, since, w);
		return OK;
	}
	e = figure_judge_then(db, a, s->org, c, w->at, &v);
	if (e == OK && v.short_)
		cap(c, overridden, w);
	return e == ERR_NOTFOUND ? OK : e;
}

/* What was submitted at this very instant counts as it was kept. */
static enum err
as_submitted(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct stood *w, bool *was)
{
	struct answer_row *rows;
	struct kept_stages all;
	enum err e = stage_list(db, a, s, &all);
	size_t i, k = 0;

	while (e == OK && k < all.n && all.v[k].at != w->at)
		k++;
	*was = e == OK && k < all.n;
	if (!*was || (e = stage_answers(db, a, s, c, &all.v[k], &rows)) != OK)
		return e;
	for (i = 0; i < c->requirements.n; i++) {
		w->answers[i].row.level = rows[i].level;
		w->answers[i].row.capped = rows[i].level < rows[i].claimed;
		w->answers[i].row.exempt = rows[i].exempt;
	}
	return OK;
}

/* What was published counts as it was published. */
static enum err
as_published(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct stood *w)
{
	struct answer_row *rows;
	enum err e = answer_list(db, a, s, c, &rows);
	size_t i;

	for (i = 0; e == OK && i < c->requirements.n; i++) {
		w->answers[i].row.level = rows[i].level;
		w->answers[i].row.capped = rows[i].capped;
		w->answers[i].row.exempt = rows[i].exempt;
	}
	return e;
}

enum err
stood_count(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const bool *overridden, struct stood *w)
{
	bool submitted;
	enum err e;

	if (w->state == ASSESSMENT_PUBLISHED)
		return as_published(db, a, s, c, w);
	e = as_submitted(db, a, s, c, w, &submitted);
	if (e != OK || submitted)
		return e;
	if ((e = mark_exempt(db, a, s, c, w)) != OK)
		return e;
	return cap_as_then(db, a, s, c, overridden, w);
}

/* ---- instants as they are typed ---- */

/* ".5", ".123456": the fraction in microseconds; *end after it. */
static bool
fraction(const char *p, int64_t *micro, const char **end)
{
	int64_t place = SECOND / 10;

	*micro = 0;
	if (*p == '.') {
		if (!isdigit((unsigned char)*++p))
			return false;
		for (; isdigit((unsigned char)*p); p++, place /= 10)
			*micro += (*p - '0') * place;
	}
	*end = p;
	return true;
}

/* Two digits, at most max, and what follows them. */
static bool
two(const char *p, char after, int max, int *out)
{
	if (!isdigit((unsigned char)p[0]) || !isdigit((unsigned char)p[1]))
		return false;
	*out = 10 * (p[0] - '0') + p[1] - '0';
	return *out <= max && (after == '\0' || p[2] == after);
}

bool
stood_instant(const char *text, int64_t *at)
{
	char on[DAY_TEXT_SIZE] = "";
	int hour, minute, second;
	const char *end;
	int64_t micro;
	char colon;
	int step;
	day d;

	if (strlen(text) < DAY_TEXT_SIZE - 1 || strlen(text) > 40)
		return false;
	memcpy(on, text, DAY_TEXT_SIZE - 1);
	if (!day_parse(on, &d))
		return false;
	text += DAY_TEXT_SIZE - 1;
	if (*text == '\0') {
		*at = clock_begin(d + 1) - 1;
		return true;
	}
	if (text[0] != 'T' || strlen(text) < 8)
		return false;
	colon = text[3] == ':' ? ':' : '\0'; /* or 090000, as in addresses */
	step = colon != '\0' ? 3 : 2;
	if (!two(text + 1, colon, 23, &hour) ||
	    !two(text + 1 + step, colon, 59, &minute) ||
	    !two(text + 1 + 2 * step, '\0', 59, &second) ||
	    !fraction(text + 3 + 2 * step, &micro, &end) ||
	    strcmp(end, "Z") != 0)
		return false;
	*at =
	    ((int64_t)d * 86400 + hour * 3600 + minute * 60 + second) * SECOND +
	    micro;
	return true;
}

void
stood_address(int64_t at, char out[INSTANT_TEXT_SIZE])
{
	char *to = out;
	const char *from;

	clock_text(at, out);
	for (from = out; *from != '\0'; from++)
		if (*from != ':')
			*to++ = *from;
	*to = '\0';
}
