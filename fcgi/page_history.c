/* page_history.c - who changed a requirement's answer, when and how. */
#include <string.h>

#include <json-c/json.h>

#include "arena.h"
#include "audit.h"
#include "day.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "requirement.h"
#include "route.h"
#include "tmpl.h"

#define SHOWN 100

static const char *
words(const char *action)
{
	static const struct {
		const char *action, *words;
	} all[] = {
		{ "answer.carry", "Carried over from the year before" },
		{ "answer.cite", "Cited an accepted duty as evidence" },
		{ "answer.save", "Saved" },
		{ "answer.handover", "Handed over" },
		{ "answer.import", "Taken in from a file" },
		{ "answer.previous", "Last year's level set" },
		{ "answer.complete", "Marked complete" },
		{ "answer.confirm", "Confirmed" },
		{ "answer.reopen", "Reopened" },
		{ "answer.undo", "Put back as it stood before" },
		{ "plan.accept", "Plan accepted" },
		{ "training.cap", "Limited by the training figure again" },
		{ "training.override",
		    "The level counts although too few are trained" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i].action, action) == 0)
			return all[i].words;
	return action;
}

static void
add(struct req *r, struct change_line *line, const char *name,
    const char *value)
{
	line->details.v[line->details.n++].text =
	    arena_printf(r->arena, "%s: %s", name, value);
}

static const char *
member(struct json_object *o, const char *key)
{
	struct json_object *v;

	if (o == NULL || !json_object_object_get_ex(o, key, &v))
		return "";
	return json_object_get_string(v) != NULL ? json_object_get_string(v)
						 : "";
}

/* "1a, 1b" from ["1a","1b"]; "none" from []. */
static const char *
codes(struct req *r, struct json_object *o)
{
	struct json_object *list;
	const char *text = "";
	size_t i;

	if (!json_object_object_get_ex(o, "met", &list))
		return "";
	for (i = 0; i < json_object_array_length(list); i++)
		text = arena_printf(r->arena, "%s%s%s", text, i > 0 ? ", " : "",
		    json_object_get_string(json_object_array_get_idx(list, i)));
	return text[0] != '\0' ? text : "none";
}

/* A member, or "" where it says nothing: no level, an empty list, false. */
static const char *
said(struct json_object *o, const char *key)
{
	const char *text = member(o, key);

	if (text[strspn(text, "[]{} ")] == '\0' || strcmp(text, "-1") == 0 ||
	    strcmp(text, "false") == 0)
		return "";
	return text;
}

static const char *
as_words(struct req *r, const char *key, const char *value)
{
	char text[DAY_WORDS_SIZE];
	day on;

	if ((strcmp(key, "target_on") == 0 || strcmp(key, "due_on") == 0) &&
	    day_parse(value, &on)) {
		day_words(on, text);
		return arena_text(r->arena, text);
	}
	if (strcmp(key, "not_relevant") == 0)
		return value[0] == '\0' ? "no" : "yes";
	return value[0] == '\0' ? "none" : value;
}

/* What differs from the row before it; all of it for the first row. */
static void
compare(struct req *r, struct json_object *now, struct json_object *before,
    struct change_line *line)
{
	static const struct {
		const char *key, *name;
	} plain[] = {
		{ "level", "Level" },
		{ "not_relevant", "Not relevant" },
		{ "owner", "Owner" },
		{ "deputy", "Deputy" },
		{ "due_on", "To be answered by" },
		{ "target_level", "Target level" },
		{ "target_on", "Target date" },
		{ "plan", "Plan" },
	};
	size_t i;

	line->details.v = arena_array(r->arena, 16, sizeof(*line->details.v));
	if (member(now, "reason")[0] != '\0')
		add(r, line, "Reason", member(now, "reason"));
	if (strcmp(member(now, "met"), member(before, "met")) != 0)
		add(r, line, "Criteria met", codes(r, now));
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		const char *key = plain[i].key, *value = said(now, key);

		if (strcmp(value, said(before, key)) != 0)
			add(r, line, plain[i].name, as_words(r, key, value));
	}
	if (strcmp(said(now, "comments"), said(before, "comments")) != 0)
		add(r, line, "Comments", "changed");
	if (strcmp(said(now, "criterion_owners"),
		said(before, "criterion_owners")) != 0)
		add(r, line, "Owners of criteria", "changed");
	if (strcmp(said(now, "evidence"), said(before, "evidence")) != 0)
		add(r, line, "Evidence", "changed");
}

static void
fill(struct req *r, const struct audit_rows *rows, struct history_view *v)
{
	struct json_object *now, *before;
	size_t i;

	v->changes.n = rows->n;
	v->changes.v = arena_array(r->arena, rows->n, sizeof(*v->changes.v));
	now = rows->n > 0 ? json_tokener_parse(rows->v[0].detail) : NULL;
	for (i = 0; i < rows->n; i++) {
		struct change_line *line = &v->changes.v[i];

		before = i + 1 < rows->n
			     ? json_tokener_parse(rows->v[i + 1].detail)
			     : NULL;
		line->at = rows->v[i].at;
		line->who = rows->v[i].actor;
		line->what = words(rows->v[i].action);
		compare(r, now, before, line);
		json_object_put(now);
		now = before;
	}
	json_object_put(now);
	v->more = rows->n == SHOWN;
}

enum err
page_history(struct req *r)
{
	struct history_view v = { .page = page_view(r, "History of changes") };
	struct audit_rows rows;
	struct asked a;
	enum err e;

	if ((e = asked_open(r, &a)) != OK ||
	    (e = audit_of(r->db, r->arena, r->session.org, a.answer.row.id,
		 SHOWN, &rows)) != OK)
		return e;
	v.number = arena_printf(r->arena, "%s-%s", a.year.assessment.version,
	    a.requirement->number);
	v.title = a.requirement->title;
	v.page.title =
	    arena_printf(r->arena, "History of changes: %s", v.title);
	v.page.back = req_href(r, "/assessment/%s/requirement/%s",
	    a.year.assessment.version, a.requirement->number);
	v.page.back_text = "the requirement";
	fill(r, &rows, &v);
	SHOW(r, history, &v);
	return reply_page(r, 200);
}
