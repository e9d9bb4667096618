/* requirement_exempt.c - what the requirement's page says of exemptions. */
#include "arena.h"
#include "exempt_words.h"
#include "req.h"
#include "requirement.h"

static const char *
words(struct req *r, day on)
{
	char text[DAY_WORDS_SIZE];

	day_words(on, text);
	return arena_text(r->arena, text);
}

/* "1 April 2026", or of what has no first day the day it was granted. */
static const char *
since(struct req *r, const struct exemption *x)
{
	return words(r, x->from_on == DAY_NONE ? clock_day(x->at) : x->from_on);
}

/* ", until 31 March 2027"; nothing without a last day. */
static const char *
until(struct req *r, const struct exemption *x)
{
	return x->until_on == DAY_NONE ? ""
				       : arena_printf(r->arena, ", until %s",
					     words(r, x->until_on));
}

static const char *
whom(struct req *r, const struct asked *a, const struct exemption *x)
{
	return x->org != 0 ? "for this organisation alone"
			   : arena_printf(r->arena,
				 "for every organisation of its type, %s",
				 a->year.set->type_name);
}

static const char *
said(struct req *r, const struct asked *a, const struct exemption *x)
{
	struct arena *room = r->arena;

	if (x->ended_at != 0)
		return arena_printf(room,
		    "An exemption from %s on was taken back on %s. The "
		    "national role had granted it %s.",
		    since(r, x), words(r, clock_day(x->ended_at)),
		    whom(r, a, x));
	switch (exemption_standing(x, r->today)) {
	case EXEMPTION_TO_COME:
		return arena_printf(room,
		    "Exempt from %s on%s. The national role granted it %s.",
		    words(r, x->from_on), until(r, x), whom(r, a, x));
	case EXEMPTION_ENDED:
		return arena_printf(room,
		    "It was exempt until %s. The national role had granted it "
		    "%s.",
		    words(r, x->until_on), whom(r, a, x));
	case EXEMPTION_ANY:
	case EXEMPTION_IN_FORCE:
		break;
	}
	return arena_printf(room,
	    "Exempt since %s%s. The national role granted it %s.", since(r, x),
	    until(r, x), whom(r, a, x));
}

/* Of a year that is published: what it published stays as it was. */
static const char *
frozen(struct req *r, const struct asked *a, const char *text)
{
	if (a->year.assessment.state != ASSESSMENT_PUBLISHED)
		return text;
	return arena_printf(r->arena, "%s %s", text,
	    a->answer.row.exempt
		? "It was published as exempt, and stays so."
		: "It was published with its level, which stays as it was.");
}

enum err
requirement_exempt(
    struct req *r, const struct asked *a, struct requirement_view *v)
{
	struct exemptions all;
	enum err e = exemption_of(r->db, r->arena, &a->year.assessment,
	    a->year.set->type, a->requirement->number, &all);
	size_t i;

	if (e != OK)
		return e;
	v->exempt_live = a->answer.row.exempt && !v->published;
	v->exemptions.n = all.n;
	v->exemptions.v =
	    arena_array(r->arena, all.n, sizeof(*v->exemptions.v));
	for (i = 0; i < all.n; i++)
		v->exemptions.v[i] = (struct exempt_line){
			.said = frozen(r, a, said(r, a, &all.v[i])),
			.reason = all.v[i].reason,
			.end_reason = all.v[i].end_reason,
		};
	return OK;
}
