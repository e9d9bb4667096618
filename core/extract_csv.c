/* extract_csv.c - the regulator's list as a file. */
#include <inttypes.h>
#include <stdio.h>

#include "clock.h"
#include "csv.h"
#include "extract.h"

/* What was published before it has columns of its own, after all others. */
static const char *const columns[] = { "code", "name", "type", "version",
	"status", "grade", "reviewed grade", "percent", "below", "published",
	"due", "late", "edition", "last version", "last grade",
	"last reviewed grade", "last percent", "last below", "last published",
	"last late", "last edition" };
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static const struct extract_published nothing = {
	.version = "", .percent = -1, .grade = "", .reviewed = ""
};

const struct extract_published *
extract_counts(const struct extract_row *r)
{
	return r->published ? &r->last : &nothing;
}

const struct extract_published *
extract_before(const struct extract_row *r)
{
	return r->published ? &nothing : &r->last;
}

const char *
extract_status(const struct extract_row *r)
{
	if (r->published)
		return "published";
	return r->started ? "not published" : "not started";
}

void
extract_words(const struct extract_published *p, struct extract_words *w)
{
	*w = (struct extract_words){ .late = "" };
	if (p->version[0] == '\0')
		return;
	if (p->percent >= 0)
		snprintf(w->percent, sizeof(w->percent), "%d", p->percent);
	snprintf(w->below, sizeof(w->below), "%" PRId64, p->below);
	snprintf(w->edition, sizeof(w->edition), "%" PRId64, p->edition);
	clock_text(p->at, w->at);
	w->late = p->late ? "yes" : "no";
}

void
extract_csv_head(struct buf *out)
{
	size_t i;

	csv_begin(out);
	for (i = 0; i < COLUMNS; i++)
		csv_put(out, columns[i], i == 0);
	csv_end(out);
}

void
extract_csv_row(struct buf *out, const struct extract_row *r)
{
	const struct extract_published *now = extract_counts(r);
	const struct extract_published *last = extract_before(r);
	struct extract_words n, l;
	char due[DAY_TEXT_SIZE];
	size_t i;

	day_text(r->due_on, due);
	extract_words(now, &n);
	extract_words(last, &l);
	const char *const cells[COLUMNS] = { r->code, r->name, r->type,
		r->version, extract_status(r), now->grade, now->reviewed,
		n.percent, n.below, n.at, due, n.late, n.edition, last->version,
		last->grade, last->reviewed, l.percent, l.below, l.at, l.late,
		l.edition };

	for (i = 0; i < COLUMNS; i++)
		csv_put(out, cells[i], i == 0);
	csv_end(out);
}
