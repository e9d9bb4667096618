/* batch_test.c - making batches, and which sites they are for. */
#include "batch_set.h"

/* ---- making one ---- */

static enum batch_fault
refused(struct chain *c, struct batch_new n)
{
	struct unit u = chain_unit(c);

	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), ERR_INVALID);
	assert_true(batch_fault_words(n.fault)[0] != '\0');
	return n.fault;
}

static void
test_a_batch_is_of_what_was_answered(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);

	assert_int_equal(b.numbers.n, 3);
	assert_string_equal(b.numbers.v[2], "103");
	assert_string_equal(b.source_code, "HQ001");
	assert_int_equal(b.n.all, 4);
	assert_int_equal(b.n.chosen, 4);
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM audit WHERE action IN "
			  "('batch.new', 'batch.choose')"),
	    2);
}

static void
test_what_no_batch_can_be_of(void **state)
{
	struct chain *c = *state;
	const char *none[] = { "999" }, *empty[] = { "104" };
	struct batch_new n = chain_asked();

	n.version = "15";
	assert_int_equal(refused(c, n), BATCH_NO_SET);
	n = chain_asked();
	n.type = "ACU";
	assert_int_equal(refused(c, n), BATCH_SOURCE);
	n = chain_asked();
	n.source = c->r->supplier.id; /* of the type, and not ours */
	assert_int_equal(refused(c, n), BATCH_SOURCE);
	n.source = 4711;
	assert_int_equal(refused(c, n), BATCH_SOURCE);
	n.source = c->site[0].id;
	assert_int_equal(refused(c, n), BATCH_NO_YEAR);
	n = chain_asked();
	n.numbers = (struct texts){ none, 1 };
	assert_int_equal(refused(c, n), BATCH_NUMBER);
	n.numbers = (struct texts){ empty, 1 };
	assert_int_equal(refused(c, n), BATCH_EMPTY);
	n = chain_asked();
	n.owner = "two\nlines";
	assert_int_equal(refused(c, n), BATCH_OWNER);
}

static void
test_a_requirement_named_twice_is_one(void **state)
{
	struct chain *c = *state;
	const char *twice[] = { "102", "101", "102" };
	struct batch_new n = chain_asked();
	struct batch b;

	n.numbers = (struct texts){ twice, 3 };
	b = chain_make(c, n, NULL);
	assert_int_equal(b.numbers.n, 2);
}

/* Sites that are not known, or none at all: then there is no batch either. */
static void
test_a_batch_comes_with_its_sites_or_not_at_all(void **state)
{
	struct chain *c = *state;
	struct texts t = chain_codes(c, "S001 NOBODY");
	struct batch_choice choice = { .codes = &t };
	struct batch_new n = chain_asked();
	struct unit u = chain_unit(c);

	n.sites = &choice;
	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), ERR_INVALID);
	assert_int_equal(n.fault, BATCH_FINE);
	assert_int_equal(choice.unknown.n, 1);
	assert_string_equal(choice.unknown.v[0], "NOBODY");
	t.n = 0;
	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), ERR_CONFLICT);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM batch"), 0);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM audit WHERE "
				       "action LIKE 'batch.%'"),
	    0);
	t = chain_codes(c, "S001");
	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), OK);
	assert_int_equal(choice.changed, 1);
	assert_int_equal(chain_read(c, n.id).n.chosen, 1);
}

static void
test_foreign_batches_are_not_there(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL), other;

	assert_err(
	    batch_read(c->r->db, c->r->arena, c->r->trust.id, b.id, &other),
	    ERR_NOTFOUND);
	assert_err(
	    batch_read(c->r->db, c->r->arena, c->head.id, b.id + 1, &other),
	    ERR_NOTFOUND);
}

/* ---- sites ---- */

static void
test_codes_are_read_out_of_what_is_pasted(void **state)
{
	struct chain *c = *state;
	struct texts t =
	    chain_codes(c, " s001,S002;\r\n\tS001\n<script> \x01\xff ");

	assert_int_equal(t.n, 4);
	assert_string_equal(t.v[0], "(2 bytes that are no code)");
	assert_string_equal(t.v[1], "<SCRIPT>");
	assert_string_equal(t.v[2], "S001");
	assert_string_equal(t.v[3], "S002");
}

static void
test_ten_thousand_codes_and_not_one_more(void **state)
{
	struct chain *c = *state;
	struct buf b = { 0 };
	struct texts t;
	size_t i;

	for (i = 0; i < BATCH_CODES_MOST; i++)
		buf_printf(&b, "X%05zu ", i);
	assert_err(batch_codes(c->r->arena, buf_text(&b), &t), OK);
	assert_int_equal(t.n, BATCH_CODES_MOST);
	buf_puts(&b, "ONE");
	assert_err(batch_codes(c->r->arena, buf_text(&b), &t), ERR_INVALID);
	buf_clear(&b);
}

static void
test_unknown_and_foreign_codes_are_named(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct texts t = chain_codes(c, "S001 NOBODY RX901 HQ001");
	struct batch_choice choice = { .codes = &t };
	struct unit u = chain_unit(c);
	struct batch b;

	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), OK);
	b = chain_read(c, n.id);
	assert_err(
	    batch_choose(c->r->db, c->r->arena, &u, &b, &choice), ERR_INVALID);
	assert_int_equal(choice.unknown.n, 3);
	assert_string_equal(choice.unknown.v[0], "HQ001");
	assert_string_equal(choice.unknown.v[1], "NOBODY");
	assert_string_equal(choice.unknown.v[2], "RX901");
	assert_int_equal(chain_read(c, b.id).n.all, 0);
}

static void
test_sites_are_excluded_and_added_later(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001 S002");

	assert_err(chain_choose(c, &b, "S001"), ERR_CONFLICT);
	assert_err(chain_exclude(c, &b, "S003"), ERR_INVALID);
	assert_err(chain_exclude(c, &b, "S002"), OK);
	assert_err(chain_exclude(c, &b, "S002"), ERR_CONFLICT);
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).done, 1);
	assert_err(chain_choose(c, &b, NULL), OK); /* the others */
	b = chain_read(c, b.id);
	assert_int_equal(b.n.all, 4);
	assert_int_equal(b.n.answered, 1);
	assert_int_equal(b.n.excluded, 0);
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).done, 3);
	assert_int_equal(chain_read(c, b.id).n.answered, 4);
}

static void
test_all_are_excluded(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);

	assert_err(chain_exclude(c, &b, "S001 S002 S003 S004"), OK);
	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), ERR_NOTFOUND);
	assert_err(chain_begin(c, &b, BATCH_PUBLISH, NULL), ERR_NOTFOUND);
	assert_err(chain_begin(c, &b, BATCH_UNDO, NULL), ERR_NOTFOUND);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		with_chain(test_a_batch_is_of_what_was_answered),
		with_chain(test_what_no_batch_can_be_of),
		with_chain(test_a_requirement_named_twice_is_one),
		with_chain(test_a_batch_comes_with_its_sites_or_not_at_all),
		with_chain(test_foreign_batches_are_not_there),
		with_chain(test_codes_are_read_out_of_what_is_pasted),
		with_chain(test_ten_thousand_codes_and_not_one_more),
		with_chain(test_unknown_and_foreign_codes_are_named),
		with_chain(test_sites_are_excluded_and_added_later),
		with_chain(test_all_are_excluded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
