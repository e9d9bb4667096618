/* page_readiness.c - what still blocks publication; the reviewer's word. */
#include "arena.h"
#include "pages_year.h"
#include "readiness.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_year.h"

static const char *
heading(enum blocker_kind kind)
{
	static const char *const all[] = {
		[BLOCKER_ANSWER] = "Not complete yet",
		[BLOCKER_CONFIRM] = "Not confirmed by a reviewer yet",
		[BLOCKER_WHOLE] = "The assessment as a whole",
		[BLOCKER_DUTY] = "Senior management details",
		[BLOCKER_WITHDRAWN] = "The version",
	};

	return all[kind];
}

const char *
readiness_words(
    struct arena *a, const struct assessment *s, const struct readiness *ready)
{
	const char *words = "";
	size_t i;

	for (i = 0; i < ready->blockers.n; i++) {
		const struct blocker *b = &ready->blockers.v[i];
		bool first = i == 0 || b->kind != b[-1].kind;

		words = arena_printf(a, "%s%s%s%s%s", words,
		    i == 0  ? ""
		    : first ? ". "
			    : ", ",
		    first ? heading(b->kind) : "", first ? ": " : "",
		    b->requirement != NULL ? b->requirement->number
		    : b->duty != NULL      ? b->duty->title
		    : b->kind == BLOCKER_WITHDRAWN
			? assessment_withdrawn(a, s)
			: "not confirmed by a reviewer yet");
	}
	return arena_printf(a, "%s.", words);
}

static void
fill_line(struct req *r, const struct year *y, const struct blocker *b,
    struct blocker_line *line)
{
	const char *version = y->assessment.version;

	line->holder =
	    b->holder[0] != '\0' ? b->holder : "nobody holds that role yet";
	switch (b->kind) {
	case BLOCKER_ANSWER:
	case BLOCKER_CONFIRM:
		line->text = arena_printf(r->arena, "%s %s",
		    b->requirement->number, b->requirement->title);
		line->to = req_href(r, "/assessment/%s/requirement/%s", version,
		    b->requirement->number);
		break;
	case BLOCKER_WHOLE:
		line->text = "A reviewer confirms the whole assessment, once "
			     "each requirement is confirmed";
		line->to = req_href(r, "/assessment/%s/readiness", version);
		break;
	case BLOCKER_DUTY:
		line->text =
		    arena_printf(r->arena, "Name of the %s", b->duty->title);
		line->to = req_href(r, "/assessment/%s/duties", version);
		break;
	case BLOCKER_WITHDRAWN:
		line->text = assessment_withdrawn(r->arena, &y->assessment);
		line->to = req_href(r, "/catalogue/%s-%s-%lld", y->set->type,
		    version, (long long)y->set->revision);
		break;
	}
}

static void
fill_groups(struct req *r, const struct year *y, const struct readiness *ready,
    struct readiness_view *v)
{
	size_t n = ready->blockers.n, i;
	struct blocker_group *g = NULL;

	v->groups.v = arena_array(r->arena, 5, sizeof(*v->groups.v));
	for (i = 0; i < n; i++) {
		const struct blocker *b = &ready->blockers.v[i];

		if (i == 0 || b->kind != b[-1].kind) {
			g = &v->groups.v[v->groups.n++];
			g->heading = heading(b->kind);
			g->lines.v =
			    arena_array(r->arena, n, sizeof(*g->lines.v));
		}
		fill_line(r, y, b, &g->lines.v[g->lines.n++]);
	}
	v->blockers = n;
	v->reopen_first = y->assessment.state == ASSESSMENT_CONFIRMED &&
			  n > 0 && ready->blockers.v[0].kind == BLOCKER_ANSWER;
}

/* All that is left before the reviewer's word is that word itself. */
static bool
whole_is_next(const struct readiness *ready)
{
	return ready->blockers.n > 0 &&
	       ready->blockers.v[0].kind == BLOCKER_WHOLE;
}

static enum err
notice(struct req *r, struct readiness_view *v)
{
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "confirmed"))
		v->page.notice = "The assessment is confirmed";
	if (form_tick(&f, "duties"))
		v->page.notice = "The senior management details are saved";
	v->page.notice_done = true;
	e = form_close(&f);
	return e == ERR_MALFORMED ? e : OK;
}

enum err
page_readiness(struct req *r)
{
	struct readiness_view v = { .page = page_view(r, "What is left") };
	struct readiness ready;
	struct year y;
	enum err e;

	if ((e = notice(r, &v)) != OK || (e = year_open(r, &y)) != OK ||
	    (e = readiness_of(r->db, r->arena, &y.assessment, y.set, r->today,
		 &ready)) != OK)
		return e;
	v.page.title = arena_printf(
	    r->arena, "What is left before %s can be published", y.set->title);
	v.page.back = y.to;
	v.page.back_text = "the assessment";
	v.due_on = y.assessment.due_on;
	v.left = days_left(r, y.assessment.due_on);
	v.publisher = ready.publisher[0] != '\0'
			  ? ready.publisher
			  : "nobody: give somebody the role of administrator";
	v.published = y.assessment.state == ASSESSMENT_PUBLISHED;
	v.may_publish = year_may(r, &y, ACT_PUBLISH);
	v.may_confirm_whole =
	    whole_is_next(&ready) && year_may(r, &y, ACT_CONFIRM);
	v.stages = req_href(r, "/assessment/%s/stages", y.assessment.version);
	v.interim = y.set->interim;
	v.publish = req_href(r, "/assessment/%s/publish", y.assessment.version);
	v.confirm = req_href(r, "/assessment/%s/confirm", y.assessment.version);
	v.publication =
	    req_href(r, "/assessment/%s/publication", y.assessment.version);
	v.forecast =
	    req_href(r, "/assessment/%s/forecast", y.assessment.version);
	fill_groups(r, &y, &ready, &v);
	SHOW(r, readiness, &v);
	return reply_page(r, 200);
}

enum err
page_confirm(struct req *r)
{
	struct form f;
	struct year y;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = year_open(r, &y)) != OK)
		return e;
	if (!year_may(r, &y, ACT_CONFIRM))
		return ERR_DENIED;
	e = assessment_confirm(r->db, &r->unit, &y.assessment, y.set);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/assessment/%s/readiness?confirmed=1", y.assessment.version);
}
