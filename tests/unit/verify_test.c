/* verify_test.c - chains and noted heads, as igtk-verify follows them. */
#include "json_place.h"

/* The program's own parts, which are in no library. */
#include "verify/chains.c"
#include "verify/entry.c"
#include "verify/heads.c"

#define ZEROS                                                                  \
	"000000000000000000000000000000000000000000000000000000000000"         \
	"0000"
#define ONES                                                                   \
	"111111111111111111111111111111111111111111111111111111111111"         \
	"1111"

/* An entry that follows `last` in the chain of this organisation. */
static struct entry
following(const char *org, const struct entry *last)
{
	struct entry e = { .row = { .org = org,
			       .seq = 1,
			       .at = 100,
			       .actor = "grace",
			       .source = "web",
			       .action = "answer.save",
			       .detail = "{}" } };

	if (last != NULL) {
		e.row.seq = last->row.seq + 1;
		e.row.at = last->row.at;
		memcpy(e.prev, last->hash, CHAIN_HASH);
	}
	chain_hash(e.prev, &e.row, e.hash);
	return e;
}

static void
assert_not_taken(struct chains *s, const struct entry *e, const char *why)
{
	struct fault f;

	assert_false(chains_take(s, e, &f));
	assert_string_equal(f.reason, why);
}

static void
test_chains_may_be_interleaved(void **state)
{
	struct entry a1 = following("", NULL), b1 = following("AB1", NULL);
	struct entry a2 = following("", &a1), b2 = following("AB1", &b1);
	struct entry a3 = following("", &a2);
	struct chains s;
	struct fault f;

	(void)state;
	chains_open(&s);
	assert_true(chains_take(&s, &a1, &f));
	assert_true(chains_take(&s, &b1, &f));
	assert_true(chains_take(&s, &b2, &f));
	assert_true(chains_take(&s, &a2, &f));
	assert_true(chains_take(&s, &a3, &f));
	assert_int_equal(s.n, 2);
	assert_int_equal(s.rows, 5);
	assert_string_equal(s.v[0].org, "");
	assert_int_equal(s.v[0].seq, 3);
	assert_memory_equal(s.v[0].hash, a3.hash, CHAIN_HASH);
	assert_string_equal(s.v[1].org, "AB1");
	assert_int_equal(s.v[1].seq, 2);
	chains_close(&s);
}

static void
test_gap_repeat_and_late_start_are_seen(void **state)
{
	struct entry a1 = following("AB1", NULL), a2 = following("AB1", &a1);
	struct entry a3 = following("AB1", &a2);
	struct chains s;
	struct fault f;

	(void)state;
	chains_open(&s);
	assert_not_taken(&s, &a2, "entry 1 should stand here");
	assert_true(chains_take(&s, &a1, &f));
	assert_not_taken(&s, &a3, "entry 2 should stand here");
	assert_not_taken(&s, &a1, "entry 2 should stand here");
	assert_true(chains_take(&s, &a2, &f));
	chains_close(&s);
}

static void
test_every_member_is_bound_by_the_hash(void **state)
{
	struct entry good = following("AB1", NULL), e[10];
	struct chains s;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(e); i++)
		e[i] = good;
	e[0].row.org = "AB2";
	e[1].row.at++;
	e[2].row.actor_id++;
	e[3].row.actor = "gracf";
	e[4].row.source = "cli";
	e[5].row.action = "answer.sav";
	e[6].row.object++;
	e[7].row.detail = "{ }";
	e[8].hash[31] ^= 1;
	e[9].row.actor = "gracew"; /* the same bytes, cut elsewhere */
	e[9].row.source = "eb";
	for (i = 0; i < COUNT(e); i++) {
		chains_open(&s);
		assert_not_taken(
		    &s, &e[i], "its hash is not that of its content");
		chains_close(&s);
	}
}

static void
test_previous_hash_must_be_that_of_the_entry_before(void **state)
{
	struct entry a1 = following("AB1", NULL), a2 = following("AB1", &a1);
	struct entry other = following("AB1", NULL), first = a1;
	struct chains s;
	struct fault f;

	(void)state;
	other.row.actor = "somebody";
	chain_hash(other.prev, &other.row, other.hash);
	other = following("AB1", &other);
	first.prev[0] = 1;
	chain_hash(first.prev, &first.row, first.hash);
	chains_open(&s);
	assert_not_taken(&s, &first, "the first entry names one before it");
	assert_true(chains_take(&s, &a1, &f));
	assert_not_taken(&s, &other, "it does not name the entry before it");
	assert_true(chains_take(&s, &a2, &f));
	chains_close(&s);
}

static void
test_time_does_not_go_back(void **state)
{
	struct entry a1 = following("AB1", NULL), a2 = following("AB1", &a1);
	struct chains s;
	struct fault f;

	(void)state;
	a2.row.at = a1.row.at - 1;
	chain_hash(a2.prev, &a2.row, a2.hash);
	chains_open(&s);
	assert_true(chains_take(&s, &a1, &f));
	assert_not_taken(
	    &s, &a2, "its time is before that of the entry before");
	chains_close(&s);
}

