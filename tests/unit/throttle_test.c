/* throttle_test.c - how often somebody may try to sign in. */
#include "records.h"
#include "session.h"

static const struct throttle_limits limits = { 5, 8, 30 };

#define T0 (INT64_C(1795386261) * SECOND)

/* An attempt that many seconds after T0; the wait goes to *wait. */
static enum err
take(struct records *r, const char *account, const char *source, int64_t after,
    int64_t *wait)
{
	return throttle_take(
	    r->db, &limits, account, source, T0 + after * SECOND, wait);
}

static void
assert_takes(struct records *r, const char *account, const char *source,
    int64_t after, int n)
{
	int64_t wait = -1;

	for (; n > 0; n--) {
		assert_err(take(r, account, source, after, &wait), OK);
		assert_int_equal(wait, 0);
	}
}

static void
assert_waits(struct records *r, const char *account, const char *source,
    int64_t after, int64_t want)
{
	int64_t wait = -1;

	assert_err(take(r, account, source, after, &wait), ERR_BUSY);
	assert_int_equal(wait, want);
}

static void
test_an_account_waits_after_its_limit(void **state)
{
	struct records *r = *state;

	assert_takes(r, "grace", "10.0.0.1", 0, 5);
	assert_waits(r, "grace", "10.0.0.1", 0, 30);
	assert_waits(r, "grace", "10.0.0.2", 0, 30);
	assert_waits(r, "grace", "10.0.0.1", 29, 1);
	assert_takes(r, "daniel", "10.0.0.1", 0, 1);
	assert_takes(r, "grace", "10.0.0.1", 30, 1);
}

/* A directory knows one account by all of them. */
static void
test_every_spelling_of_a_name_counts_as_one(void **state)
{
	static const char *const spelt[] = { "grace", "GRACE", "TRUST\\Grace",
		"grace@trust.example", "trust\\grace@other" };
	struct records *r = *state;
	size_t i;

	for (i = 0; i < COUNT(spelt); i++)
		assert_takes(r, spelt[i], "a", 0, 1);
	for (i = 0; i < COUNT(spelt); i++)
		assert_waits(r, spelt[i], "b", 0, 30);
	assert_takes(r, "daniel", "a", 0, 1);
	assert_err(throttle_return(r->db, "Grace@trust", "a"), OK);
	assert_takes(r, "grace", "a", 0, 1);
	assert_err(throttle_clear(r->db, "TRUST\\grace", "a"), OK);
	assert_takes(r, "grace", "a", 0, 1);
	assert_takes(r, "grace.two", "a", 0, 1);
}

static void
test_the_wait_doubles_up_to_64_times(void **state)
{
	static const int64_t waits[] = { 30, 60, 120, 240, 480, 960, 1920, 1920,
		1920 };
	struct records *r = *state;
	int64_t at = 0;
	size_t i;

	assert_takes(r, "grace", "a", at, 5);
	for (i = 0; i < COUNT(waits); i++) {
		char *source = arena_printf(r->arena, "s%zu", i);

		assert_waits(r, "grace", source, at, waits[i]);
		at += waits[i];
		assert_waits(r, "grace", source, at - 1, 1);
		assert_takes(r, "grace", source, at, 1);
	}
}

/* Two at one moment may be counted in the other order than they came. */
static void
test_who_is_counted_late_does_not_wait(void **state)
{
	struct records *r = *state;

	assert_takes(r, "grace", "a", 1, 1);
	assert_takes(r, "daniel", "a", 0, 1);
	assert_takes(r, "grace", "b", 0, 4);
	assert_waits(r, "grace", "b", 0, 30);
}

/* What was refused without being asked is not counted again. */
static void
test_knocking_while_waiting_does_not_lengthen_the_wait(void **state)
{
	struct records *r = *state;
	int i;

	assert_takes(r, "grace", "a", 0, 5);
	for (i = 0; i < 20; i++)
		assert_waits(r, "grace", "a", i, 30 - i);
	assert_takes(r, "grace", "a", 30, 1);
}

static void
test_a_source_waits_whatever_accounts_it_tries(void **state)
{
	struct records *r = *state;
	int i;

	for (i = 0; i < 8; i++)
		assert_takes(
		    r, arena_printf(r->arena, "user%d", i), "10.0.0.1", 0, 1);
	assert_waits(r, "another", "10.0.0.1", 0, 30);
	assert_takes(r, "another", "10.0.0.2", 0, 1);
	assert_takes(r, "another", "10.0.0.1", 30, 1);
	assert_waits(r, "another", "10.0.0.1", 30, 60);
}

static void
test_being_right_forgets_the_accounts_refusals(void **state)
{
	struct records *r = *state;

	assert_takes(r, "grace", "a", 0, 4);
	assert_takes(r, "daniel", "a", 0, 1);
	assert_err(throttle_clear(r->db, "grace", "a"), OK);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM throttle WHERE kind = 0"), 1);
	/* Of the source only this one attempt is taken back. */
	assert_int_equal(
	    raw_int(r, "SELECT refused FROM throttle WHERE kind = 1"), 4);
	assert_takes(r, "grace", "b", 0, 5);
	assert_waits(r, "grace", "b", 0, 30);
	assert_err(throttle_clear(r->db, "nobody", "nowhere"), OK);
}

