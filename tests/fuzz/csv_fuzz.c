/*
 * csv_fuzz.c - any bytes as a file: its rows stay within their limits, and
 * what is written of them is read as the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/csv_memory.h"
#include "arena.h"
#include "buf.h"
#include "import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* All rows, written anew; false where the file cannot be read to its end. */
static bool
copy(const char *p, size_t n, struct buf *out)
{
	struct csv_memory memory;
	struct csv_source source = csv_memory(&memory, p, n);
	struct csv_nature nature;
	struct csv_row row;
	char why[CSV_WHY];
	int64_t line = 0;
	struct csv *c;
	size_t i;
	enum err e;

	if ((e = csv_look(&source, &nature, why)) != OK) {
		if (e != ERR_INVALID || why[0] == '\0')
			abort();
		return false;
	}
	c = csv_open(&source, &nature);
	csv_begin(out);
	while ((e = csv_next(c, &row)) == OK) {
		if (row.line <= line || row.n == 0 || row.n > CSV_COLUMNS ||
		    row.line > nature.lines)
			abort();
		line = row.line;
		for (i = 0; i < row.n; i++) {
			if (strlen(row.cells[i]) > CSV_CELL)
				abort();
			csv_put(out, row.cells[i], i == 0);
		}
		csv_end(out);
	}
	if ((e == ERR_INVALID) != (csv_why(c)[0] != '\0') ||
	    (e != ERR_INVALID && e != ERR_NOTFOUND))
		abort();
	csv_close(c);
	return e == ERR_NOTFOUND;
}

static void
columns(const char *p, size_t n)
{
	struct csv_memory memory;
	struct csv_source source = csv_memory(&memory, p, n);
	struct arena *a = arena_open();
	struct import_columns c;
	struct csv_nature nature;
	char why[CSV_WHY];

	if (csv_look(&source, &nature, why) == OK &&
	    import_headers(a, &source, &nature, &c, why) == OK) {
		import_guess(IMPORT_STAFF, &c);
		(void)import_columns_fault(a, IMPORT_STAFF, &c);
		import_guess(IMPORT_TRAINING, &c);
		(void)import_columns_fault(a, IMPORT_TRAINING, &c);
	}
	arena_close(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf first = { 0 }, second = { 0 };

	columns((const char *)bytes, n);
	/* What one copy has guarded the next one leaves alone. */
	if (copy((const char *)bytes, n, &first) && first.n > 5) {
		if (!copy(first.p, first.n, &second) || second.n != first.n ||
		    memcmp(first.p, second.p, first.n) != 0)
			abort();
	}
	buf_clear(&first);
	buf_clear(&second);
	return 0;
}
