/* page_carried.c - /assessment/:version/carried: what was left behind. */
#include <string.h>

#include "arena.h"
#include "carried.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "set_of.h"
#include "stood.h"
#include "tmpl.h"
#include "view_carried.h"
#include "year.h"

/* What stands below the words, as it was typed. */
enum said { NOTHING, TEXT, ABOUT };

/*
 * {text}, {about}, {criteria} and {taken} are those of the line, {day} its
 * text as a day in words, {for} " (1a, 2b)" and {now} the requirement that it
 * is now.
 */
static const struct {
	const char *words;
	enum said said;
} kinds[CARRIED_KINDS] = {
	[CARRIED_REMOVED] = { "The requirement is not asked any more",
	    NOTHING },
	[CARRIED_MERGED] = { "The requirement is a part of {now} now, where "
			     "its open actions go on",
	    NOTHING },
	[CARRIED_TICK] = { "Criteria that were met: {criteria}", NOTHING },
	[CARRIED_COMMENT] = { "Comment on criterion {criteria}:", TEXT },
	[CARRIED_EVIDENCE] = { "Evidence: {text}{for}", ABOUT },
	[CARRIED_LINK] = { "The evidence {text} is here, but no longer for "
			   "criteria that are gone: {criteria}",
	    NOTHING },
	[CARRIED_NOT_RELEVANT] = { "It was not relevant, which is not offered "
				   "any more. Its record:",
	    TEXT },
	[CARRIED_PLAN] = { "Improvement plan:", TEXT },
	[CARRIED_ACCEPTANCE] = { "The plan was accepted, and has to be "
				 "accepted again",
	    NOTHING },
	[CARRIED_TARGET] = { "The target was to be reached by {day}: set "
			     "another day",
	    NOTHING },
	[CARRIED_DUE] = { "It was due on {day}, which has passed", NOTHING },
	[CARRIED_OWNER] = { "{text} takes no work here any more: it belongs "
			    "to {taken} now",
	    NOTHING },
	[CARRIED_DEPUTY] = { "{text} is no deputy any more, because they take "
			     "no work here or own it now",
	    NOTHING },
	[CARRIED_CRITERION_OWNER] = { "Criterion {criteria} belonged to {text}",
	    NOTHING },
	[CARRIED_EVIDENCE_OWNER] = { "The evidence {about} belonged to {text}, "
				     "and belongs to {taken} now",
	    NOTHING },
	[CARRIED_ACTION] = { "Open action: {text}", NOTHING },
	[CARRIED_ACTION_DEPUTY] = { "{text} is no deputy for the action "
				    "{about} any more",
	    NOTHING },
	[CARRIED_EXEMPTION] = { "It was exempt, and counts again", NOTHING },
	[CARRIED_OVERRIDE] = { "Its level counted whatever the training figure "
			       "said, and does so no more. The reason was:",
	    TEXT },
	[CARRIED_LEVEL] = { "Its level by the ticks was {text}, and is {taken} "
			    "now",
	    NOTHING },
};

static const char *
day_of(struct req *r, const char *text)
{
	char words[DAY_WORDS_SIZE];
	day on;

	if (!day_parse(text, &on))
		return text;
	day_words(on, words);
	return arena_text(r->arena, words);
}

static const char *
value(struct req *r, const struct carried_line *l, const char *name, size_t n)
{
	if (strncmp(name, "text", n) == 0)
		return l->text;
	if (strncmp(name, "about", n) == 0)
		return l->about;
	if (strncmp(name, "criteria", n) == 0)
		return l->criteria;
	if (strncmp(name, "taken", n) == 0)
		return l->taken;
	if (strncmp(name, "day", n) == 0)
		return day_of(r, l->text);
	if (strncmp(name, "now", n) == 0)
		return l->now;
	if (l->criteria[0] == '\0')
		return "";
	return arena_printf(r->arena, " (%s)", l->criteria);
}

