/* pack_write.c - a set as a pack's bytes, which pack_read reads back. */
#include "buf.h"
#include "catalogue.h"
#include "jsonw.h"
#include "pack.h"

static void
head(struct jsonw *w, const struct catalogue *c)
{
	char on[DAY_TEXT_SIZE];

	day_text(c->released_on, on);
	jsonw_text(w, "format", "igtk-catalogue");
	jsonw_int(w, "schema", 1);
	jsonw_text(w, "framework", c->framework);
	jsonw_text(w, "version", c->version);
	jsonw_int(w, "revision", c->revision);
	jsonw_text(w, "title", c->title);
	jsonw_text(w, "released", on);
	jsonw_open(w, "organisation_type", '{');
	jsonw_text(w, "code", c->type);
	jsonw_text(w, "name", c->type_name);
	jsonw_text(w, "workflow",
	    c->workflow == WORKFLOW_FULL ? "full" : "simplified");
	jsonw_bool(w, "interim", c->interim);
	jsonw_close(w, '}');
	jsonw_open(w, "provenance", '{');
	jsonw_text(w, "mark", c->mark);
	jsonw_text(w, "note", c->note);
	jsonw_close(w, '}');
}

static void
rules(struct jsonw *w, const struct catalogue *c)
{
	jsonw_open(w, "deadlines", '{');
	jsonw_text(w, "baseline", c->baseline_md);
	jsonw_text(w, "update", c->update_md);
	jsonw_text(w, "final", c->final_md);
	jsonw_close(w, '}');
	jsonw_open(w, "scoring", '{');
	jsonw_text(
	    w, "rounding", c->rounding == ROUND_DOWN ? "down" : "nearest");
	jsonw_close(w, '}');
	jsonw_open(w, "grading", '{');
	jsonw_int(w, "level", c->grade_level);
	jsonw_text(w, "satisfactory", c->grade[0]);
	jsonw_text(w, "satisfactory_with_improvement_plan", c->grade[1]);
	jsonw_text(w, "not_satisfactory", c->grade[2]);
	jsonw_close(w, '}');
	jsonw_open(w, "training", '{');
	jsonw_int(w, "threshold_percent", c->training_percent);
	jsonw_text(w, "course", c->training_course);
	jsonw_int(w, "capped_level", c->training_capped);
	jsonw_close(w, '}');
	jsonw_text(w, "statement", c->statement);
}

static void
lists(struct jsonw *w, const struct catalogue *c)
{
	size_t i;

	jsonw_open(w, "senior_management", '[');
	for (i = 0; i < c->duties.n; i++) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "code", c->duties.v[i].code);
		jsonw_text(w, "title", c->duties.v[i].title);
		jsonw_bool(w, "required", c->duties.v[i].required);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
	jsonw_open(w, "initiatives", '[');
	for (i = 0; i < c->initiatives.n; i++) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "code", c->initiatives.v[i].code);
		jsonw_text(w, "name", c->initiatives.v[i].name);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
	jsonw_open(w, "origins", '[');
	for (i = 0; i < c->origins.n; i++) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "code", c->origins.v[i].code);
		jsonw_text(w, "title", c->origins.v[i].title);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
criterion(struct jsonw *w, const struct criterion *k)
{
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "id", k->code);
	jsonw_text(w, "text", k->text);
	jsonw_bool(w, "maintenance", k->maintenance);
	jsonw_bool(w, "responsibility", k->responsibility);
	jsonw_open(w, "evidence", '[');
	for (i = 0; i < k->evidence.n; i++)
		jsonw_text(w, NULL, k->evidence.v[i]);
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

static void
levels(struct jsonw *w, const struct requirement *r)
{
	int level;
	size_t i;

	jsonw_open(w, "levels", '[');
	for (level = 0; level <= LEVEL_MAX; level++) {
		jsonw_open(w, NULL, '{');
		jsonw_int(w, "level", level);
		jsonw_text(w, "summary", r->summary[level]);
		jsonw_open(w, "criteria", '[');
		for (i = 0; i < r->criteria.n; i++)
			if (r->criteria.v[i].level == level)
				criterion(w, &r->criteria.v[i]);
		jsonw_close(w, ']');
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
not_relevant(struct jsonw *w, const struct requirement *r)
{
	if (r->nr_reason == NULL) {
		jsonw_null(w, "not_relevant");
		return;
	}
	jsonw_open(w, "not_relevant", '{');
	jsonw_text(w, "reason", r->nr_reason);
	jsonw_text(w, "record", r->nr_record);
	jsonw_close(w, '}');
}

static void
requirement(
    struct jsonw *w, const struct catalogue *c, const struct requirement *r)
{
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "number", r->number);
	jsonw_text(w, "initiative", c->initiatives.v[r->initiative].code);
	jsonw_text(w, "title", r->title);
	jsonw_text(w, "description", r->description);
	jsonw_text(w, "changes", r->changes);
	jsonw_open(w, "origins", '[');
	for (i = 0; i < r->origins.n; i++)
		jsonw_text(w, NULL, r->origins.v[i]->code);
	jsonw_close(w, ']');
	not_relevant(w, r);
	jsonw_bool(w, "training", r->training);
	jsonw_open(w, "provenance", '{');
	jsonw_text(w, "set", r->marks.set);
	jsonw_text(w, "title", r->marks.title);
	jsonw_text(w, "criteria", r->marks.criteria);
	jsonw_close(w, '}');
	levels(w, r);
	jsonw_close(w, '}');
}

void
pack_write(struct buf *out, const struct catalogue *c)
{
	struct jsonw w = { .out = out };
	size_t i;

	jsonw_open(&w, NULL, '{');
	head(&w, c);
	rules(&w, c);
	lists(&w, c);
	jsonw_open(&w, "requirements", '[');
	for (i = 0; i < c->requirements.n; i++)
		requirement(&w, c, &c->requirements.v[i]);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	buf_putc(out, '\n');
}
