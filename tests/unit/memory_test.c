/* memory_test.c - arenas and growing bytes. */
#include "arena.h"
#include "buf.h"
#include "plain.h"

static void
test_an_arena_gives_zeroed_aligned_room(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 4096, 32768, 40000,
		1000000 };
	struct arena *a = arena_open();
	size_t round, i, j;
	char *p;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (i = 0; i < COUNT(sizes); i++) {
			p = arena_alloc(a, sizes[i]);
			assert_non_null(p);
			assert_int_equal(
			    (uintptr_t)p % _Alignof(max_align_t), 0);
			for (j = 0; j < sizes[i]; j++)
				assert_int_equal(p[j], 0);
			memset(p, 0xff, sizes[i]); /* for the next round */
		}
		arena_reset(a);
	}
	arena_close(a);
	arena_close(NULL);
}

static void
test_pieces_of_an_arena_do_not_overlap(void **state)
{
	struct arena *a = arena_open();
	unsigned char *p[2000];
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT(p); i++) {
		p[i] = arena_alloc(a, i % 97 + 1);
		memset(p[i], (int)(i % 251), i % 97 + 1);
	}
	for (i = 0; i < COUNT(p); i++)
		for (j = 0; j < i % 97 + 1; j++)
			assert_int_equal(p[i][j], i % 251);
	arena_close(a);
}

static void
test_an_arena_copies_and_prints(void **state)
{
	struct arena *a = arena_open();
	char from[] = "abc";
	char *copy = arena_copy(a, from, 2), *text = arena_text(a, from);

	(void)state;
	from[0] = 'x';
	assert_string_equal(copy, "ab");
	assert_string_equal(text, "abc");
	assert_null(arena_text(a, NULL));
	assert_string_equal(arena_copy(a, NULL, 0), "");
	assert_string_equal(arena_printf(a, "%d %s", 7, "x"), "7 x");
	assert_int_equal(strlen(arena_printf(a, "%70000d", 1)), 70000);
	arena_close(a);
}

/* However little is left of the block, and beside what comes next. */
static void
test_what_an_arena_prints_fits_wherever_it_stands(void **state)
{
	struct arena *a = arena_open();
	char *p[4000];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(p); i++) {
		p[i] = arena_printf(a, "%0*zu", (int)(i % 83 + 4), i);
		if (i % 3 == 0)
			memset(arena_room(a, i % 5, 7), 0xff, i % 5 * 7);
	}
	for (i = 0; i < COUNT(p); i++) {
		assert_int_equal(strlen(p[i]), i % 83 + 4);
		assert_int_equal(strtoul(p[i], NULL, 10), i);
	}
	arena_close(a);
}

static void
array_too_large(void)
{
	struct arena *a = arena_open();

	arena_array(a, SIZE_MAX / 2, 3);
}

static void
places_too_large(void)
{
	struct arena *a = arena_open();

	arena_room(a, SIZE_MAX / 2, 3);
}

static void
alloc_too_large(void)
{
	struct arena *a = arena_open();

	arena_alloc(a, SIZE_MAX - 3);
}

static void
room_too_large(void)
{
	struct buf b = { 0 };

	buf_putc(&b, 'x');
	buf_room(&b, SIZE_MAX);
}

static void
test_sizes_that_overflow_end_the_process(void **state)
{
	struct arena *a = arena_open();
	int *v = arena_array(a, 100, sizeof(*v));

	(void)state;
	v[99] = 1;
	arena_close(a);
	assert_true(aborts(array_too_large));
	assert_true(aborts(places_too_large));
	assert_true(aborts(alloc_too_large));
	assert_true(aborts(room_too_large));
}

static void
test_a_buffer_grows_and_keeps_what_is_in_it(void **state)
{
	struct buf b = { 0 };
	size_t i;

	(void)state;
	assert_string_equal(buf_text(&b), "");
	assert_int_equal(b.n, 0);
	for (i = 0; i < 100000; i++)
		buf_putc(&b, (char)('a' + i % 26));
	assert_int_equal(b.n, 100000);
	for (i = 0; i < b.n; i++)
		assert_int_equal(b.p[i], 'a' + i % 26);
	buf_clear(&b);
	assert_null(b.p);
	assert_int_equal(b.n, 0);
	buf_clear(&b);
}

static void
test_a_buffer_takes_every_kind(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_puts(&b, "x=");
	buf_int(&b, INT64_MIN);
	buf_putc(&b, ' ');
	buf_int(&b, 0);
	buf_putc(&b, ' ');
	buf_int(&b, INT64_MAX);
	buf_printf(&b, " %05.1f%s", 2.25, "!");
	buf_add(&b, "\0z", 2);
	buf_add(&b, NULL, 0);
	assert_int_equal(b.n, 53);
	assert_memory_equal(
	    b.p, "x=-9223372036854775808 0 9223372036854775807 002.2!\0z", 53);
	buf_clear(&b);
}

static void
test_a_buffer_prints_however_little_room_it_has(void **state)
{
	char from[700];
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(from) - 1; i++) {
		memset(from, 'x', i);
		from[i] = '\0';
		buf_printf(&b, "%s.", from);
		assert_int_equal(b.n, i + 1);
		assert_int_equal(strlen(buf_text(&b)), i + 1);
		assert_int_equal(b.p[i], '.');
		buf_clear(&b);
		buf_puts(&b, from);
		buf_printf(&b, "%d", 12345);
		assert_int_equal(b.n, i + 5);
		assert_string_equal(buf_text(&b) + i, "12345");
		buf_clear(&b);
	}
}

static void
test_text_of_a_buffer_ends_in_nul_and_is_not_longer(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_puts(&b, "abc");
	assert_string_equal(buf_text(&b), "abc");
	assert_int_equal(b.n, 3);
	buf_puts(&b, "d");
	assert_string_equal(buf_text(&b), "abcd");
	buf_reset(&b);
	assert_int_equal(b.n, 0);
	assert_non_null(b.p);
	assert_string_equal(buf_text(&b), "");
	memcpy(buf_room(&b, 3), "xyz", 3);
	assert_int_equal(b.n, 0);
	b.n = 3;
	assert_string_equal(buf_text(&b), "xyz");
	buf_clear(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_arena_gives_zeroed_aligned_room),
		cmocka_unit_test(test_pieces_of_an_arena_do_not_overlap),
		cmocka_unit_test(test_an_arena_copies_and_prints),
		cmocka_unit_test(
		    test_what_an_arena_prints_fits_wherever_it_stands),
		cmocka_unit_test(test_sizes_that_overflow_end_the_process),
		cmocka_unit_test(test_a_buffer_grows_and_keeps_what_is_in_it),
		cmocka_unit_test(test_a_buffer_takes_every_kind),
		cmocka_unit_test(
		    test_a_buffer_prints_however_little_room_it_has),
		cmocka_unit_test(
		    test_text_of_a_buffer_ends_in_nul_and_is_not_longer),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