static void
test_one_chain_too_many_is_refused(void **state)
{
	char code[ENTRY_CODE_SIZE];
	struct chains s;
	struct entry e;
	struct fault f;
	int i;

	(void)state;
	chains_open(&s);
	for (i = 0; i < CHAINS_MAX; i++) {
		snprintf(code, sizeof(code), "C%05u", (unsigned)i % 100000);
		e = following(code, NULL);
		assert_true(chains_take(&s, &e, &f));
	}
	e = following("ZZZ", NULL);
	assert_not_taken(
	    &s, &e, "it begins one chain more than can be followed");
	assert_int_equal(s.n, CHAINS_MAX);
	e = following(code, &(struct entry){ .row = { .seq = 1, .at = 100 } });
	memcpy(e.prev, s.v[CHAINS_MAX - 1].hash, CHAIN_HASH);
	chain_hash(e.prev, &e.row, e.hash);
	assert_true(chains_take(&s, &e, &f));
	chains_close(&s);
}

/* ---- heads ---- */

static void
test_only_heads_of_the_form_are_noted(void **state)
{
	static const char *const bad[] = { "", ":", "AB1", "AB1:1",
		"AB1:1:", "AB1:0:" ONES, "AB1:-1:" ONES, "AB1:01:" ONES,
		"ab1:1:" ONES, "AB1:1:" ONES "1", "AB1:1:2" ZEROS, "AB1::" ONES,
		"AB1:1:1:" ONES, "AB1:9223372036854775808:" ONES,
		" AB1:1:" ONES };
	struct heads h = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		if (heads_add(&h, bad[i]))
			fail_msg("taken: %s", bad[i]);
	assert_int_equal(h.n, 0);
	assert_true(heads_add(&h, "AB1:9223372036854775807:" ONES));
	assert_true(heads_add(&h, ":1:" ZEROS));
	assert_int_equal(h.n, 2);
	heads_clear(&h);
}

/* Note this entry, with its hash or with another one. */
static void
note(struct heads *h, const struct entry *e, unsigned char flip)
{
	struct place p = { .arena = arena_open() };
	struct buf hash_text = { 0 };
	size_t i;

	for (i = 0; i < CHAIN_HASH; i++)
		buf_printf(&hash_text, "%02x", (unsigned)e->hash[i] ^ flip);
	assert_true(
	    heads_add(h, arena_printf(p.arena, "%s:%lld:%s", e->row.org,
			     (long long)e->row.seq, buf_text(&hash_text))));
	buf_clear(&hash_text);
	place_close(&p);
}

static void
test_noted_entries_are_found_and_missed(void **state)
{
	struct entry a1 = following("AB1", NULL), a2 = following("AB1", &a1);
	struct entry b1 = following("AB2", NULL), i1 = following("", NULL);
	struct heads h = { 0 };

	(void)state;
	note(&h, &b1, 0);
	note(&h, &a2, 0);
	note(&h, &a2, 0);
	note(&h, &i1, 0);
	assert_true(heads_match(&h, &a1));
	assert_true(heads_match(&h, &a2));
	assert_true(heads_match(&h, &i1));
	assert_non_null(heads_missing(&h));
	assert_string_equal(heads_missing(&h)->org, "AB2");
	assert_true(heads_match(&h, &b1));
	assert_null(heads_missing(&h));
	heads_clear(&h);
}

static void
test_a_noted_entry_with_another_hash_is_told(void **state)
{
	struct entry a1 = following("AB1", NULL);
	struct heads h = { 0 };

	(void)state;
	note(&h, &a1, 1);
	assert_false(heads_match(&h, &a1));
	heads_clear(&h);
	/* Two notes that contradict each other cannot both hold. */
	note(&h, &a1, 0);
	note(&h, &a1, 1);
	assert_false(heads_match(&h, &a1));
	heads_clear(&h);
}

static long
read_text(struct heads *h, const char *text)
{
	FILE *f = tmpfile();
	long line;

	assert_non_null(f);
	fputs(text, f);
	rewind(f);
	line = heads_read(h, f);
	fclose(f);
	return line;
}

static void
test_a_file_of_heads_is_read_or_its_bad_line_named(void **state)
{
	struct heads h = { 0 };

	(void)state;
	assert_int_equal(
	    read_text(&h, "AB1:1:" ONES "\n:2:" ZEROS "\nAB2:3:" ONES), 0);
	assert_int_equal(h.n, 3);
	assert_int_equal(read_text(&h, "AB1:1:" ONES "\n\n"), 2);
	assert_int_equal(read_text(&h, "AB1:1:" ONES " \n"), 1);
	assert_int_equal(
	    read_text(&h, "AB1:1:" ONES ONES ONES "\nAB1:1:" ONES), 1);
	assert_int_equal(read_text(&h, ""), 1);
	heads_clear(&h);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chains_may_be_interleaved),
		cmocka_unit_test(test_gap_repeat_and_late_start_are_seen),
		cmocka_unit_test(test_every_member_is_bound_by_the_hash),
		cmocka_unit_test(
		    test_previous_hash_must_be_that_of_the_entry_before),
		cmocka_unit_test(test_time_does_not_go_back),
		cmocka_unit_test(test_one_chain_too_many_is_refused),
		cmocka_unit_test(test_only_heads_of_the_form_are_noted),
		cmocka_unit_test(test_noted_entries_are_found_and_missed),
		cmocka_unit_test(test_a_noted_entry_with_another_hash_is_told),
		cmocka_unit_test(
		    test_a_file_of_heads_is_read_or_its_bad_line_named),
	};

	return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
