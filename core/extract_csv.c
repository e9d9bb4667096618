/* extract_csv.c - the regulator's list as a file. */
#include <inttypes.h>
#include <stdio.h>

#include "clock.h"
#include "csv.h"
#include "extract.h"

static const char *const columns[] = { "code", "name", "type", "version",
	"status", "grade", "reviewed grade", "percent", "below", "published",
	"due", "late", "edition" };
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

const char *
extract_status(const struct extract_row *r)
{
	if (r->published)
		return "published";
	return r->version[0] != '\0' ? "not published" : "not started";
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
	char percent[12] = "", below[24] = "", at[INSTANT_TEXT_SIZE] = "";
	char due[DAY_TEXT_SIZE], edition[24] = "";
	size_t i;

	day_text(r->due_on, due);
	if (r->published) {
		if (r->percent >= 0)
			snprintf(percent, sizeof(percent), "%d", r->percent);
		snprintf(below, sizeof(below), "%" PRId64, r->below);
		snprintf(edition, sizeof(edition), "%" PRId64, r->edition);
		clock_text(r->at, at);
	}
	const char *const cells[COLUMNS] = { r->code, r->name, r->type,
		r->version, extract_status(r), r->grade, r->reviewed, percent,
		below, at, due,
		!r->published ? ""
		: r->late     ? "yes"
			      : "no",
		edition };

	for (i = 0; i < COLUMNS; i++)
		csv_put(out, cells[i], i == 0);
	csv_end(out);
}
