/* ring_test.c - a file of public keys says what stands in its lines, no more.
 */
#include "records.h"
#include "ring.h"

#define HEX64 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

/* So many bytes of a note, and then what looks like a key. */
static long
ring_of(struct ring *ring, size_t note, const char *end)
{
	char path[] = "/tmp/igtk-ring.XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	long line;

	assert_non_null(f);
	fputs("# ours", f);
	while (note-- > 0)
		fputc('x', f);
	fprintf(f, "igtk-ed25519 " HEX64 "%s", end);
	assert_int_equal(fclose(f), 0);
	*ring = (struct ring){ .n = 0 };
	line = ring_read(ring, path);
	unlink(path);
	return line;
}

static void
test_no_note_holds_a_key_however_long_it_is(void **state)
{
	static struct ring ring;
	size_t n;

	(void)state;
	for (n = 0; n < 600; n++) {
		ring_of(&ring, n, "\n");
		assert_int_equal(ring.n, 0);
	}
	assert_int_equal(ring_of(&ring, 10, "\n"), 0);
	assert_int_equal(ring_of(&ring, 600, "\n"), 1);
}

static void
test_the_last_line_may_lack_its_end(void **state)
{
	static struct ring ring;

	(void)state;
	assert_int_equal(ring_of(&ring, 0, "\nigtk-ed25519 " HEX64), 0);
	assert_int_equal(ring.n, 1);
	assert_non_null(ring_find(&ring, ring.v[0].id));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_note_holds_a_key_however_long_it_is),
		cmocka_unit_test(test_the_last_line_may_lack_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
