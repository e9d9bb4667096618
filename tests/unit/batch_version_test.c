/* batch_version_test.c - sites and batches by the version that is in force. */
#include <site.h>

#include "batch_set.h"
#include "withdrawal.h"

static void
store(struct chain *c, struct catalogue *out, const char *version,
    int64_t revision, day released_on)
{
	set_make(c->r->arena, out, version, "CTP", WORKFLOW_SIMPLIFIED);
	out->revision = revision;
	out->released_on = released_on;
	out->digest[0] = (unsigned char)revision;
	records_store(c->r, out);
}

static void
withdraw(struct chain *c, const char *version)
{
	struct unit u = unit_of(NULL, NULL);

	assert_err(
	    withdrawal_add(c->r->db, &u, version, "CTP", "It was wrong"), OK);
}

/* "S001 14 1", that is in progress, as of a day. */
static const char *
first_site(struct chain *c, day today)
{
	const struct site_filter all = {
		.like = "", .state = SITE_ALL, .most = 10
	};
	struct site_filter same = all;
	int64_t n[SITE_STATES + 1], found;
	struct site_rows rows;

	assert_err(site_list(c->r->db, c->r->arena, c->head.id, &all, today,
		       &rows, &found),
	    OK);
	assert_int_equal(found, (int64_t)c->n);
	same.state = rows.v[0].state;
	assert_err(site_counts(c->r->db, c->head.id, today, n), OK);
	assert_err(site_list(c->r->db, c->r->arena, c->head.id, &same, today,
		       &rows, &found),
	    OK);
	assert_int_equal(found, n[same.state]);
	return arena_printf(c->r->arena, "%s %s %d", rows.v[0].code,
	    rows.v[0].version, (int)rows.v[0].state);
}

static void
test_sites_are_counted_by_the_version_in_force(void **state)
{
	struct chain *c = *state;
	struct catalogue next;
	struct unit u = unit_of(NULL, NULL);

	open_site(c, 0);
	assert_string_equal(first_site(c, TODAY), "S001 14 1");
	store(c, &next, "15", 1, TODAY + 1);
	assert_string_equal(first_site(c, TODAY), "S001 14 1");
	assert_string_equal(first_site(c, TODAY + 1), "S001 15 0");
	withdraw(c, "15");
	assert_string_equal(first_site(c, TODAY + 1), "S001 14 1");
	assert_err(withdrawal_end(c->r->db, &u, "15", "CTP"), OK);
	assert_string_equal(first_site(c, TODAY + 1), "S001 15 0");
	withdraw(c, "14");
	assert_string_equal(first_site(c, TODAY), "S001  0");
}

static void
test_a_batch_neither_opens_nor_publishes_a_withdrawn_version(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct batch_look look;
	struct batch_run run;

	open_site(c, 0);
	withdraw(c, "14");
	look = chain_look(c, &b, 0);
	assert_int_equal(look.stops.n, 0);
	assert_true(found(&look.publish, REASON_WITHDRAWN, ""));
	look = chain_look(c, &b, 1);
	assert_true(found(&look.stops, REASON_WITHDRAWN, ""));
	assert_string_equal(batch_reason_name(REASON_WITHDRAWN), "withdrawn");
	run = chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(run.done, 1);
	assert_int_equal(run.blocked, 3);
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM batch_line WHERE why LIKE "
			  "'Version 14 was withdrawn on %: It was wrong'"),
	    3);
	run = chain_do(c, &b, BATCH_PUBLISH, "S001");
	assert_int_equal(run.done, 0);
}

static const char *
revision(struct chain *c, const struct batch *b, day today)
{
	struct batch_work *w;
	const char *words;

	assert_err(batch_work_read(c->r->db, c->r->arena, b, &w), OK);
	assert_err(batch_revision(c->r->db, c->r->arena, w, today, &words), OK);
	return words;
}

/* The answers are to other texts than those of the newest revision. */
static void
test_a_batch_says_which_revision_it_opens(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct catalogue next;

	assert_string_equal(revision(c, &b, TODAY), "");
	store(c, &next, "14", 2, TODAY);
	assert_string_equal(revision(c, &b, TODAY - 1), "");
	assert_string_equal(revision(c, &b, TODAY),
	    "Revision 2 of this set is loaded. The answers were given to "
	    "revision 1: sites that are opened here get revision 1, too");
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(chain_year(c, 1).s.pack, c->r->simple.id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_chain(test_sites_are_counted_by_the_version_in_force),
		with_chain(
		    test_a_batch_neither_opens_nor_publishes_a_withdrawn_version),
		with_chain(test_a_batch_says_which_revision_it_opens),
	};

	return cmocka_run_group_tests_name("batch_version", tests, NULL, NULL);
}
