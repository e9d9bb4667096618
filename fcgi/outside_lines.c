/* outside_lines.c - organisations as lines of a table. */
#include "outside_lines.h"
#include "arena.h"
#include "public.h"
#include "req.h"
#include "role.h"

struct outside_reviewer
outside_reviewer(const struct req *r)
{
	const struct session *s = &r->session;

	return (struct outside_reviewer){
		.person = s->person,
		.org = (s->roles & ROLE_EXTERNAL_REVIEWER) != 0 ? s->org : 0,
		.all = (s->roles & ROLE_NATIONAL) != 0,
	};
}

struct outside_line
outside_line(struct req *r, const struct outside_row *row)
{
	const struct edition *x = &row->newest;
	struct outside_line line = { .code = row->org.code,
		.name = row->org.name,
		.type = row->org.type,
		.version = x->version,
		.state = outside_state(row, r->today),
		.year = row->year,
		.due_on = row->due_on };

	line.overdue =
	    row->year != NULL && !row->current && row->due_on < r->today;
	if (x->version == NULL)
		return line;
	line.grade = x->percent < 0 ? "Not applicable" : x->grade_text;
	line.percent = public_percent(r, x->percent);
	line.reviewed = edition_reviewed_words(x);
	line.below = x->below;
	line.at = x->at;
	line.late = x->late;
	line.superseding = x->number > 1;
	return line;
}

struct outside_lines
outside_room(struct req *r, size_t n)
{
	return (struct outside_lines){ .v = arena_array(r->arena, n,
					   sizeof(struct outside_line)) };
}

const char *
outside_outcome(enum edition_outcome outcome)
{
	static const char *const words[] = {
		[REVIEW_PASSED] = "Passed",
		[REVIEW_MORE] = "More evidence is asked for",
		[REVIEW_FAILED] = "Failed",
	};

	return words[outcome];
}

enum err
outside_said(struct req *r, const struct edition *x, struct review_words *v)
{
	struct outside_words all;
	enum err e = outside_words(r->db, r->arena, x, &all);
	size_t i;

	if (e != OK)
		return e;
	v->n = all.n;
	v->v = arena_array(r->arena, all.n, sizeof(*v->v));
	for (i = 0; i < all.n; i++)
		v->v[i] = (struct review_word){ all.v[i].at, all.v[i].by,
			outside_outcome(all.v[i].outcome), all.v[i].grade,
			all.v[i].reason, all.v[i].change };
	return OK;
}
