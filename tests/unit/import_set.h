/* import_set.h - files for the tests of imports, and what came of them. */
#ifndef IMPORT_SET_H
#define IMPORT_SET_H
#include "csv_memory.h"
#include "import.h"
#include "training_set.h"

struct file {
	struct csv_memory memory;
	struct csv_source source;
	struct csv_nature nature;
	struct import_columns columns;
	struct import_job job;
	struct import_report report;
};

/* Rows as a file, its columns guessed. */
static inline void
file_open(
    struct records *r, struct file *f, enum import_kind kind, const char *text)
{
	char why[CSV_WHY];

	memset(f, 0, sizeof(*f));
	f->source = csv_memory(&f->memory, text, strlen(text));
	assert_err(csv_look(&f->source, &f->nature, why), OK);
	assert_err(
	    import_headers(r->arena, &f->source, &f->nature, &f->columns, why),
	    OK);
	import_guess(kind, &f->columns);
	assert_null(import_columns_fault(r->arena, kind, &f->columns));
	f->job = (struct import_job){ .kind = kind,
		.source = &f->source,
		.nature = &f->nature,
		.columns = &f->columns,
		.file_name = "test.csv",
		.profile = IMPORT_PROFILE,
		.today = TODAY };
}

static inline void
counts_are(const struct import_report *p, int64_t added, int64_t changed,
    int64_t same, int64_t refused)
{
	size_t i;

	if (p->added != added || p->changed != changed || p->same != same ||
	    p->refused != refused) {
		for (i = 0; i < p->refusals.n; i++)
			print_error("line %lld: %s\n",
			    (long long)p->refusals.v[i].line,
			    p->refusals.v[i].says);
		fail_msg("new %lld changed %lld same %lld refused %lld",
		    (long long)p->added, (long long)p->changed,
		    (long long)p->same, (long long)p->refused);
	}
}

/* First without writing, then for good: both must say the same. */
static inline void
file_take(struct records *r, struct file *f)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	int64_t rows = chain_rows(r, r->trust.id);
	struct import_report dry;

	assert_err(import_try(r->db, r->arena, r->trust.id, &f->job, &dry), OK);
	assert_int_equal(dry.run, 0);
	assert_int_equal(chain_rows(r, r->trust.id), rows);
	assert_err(import_apply(r->db, r->arena, &u, &f->job, &f->report), OK);
	counts_are(&f->report, dry.added, dry.changed, dry.same, dry.refused);
	assert_int_equal(f->report.seen, dry.seen);
	assert_int_equal(f->report.skipped, dry.skipped);
	assert_int_equal(f->report.missing, dry.missing);
	assert_int_equal(f->report.expired, dry.expired);
	assert_int_equal(f->report.differing, dry.differing);
	assert_int_equal(f->report.groups, dry.groups);
	assert_int_equal(f->report.noted, dry.noted);
	assert_int_equal(chain_rows(r, r->trust.id), rows + 1);
}

static inline void
take_text(
    struct records *r, struct file *f, enum import_kind kind, const char *text)
{
	file_open(r, f, kind, text);
	file_take(r, f);
}

/* The refusal of a line says so. */
static inline void
line_says(const struct import_lines *all, int64_t line, const char *says)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].line == line) {
			if (strstr(all->v[i].says, says) == NULL)
				fail_msg("line %lld says \"%s\", not \"%s\"",
				    (long long)line, all->v[i].says, says);
			return;
		}
	fail_msg("nothing was said about line %lld", (long long)line);
}

static inline struct staff
staff_held(struct records *r, const char *number)
{
	struct staff s;

	assert_err(staff_find(r->db, r->arena, r->trust.id, number, &s), OK);
	return s;
}
#endif
