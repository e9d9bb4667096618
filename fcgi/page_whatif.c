/* page_whatif.c - /assessment/:version/whatif: supposing levels. */
#include "arena.h"
#include "edition.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_whatif.h"
#include "whatif.h"

/* The levels asked for, where the form was sent; else none. */
static bool
read_wanted(struct req *r, struct form *f, const struct year *y, int *wanted)
{
	size_t n = y->set->requirements.n, i;
	bool sent = form_tick(f, "suppose");

	for (i = 0; i < n; i++)
		wanted[i] = (int)form_int(f,
		    arena_printf(
			r->arena, "level-%s", y->set->requirements.v[i].number),
		    "the level", 0, LEVEL_MAX, LEVEL_NONE);
	return sent;
}

static const char *
joined(struct req *r, const struct texts *t)
{
	const char *s = t->n > 0 ? t->v[0] : "";
	size_t i;

	for (i = 1; i < t->n; i++)
		s = arena_printf(r->arena, "%s, %s", s, t->v[i]);
	return s;
}

static void
fill_steps(struct req *r, const struct year *y, const struct whatif *w,
    struct whatif_view *v)
{
	size_t i;

	v->steps.v = arena_array(r->arena, w->steps.n, sizeof(*v->steps.v));
	v->steps.n = w->steps.n;
	for (i = 0; i < w->steps.n; i++) {
		const struct whatif_step *s = &w->steps.v[i];

		v->steps.v[i] = (struct whatif_line){
			.to = req_href(r, "/assessment/%s/requirement/%s",
			    y->assessment.version, s->requirement->number),
			.number = s->requirement->number,
			.title = s->requirement->title,
			.from = badge_level(s->from),
			.wanted = badge_level(s->to),
			.missing = joined(r, &s->missing),
			.capped = s->capped,
			.lowered = s->lowered,
			.training = s->training,
			.lower = s->to < s->from,
		};
	}
}

static void
fill_choice(struct req *r, int level, int chosen, struct choice_view *c)
{
	c->value = arena_printf(r->arena, "%d", level);
	c->text = arena_printf(r->arena, "Level %d", level);
	c->chosen = level == chosen;
}

/* Every requirement in play, with the level that is supposed now. */
static void
fill_rows(struct req *r, const struct year *y, const struct answer_row *rows,
    const int *supposed, struct whatif_view *v)
{
	size_t n = y->set->requirements.n, i;
	int level;

	v->rows.v = arena_array(r->arena, n, sizeof(*v->rows.v));
	for (i = 0; i < n; i++) {
		struct whatif_row *row = &v->rows.v[v->rows.n];

		if (rows[i].exempt || rows[i].not_relevant)
			continue;
		v->rows.n++;
		row->number = y->set->requirements.v[i].number;
		row->title = y->set->requirements.v[i].title;
		row->now = badge_now(&rows[i]);
		row->levels.n = LEVEL_MAX + 1;
		row->levels.v = arena_array(
		    r->arena, row->levels.n, sizeof(*row->levels.v));
		for (level = 0; level <= LEVEL_MAX; level++)
			fill_choice(
			    r, level, supposed[i], &row->levels.v[level]);
	}
}

static struct whatif_figures
figures(struct req *r, const struct year *y, const struct score *s)
{
	return (struct whatif_figures){
		.percent = percent_words(r, s->percent),
		.grade = grade_words(y, s->percent, s->grade),
		.below = s->below,
		.sum = arena_printf(r->arena, "%lld of %lld",
		    (long long)s->points, (long long)s->of),
	};
}

static void
head(struct req *r, const struct year *y, const struct whatif *w, bool sent,
    struct whatif_view *v)
{
	v->page.title = arena_printf(r->arena,
	    "What would make the grade of %s satisfactory",
	    y->assessment.version);
	v->page.wide = true;
	v->page.back = y->to;
	v->page.back_text = "the assessment";
	v->title = y->set->title;
	v->to = req_href(r, "/assessment/%s/whatif", y->assessment.version);
	v->sent = sent;
	v->satisfactory = w->now.grade == GRADE_SATISFACTORY;
	v->published = y->assessment.state == ASSESSMENT_PUBLISHED;
	v->grade_level = y->set->grade_level;
	v->now = figures(r, y, &w->now);
	v->then = figures(r, y, &w->then);
}

/* What the boxes show: what was asked for, or what the steps lead to. */
static void
suppose(const struct year *y, const struct answer_row *rows,
    const struct whatif *w, int *supposed)
{
	size_t i;

	for (i = 0; i < y->set->requirements.n; i++)
		supposed[i] = rows[i].level;
	for (i = 0; i < w->steps.n; i++)
		supposed[w->steps.v[i].at] = w->steps.v[i].to;
}

enum err
page_whatif(struct req *r)
{
	struct whatif_view v = { .page = page_view(r, "") };
	struct standing *standings;
	struct answer_row *rows;
	struct whatif w;
	struct form f;
	struct year y;
	int64_t edition;
	int *wanted;
	enum err e;
	bool sent;
	size_t i, n;

	if ((e = year_open(r, &y)) != OK ||
	    (e = edition_answers(
		 r->db, r->arena, &y.assessment, y.set, &edition, &rows)) != OK)
		return e;
	n = y.set->requirements.n;
	wanted = arena_array(r->arena, n, sizeof(*wanted));
	standings = arena_array(r->arena, n, sizeof(*standings));
	for (i = 0; i < n; i++)
		standings[i] = answer_standing(&rows[i]);
	form_query(&f, r);
	sent = read_wanted(r, &f, &y, wanted);
	if ((e = form_close(&f)) != OK)
		return e == ERR_INVALID ? ERR_MALFORMED : e;
	whatif_of(r->arena, y.set, standings, sent ? wanted : NULL, &w);
	if ((e = whatif_missing(r->db, r->arena, &y.assessment, y.set, &w)) !=
	    OK)
		return e;
	head(r, &y, &w, sent, &v);
	v.edition = edition > 1 ? edition : 0;
	fill_steps(r, &y, &w, &v);
	suppose(&y, rows, &w, wanted);
	fill_rows(r, &y, rows, wanted, &v);
	SHOW(r, whatif, &v);
	return reply_page(r, 200);
}
