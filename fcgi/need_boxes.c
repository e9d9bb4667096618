/* need_boxes.c - who needs a policy, as boxes to tick. */
#include "need_boxes.h"
#include "arena.h"
#include "req.h"

static bool
among(const struct policy_groups *all, int64_t id)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i] == id)
			return true;
	return false;
}

struct need_boxes
need_boxes(struct req *r, const struct staff_groups *all,
    const struct needs *ticked, const struct faults *faults)
{
	struct need_boxes v = { .for_all = ticked->for_all,
		.fault = faults_about(faults, "for-all") };
	size_t i;

	v.groups.n = all->n;
	v.groups.v = arena_array(r->arena, all->n, sizeof(*v.groups.v));
	for (i = 0; i < all->n; i++)
		v.groups.v[i] = (struct group_box){
			.id = all->v[i].id,
			.name = all->v[i].name,
			.on = among(&ticked->groups, all->v[i].id),
		};
	return v;
}

struct needs
need_boxes_take(struct form *f, const struct staff_groups *all)
{
	struct arena *a = f->r->arena;
	struct needs n = { .for_all = form_tick(f, "for-all") };
	size_t i;

	n.groups.v = arena_array(a, all->n, sizeof(*n.groups.v));
	for (i = 0; i < all->n; i++)
		if (form_tick(f,
			arena_printf(a, "group-%lld", (long long)all->v[i].id)))
			n.groups.v[n.groups.n++] = all->v[i].id;
	if (!n.for_all && n.groups.n == 0)
		form_fault(f, "for-all",
		    "Tick everybody, or at least one staff group");
	if (n.for_all)
		n.groups.n = 0;
	return n;
}

const char *
need_words(struct req *r, const struct staff_groups *all, const struct needs *n)
{
	const char *text = "";
	size_t i;

	if (n->for_all)
		return "Everybody";
	for (i = 0; i < all->n; i++)
		if (among(&n->groups, all->v[i].id))
			text = arena_printf(r->arena, "%s%s%s", text,
			    text[0] == '\0' ? "" : ", ", all->v[i].name);
	return text[0] == '\0' ? "Nobody" : text;
}
