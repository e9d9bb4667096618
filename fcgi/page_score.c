/* page_score.c - /assessment/:version/score: what each figure is made of. */
#include <string.h>

#include "arena.h"
#include "figure.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "superseded.h"
#include "tmpl.h"
#include "view_year.h"

static void
fill_line(struct req *r, const struct year *y, const struct score *s,
    struct score_line *line)
{
	line->levels0 = s->levels[0];
	line->levels1 = s->levels[1];
	line->levels2 = s->levels[2];
	line->levels3 = s->levels[3];
	line->in_play = s->in_play;
	line->not_relevant = s->not_relevant;
	line->exempt = s->exempt;
	line->below = s->below;
	line->percent = percent_words(r, s->percent);
	line->sum = arena_printf(
	    r->arena, "%lld of %lld", (long long)s->points, (long long)s->of);
	line->grade = grade_words(y, s->percent, s->grade);
}

static void
fill_parts(struct req *r, const struct year *y,
    const struct standing *standings, struct score_view *v)
{
	size_t n = y->set->initiatives.n, i;
	struct score s;

	v->parts.n = n;
	v->parts.v = arena_array(r->arena, n, sizeof(*v->parts.v));
	for (i = 0; i < n; i++) {
		struct score_line *line = &v->parts.v[i];

		score_sum(y->set, standings, i, &s);
		fill_line(r, y, &s, line);
		line->name = y->shelved->initiative[i];
		line->to = req_href(r, "/assessment/%s/score/%s",
		    y->assessment.version, y->set->initiatives.v[i].code);
	}
}

static const char *
capped(struct req *r, const struct answer_row *row)
{
	if (!row->capped)
		return NULL;
	return arena_printf(r->arena,
	    "Claimed at level %d, limited by the training figure",
	    row->claimed);
}

/* Why levels count for less than claimed: as it is, or as it was kept. */
static enum err
fill_training(struct req *r, const struct year *y,
    const struct answer_row *rows, struct score_view *v)
{
	struct verdict j;
	struct frozens kept;
	const char *says;
	size_t i, n = y->set->requirements.n;
	enum err e;

	v->training = "";
	for (i = 0; i < n && !rows[i].capped; i++)
		continue;
	if (i == n)
		return OK;
	if (y->assessment.state == ASSESSMENT_PUBLISHED) {
		e = frozen_list(
		    r->db, r->arena, y->org.id, y->assessment.id, &kept);
		if (e != OK || kept.n == 0)
			return e;
		v->training = "Too few were trained when it was published, so "
			      "that a level that depends on training counts "
			      "for less than was claimed.";
		v->figure = req_href(
		    r, "/manage/figure/frozen/%lld", (long long)kept.v[0].id);
		return OK;
	}
	e = figure_judge(r->db, y->org.id, y->set, r->today, &j);
	if (e == OK)
		e = verdict_says(r->db, r->arena, y->org.id, &j, &says);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	v->training = arena_printf(r->arena,
	    "A level that depends on training counts for %d at most, for the "
	    "time being. %s",
	    y->set->training_capped, says);
	v->figure =
	    req_href(r, "/manage/figure?course=%s", y->set->training_course);
	return OK;
}

static void
fill_rows(struct req *r, const struct year *y, const struct answer_row *rows,
    size_t initiative, struct score_view *v)
{
	size_t n = y->set->requirements.n, i;

	v->rows.v = arena_array(r->arena, n, sizeof(*v->rows.v));
	for (i = 0; i < n; i++) {
		const struct requirement *q = &y->set->requirements.v[i];
		bool counts = !rows[i].exempt && !rows[i].not_relevant;

		if (initiative != SCORE_ALL && q->initiative != initiative)
			continue;
		v->rows.v[v->rows.n++] = (struct score_row){
			.number = y->shelved->requirement[i].number,
			.title = y->shelved->requirement[i].title,
			.to = req_href(r, "/assessment/%s/requirement/%s",
			    y->assessment.version, q->number),
			.now = badge_now(&rows[i]),
			.points = counts ? arena_printf(r->arena, "%d of %d",
					       rows[i].level, LEVEL_MAX)
					 : "left out",
			.below = counts && rows[i].level < y->set->grade_level,
			.planned = rows[i].has_plan && rows[i].plan_accepted,
			.capped = capped(r, &rows[i]),
		};
	}
}

/* The initiative the address names; SCORE_ALL where it names none. */
static enum err
part(struct req *r, const struct year *y, size_t *out)
{
	const char *code = req_arg(r, 1);

	*out = SCORE_ALL;
	if (code[0] == '\0')
		return OK;
	for (*out = 0; *out < y->set->initiatives.n; ++*out)
		if (strcmp(y->set->initiatives.v[*out].code, code) == 0)
			return OK;
	return ERR_NOTFOUND;
}

static void
head(struct req *r, const struct year *y, size_t initiative,
    const struct score *s, struct score_view *v)
{
	v->part = initiative != SCORE_ALL;
	v->of_what =
	    v->part ? y->set->initiatives.v[initiative].name : "Overall";
	v->page.title = arena_printf(r->arena, "How the score is made: %s",
	    v->part ? v->of_what : "the whole assessment");
	v->page.wide = true;
	v->page.back = y->to;
	v->page.back_text = "the assessment";
	v->whole = req_href(r, "/assessment/%s/score", y->assessment.version);
	v->whatif = req_href(r, "/assessment/%s/whatif", y->assessment.version);
	v->trend = req_href(r, "/trend");
	v->version = y->set->version;
	v->revision = y->set->revision;
	v->title = y->set->title;
	v->points = s->points;
	v->of = s->of;
	v->in_play = s->in_play > 0;
	v->grade_level = y->set->grade_level;
	v->rounding = y->set->rounding == ROUND_DOWN
			  ? "cut to a whole number"
			  : "rounded to the nearest whole number";
}

enum err
page_score(struct req *r)
{
	struct score_view v = { .page = page_view(r, "") };
	struct standing *standings;
	struct answer_row *rows;
	struct score score;
	size_t initiative, i;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK ||
	    (e = part(r, &y, &initiative)) != OK ||
	    (e = answer_list(r->db, r->arena, &y.assessment, y.set, &rows)) !=
		OK)
		return e;
	standings =
	    arena_array(r->arena, y.set->requirements.n, sizeof(*standings));
	for (i = 0; i < y.set->requirements.n; i++)
		standings[i] = answer_standing(&rows[i]);
	score_sum(y.set, standings, initiative, &score);
	head(r, &y, initiative, &score, &v);
	fill_line(r, &y, &score, &v.line);
	if (!v.part)
		fill_parts(r, &y, standings, &v);
	fill_rows(r, &y, rows, initiative, &v);
	if ((e = fill_training(r, &y, rows, &v)) != OK ||
	    (e = superseded_fill(r, &y, &v.superseded)) != OK)
		return e;
	SHOW(r, score, &v);
	return reply_page(r, 200);
}