static void
test_what_was_not_judged_does_not_count(void **state)
{
	struct records *r = *state;
	int i;

	for (i = 0; i < 20; i++) {
		assert_takes(r, "grace", "a", 0, 1);
		assert_err(throttle_return(r->db, "grace", "a"), OK);
	}
	assert_takes(r, "grace", "a", 0, 5);
	assert_waits(r, "grace", "a", 0, 30);
	assert_err(throttle_return(r->db, "nobody", "nowhere"), OK);
	for (i = 0; i < 9; i++)
		assert_err(throttle_return(r->db, "grace", "a"), OK);
	assert_int_equal(raw_int(r, "SELECT min(refused) FROM throttle"), 0);
}

static void
test_accounts_and_sources_of_one_name_are_apart(void **state)
{
	struct records *r = *state;

	assert_takes(r, "x", "y", 0, 5);
	assert_takes(r, "y", "x", 0, 3);
	assert_waits(r, "x", "z", 0, 30);
	assert_takes(r, "y", "z", 0, 1);
}

static void
test_old_counts_are_swept(void **state)
{
	static const struct session_limits session = { 900, 43200 };
	struct records *r = *state;
	const int64_t two_days = 2 * 86400;

	assert_takes(r, "grace", "a", 0, 3);
	assert_err(session_sweep(r->db, &session, T0 + two_days * SECOND), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM throttle"), 2);
	assert_err(
	    session_sweep(r->db, &session, T0 + two_days * SECOND + 1), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM throttle"), 0);
}

/* ---- many at once: the limit is a limit ---- */

#define GUESSERS 12

/* How many of 10 attempts got through, as exit status. */
static void
guess(struct records *r)
{
	struct db *db;
	int64_t wait;
	int i, through = 0;

	if (db_open(r->path, DB_WRITE, &db) != OK)
		_exit(100);
	for (i = 0; i < 10; i++)
		through += throttle_take(db, &limits, "grace",
			       arena_printf(r->arena, "%d", getpid()), T0,
			       &wait) == OK;
	db_close(db);
	_exit(through);
}

static void
test_of_many_at_once_no_more_than_the_limit_get_through(void **state)
{
	struct records *r = *state;
	int i, status, through = 0;

	for (i = 0; i < GUESSERS; i++)
		if (fork() == 0)
			guess(r);
	while (wait(&status) > 0) {
		assert_true(WIFEXITED(status));
		through += WEXITSTATUS(status);
	}
	assert_int_equal(through, limits.per_account);
}

static enum err
question(struct records *r, const char *source, int64_t after, int64_t *wait)
{
	return throttle_question(r->db, source, T0 + after * SECOND, wait);
}

/* So many in a span of time, whoever asks; the next span begins anew. */
static void
test_questions_are_counted_by_source_and_time(void **state)
{
	struct records *r = *state;
	int64_t wait = -1;
	int i;

	for (i = 0; i < QUESTIONS_MOST; i++)
		assert_err(question(r, "10.0.0.1", i, &wait), OK);
	assert_int_equal(wait, 0);
	assert_err(question(r, "10.0.0.1", 60, &wait), ERR_BUSY);
	assert_int_equal(wait, QUESTIONS_S - 60);
	assert_err(question(r, "10.0.0.2", 60, &wait), OK);
	assert_err(question(r, "10.0.0.1", QUESTIONS_S - 1, &wait), ERR_BUSY);
	assert_int_equal(wait, 1);
	assert_err(question(r, "10.0.0.1", QUESTIONS_S, &wait), OK);
	assert_err(question(r, "10.0.0.1", QUESTIONS_S + 1, &wait), OK);
	/* Nobody is kept from signing in by it. */
	assert_takes(r, "grace", "10.0.0.1", 60, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_an_account_waits_after_its_limit),
		with_records(test_every_spelling_of_a_name_counts_as_one),
		with_records(test_the_wait_doubles_up_to_64_times),
		with_records(test_who_is_counted_late_does_not_wait),
		with_records(
		    test_knocking_while_waiting_does_not_lengthen_the_wait),
		with_records(test_a_source_waits_whatever_accounts_it_tries),
		with_records(test_being_right_forgets_the_accounts_refusals),
		with_records(test_what_was_not_judged_does_not_count),
		with_records(test_accounts_and_sources_of_one_name_are_apart),
		with_records(test_old_counts_are_swept),
		with_records(
		    test_of_many_at_once_no_more_than_the_limit_get_through),
		with_records(test_questions_are_counted_by_source_and_time),
	};

	return cmocka_run_group_tests_name("throttle", tests, NULL, NULL);
}
