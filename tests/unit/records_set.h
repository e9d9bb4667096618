/* records_set.h - a small set of requirements, made without a pack. */
#ifndef RECORDS_SET_H
#define RECORDS_SET_H
#include <string.h>

#include "arena.h"
#include "catalogue.h"

/*
 * Four requirements: 101 and 102 of the first initiative, 103 and 104 of the
 * second.  Each has the criteria 1a, 1b, 2a, 3a, 3b; 3b is for maintenance.
 * 102 may be called not relevant.
 */
enum { R101, R102, R103, R104, SET_REQUIREMENTS };
enum { K1A, K1B, K2A, K3A, K3B, SET_CRITERIA };

static inline void
set_criteria(struct arena *a, struct requirement *r)
{
	static const char *const codes[] = { "1a", "1b", "2a", "3a", "3b" };
	size_t i;

	r->criteria.n = SET_CRITERIA;
	r->criteria.v = arena_array(a, SET_CRITERIA, sizeof(*r->criteria.v));
	for (i = 0; i < SET_CRITERIA; i++) {
		struct criterion *k = &r->criteria.v[i];

		k->code = codes[i];
		k->text = arena_printf(a, "%s of %s", codes[i], r->number);
		k->level = codes[i][0] - '0';
		k->maintenance = i == K3B;
		k->responsibility = i == K1A;
		k->evidence.n = 1;
		k->evidence.v = arena_array(a, 1, sizeof(char *));
		k->evidence.v[0] = "A record";
	}
}

static inline void
set_requirement(struct arena *a, struct catalogue *c, size_t i)
{
	struct requirement *r = &c->requirements.v[i];
	size_t level;

	r->number = arena_printf(a, "%zu", 101 + i);
	r->initiative = i / 2;
	r->title = arena_printf(a, "Requirement %s", r->number);
	r->description = "What it asks.";
	r->changes = "";
	if (i == R102) {
		r->nr_reason = "There is no such work.";
		r->nr_record = "The minute that says so";
	}
	r->marks = (struct marks){ "source", "memory", "reconstructed" };
	r->origins.n = 1;
	r->origins.v = arena_array(a, 1, sizeof(*r->origins.v));
	r->origins.v[0] = &c->origins.v[0];
	for (level = 0; level <= LEVEL_MAX; level++)
		r->summary[level] = arena_printf(a, "Level %zu", level);
	set_criteria(a, r);
}

static inline void
set_lists(struct arena *a, struct catalogue *c)
{
	c->duties.n = 3;
	c->duties.v = arena_array(a, 3, sizeof(*c->duties.v));
	c->duties.v[0] = (struct duty){ "accountable", "Director", true };
	c->duties.v[1] = (struct duty){ "caldicott", "Guardian", true };
	c->duties.v[2] = (struct duty){ "dpo", "Protection officer", false };
	c->initiatives.n = 2;
	c->initiatives.v = arena_array(a, 2, sizeof(*c->initiatives.v));
	c->initiatives.v[0] = (struct initiative){ "IGM", "Management" };
	c->initiatives.v[1] = (struct initiative){ "ISA", "Security" };
	c->origins.n = 1;
	c->origins.v = arena_array(a, 1, sizeof(*c->origins.v));
	c->origins.v[0] = (struct origin){ "dpa-1998", "The Act" };
}

static inline void
set_make(struct arena *a, struct catalogue *c, const char *version,
    const char *type, enum workflow workflow)
{
	size_t i;

	*c = (struct catalogue){ .framework = "igt",
		.version = version,
		.revision = 1,
		.title = "A small set",
		.released_on = day_make(2017, 7, 5),
		.type = type,
		.type_name = "Some type",
		.workflow = workflow,
		.mark = "source",
		.note = "",
		.baseline_md = "07-31",
		.update_md = "10-31",
		.final_md = "03-31",
		.rounding = ROUND_DOWN,
		.grade_level = 2,
		.grade = { "Satisfactory", "With plan", "Not" },
		.training_percent = 95,
		.training_course = "IG-ANNUAL",
		.training_capped = 1,
		.statement = "We were honest.\nAll of us." };
	memset(c->digest, type[0] + version[strlen(version) - 1],
	    sizeof(c->digest));
	set_lists(a, c);
	c->requirements.n = SET_REQUIREMENTS;
	c->requirements.v =
	    arena_array(a, SET_REQUIREMENTS, sizeof(*c->requirements.v));
	for (i = 0; i < SET_REQUIREMENTS; i++)
		set_requirement(a, c, i);
}
#endif
