/* page_list.c - /assessment/:version: the list by initiative, filtered. */
#include <string.h>

#include "arena.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "superseded.h"
#include "tmpl.h"
#include "view_year.h"

struct filter {
	const char *section, *owner, *state;
};

static const struct choice_view all_states[] = {
	{ "", "Any status", false },
	{ "not-started", "Not started", false },
	{ "to-reconfirm", "To re-confirm", false },
	{ "in-progress", "In progress", false },
	{ "complete", "Complete", false },
	{ "confirmed", "Confirmed", false },
	{ "below", "Below the level asked", false },
};
#define STATES (sizeof(all_states) / sizeof(all_states[0]))

static bool
in_play(const struct answer_row *row)
{
	return !row->exempt && !row->not_relevant;
}

static bool
shown(const struct year *y, const struct filter *f, size_t i,
    const struct answer_row *row)
{
	const struct requirement *q = &y->set->requirements.v[i];

	if (f->section[0] != '\0' &&
	    strcmp(y->set->initiatives.v[q->initiative].code, f->section) != 0)
		return false;
	if (f->owner[0] != '\0' && strcmp(row->owner, f->owner) != 0)
		return false;
	if (f->state[0] == '\0')
		return true;
	if (strcmp(f->state, "below") == 0)
		return in_play(row) && row->level < y->set->grade_level;
	return strcmp(f->state, all_states[row->state + 1].value) == 0;
}

static void
fill_line(const struct shelved *shelved, size_t i, const struct answer_row *row,
    struct html owner, struct requirement_line *line)
{
	*line = (struct requirement_line){
		.number = shelved->requirement[i].number,
		.slug = shelved->set.requirements.v[i].number,
		.title = shelved->requirement[i].title,
		.owner = owner,
		.previous = badge_level(row->previous),
		.now = badge_now(row),
		.target = badge_level(row->target_level),
		.state = badge_state(row),
		.evidence = row->evidence,
	};
}

static void
groups(struct req *r, const struct year *y, const struct filter *f,
    const struct answer_row *rows, const struct html *owners,
    struct list_view *v)
{
	size_t n = y->set->requirements.n, i;
	struct requirement_line *line = arena_room(r->arena, n, sizeof(*line));
	struct section_view *s = NULL;
	size_t last = SIZE_MAX;

	v->groups.v =
	    arena_array(r->arena, y->set->initiatives.n, sizeof(*v->groups.v));
	for (i = 0; i < n; i++) {
		size_t of = y->set->requirements.v[i].initiative;

		if (!shown(y, f, i, &rows[i]))
			continue;
		if (of != last) {
			s = &v->groups.v[v->groups.n++];
			s->name = y->shelved->initiative[of];
			s->at = of + 1;
			s->lines.v = line;
			last = of;
		}
		fill_line(y->shelved, i, &rows[i], owners[i], line++);
		s->lines.n++;
	}
	v->empty = v->groups.n == 0;
}

static void
tally(const struct year *y, const struct answer_row *rows, struct list_view *v)
{
	size_t i;

	v->all = (unsigned)y->set->requirements.n;
	for (i = 0; i < v->all; i++) {
		const struct answer_row *row = &rows[i];

		v->answered += row->state >= ANSWER_COMPLETE;
		if (row->exempt)
			v->reached++;
		else if (row->state == ANSWER_NOT_STARTED)
			v->not_started++;
		else if (!in_play(row) || row->level >= y->set->grade_level)
			v->reached++;
		else if (row->has_plan)
			v->planned++;
		else
			v->unplanned++;
	}
}

/* Level 3 first, as the key says; what is not begun comes last. */
static void
bars(struct req *r, const struct year *y, const struct answer_row *rows,
    struct list_view *v)
{
	static const struct bar_view kinds[] = {
		{ .class = "bar-3", .text = "Level 3" },
		{ .class = "bar-2", .text = "Level 2" },
		{ .class = "bar-1", .text = "Level 1" },
		{ .class = "bar-0", .text = "Level 0" },
		{ .class = "bar-none", .text = "Not set or not relevant" },
	};
	const unsigned n = (unsigned)y->set->requirements.n;
	unsigned count[5] = { 0 }, x = 0;
	size_t i;

	for (i = 0; i < n; i++)
		count[in_play(&rows[i]) && rows[i].state != ANSWER_NOT_STARTED
			  ? 3 - rows[i].level
			  : 4]++;
	v->bars.v = arena_array(r->arena, 5, sizeof(*v->bars.v));
	for (i = 0; i < 5; i++) {
		struct bar_view *b = &v->bars.v[v->bars.n++];

		*b = kinds[i];
		b->count = count[i];
		b->x = x * 1100 / n;
		x += count[i];
		b->width = x * 1100 / n - b->x;
	}
}

