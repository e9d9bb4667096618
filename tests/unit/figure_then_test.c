/* figure_then_test.c - the figure of a past instant is what was judged then,
 * whatever is written afterwards and by whichever way. */
#include "figure_priv.h"
#include "figure_set.h"
#include "import_set.h"

enum { PEOPLE = 9, GROUPS = 3, MOMENTS = 240 };

#define NOW clock_day(clock_now())

static const char *const group_names[GROUPS] = { "Nurses", "Doctors",
	"Porters" };

struct world {
	struct records *r;
	struct catalogue set;
	struct staff people[PEOPLE];
	size_t n;
	int64_t groups[GROUPS], excluded, newest;
	unsigned courses;
};

struct moment {
	int64_t at;
	struct verdict v;
	enum err e;
};

static unsigned seed;

static unsigned
draw(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static struct unit
somebody(const struct world *w)
{
	return unit_of(&w->r->trust, &w->r->admin);
}

/* Around today, so that many begin or end about now. */
static day
some_day(void)
{
	return NOW - 40 + (day)draw(60);
}

static void
dates(struct staff *s)
{
	s->starts_on = draw(3) ? some_day() : DAY_NONE;
	s->ends_on = draw(3) ? DAY_NONE : NOW - 5 + (day)draw(30);
	if (s->starts_on != DAY_NONE && s->ends_on != DAY_NONE &&
	    s->ends_on < s->starts_on)
		s->ends_on = DAY_NONE;
}

/* ---- what may happen ---- */

static void
new_staff(struct world *w)
{
	if (w->n < PEOPLE) {
		w->people[w->n] = someone(w->r, (int)w->n, DAY_NONE, DAY_NONE);
		w->n++;
	}
}

static void
change_staff(struct world *w)
{
	struct unit u = somebody(w);
	struct staff *s = &w->people[draw((unsigned)w->n)];

	dates(s);
	s->group = draw(4) ? w->groups[draw(GROUPS)] : 0;
	assert_err(staff_change(w->r->db, &u, s), OK);
}

/* A file of some of them: it takes, changes and groups. */
static void
import(struct world *w)
{
	const char *text = "Employee Number,First Name,Last Name,Staff Group,"
			   "Start Date,End Date\n";
	struct unit u = somebody(w);
	struct staff s = { 0 };
	struct file f;
	size_t i;

	for (i = 0; i < w->n; i++) {
		char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

		if (draw(2))
			continue;
		dates(&s);
		day_text(s.starts_on, from);
		day_text(s.ends_on, to);
		text = arena_printf(w->r->arena, "%s%s,Ann,%s,%s,%s,%s\n", text,
		    w->people[i].number, w->people[i].last_name,
		    group_names[draw(GROUPS)], from, to);
	}
	file_open(w->r, &f, IMPORT_STAFF, text);
	assert_err(
	    import_apply(w->r->db, w->r->arena, &u, &f.job, &f.report), OK);
	for (i = 0; i < w->n; i++)
		w->people[i] = staff_held(w->r, w->people[i].number);
}

static const char *
some_course(const struct world *w)
{
	unsigned i = draw(w->courses + 2);

	return i == 0   ? "IG-ANNUAL"
	       : i == 1 ? "PASSWORDS"
			: arena_printf(w->r->arena, "NEW-%u", i - 2);
}

static void
complete(struct world *w)
{
	struct unit u = somebody(w);
	struct course k = course_held(w->r, some_course(w));
	struct completion c =
	    attested(&w->people[draw((unsigned)w->n)], &k, NOW);
	enum completion_fault fault;

	c.done_on = NOW - (day)draw(500);
	c.source = FROM_IMPORT;
	c.statement = "";
	c.statement_version = 0;
	c.score = -1;
	if (training_complete(w->r->db, &u, &c, NOW, &fault) == OK)
		w->newest = c.id;
}

static void
withdraw(struct world *w)
{
	struct unit u = somebody(w);
	enum completion_fault fault;
	struct completion c;

	if (w->newest == 0)
		return;
	assert_err(
	    training_read(w->r->db, w->r->arena, w->r->trust.id, w->newest, &c),
	    OK);
	c.supersedes = w->newest;
	c.void_ = draw(2) != 0;
	c.done_on -= 3;
	c.reason = "It was another day";
	if (training_correct(w->r->db, &u, &c, NOW, &fault) == OK)
		w->newest = c.void_ ? 0 : c.id;
}

static void
exclude(struct world *w)
{
	struct unit u = somebody(w);

	if (w->excluded != 0) {
		assert_err(exclusion_end(w->r->db, &u, w->excluded), OK);
		w->excluded = 0;
	} else {
		w->excluded = left_out(w->r, &w->people[draw((unsigned)w->n)],
		    draw(2) ? NULL : "IG-ANNUAL", LEFT_OUT_LEAVE, NOW - 3,
		    draw(2) ? DAY_NONE : NOW + (day)draw(3));
	}
}

static void
need(struct world *w)
{
	struct unit u = somebody(w);
	size_t n = draw(GROUPS + 1), first = draw(GROUPS + 1 - (unsigned)n);

	assert_err(
	    course_need_set(w->r->db, &u, some_course(w), w->groups + first, n),
	    OK);
}

static void
change_course(struct world *w)
{
	struct unit u = somebody(w);
	struct course k = course_held(w->r, some_course(w));

	k.for_all = draw(2) != 0;
	k.grace_days = draw(2) ? 0 : (int)draw(40);
	k.closed = draw(4) == 0;
	assert_err(course_change(w->r->db, &u, &k), OK);
}

static void
add_course(struct world *w)
{
	struct unit u = somebody(w);
	struct course k = course_held(w->r, "PASSWORDS");

	if (w->courses == 3)
		return;
	k.code = k.name = arena_printf(w->r->arena, "NEW-%u", w->courses++);
	k.for_all = draw(2) != 0;
	assert_err(course_add(w->r->db, &u, &k), OK);
}

static void
judge_otherwise(struct world *w)
{
	struct unit u = somebody(w);

	assert_err(figure_model_set(
		       w->r->db, &u, draw(3) ? FIGURE_NEEDS : FIGURE_FLAT),
	    OK);
}

static void
look_over(struct world *w)
{
	struct unit u = somebody(w);
	struct review v = { .kind = draw(2) ? REVIEW_NEEDS : REVIEW_EVALUATION,
		.done_on = NOW - (day)draw(500),
		.who = "Ann",
		.findings = "All well",
		.reference = "" };

	assert_err(review_add(w->r->db, &u, &v, NOW), OK);
}

static void
something(struct world *w)
{
	static void (*const all[])(struct world *) = { new_staff, change_staff,
		change_staff, import, complete, complete, complete, withdraw,
		exclude, need, need, change_course, add_course, judge_otherwise,
		look_over };

	all[draw(COUNT(all))](w);
}

/* ---- the figure then, and now ---- */

static void
begin(struct world *w, struct records *r)
{
	struct unit u;
	size_t i;

	*w = (struct world){ .r = r };
	records_fill(r);
	w->set = r->full;
	w->set.training_percent = 40;
	for (i = 0; i < GROUPS; i++) {
		u = somebody(w);
		assert_err(
		    group_add(r->db, &u, group_names[i], &w->groups[i]), OK);
	}
	new_staff(w);
}

static void
take(struct world *w, struct moment *m)
{
	m->at = clock_now();
	while (clock_now() <= m->at)
		;
	m->e = figure_judge(
	    w->r->db, w->r->trust.id, &w->set, clock_day(m->at), &m->v);
}

static void
same(struct world *w, const struct moment *m)
{
	struct verdict v;
	size_t i;

	assert_err(figure_judge_then(w->r->db, w->r->arena, w->r->trust.id,
		       &w->set, m->at, &v),
	    m->e);
	if (m->e != OK)
		return;
	assert_int_equal(v.model, m->v.model);
	assert_int_equal(v.in_scope, m->v.in_scope);
	assert_int_equal(v.completed, m->v.completed);
	assert_int_equal(v.excluded, m->v.excluded);
	assert_int_equal(v.percent, m->v.percent);
	assert_int_equal(v.short_, m->v.short_);
	for (i = 0; i < REVIEW_KINDS; i++) {
		assert_int_equal(v.reviewed[i], m->v.reviewed[i]);
		assert_int_equal(v.recent[i], m->v.recent[i]);
	}
}

static void
test_every_figure_is_as_it_was(void **state)
{
	static struct moment all[MOMENTS];
	bool fell[2] = { false, false }, judged[2] = { false, false };
	struct world w;
	size_t i;

	begin(&w, *state);
	for (seed = 3, i = 0; i < MOMENTS; i++) {
		something(&w);
		take(&w, &all[i]);
		fell[all[i].v.short_] = true;
		judged[all[i].v.model] = true;
	}
	assert_true(fell[0] && fell[1] && judged[0] && judged[1]);
	for (i = 0; i < MOMENTS; i++)
		same(&w, &all[i]);
}

static void
refuse(struct records *r, const char *sql)
{
	if (raw(r, sql) != SQLITE_CONSTRAINT_TRIGGER)
		fail_msg("not refused: %s", sql);
}

static void
test_what_was_is_never_changed(void **state)
{
	static const char *const tables[] = { "staff_was", "course_was",
		"course_need_was" };
	struct records *r = *state;
	struct world w;
	size_t i;

	begin(&w, r);
	for (seed = 5, i = 0; i < 60; i++)
		something(&w);
	for (i = 0; i < COUNT(tables); i++) {
		const char *t = tables[i];

		assert_true(raw_int(r, arena_printf(r->arena,
					   "SELECT count(*) FROM %s", t)) > 0);
		refuse(r, arena_printf(r->arena, "DELETE FROM %s", t));
		refuse(r, arena_printf(r->arena,
			      "UPDATE %s SET until_at = until_at + 1", t));
		refuse(r, arena_printf(r->arena,
			      "REPLACE INTO %s SELECT * FROM %s", t, t));
	}
	refuse(r, "INSERT INTO staff_was (org_id, staff_id, until_at) "
		  "SELECT org_id, id, 1 FROM staff");
}

/* Only what the figure goes by is worth a row. */
static void
test_another_name_leaves_no_past(void **state)
{
	struct records *r = *state;
	struct world w;
	struct unit u;

	begin(&w, r);
	w.people[0].unit = "Ward 7";
	u = somebody(&w);
	assert_err(staff_change(r->db, &u, &w.people[0]), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM staff_was"), 0);
	w.people[0].ends_on = NOW;
	u = somebody(&w);
	assert_err(staff_change(r->db, &u, &w.people[0]), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM staff_was WHERE "
				    "ends_on IS NULL"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_every_figure_is_as_it_was),
		with_records(test_what_was_is_never_changed),
		with_records(test_another_name_leaves_no_past),
	};

	return cmocka_run_group_tests_name("figure_then", tests, NULL, NULL);
}
