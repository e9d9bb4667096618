/* json_place.h - what the tests of JSON readers stand on. */
#ifndef JSON_PLACE_H
#define JSON_PLACE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "buf.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A row of a table of refusals: the seed with its first `find` replaced. */
struct refusal {
	const char *name, *find, *with;
	const char *fault; /* what is said of it, after the name */
};

struct place {
	struct arena *arena;
	struct buf faults;
	const char *seed; /* a small file that is right in everything */
};

static inline const char *
place_file(struct arena *a, const char *name)
{
	const char *root = getenv("IGTK_SOURCE");

	assert_non_null(root);
	return arena_printf(a, "%s/%s", root, name);
}

static inline const char *
place_read(struct arena *a, const char *name)
{
	FILE *f = fopen(place_file(a, name), "r");
	char *s = arena_alloc(a, 65536);
	size_t n;

	assert_non_null(f);
	n = fread(s, 1, 65535, f);
	assert_true(n > 0 && n < 65535);
	fclose(f);
	return s;
}

/* With the seed of this name under tests/fuzz/corpus. */
static inline void
place_open(struct place *p, const char *seed)
{
	*p = (struct place){ .arena = arena_open() };
	p->seed = place_read(
	    p->arena, arena_printf(p->arena, "tests/fuzz/corpus/%s", seed));
}

static inline void
place_close(struct place *p)
{
	buf_clear(&p->faults);
	arena_close(p->arena);
}

/* A copy of s with the first `find` replaced. */
static inline const char *
replaced(struct place *p, const char *s, const char *find, const char *with)
{
	const char *at = strstr(s, find);

	assert_non_null(at);
	return arena_printf(
	    p->arena, "%.*s%s%s", (int)(at - s), s, with, at + strlen(find));
}

/* One of the faults is this line, after the name "p". */
static inline void
assert_told(struct place *p, const char *fault)
{
	const char *line = arena_printf(p->arena, "p: %s\n", fault);

	if (strstr(buf_text(&p->faults), line) == NULL)
		fail_msg("wanted %sgot %s", line, buf_text(&p->faults));
}

static inline size_t
lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* A test for each row of a table. */
static inline void
add_refusals(struct CMUnitTest *t, const struct refusal *r, size_t n,
    CMUnitTestFunction run)
{
	for (; n > 0; n--, t++, r++)
		*t = (struct CMUnitTest){ .name = r->name,
			.test_func = run,
			.initial_state = (void *)(uintptr_t)r };
}
#endif