static void
figure(struct req *r, const struct year *y, const struct answer_row *rows,
    struct list_view *v)
{
	size_t n = y->set->requirements.n, i;
	struct standing *standings =
	    arena_array(r->arena, n, sizeof(*standings));
	struct score score;

	for (i = 0; i < n; i++)
		standings[i] = answer_standing(&rows[i]);
	score_sum(y->set, standings, SCORE_ALL, &score);
	v->in_play = score.in_play > 0;
	v->percent = percent_words(r, score.percent);
	v->grade = grade_words(y, score.percent, score.grade);
	v->below = score.below;
	v->grade_level = y->set->grade_level;
}

/* Whom the rows belong to, each offered once and escaped once; by row. */
static const struct html *
owners(struct req *r, const struct year *y, const struct filter *f,
    const struct answer_row *rows, struct list_view *v)
{
	size_t n = y->set->requirements.n, i, at;
	struct html *once = arena_array(r->arena, n + 1, sizeof(*once));
	struct html *by_row = arena_room(r->arena, n, sizeof(*by_row));

	v->owners.v = arena_array(r->arena, n + 1, sizeof(*v->owners.v));
	choices_add(&v->owners, "", "Anyone", f->owner);
	for (i = 0; i < n; i++) {
		at = choices_find(&v->owners, rows[i].owner);
		if (at == v->owners.n) {
			choices_add(
			    &v->owners, rows[i].owner, rows[i].owner, f->owner);
			once[at] = html_escaped(r->arena, rows[i].owner);
		}
		by_row[i] = once[at];
	}
	return by_row;
}

static void
filters(struct req *r, const struct year *y, const struct filter *f,
    struct list_view *v)
{
	size_t i;

	v->sections.v = arena_array(
	    r->arena, y->set->initiatives.n + 1, sizeof(*v->sections.v));
	choices_add(&v->sections, "", "All sections", f->section);
	for (i = 0; i < y->set->initiatives.n; i++)
		choices_add(&v->sections, y->set->initiatives.v[i].code,
		    y->set->initiatives.v[i].name, f->section);
	v->states.v = arena_array(r->arena, STATES, sizeof(*v->states.v));
	for (i = 0; i < STATES; i++)
		choices_add(&v->states, all_states[i].value, all_states[i].text,
		    f->state);
}

static void
head(struct req *r, const struct year *y, struct list_view *v)
{
	v->page.title = arena_printf(r->arena, "%s assessment", y->set->title);
	v->page.wide = true;
	v->page.back = req_href(r, "/home");
	v->page.back_text = "Assessments";
	v->to = y->to;
	v->requirement = html_href_ready(r->arena,
	    req_href(r, "/assessment/%s/requirement", y->assessment.version));
	v->state = badge_assessment(&y->assessment);
	v->due_on = y->assessment.due_on;
	v->left = days_left(r, y->assessment.due_on);
	v->published = y->assessment.state == ASSESSMENT_PUBLISHED;
	v->may_give = !v->published && (r->session.roles & ROLES_GIVE) != 0;
	v->carried = y->assessment.carried_from;
	if (strcmp(y->set->mark, "source") != 0) {
		v->mark = y->set->mark;
		v->note = y->set->note;
		v->reconstructed = strcmp(y->set->mark, "reconstructed") == 0;
	}
}

enum err
page_list(struct req *r)
{
	struct list_view v = { .page = page_view(r, "") };
	struct answer_row *rows;
	struct filter filter;
	struct form f;
	struct year y;
	enum err e;

	form_query(&f, r);
	filter.section = form_line(&f, "section", "the section", 10);
	filter.owner = form_line(&f, "owner", "the owner", 200);
	filter.state = form_line(&f, "status", "the status", 20);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if ((e = year_open(r, &y)) != OK ||
	    (e = answer_list(r->db, r->arena, &y.assessment, y.set, &rows)) !=
		OK)
		return e;
	if ((e = superseded_fill(r, &y, &v.superseded)) != OK)
		return e;
	head(r, &y, &v);
	tally(&y, rows, &v);
	bars(r, &y, rows, &v);
	figure(r, &y, rows, &v);
	filters(r, &y, &filter, &v);
	groups(r, &y, &filter, rows, owners(r, &y, &filter, rows, &v), &v);
	SHOW(r, list, &v);
	return reply_page(r, 200);
}
