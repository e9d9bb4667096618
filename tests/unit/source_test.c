/* source_test.c - which addresses a list holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "source.h"

static void
lists(void **state)
{
	static const char *const fine[] = { "", " ", "127.0.0.1", "::1",
		" 127.0.0.1  ::1 ", "10.0.0.0/8 192.0.2.7/32 0.0.0.0/0",
		"2001:db8::/32", "::/0", "::ffff:10.0.0.1/128" };
	static const char *const wrong[] = { "x", "127.0.0", "127.0.0.1.2",
		"127.0.0.01", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
		"10.0.0.0/8/8", "10.0.0.0/1x", "::/129", "::1/1000", "/8",
		"127.0.0.1,::1", "localhost", "fe80::1%eth0", "127.0.0.1 x",
		"[::1]",
		("1111111111:1111111111:1111111111:1111111111:"
		 "111111111111111111111") };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
		assert_null(source_wrong(fine[i]));
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_non_null(source_wrong(wrong[i]));
		assert_false(source_among(wrong[i], "127.0.0.1"));
	}
}

static void
addresses(void **state)
{
	(void)state;
	assert_true(source_among("127.0.0.1", "127.0.0.1"));
	assert_true(source_among("::1 127.0.0.1", "127.0.0.1"));
	assert_false(source_among("127.0.0.1", "127.0.0.2"));
	assert_false(source_among("", "127.0.0.1"));
	assert_false(source_among("0.0.0.0/0 ::/0", ""));
	assert_false(source_among("0.0.0.0/0", "127.0.0.1 "));
	assert_false(source_among("0.0.0.0/0", "unix:"));
	assert_true(source_among("::1", "0:0:0:0:0:0:0:1"));
	/* An address of one family is none of the other's. */
	assert_false(source_among("0.0.0.0/0", "::1"));
	assert_false(source_among("127.0.0.1", "::1"));
	assert_true(source_among("10.20.0.0/16", "::ffff:10.20.3.4"));
	assert_true(source_among("::ffff:10.20.0.0/112", "10.20.3.4"));
}

static void
networks(void **state)
{
	(void)state;
	assert_true(source_among("10.20.0.0/16", "10.20.255.255"));
	assert_false(source_among("10.20.0.0/16", "10.21.0.0"));
	assert_true(source_among("10.20.0.0/15", "10.21.0.0"));
	assert_false(source_among("10.20.0.0/15", "10.22.0.0"));
	assert_true(source_among("192.0.2.128/25", "192.0.2.129"));
	assert_false(source_among("192.0.2.128/25", "192.0.2.127"));
	assert_true(source_among("0.0.0.0/0", "255.255.255.255"));
	assert_true(source_among("2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(source_among("2001:db8::/33", "2001:db8:8000::1"));
	/* What stands behind the bits that count does not. */
	assert_true(source_among("10.20.30.40/16", "10.20.1.1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists),
		cmocka_unit_test(addresses),
		cmocka_unit_test(networks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
