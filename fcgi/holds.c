/* holds.c - what somebody is responsible for, in words. */
#include "holds.h"
#include "arena.h"
#include "req.h"
#include "route.h"

#define SHOWN 10

enum err
holds_read(struct req *r, int64_t person, struct holds *h)
{
	int64_t org = r->session.org;
	enum err e;

	*h = (struct holds){ 0 };
	e = handover_count(
	    r->db, org, person, r->today, &h->here, &h->elsewhere);
	if (e != OK || h->here == 0)
		return e;
	return handover_list(r->db, r->arena, org, person, r->today, &h->all);
}

const char *
holds_words(struct req *r, const struct holds *h)
{
	const char *more = "";

	if (h->here + h->elsewhere == 0)
		return NULL;
	if (h->elsewhere > 0)
		more = arena_printf(r->arena, "%s%lld in other organisations",
		    h->here > 0 ? ", " : "", (long long)h->elsewhere);
	if (h->here == 0)
		return more;
	return arena_printf(r->arena, "%lld %s%s", (long long)h->here,
	    h->here == 1 ? "duty or piece of work" : "duties or pieces of work",
	    more);
}

void
holds_show(
    struct req *r, int64_t person, const struct holds *h, struct person_view *v)
{
	size_t i;

	v->holds = holds_words(r, h);
	if (h->here == 0)
		return;
	v->handover = req_href(r, "/handover/%lld", (long long)person);
	v->things.v = arena_array(r->arena, SHOWN + 1, sizeof(*v->things.v));
	for (i = 0; i < h->all.n && i < SHOWN; i++) {
		const struct held *one = &h->all.v[i];

		v->things.v[v->things.n++].text =
		    arena_printf(r->arena, "%s%s%s%s%s", held_title(one->kind),
			one->code[0] != '\0' ? " " : "", one->code,
			one->title[0] != '\0' ? ": " : "", one->title);
	}
	if (h->all.n > SHOWN)
		v->things.v[v->things.n++].text =
		    arena_printf(r->arena, "and %zu more", h->all.n - SHOWN);
}
