/* duty_words.c - named duties as pages show them. */
#include "duty_words.h"
#include "arena.h"
#include "req.h"
#include "role.h"
#include "route.h"

bool
duty_may_read(const struct req *r)
{
	return (r->session.roles & (ROLES_READ | ROLE_MANAGER)) != 0;
}

bool
duty_may_change(const struct req *r)
{
	return (r->session.roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0;
}

static struct badge
badge(const struct named_duty *d)
{
	static const struct badge all[DUTY_STATES] = {
		[DUTY_VACANT] = { HTML_FIXED("red"), HTML_FIXED("Vacant") },
		[DUTY_LEFT] = { HTML_FIXED("red"),
		    HTML_FIXED("Holder has left") },
		[DUTY_EXPIRED] = { HTML_FIXED("orange"),
		    HTML_FIXED("Time is over") },
		[DUTY_UNACCEPTED] = { HTML_FIXED("yellow"),
		    HTML_FIXED("Not accepted yet") },
		[DUTY_COMING] = { HTML_FIXED("blue"),
		    HTML_FIXED("Begins later") },
		[DUTY_HELD] = { HTML_FIXED("green"), HTML_FIXED("Accepted") },
	};
	static const struct badge off = { HTML_FIXED("grey"),
		HTML_FIXED("Not needed here") };

	return d->closed ? off : all[d->state];
}

struct duty_row
duty_row(struct req *r, const struct named_duty *d)
{
	return (struct duty_row){ .to = req_href(r, "/duties/%s", d->code),
		.title = d->title,
		.post = d->post,
		.name = d->now.name,
		.deputy = d->now.deputy_name,
		.from_on = d->now.from_on,
		.until_on = d->now.until_on,
		.until_set = d->now.id != 0 && d->now.until_on != DAY_NONE,
		.accepted_at = d->now.accepted_at,
		.state = badge(d),
		.named = d->now.id != 0,
		.stranger = d->now.id != 0 && d->now.person == 0,
		.deputy_left = d->now.deputy_left };
}

struct held_row
held_row(struct req *r, const struct holding *h)
{
	const char *end = "";

	if (h->ended_at != 0)
		end = arena_printf(r->arena, "by %s", h->ended_by);
	return (struct held_row){ .name = h->name,
		.post = h->post,
		.deputy = h->deputy_name,
		.document = h->document,
		.end = end,
		.ended_at = h->ended_at,
		.from_on = h->from_on,
		.until_on = h->until_on,
		.named_at = h->named_at,
		.accepted_at = h->accepted_at,
		.named_by = h->named_by };
}

const char *
duty_gap_words(struct req *r, const struct duty_gaps *g)
{
	const struct {
		size_t n;
		const char *one, *more;
	} parts[] = {
		{ g->vacant, "is vacant", "are vacant" },
		{ g->left, "is held by somebody who has left",
		    "are held by people who have left" },
		{ g->expired, "is held by somebody whose time is over",
		    "are held by people whose time is over" },
		{ g->unaccepted, "is not accepted yet",
		    "are not accepted yet" },
		{ g->coming, "begins later", "begin later" },
		{ g->deputies, "has a deputy who has left",
		    "have a deputy who has left" },
	};
	const char *text = "";
	size_t i, left = 0;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		left += parts[i].n > 0;
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *between = text[0] == '\0' ? ""
				      : left == 1     ? " and "
						      : ", ";

		if (parts[i].n == 0)
			continue;
		text = arena_printf(r->arena, "%s%s%zu%s %s", text, between,
		    parts[i].n,
		    text[0] != '\0'   ? ""
		    : parts[i].n == 1 ? " duty"
				      : " duties",
		    parts[i].n == 1 ? parts[i].one : parts[i].more);
		left--;
	}
	return text[0] != '\0' ? arena_printf(r->arena, "%s.", text) : "";
}

enum err
duty_asked_fill(struct req *r, struct duty_list_view *v)
{
	struct named_duties mine;
	enum err e = duty_of(r->db, r->arena, r->session.org, r->session.person,
	    r->today, &mine);
	size_t i;

	if (e != OK)
		return e;
	v->asked.v = arena_array(r->arena, mine.n, sizeof(*v->asked.v));
	for (i = 0; i < mine.n; i++)
		if (mine.v[i].state == DUTY_UNACCEPTED)
			v->asked.v[v->asked.n++] = (struct duty_asked){
				req_href(
				    r, "/duties/%s/accept", mine.v[i].code),
				mine.v[i].title
			};
	return OK;
}

enum err
duty_gaps_fill(struct req *r, struct duty_gaps_view *v)
{
	struct named_duties all;
	struct duty_gaps gaps;
	enum err e;

	*v = (struct duty_gaps_view){ .gaps = "" };
	if (r->session.org == 0)
		return OK;
	if (duty_may_read(r))
		v->to = req_href(r, "/duties");
	if (!duty_may_change(r))
		return OK;
	e = duty_all(r->db, r->arena, r->session.org, r->today, &all);
	if (e != OK)
		return e;
	gaps = duty_gaps(&all);
	v->gaps = duty_gap_words(r, &gaps);
	return OK;
}
