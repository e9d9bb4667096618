/* batch_publish_test.c - one statement, and each site's publication. */
#include <dlfcn.h>
#include <time.h>

#include "batch_set.h"
#include "edition.h"
#include "logged.h"

/* Whatever the head office has, 104 included, with managers named. */
static struct batch
ready(struct chain *c)
{
	struct batch_new n = chain_asked();
	struct unit u = chain_unit(c);
	struct duty_holder v[] = { { &c->r->simple.duties.v[0], "Ann", "" },
		{ &c->r->simple.duties.v[1], "Ben", "" },
		{ &c->r->simple.duties.v[2], "", "" } };
	struct answer a = year_read(&c->y, R104);
	struct batch b;

	tick(&c->y, R104, &a, "1a 1b 2a");
	assert_err(year_try_save(&c->y, R104, &a, &c->who, true), OK);
	assert_err(duty_set(c->r->db, &u, &c->y.s, &c->r->simple, v), OK);
	n.names = true;
	b = chain_make(c, n, NULL);
	return b;
}

static void
test_sites_are_published_like_any_other(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct publication p;
	struct batch_run run;
	struct edition x;
	struct year y;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	run = chain_do(c, &b, BATCH_PUBLISH, NULL);
	assert_int_equal(run.done, 4);
	y = chain_year(c, 2);
	assert_int_equal(y.s.state, ASSESSMENT_PUBLISHED);
	assert_err(publication_read(c->r->db, c->r->arena, &y.s, &p), OK);
	assert_string_equal(p.by, "hana");
	assert_false(p.late);
	assert_string_equal(
	    p.statement, publication_statement(c->r->arena, y.org, y.set));
	assert_int_equal(p.grade, GRADE_SATISFACTORY);
	assert_err(edition_read(c->r->db, c->r->arena, y.org->id, "14",
		       STAGE_FINAL, 0, &x),
	    OK);
	assert_int_equal(x.number, 1);
	assert_string_equal(x.role, "administrator of the head office");
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM audit WHERE action IN "
			  "('assessment.publish', 'batch.publish')"),
	    8);
	b = chain_read(c, b.id);
	assert_int_equal(b.n.published, 4);
}

/* Each is published all the same. */
static void
test_without_a_key_the_log_warns_of_each(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct batch_run run = { .act = BATCH_PUBLISH,
		.keys = "/nonexistent/keys",
		.today = TODAY };
	struct unit u = chain_unit(c);
	struct logged log;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(chain_begin(c, &b, BATCH_PUBLISH, NULL), OK);
	logged_begin(&log);
	assert_err(batch_go(c->r->db, &u, &b, &run), OK);
	logged_end(&log);
	assert_int_equal(run.done, 4);
	assert_int_equal(logged_count(&log, "<4>publish.unsigned "), 4);
	assert_int_equal(logged_count(&log, " version=14 why=notfound"), 4);
}

static void
test_late_is_recorded_as_late(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct batch_run run = { .act = BATCH_PUBLISH, .today = DUE + 1 };
	struct unit u = chain_unit(c);
	struct publication p;
	struct year y;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(chain_begin(c, &b, BATCH_PUBLISH, NULL), OK);
	assert_err(batch_go(c->r->db, &u, &b, &run), OK);
	assert_int_equal(run.done, 4);
	y = chain_year(c, 0);
	assert_err(publication_read(c->r->db, c->r->arena, &y.s, &p), OK);
	assert_true(p.late);
}

static time_t ahead; /* of the system's clock, in seconds */

/* The loader takes ours before the library's. */
int
clock_gettime(clockid_t id, struct timespec *t)
{
	int (*real)(clockid_t, struct timespec *) = (int (*)(clockid_t,
	    struct timespec *))(uintptr_t)dlsym(RTLD_NEXT, "clock_gettime");
	int bad = real(id, t);

	if (bad == 0 && id == CLOCK_REALTIME)
		t->tv_sec += ahead;
	return bad;
}

static void
midnight(void *arg, int64_t done, int64_t of)
{
	(void)arg;
	(void)of;
	if (done == 2)
		ahead = 86400;
}

static void
test_those_after_midnight_are_late(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct batch_run run = {
		.act = BATCH_PUBLISH, .today = DUE, .progress = midnight
	};
	struct unit u = chain_unit(c);

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(chain_begin(c, &b, BATCH_PUBLISH, NULL), OK);
	assert_err(batch_go(c->r->db, &u, &b, &run), OK);
	ahead = 0;
	assert_int_equal(run.done, 4);
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM publication WHERE late = 1"),
	    2);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM batch_line "
				       "WHERE why = 'late'"),
	    2);
}

static void
test_nothing_is_published_that_is_not_ready(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct batch_look look;
	struct batch_run run;
	struct year y;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 1);
	assert_err(year_reopen(&y, R103, "A doubt"), OK);
	look = chain_look(c, &b, 1);
	assert_true(found(&look.publish, REASON_ANSWER, "103"));
	run = chain_do(c, &b, BATCH_PUBLISH, NULL);
	assert_int_equal(run.done, 3);
	assert_int_equal(run.blocked, 1);
	assert_non_null(strstr(chain_site(c, &b, 1).why, "Requirement 103"));
	assert_int_equal(chain_site(c, &b, 1).state, BATCH_ANSWERED);
	assert_err(year_complete(&y, R103), OK);
	assert_int_equal(chain_do(c, &b, BATCH_PUBLISH, NULL).done, 1);
	assert_int_equal(chain_read(c, b.id).n.published, 4);
}

