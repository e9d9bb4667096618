/* my_work.c - what waits for whoever is signed in, for their first page. */
#include <string.h>

#include "arena.h"
#include "my_work.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "work.h"

#define FIRST 20 /* shown before the rest is asked for */

/* A year's pages are for those who may read it; an action for its owner. */
static bool
may_see(const struct req *r, const struct work_item *item)
{
	return item->version[0] == '\0' || item->kind == WORK_ACTION ||
	       (r->session.roles & ROLES_READ) != 0;
}

static struct work_line
line_of(struct req *r, const struct work_item *item)
{
	struct work_line line = {
		.kind = work_kind_title(item->kind),
		.words = work_words(r->arena, item),
		.owner = strcmp(item->owner, r->session.name) == 0
			     ? ""
			     : item->owner,
		.late = work_late(item, r->today),
		.due_on = item->due_on,
		.left =
		    item->due_on == DAY_NONE ? "" : days_left(r, item->due_on),
	};

	if (may_see(r, item))
		line.to = req_href(r, "%s", work_path(r->arena, item));
	return line;
}

static const char *
summary(struct req *r, size_t all, size_t late)
{
	const char *things = arena_printf(r->arena, "%zu thing%s for you", all,
	    all == 1 ? " waits" : "s wait");

	if (all == 0)
		return "Nothing waits for you now.";
	if (late == 0)
		return arena_printf(
		    r->arena, "%s, none of them overdue.", things);
	if (late == all)
		return arena_printf(r->arena, "%s, %s overdue.", things,
		    all == 1 ? "and it is" : "all of them");
	return arena_printf(r->arena, "%s, %zu of them overdue.", things, late);
}

enum err
my_work(struct req *r, bool all, struct my_work_view *v)
{
	const struct work_asker who = { r->session.org, r->session.person,
		r->session.roles, r->today };
	struct work_list list;
	enum err e = work_of(r->db, r->arena, &who, &list);
	size_t i, late = 0;

	if (e != OK)
		return e;
	v->all = list.n;
	v->lines.n = all || list.n <= FIRST ? list.n : FIRST;
	v->lines.v = arena_array(r->arena, v->lines.n, sizeof(*v->lines.v));
	for (i = 0; i < list.n; i++)
		late += work_late(&list.v[i], r->today);
	for (i = 0; i < v->lines.n; i++) {
		v->lines.v[i] = line_of(r, &list.v[i]);
		v->barred |= v->lines.v[i].to.p == NULL;
	}
	v->summary = summary(r, list.n, late);
	if (v->lines.n < list.n)
		v->more = req_href(r, "/home?all=1");
	return OK;
}
