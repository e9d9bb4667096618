/*
 * levels_all.c - every level that can be attained, as a table.
 *
 *   levels_all PACK
 *
 * Prints, for each requirement, each level of the year before ("none", 0 to
 * 3) and each combination of criteria met, one line "114 none 0110 0": the
 * requirement, the year before, a 1 for each criterion met in the order of
 * their codes, and the level.
 */
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "pack.h"
#include "score.h"

#define CRITERIA_MOST 20 /* a million combinations */

static void
put_line(
    const struct requirement *r, int previous, const bool *met, struct buf *out)
{
	size_t i;

	buf_puts(out, r->number);
	if (previous == LEVEL_NONE)
		buf_puts(out, " none ");
	else
		buf_printf(out, " %d ", previous);
	for (i = 0; i < r->criteria.n; i++)
		buf_putc(out, met[i] ? '1' : '0');
	buf_printf(out, " %d\n", level_attained(r, met, previous));
}

/* The next combination, counting with the first criterion as the last digit. */
static bool
next(bool *met, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		met[i] = !met[i];
		if (met[i])
			return true;
	}
	return false;
}

static bool
put_all(const struct requirement *r, struct buf *out)
{
	int previous;

	if (r->criteria.n > CRITERIA_MOST) {
		fprintf(stderr, "levels_all: %s has too many criteria\n",
		    r->number);
		return false;
	}
	for (previous = LEVEL_NONE; previous <= LEVEL_MAX; previous++) {
		bool met[CRITERIA_MOST] = { false };

		do {
			put_line(r, previous, met, out);
		} while (next(met, r->criteria.n));
	}
	return true;
}

static bool
put_pack(struct arena *a, const char *file)
{
	struct buf out = { 0 }, faults = { 0 };
	struct catalogue c;
	const char *bytes;
	size_t n, i;
	bool fine;

	fine = pack_file(a, file, PACK_BYTES_MAX, &bytes, &n, &faults) == OK &&
	       pack_read(a, file, bytes, n, &c, &faults) == OK;
	fputs(buf_text(&faults), stderr);
	for (i = 0; fine && i < c.requirements.n; i++) {
		fine = put_all(&c.requirements.v[i], &out);
		if (out.n > 0 && fwrite(out.p, 1, out.n, stdout) != out.n)
			fine = false;
		buf_reset(&out);
	}
	buf_clear(&out);
	buf_clear(&faults);
	return fine && fflush(stdout) == 0;
}

int
main(int argc, char **argv)
{
	struct arena *a;
	bool fine;

	if (argc != 2) {
		fprintf(stderr, "usage: levels_all PACK\n");
		return 2;
	}
	a = arena_open();
	fine = put_pack(a, argv[1]);
	arena_close(a);
	return fine ? 0 : 1;
}