static void
test_senior_managers_that_are_missing_block(void **state)
{
	struct chain *c = *state;
	struct batch_look look;
	struct batch_new n = chain_asked();
	struct batch b;

	(void)ready(c);
	b = chain_make(c, n, NULL);
	look = chain_look(c, &b, 0);
	assert_true(found(&look.publish, REASON_DUTY, ""));
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(chain_do(c, &b, BATCH_PUBLISH, NULL).blocked, 4);
}

static void
test_published_is_final(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(chain_begin(c, &b, BATCH_UNDO, "S001"), OK);
	{ /* somebody there publishes in between */
		struct year y = chain_year(c, 0);

		assert_err(year_publish(&y), OK);
	}
	assert_int_equal(chain_go(c, &b, BATCH_UNDO).blocked, 1);
	assert_non_null(strstr(chain_site(c, &b, 0).why, "that is final"));
	assert_int_equal(chain_do(c, &b, BATCH_PUBLISH, NULL).done, 3);
	assert_non_null(
	    strstr(chain_site(c, &b, 0).why, "It has published version 14"));
	assert_int_equal(chain_do(c, &b, BATCH_UNDO, NULL).blocked, 1);
	assert_err(chain_exclude(c, &b, "S002"), ERR_CONFLICT);
	assert_int_equal(chain_site(c, &b, 1).state, BATCH_PUBLISHED);
}

static void
test_what_is_signed_is_what_is_published(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	unsigned char digest[STATEMENT_DIGEST];
	struct batch_begin x = { .act = BATCH_PUBLISH, .digest = digest };
	struct unit u = chain_unit(c);
	const char *statement;

	assert_err(chain_exclude(c, &b, "S004"), OK);
	assert_err(batch_statement(
		       c->r->db, c->r->arena, &b, &c->head, &statement, digest),
	    OK);
	assert_string_equal(statement,
	    "HQ001 (HQ001), for each of its sites\nA small set\n\n"
	    "We were honest.\nAll of us.");
	assert_err(chain_choose(c, &b, "S004"), OK);
	assert_err(batch_begin(c->r->db, c->r->arena, &u, &b, &x), ERR_INVALID);
	x.digest = NULL;
	assert_err(batch_begin(c->r->db, c->r->arena, &u, &b, &x), ERR_INVALID);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM publication"), 0);
}

static void
test_a_fault_at_one_site_leaves_the_others_whole(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct batch_run run;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(
	    raw(c->r, arena_printf(c->r->arena,
			  "CREATE TRIGGER broken BEFORE INSERT ON edition "
			  "WHEN NEW.org_id = %lld "
			  "BEGIN SELECT RAISE(ABORT, 'broken'); END",
			  (long long)c->site[1].id)),
	    SQLITE_OK);
	run = chain_do(c, &b, BATCH_PUBLISH, NULL);
	assert_int_equal(run.done, 3);
	assert_int_equal(run.blocked, 1);
	assert_non_null(
	    strstr(chain_site(c, &b, 1).why, "nothing was changed"));
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM publication"), 3);
	assert_int_equal(raw(c->r, "DROP TRIGGER broken"), SQLITE_OK);
	assert_int_equal(chain_do(c, &b, BATCH_PUBLISH, NULL).done, 1);
}

static void
test_the_full_workflow_needs_reviewers_of_its_own(void **state)
{
	struct chain *c = *state;
	struct org *o = chain_part(c, "WARD1", "ACU");
	struct org *source = chain_part(c, "WARD2", "ACU");
	struct batch_new n = chain_asked();
	struct unit u = chain_unit(c);
	struct batch_look look;
	struct assessment s;
	struct batch b;
	struct answer a;

	records_year(c->r, source, &c->r->full, &s);
	assert_err(answer_read(c->r->db, c->r->arena, &s,
		       &c->r->full.requirements.v[0], &a),
	    OK);
	u.org = source->id;
	assert_err(answer_save(c->r->db, &u, &s, &c->r->full.requirements.v[0],
		       &a, true),
	    OK);
	n.type = "ACU";
	n.source = source->id;
	b = chain_make(c, n, "WARD1");
	look = chain_look(c, &b, c->n - 2);
	assert_true(found(&look.publish, REASON_WORKFLOW, ""));
	assert_int_equal(look.stops.n, 0);
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).done, 1);
	assert_int_equal(chain_do(c, &b, BATCH_PUBLISH, NULL).blocked, 1);
	(void)o;
}

static void
test_the_csv_says_what_was_done(void **state)
{
	struct chain *c = *state;
	struct batch b = ready(c);
	struct buf csv = { 0 };
	const char *text;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	chain_do(c, &b, BATCH_PUBLISH, NULL);
	assert_err(batch_csv(c->r->db, c->r->arena, &b, &csv), OK);
	text = buf_text(&csv);
	assert_non_null(strstr(text, "\"S001\",\"S001\",\"site\",\"chosen\","));
	assert_non_null(
	    strstr(text, "\"S002\",\"S002\",\"site\",\"year opened\","));
	assert_non_null(
	    strstr(text, "\"S003\",\"S003\",\"102\",\"answered\","));
	assert_non_null(
	    strstr(text, "\"S004\",\"S004\",\"publication\",\"published\","));
	assert_non_null(strstr(text, "\"hana\",\"\"\r\n"));
	buf_clear(&csv);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		with_chain(test_sites_are_published_like_any_other),
		with_chain(test_without_a_key_the_log_warns_of_each),
		with_chain(test_late_is_recorded_as_late),
		with_chain(test_those_after_midnight_are_late),
		with_chain(test_nothing_is_published_that_is_not_ready),
		with_chain(test_senior_managers_that_are_missing_block),
		with_chain(test_published_is_final),
		with_chain(test_what_is_signed_is_what_is_published),
		with_chain(test_a_fault_at_one_site_leaves_the_others_whole),
		with_chain(test_the_full_workflow_needs_reviewers_of_its_own),
		with_chain(test_the_csv_says_what_was_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
