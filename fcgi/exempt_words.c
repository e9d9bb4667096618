/* exempt_words.c - exemptions in words. */
#include "exempt_words.h"
#include "arena.h"
#include "req.h"
#include "route.h"
#include "view_exempted.h"

const char *
exemption_days(struct req *r, const struct exemption *x)
{
	char from[DAY_WORDS_SIZE], until[DAY_WORDS_SIZE];
	bool first = x->from_on != DAY_NONE, last = x->until_on != DAY_NONE;

	if (!first && !last)
		return "until it is ended";
	day_words(x->from_on, from);
	day_words(x->until_on, until);
	return arena_printf(r->arena, "%s%s%s%s%s", first ? "from " : "", from,
	    first && last ? " " : "", last ? "until " : "", until);
}

const char *
exemption_number(struct req *r, const struct exemption *x)
{
	return arena_printf(r->arena, "%s-%s", x->version, x->number);
}

enum err
exempted_after(struct req *r, const struct assessment *s,
    const struct catalogue *set, bool links, struct exempted_lines *out)
{
	struct exemptions all;
	enum err e = exemption_after(r->db, r->arena, s, set->type, &all);
	size_t i;

	if (e != OK)
		return e;
	out->n = all.n;
	out->v = arena_array(r->arena, all.n, sizeof(*out->v));
	for (i = 0; i < all.n; i++) {
		const struct exemption *x = &all.v[i];
		bool days = x->from_on != DAY_NONE || x->until_on != DAY_NONE;

		out->v[i].number = exemption_number(r, x);
		out->v[i].on = clock_day(x->at);
		out->v[i].days = days ? exemption_days(r, x) : "";
		if (links)
			out->v[i].to =
			    req_href(r, "/assessment/%s/requirement/%s",
				x->version, x->number);
	}
	return OK;
}

struct badge
exemption_badge(const struct exemption *x, day today)
{
	static const struct badge all[] = {
		[EXEMPTION_TO_COME] = { HTML_FIXED("blue"),
		    HTML_FIXED("To come") },
		[EXEMPTION_IN_FORCE] = { HTML_FIXED("green"),
		    HTML_FIXED("In force") },
		[EXEMPTION_ENDED] = { HTML_FIXED("grey"), HTML_FIXED("Ended") },
	};

	return all[exemption_standing(x, today)];
}