static const char *
words_of(struct req *r, const struct carried_line *l)
{
	const char *from = kinds[l->kind].words, *s = "", *open, *end;

	while ((open = strchr(from, '{')) != NULL) {
		end = strchr(open, '}');
		s = arena_printf(r->arena, "%s%.*s%s", s, (int)(open - from),
		    from, value(r, l, open + 1, (size_t)(end - open - 1)));
		from = end + 1;
	}
	return arena_printf(r->arena, "%s%s", s, from);
}

static const char *
said_of(const struct carried_line *l)
{
	switch (kinds[l->kind].said) {
	case TEXT:
		return l->text;
	case ABOUT:
		return l->about;
	case NOTHING:
		break;
	}
	return "";
}

static void
add_group(struct req *r, const struct year *y, const struct carried_line *l,
    const char *at, struct carried_view *v)
{
	struct carried_group *g = &v->groups.v[v->groups.n++];

	*g = (struct carried_group){ .number = l->number,
		.title = "",
		.was = req_href(r, "/assessment/%s/at?on=%s", v->from, at),
		.now_number = l->now };
	if (l->now[0] != '\0')
		g->now = req_href(r, "/assessment/%s/requirement/%s",
		    y->assessment.version, l->now);
}

/* Lines come by requirement: each of them is a group. */
static void
add_lines(struct req *r, const struct year *y, const struct carried_lines *all,
    struct carried_view *v)
{
	char at[INSTANT_TEXT_SIZE];
	size_t i;

	stood_address(y->assessment.opened_at, at);
	v->groups.v = arena_array(r->arena, all->n, sizeof(*v->groups.v));
	for (i = 0; i < all->n; i++) {
		const struct carried_line *l = &all->v[i];
		struct carried_group *g;

		if (i == 0 || strcmp(l->number, l[-1].number) != 0)
			add_group(r, y, l, at, v);
		g = &v->groups.v[v->groups.n - 1];
		if (g->items.v == NULL)
			g->items.v = arena_array(
			    r->arena, all->n - i, sizeof(*g->items.v));
		g->items.v[g->items.n++] = (struct carried_item){
			.words = words_of(r, l),
			.said = said_of(l),
		};
	}
	v->items = all->n;
}

/* What last year called them, and where its change notice is. */
static enum err
name_groups(struct req *r, const struct year *y, struct carried_view *v)
{
	const struct catalogue *is = y->set;
	const struct shelved *was;
	struct assessment from;
	size_t i;
	enum err e;

	if ((e = assessment_find(r->db, r->arena, y->org.id, v->from, &from)) !=
		OK ||
	    (e = shelf_take(r->app->shelf, r->db, from.pack, &was)) != OK)
		return e;
	v->changes =
	    req_href(r, "/catalogue/%s-%s-%lld/changes?since=%s-%s-%lld",
		is->type, is->version, (long long)is->revision, was->set.type,
		was->set.version, (long long)was->set.revision);
	v->changes_title = set_changes_title(r, &was->set, is);
	for (i = 0; i < v->groups.n; i++) {
		const struct requirement *q =
		    catalogue_requirement(&was->set, v->groups.v[i].number);

		if (q != NULL)
			v->groups.v[i].title = arena_text(r->arena, q->title);
	}
	return OK;
}

enum err
page_carried(struct req *r)
{
	struct carried_view v = { .page = page_view(
				      r, "What was not carried over") };
	struct carried_lines all;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK ||
	    (e = carried_list(r->db, r->arena, &y.assessment, &all)) != OK)
		return e;
	v.page.back = y.to;
	v.page.back_text = "the assessment";
	v.caption = arena_text(r->arena, y.set->title);
	v.version = y.assessment.version;
	v.from = y.assessment.carried_from;
	if (v.from != NULL) {
		add_lines(r, &y, &all, &v);
		if ((e = name_groups(r, &y, &v)) != OK)
			return e;
	}
	SHOW(r, carried, &v);
	return reply_page(r, 200);
}
