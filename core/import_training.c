/* import_training.c - the rows of a file of completions. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "import_names.h"
#include "import_priv.h"
#include "sql.h"
#include "text.h"
#include "training.h"

/* What is needed of each of the staff. */
struct known {
	int64_t id;
	day starts, ends;
};

struct training_file {
	struct names numbers; /* of people */
	struct known *people;
	size_t room;
	struct names names; /* of courses: codes, names, other names */
	size_t *course;     /* of all, by the number of the name */
	struct courses all;
	struct marks seen; /* person, course and day: one in this file */
};

static void
clear(struct training_file *t)
{
	names_clear(&t->numbers);
	names_clear(&t->names);
	marks_clear(&t->seen);
	free(t->people);
	free(t->course);
}

static enum err
load_people(struct import_run *r, struct training_file *t)
{
	db_list(r->db, SQL(import_people, .org = r->org));
	while (db_next(r->db)) {
		struct known k = { .id = db_int(r->db) };
		bool fresh;
		size_t i;

		i = names_add(&t->numbers, db_text(r->db, r->row), &fresh);
		k.starts = db_day(r->db);
		k.ends = db_day(r->db);
		if (i >= t->room) {
			t->room = t->room == 0 ? 1024 : 2 * t->room;
			t->people =
			    realloc(t->people, t->room * sizeof(*t->people));
			if (t->people == NULL)
				abort();
		}
		t->people[i] = k;
		arena_reset(r->row);
	}
	return db_end(r->db);
}

/* A name stands for the first course that has it. */
static void
name_course(struct import_run *r, struct training_file *t, const char *name,
    size_t course)
{
	bool fresh;
	size_t i = names_add(&t->names, text_fold(r->row, name), &fresh);

	if (!fresh)
		return;
	t->course = realloc(t->course, (i + 1) * sizeof(*t->course));
	if (t->course == NULL)
		abort();
	t->course[i] = course;
}

static enum err
load_courses(struct import_run *r, struct training_file *t)
{
	enum err e = course_list(r->db, r->keep, r->org, &t->all);
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < t->all.n; i++)
		name_course(r, t, t->all.v[i].code, i);
	for (i = 0; i < t->all.n; i++)
		name_course(r, t, t->all.v[i].name, i);
	db_list(r->db, SQL(import_aliases, .org = r->org));
	while (db_next(r->db)) {
		const char *name = db_text(r->db, r->row);
		const char *code = db_text(r->db, r->row);

		for (i = 0; i < t->all.n; i++)
			if (strcmp(t->all.v[i].code, code) == 0)
				name_course(r, t, name, i);
	}
	return db_end(r->db);
}

/* ---- one row ---- */

struct taking {
	size_t person, course; /* places in the lists above */
	struct completion c;
	day expires; /* as the file says; DAY_NONE: it does not */
	const char *refused;
	bool skipped;
};

static bool
one_of(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_same(s, *words))
			return true;
	return false;
}

/* Does the row say of itself that nothing was done? */
static void
take_met(struct import_run *r, const struct csv_row *row, struct taking *t)
{
	static const char *const yes[] = { "yes", "y", "true", "1", "met",
		"completed", "complete", "passed", "pass", "achieved",
		"compliant", "attended", NULL };
	static const char *const no[] = { "no", "n", "false", "0", "not met",
		"not completed", "incomplete", "not started", "in progress",
		"enrolled", "failed", "not achieved", "non compliant",
		"non-compliant", "not compliant", "expired", NULL };
	const char *met = import_cell(r, row, IMPORT_MET);

	t->skipped =
	    one_of(met, no) || import_cell(r, row, IMPORT_DONE)[0] == '\0';
	if (!t->skipped && met[0] != '\0' && !one_of(met, yes))
		t->refused = arena_printf(r->row,
		    "\"%.40s\" does not say whether it was met: write Yes or "
		    "No",
		    met);
}

static void
take_person(struct import_run *r, const struct csv_row *row,
    const struct training_file *f, struct taking *t)
{
	const char *number = import_number(r, row);
	const char *employee = import_employee(r, number);

	if (number[0] == '\0')
		t->refused = "The employee number is missing";
	else if (!names_find(&f->numbers, number, &t->person) &&
		 (employee == NULL ||
		     !names_find(&f->numbers, employee, &t->person)))
		t->refused = arena_printf(r->row,
		    "Nobody on record has the employee number %.40s: import "
		    "the staff first, or correct the number",
		    number);
}

static void
take_course(struct import_run *r, const struct csv_row *row,
    const struct training_file *f, struct taking *t)
{
	const char *name = import_cell(r, row, IMPORT_COURSE);
	size_t i;

	if (names_find(&f->names, text_fold(r->row, name), &i))
		t->course = f->course[i];
	else if (name[0] == '\0')
		t->refused = "The name of the course is missing";
	else
		t->refused = arena_printf(r->row,
		    "No course is known by the code or name %.120s: give it "
		    "to a course as another name",
		    name);
}

