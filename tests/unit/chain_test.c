/* chain_test.c - the hash of an audit row, against answers known elsewhere. */
#include <sodium.h>

#include "chain.h"
#include "plain.h"

static void
assert_hash(
    const unsigned char *prev, const struct chain_row *r, const char *want)
{
	unsigned char hash[CHAIN_HASH];
	char text[2 * CHAIN_HASH + 1];

	chain_hash(prev, r, hash);
	sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
	assert_string_equal(text, want);
}

/* The example of igtk-audit(5), made there by printf and sha256sum. */
static void
test_the_manuals_example(void **state)
{
	static const unsigned char zeros[CHAIN_HASH];
	const struct chain_row r = { .org = "",
		.seq = 1,
		.actor = "",
		.source = "",
		.action = "",
		.detail = "{}" };

	(void)state;
	assert_hash(zeros, &r,
	    "5591e70d4ad29d702d1a60d3a2180985"
	    "b8430b0fd66ecb7a7b3b8fff71da4905");
}

/* Worked out by another program, in another language. */
static void
test_a_row_with_everything(void **state)
{
	const struct chain_row r = { .org = "8XX01",
		.seq = 2,
		.at = 1795386261051144,
		.actor_id = 77,
		.actor = "grace",
		.source = "web",
		.action = "answer.save",
		.object = 3765197888135760298,
		.detail = "{\"requirement\":\"14.1-114\",\"comment\":"
			  "\"Caf\xc3\xa9\"}" };
	unsigned char prev[CHAIN_HASH];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(prev); i++)
		prev[i] = (unsigned char)i;
	assert_hash(prev, &r,
	    "09e33711b885b03aa30d79d68b853cfb"
	    "3fef1a1c555fe35445c7905075e61bff");
}

/* It may be written over the hash before it, as audit.c does. */
static void
test_the_new_hash_may_take_the_place_of_the_old(void **state)
{
	const struct chain_row r = { .org = "",
		.seq = 1,
		.actor = "",
		.source = "",
		.action = "",
		.detail = "{}" };
	unsigned char a[CHAIN_HASH] = { 1 }, b[CHAIN_HASH];

	(void)state;
	chain_hash(a, &r, b);
	chain_hash(a, &r, a);
	assert_memory_equal(a, b, sizeof(a));
}

/* Bytes moved from one member to the next make another hash. */
static void
test_members_are_kept_apart(void **state)
{
	static const unsigned char zeros[CHAIN_HASH];
	const struct chain_row rows[] = {
		{ .org = "",
		    .actor = "ab",
		    .source = "c",
		    .action = "",
		    .detail = "" },
		{ .org = "",
		    .actor = "a",
		    .source = "bc",
		    .action = "",
		    .detail = "" },
		{ .org = "",
		    .actor = "a\n1:bc",
		    .source = "",
		    .action = "",
		    .detail = "" },
		{ .org = "",
		    .actor = "a",
		    .source = "",
		    .action = "bc",
		    .detail = "" },
		{ .org = "a",
		    .actor = "",
		    .source = "bc",
		    .action = "",
		    .detail = "" },
	};
	unsigned char hash[COUNT(rows)][CHAIN_HASH];
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		chain_hash(zeros, &rows[i], hash[i]);
	for (i = 0; i < COUNT(rows); i++)
		for (j = 0; j < i; j++)
			assert_memory_not_equal(hash[i], hash[j], CHAIN_HASH);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_manuals_example),
		cmocka_unit_test(test_a_row_with_everything),
		cmocka_unit_test(
		    test_the_new_hash_may_take_the_place_of_the_old),
		cmocka_unit_test(test_members_are_kept_apart),
	};

	return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
