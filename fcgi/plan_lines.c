/* plan_lines.c - the plan's lines as several pages show them. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "plan_lines.h"
#include "req.h"
#include "route.h"

struct badge
plan_badge(const struct action *a, day today)
{
	static const struct badge all[] = {
		[ACTION_OPEN] = { HTML_FIXED("blue"), HTML_FIXED("Open") },
		[ACTION_DONE] = { HTML_FIXED("green"), HTML_FIXED("Done") },
		[ACTION_DROPPED] = { HTML_FIXED("grey"),
		    HTML_FIXED("Dropped") },
		[ACTION_CARRIED] = { HTML_FIXED("grey"),
		    HTML_FIXED("Goes on next year") },
	};
	static const struct badge late = { HTML_FIXED("red"),
		HTML_FIXED("Overdue") };

	return action_late(a, today) ? late : all[a->state];
}

struct action_line
plan_action(struct req *r, const struct year *y, const struct action *a)
{
	return (struct action_line){
		.to = req_href(r, "/assessment/%s/plan/action/%lld",
		    y->assessment.version, (long long)a->id),
		.title = a->title,
		.number = a->number,
		.owner = a->owner.name,
		.deputy = a->deputy.name,
		.due_on = a->due_on,
		.late = action_late(a, r->today),
		.reach = a->reach,
		.progress = a->progress,
		.state = plan_badge(a, r->today),
	};
}

struct plan_row
plan_row(struct req *r, const struct year *y, const struct plan_line *line)
{
	const char *version = y->assessment.version;
	const char *number = line->requirement->number;
	struct plan_row row = {
		.to = req_href(
		    r, "/assessment/%s/requirement/%s", version, number),
		.add =
		    req_href(r, "/assessment/%s/plan/new/%s", version, number),
		.number = number,
		.title = line->requirement->title,
		.id = arena_printf(r->arena, "r-%s", number),
		.now = badge_now(&line->row),
		.target = badge_level(line->target),
		.owner = line->row.owner,
		.plan = line->plan,
		.target_on = line->row.target_on,
		.dated = line->row.target_on != DAY_NONE,
		.gap = line->gap,
		.below = line->below,
		.planned = line->planned,
		.accepted = line->row.has_plan && line->row.plan_accepted,
	};
	size_t i;

	row.actions.v =
	    arena_array(r->arena, line->actions_n, sizeof(*row.actions.v));
	row.actions.n = line->actions_n;
	for (i = 0; i < line->actions_n; i++)
		row.actions.v[i] = plan_action(r, y, &line->actions[i]);
	return row;
}

struct signed_view
plan_signed(const struct plan_signature *by)
{
	return (struct signed_view){ by->name, by->post, by->comment, by->on,
		by->requirements, by->actions };
}

enum err
plan_last_signed(struct req *r, const struct year *y, const struct plan *p,
    struct signed_view *v, bool *is_signed, bool *changed)
{
	unsigned char digest[PLAN_DIGEST];
	struct plan_signatures all;
	enum err e = plan_signatures(r->db, r->arena, &y->assessment, &all);

	*is_signed = *changed = false;
	if (e != OK || all.n == 0)
		return e;
	plan_digest(p, digest);
	*v = plan_signed(&all.v[0]);
	*is_signed = true;
	*changed = memcmp(digest, all.v[0].digest, PLAN_DIGEST) != 0;
	return OK;
}

const char *
plan_hex(struct req *r, const unsigned char digest[PLAN_DIGEST])
{
	char *text = arena_alloc(r->arena, 2 * PLAN_DIGEST + 1);

	return sodium_bin2hex(text, 2 * PLAN_DIGEST + 1, digest, PLAN_DIGEST);
}
