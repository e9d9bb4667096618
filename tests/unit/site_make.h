/* site_make.h - making the records of a site: packs, people, years. */
#ifndef SITE_MAKE_H
#define SITE_MAKE_H
#include <sodium.h>

#include "answer.h"
#include "duty.h"
#include "pack.h"
#include "plan.h"
#include "publication.h"
#include "site_import.h"
#include "site_parts.h"
#include "stage.h"
#include "work_group.h"

static inline struct unit
by(int64_t org, int64_t person, const char *name)
{
	return (struct unit){ .org = org, .by = { person, name, "test" } };
}

/* A pack of config/catalogue, as another version where one is given. */
static inline void
load_pack(struct site *s, const char *name, const char *version)
{
	static const char is[] = "\"version\": \"14.1\"";
	struct unit u = by(0, 0, "test");
	struct buf faults = { 0 };
	const char *bytes;
	struct catalogue c;
	char *at, file[500];
	size_t n;

	assert_non_null(getenv("IGTK_SOURCE"));
	snprintf(file, sizeof(file), "%s/config/catalogue/%s",
	    getenv("IGTK_SOURCE"), name);
	assert_int_equal(pack_file(s->w->app.arena, file, PACK_BYTES_MAX,
			     &bytes, &n, &faults),
	    OK);
	at = strstr(arena_copy(s->w->app.arena, bytes, n), is);
	assert_non_null(at);
	at -= strstr(bytes, is) - bytes;
	if (version != NULL)
		memcpy(strstr(at, "14.1\""), version, 4);
	assert_int_equal(
	    pack_read(s->w->app.arena, name, at, n, &c, &faults), OK);
	assert_int_equal(catalogue_store(s->w->app.writer, &u, &c), OK);
	buf_clear(&faults);
}

static inline void
add_people(struct site *s, int o, const char *prefix, const char *name)
{
	int64_t org = s->org[o].id;
	char user[40];
	struct unit u;
	enum role role;
	unsigned i, n = 0;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
		struct person p = { .user = user, .name = name };
		struct grant g = { .role = role };

		if (role == ROLE_NATIONAL)
			continue;
		snprintf(user, sizeof(user), "%s-%s", prefix, role_name(role));
		u = by(org, 0, "test");
		assert_int_equal(person_add(s->w->app.writer, &u, &p), OK);
		g.person = s->person[o][n++] = p.id;
		assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
	}
	assert_int_equal(n, ROLES);
}

static inline void
add_group(struct site *s, int o)
{
	struct grant g = { .role = ROLE_VIEWER,
		.group = o == B ? MARK " group" : "group" };
	struct unit u = by(s->org[o].id, 0, "test");

	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
	s->group[o] = g.id;
}

static inline unsigned
role_place(enum role wanted)
{
	enum role role;
	unsigned i, n = 0;

	for (i = 0; (role = role_at(i)) != wanted; i++) {
		assert_int_not_equal(role, ROLE_PUBLIC);
		n += role != ROLE_NATIONAL;
	}
	return n;
}

static inline struct unit
by_role(struct site *s, int o, enum role role)
{
	return by(s->org[o].id, s->person[o][role_place(role)],
	    o == B ? MARK " user" : role_name(role));
}

static inline void
open_year(struct site *s, int o, const char *version, struct assessment *a,
    struct catalogue *c)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct db *db = s->w->app.writer;
	int64_t pack;

	assert_int_equal(
	    catalogue_find(db, version, s->org[o].type, &pack), OK);
	assert_int_equal(catalogue_read(db, s->w->app.arena, pack, c), OK);
	assert_int_equal(assessment_open(db, s->w->app.arena, &u, &s->org[o], c,
			     clock_day(clock_now()), a),
	    OK);
}