/* "85" or "85 %"; false where it is no percentage. */
static bool
score_of(const char *s, int *score)
{
	size_t n = strspn(s, "0123456789");
	const char *rest = s + n;

	if (s[0] == '\0')
		return true;
	if (n == 0 || n > 3)
		return false;
	for (*score = 0; s < rest; s++)
		*score = *score * 10 + (*s - '0');
	if (rest[0] == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	rest += strspn(rest, " ");
	return *score <= 100 &&
	       (strcmp(rest, "") == 0 || strcmp(rest, "%") == 0);
}

static void
take_dates(struct import_run *r, const struct csv_row *row, struct taking *t)
{
	t->refused = import_cell_day(r, row, IMPORT_DONE, &t->c.done_on);
	if (t->refused == NULL && t->c.done_on == DAY_NONE)
		t->refused = "The completion date lies too far away";
	if (t->refused == NULL)
		t->refused =
		    import_cell_day(r, row, IMPORT_EXPIRES, &t->expires);
	if (t->refused == NULL &&
	    !score_of(import_cell(r, row, IMPORT_SCORE), &t->c.score))
		t->refused = "The score must be a number from 0 to 100";
}

static void
read_row(struct import_run *r, const struct csv_row *row,
    const struct training_file *f, struct taking *t)
{
	*t = (struct taking){ .c = { .source = FROM_IMPORT,
				  .score = -1,
				  .statement = "",
				  .place = "",
				  .reason = "" } };
	if ((t->refused = import_unreadable(r, row)) != NULL)
		return;
	take_met(r, row, t);
	if (t->skipped || t->refused != NULL)
		return;
	take_person(r, row, f, t);
	if (t->refused == NULL)
		take_course(r, row, f, t);
	if (t->refused == NULL)
		take_dates(r, row, t);
}

/* On record for this day, whatever became of it since? */
static enum err
on_record(struct import_run *r, const struct completion *c, bool *yes)
{
	enum err e = db_ask(r->db,
	    SQL(import_completion_known, .org = r->org, .staff = c->staff,
		.course = c->course, .done_on = c->done_on));

	*yes = e == OK;
	if (e == OK)
		(void)db_int(r->db);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
store(struct import_run *r, const struct csv_row *row, struct taking *t,
    const struct staff *s, const struct course *k)
{
	enum completion_fault fault;
	enum err e;

	r->report->added++;
	if (t->c.expires_on != DAY_NONE && t->c.expires_on <= r->job->today)
		r->report->expired++;
	if (import_cell(r, row, IMPORT_EXPIRES)[0] != '\0' &&
	    t->expires != t->c.expires_on)
		r->report->differing++;
	if (r->head == NULL)
		return OK;
	t->c.import = r->report->run;
	e = training_write(r->db, r->head, &t->c, s, k, r->job->today, &fault);
	/* That was asked before: such a fault is ours. */
	return e == ERR_INVALID ? ERR_IO : e;
}

static enum err
take(struct import_run *r, const struct csv_row *row, void *arg)
{
	struct training_file *f = arg;
	enum completion_fault fault;
	const struct known *known;
	const struct course *k;
	struct taking t;
	struct staff s = { 0 };
	bool known_day;
	enum err e;

	r->report->seen++;
	read_row(r, row, f, &t);
	if (t.refused != NULL)
		return import_refuse(r, row, t.refused);
	if (t.skipped) {
		r->report->skipped++;
		return OK;
	}
	known = &f->people[t.person];
	k = &f->all.v[t.course];
	s.id = t.c.staff = known->id;
	s.starts_on = known->starts;
	s.ends_on = known->ends;
	t.c.course = k->code;
	fault = completion_judge(&t.c, &s, k, r->job->today);
	if (fault != COMPLETION_FINE)
		return import_refuse(
		    r, row, completion_says(r->row, fault, &s, k));
	if ((e = on_record(r, &t.c, &known_day)) != OK)
		return e;
	/* 28 bits of person, 12 of course, 24 of day: far more than is. */
	if (!marks_add(&f->seen, (uint64_t)(t.person + 1) << 36 |
				     (uint64_t)t.course << 24 |
				     ((uint32_t)t.c.done_on & 0xffffff)) ||
	    known_day) {
		r->report->same++;
		return OK;
	}
	t.c.expires_on = course_expiry(k, t.c.done_on);
	return store(r, row, &t, &s, k);
}

enum err
import_training_file(struct import_run *r)
{
	struct training_file f = { 0 };
	enum err e;

	if ((e = load_people(r, &f)) == OK && (e = load_courses(r, &f)) == OK)
		e = import_each(r, take, &f);
	clear(&f);
	return e;
}
