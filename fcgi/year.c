/* year.c - finding the year of an address, and words for its states. */
#include "year.h"
#include "arena.h"
#include "req.h"
#include "route.h"

enum err
year_open(struct req *r, struct year *y)
{
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	y->org = (struct org){ r->session.org, r->session.org_code,
		r->session.org_name, r->session.org_type };
	e = assessment_find(
	    r->db, r->arena, y->org.id, req_arg(r, 0), &y->assessment);
	if (e != OK)
		return e;
	e = shelf_take(r->app->shelf, r->db, y->assessment.pack, &y->shelved);
	if (e != OK)
		return e;
	y->set = &y->shelved->set;
	req_warn(r, assessment_withdrawn(r->arena, &y->assessment));
	y->to = req_href(r, "/assessment/%s", y->assessment.version);
	return OK;
}

enum err
year_requirement(
    struct req *r, const struct year *y, const struct requirement **out)
{
	*out = catalogue_requirement(y->set, req_arg(r, 1));
	return *out == NULL ? ERR_NOTFOUND : OK;
}

bool
year_may(const struct req *r, const struct year *y, enum act act)
{
	return assessment_may(act, y->set->workflow, r->session.roles);
}

struct badge
badge_state(const struct answer_row *row)
{
	static const struct badge all[] = {
		[ANSWER_NOT_STARTED] = { HTML_FIXED("grey"),
		    HTML_FIXED("Not started") },
		[ANSWER_TO_RECONFIRM] = { HTML_FIXED("orange"),
		    HTML_FIXED("To re-confirm") },
		[ANSWER_IN_PROGRESS] = { HTML_FIXED("blue"),
		    HTML_FIXED("In progress") },
		[ANSWER_COMPLETE] = { HTML_FIXED("green"),
		    HTML_FIXED("Complete") },
		[ANSWER_CONFIRMED] = { HTML_FIXED("white"),
		    HTML_FIXED("Confirmed") },
	};

	return all[row->state];
}

struct badge
badge_level(int level)
{
	static const struct badge all[] = { { HTML_FIXED("0"),
						HTML_FIXED("Level 0") },
		{ HTML_FIXED("1"), HTML_FIXED("Level 1") },
		{ HTML_FIXED("2"), HTML_FIXED("Level 2") },
		{ HTML_FIXED("3"), HTML_FIXED("Level 3") } };

	return level == LEVEL_NONE
		   ? (struct badge){ HTML_FIXED("none"), HTML_FIXED("None") }
		   : all[level];
}

struct badge
badge_now(const struct answer_row *row)
{
	if (row->exempt)
		return (
		    struct badge){ HTML_FIXED("none"), HTML_FIXED("Exempt") };
	if (row->not_relevant)
		return (struct badge){ HTML_FIXED("none"),
			HTML_FIXED("Not relevant") };
	if (row->state == ANSWER_NOT_STARTED)
		return (
		    struct badge){ HTML_FIXED("none"), HTML_FIXED("Not set") };
	return badge_level(row->level);
}

struct badge
badge_assessment(const struct assessment *s)
{
	static const struct badge all[] = {
		[ASSESSMENT_OPEN] = { HTML_FIXED("blue"), HTML_FIXED("Open") },
		[ASSESSMENT_CONFIRMED] = { HTML_FIXED("green"),
		    HTML_FIXED("Confirmed") },
		[ASSESSMENT_PUBLISHED] = { HTML_FIXED("white"),
		    HTML_FIXED("Published") },
	};

	return all[s->state];
}

const char *
percent_words(struct req *r, int percent)
{
	return percent < 0 ? "not applicable"
			   : arena_printf(r->arena, "%d%%", percent);
}

const char *
grade_words(const struct year *y, int percent, enum grade grade)
{
	return percent < 0 ? "Not applicable" : y->set->grade[grade];
}

const char *
days_left(struct req *r, day due)
{
	int n = due - r->today;

	if (n == 0)
		return "due today";
	if (n < 0)
		return arena_printf(
		    r->arena, "%d day%s late", -n, n == -1 ? "" : "s");
	return arena_printf(r->arena, "%d day%s left", n, n == 1 ? "" : "s");
}