/* Save an answer of this level; B's holds its mark in every text. */
static inline void
save(struct site *s, int o, const struct assessment *a,
    const struct requirement *r, int level, bool complete)
{
	const char *mark = o == B ? MARK " text" : "own text";
	struct unit u = by_role(s, o, ROLE_ASSESSOR);
	struct evidence v = { .title = mark, .reference = mark };
	struct answer answer;
	size_t i;

	assert_int_equal(
	    answer_read(s->w->app.writer, s->w->app.arena, a, r, &answer), OK);
	for (i = 0; i < r->criteria.n; i++) {
		answer.met[i] = r->criteria.v[i].level <= level;
		answer.comment[i] = mark;
	}
	v.shows[0] = true;
	answer.evidence.v = &v;
	answer.evidence.n = 1;
	answer.row.owner = mark;
	answer.row.target_level = 2;
	answer.row.target_on = a->due_on;
	answer.plan = level < 2 ? mark : "";
	answer.nr_record = r->nr_reason != NULL ? mark : "";
	assert_int_equal(
	    answer_save(s->w->app.writer, &u, a, r, &answer, complete), OK);
}

static inline void
set_duties(struct site *s, int o, const struct assessment *a,
    const struct catalogue *c)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct duty_holder holders[10];
	size_t i;

	for (i = 0; i < c->duties.n; i++)
		holders[i] = (struct duty_holder){ &c->duties.v[i],
			o == B ? MARK " duty" : "Own Duty", "Director" };
	assert_int_equal(duty_set(s->w->app.writer, &u, a, c, holders), OK);
}

static inline void
confirm_all(struct site *s, int o, const struct assessment *a,
    const struct catalogue *c)
{
	struct db *db = s->w->app.writer;
	struct unit u;
	size_t i;

	for (i = 0; i < c->requirements.n; i++) {
		u = by_role(s, o, ROLE_REVIEWER);
		assert_int_equal(
		    answer_confirm(db, &u, a, c, &c->requirements.v[i]), OK);
	}
	assert_int_equal(assessment_confirm(db, &u, a, c), OK);
}

static inline void
publish(struct site *s, int o, const struct assessment *a,
    const struct catalogue *c)
{
	unsigned char digest[STATEMENT_DIGEST];
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);

	publication_digest(
	    publication_statement(s->w->app.arena, &s->org[o], c), digest);
	assert_int_equal(publication_publish(s->w->app.writer, &u, &s->org[o],
			     a, c, digest, a->due_on),
	    OK);
}

/* The baseline, before the year is published. */
static inline void
submit_baseline(struct site *s, int o, const struct assessment *a,
    const struct catalogue *c)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	enum stage_bar bar;

	assert_int_equal(
	    stage_submit(s->w->app.writer, &u, &s->org[o], a, c, STAGE_BASELINE,
		stage_due(a, c, STAGE_BASELINE), &bar),
	    OK);
}

/* A file of staff that was taken in, and one that waits. */
static inline void
make_imports(struct site *s, int o)
{
	const char *mark = o == B ? MARK : "own";
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);

	import_taken(
	    s->w->app.writer, s->w->app.arena, &u, mark, &s->import_run[o]);
	import_waits(s->w->app.writer, s->w->app.arena, s->org[o].id,
	    s->w->database, mark, &s->import_file[o]);
}

/* What is to be done about the fourth requirement. */
static inline void
make_action(struct site *s, int o, const struct assessment *a,
    const struct catalogue *c)
{
	const char *mark = o == B ? MARK " action" : "Own action";
	struct unit u = by_role(s, o, ROLE_ASSESSOR);
	struct action x = { .requirement = c->requirements.v[3].id,
		.number = c->requirements.v[3].number,
		.title = mark,
		.reach = 2,
		.owner = { .id = HOLDER_FIRST, .name = "" },
		.deputy = { .name = "" },
		.due_on = a->due_on };

	assert_int_equal(action_add(s->w->app.writer, &u, a, &x), OK);
	s->action[o] = x.id;
}

/* A group whose name is the owner's mark. */
static inline void
make_work_group(struct site *s, int o)
{
	const struct work_moves in = {
		.in = &s->person[o][role_place(ROLE_ASSESSOR)], .in_n = 1
	};
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct work_group g = { .name = o == B ? MARK " text" : "own text" };

	assert_int_equal(work_group_add(s->w->app.writer, &u, &g, &in), OK);
	s->work_group[o] = g.id;
}

/* A published year "13.0" for A and B, then "14.1", answered in part. */
static inline void
make_years(struct site *s, int o)
{
	struct assessment a;
	struct catalogue c;
	size_t i;

	open_year(s, o, "13.0", &a, &c);
	for (i = 0; i < c.requirements.n; i++)
		save(s, o, &a, &c.requirements.v[i], 2, true);
	set_duties(s, o, &a, &c);
	confirm_all(s, o, &a, &c);
	submit_baseline(s, o, &a, &c);
	publish(s, o, &a, &c);
	open_year(s, o, "14.1", &a, &c);
	save(s, o, &a, &c.requirements.v[0], 1, false);
	save(s, o, &a, &c.requirements.v[1], 1, true);
	make_action(s, o, &a, &c);
}

#include "site_batch.h"
#include "site_relate.h"
#include "site_training.h"

static inline void
make_org(
    struct site *s, int o, const char *code, const char *name, const char *type)
{
	struct unit u = by(0, 0, "test");

	s->org[o] = (struct org){ .code = code, .name = name, .type = type };
	assert_int_equal(org_add(s->w->app.writer, &u, &s->org[o]), OK);
}

/* One of A without a role, and one for all organisations. */
static inline void
add_others(struct site *s)
{
	struct person p = { .user = "nobody", .name = "No Role" };
	struct grant g = { .role = ROLE_NATIONAL };
	struct unit u = by(s->org[A].id, 0, "test");

	assert_int_equal(person_add(s->w->app.writer, &u, &p), OK);
	s->nobody = p.id;
	u = by(0, 0, "test");
	p = (struct person){ .user = "national", .name = "Head Office" };
	assert_int_equal(person_add(s->w->app.writer, &u, &p), OK);
	s->national = g.person = p.id;
	u = by(0, 0, "test");
	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
}

/* A duty of their own, and one that their administrator may accept. */
static inline void
add_duties(struct site *s, int o)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct named_duty d = { .title = o == B ? "Other post" : "Own post",
		.post = o == B ? MARK : "Own" };
	struct holding h = { .duty = OFFERED,
		.person = s->person[o][role_place(ROLE_ADMINISTRATOR)],
		.post = "",
		.document = o == B ? MARK " letter" : "Own letter",
		.from_on = day_make(2021, 4, 1),
		.until_on = DAY_NONE };
	enum holding_fault fault;

	assert_int_equal(duty_add(s->w->app.writer, s->arena, &u, &d), OK);
	d.title = o == B ? MARK " post" : "Own post";
	assert_int_equal(duty_change(s->w->app.writer, &u, &d), OK);
	assert_int_equal(duty_name(s->w->app.writer, &u, &h, 0, &fault), OK);
}

static inline void
site_make(struct site *s)
{
	struct assessment a;
	struct catalogue c;

	load_pack(s, "igt-14.1-ACU.json", "13.0");
	load_pack(s, "igt-14.1-ACU.json", NULL);
	load_pack(s, "igt-14.1-ACU.json", "15.0");
	load_pack(s, "igt-14.1-CTP.json", NULL);
	make_org(s, A, "AAA01", "Own Trust", "ACU");
	make_org(s, B, MARK "1", MARK " Trust", "ACU");
	make_org(s, C, "CCC01", "Supplier", "CTP");
	add_people(s, A, "a", "Ann Own");
	add_people(s, B, "markb", MARK " Person");
	add_people(s, C, "c", "Cleo Own");
	add_others(s);
	add_group(s, A);
	add_group(s, B);
	add_group(s, C);
	make_imports(s, A);
	make_imports(s, B);
	make_imports(s, C);
	make_work_group(s, A);
	make_work_group(s, B);
	make_work_group(s, C);
	make_years(s, A);
	make_years(s, B);
	open_year(s, B, "15.0", &a, &c);
	open_year(s, C, "14.1", &a, &c);
	save(s, C, &a, &c.requirements.v[0], 1, false);
	save(s, C, &a, &c.requirements.v[1], 1, true);
	make_action(s, C, &a, &c);
	s->training = arena_alloc(s->arena, sizeof(*s->training));
	site_training_make(s, s->training);
	add_duties(s, A);
	add_duties(s, B);
	add_duties(s, C);
	relate(s);
	make_batch(s, A);
	make_batch(s, B);
	make_batch(s, C);
}
#endif
