/* audit_test.c - the trail: rows chained, read back and handed out. */
#include "audit.h"
#include "chain.h"
#include "records.h"

struct deed {
	const char *action, *detail;
	int64_t object;
	int n; /* how many rows */
};

static enum err
deed(struct db *db, struct db_head *head, void *arg)
{
	const struct deed *d = arg;
	enum err e = OK;
	int i;

	for (i = 0; i < d->n && e == OK; i++)
		e = audit_add(db, head, d->action, d->object, d->detail);
	return e;
}

static void
act(struct records *r, const struct org *o, struct deed d)
{
	struct unit u = unit_of(o, NULL);

	assert_err(db_write(r->db, &u, deed, &d), OK);
}

static enum err
collect(void *arg, const char *bytes, size_t n)
{
	buf_add(arg, bytes, n);
	return OK;
}

static const char *export(struct records *r, const char *code)
{
	struct buf out = { 0 };
	const char *text;

	assert_err(audit_export(r->db, code, collect, &out), OK);
	text = arena_text(r->arena, buf_text(&out));
	buf_clear(&out);
	return text;
}

static void
test_rows_of_one_unit_follow_one_another(void **state)
{
	struct records *r = *state;

	act(r, NULL, (struct deed){ "test.a", "{}", 7, 3 });
	act(r, NULL, (struct deed){ "test.b", "{\"x\":1}", 0, 1 });
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit"), 4);
	assert_int_equal(raw_int(r, "SELECT max(seq) FROM audit"), 4);
	assert_int_equal(
	    raw_int(r, "SELECT count(DISTINCT hash) FROM audit"), 4);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE seq = 4 AND "
		       "action = 'test.b' AND detail = '{\"x\":1}' AND "
		       "object = 0 AND actor = 'operator' AND source = 'cli' "
		       "AND actor_id = 0"),
	    1);
}

static void
test_each_organisation_has_a_chain_of_its_own(void **state)
{
	struct records *r = *state;

	records_fill(r);
	act(r, &r->supplier, (struct deed){ "test.a", "{}", 7, 2 });
	assert_int_equal(chain_rows(r, r->supplier.id), 2);
	assert_int_equal(
	    raw_int(r, arena_printf(r->arena,
			   "SELECT seq FROM audit WHERE action = 'test.a' "
			   "AND org_id = %lld ORDER BY seq LIMIT 1",
			   (long long)r->supplier.id)),
	    1);
}

static void
test_a_row_of_a_wrong_place_is_refused_by_the_file(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	struct deed d = { "test.a", "{}", 0, 1 };

	act(r, NULL, d);
	assert_int_equal(
	    raw(r, "UPDATE audit_head SET seq = 0 WHERE org_id = 0"),
	    SQLITE_OK);
	assert_err(db_write(r->db, &u, deed, &d), ERR_DENIED);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit"), 1);
}

static void
test_rows_about_one_object_newest_first(void **state)
{
	struct records *r = *state;
	struct audit_rows rows;

	records_fill(r);
	act(r, &r->trust, (struct deed){ "test.a", "{}", 7, 1 });
	act(r, &r->trust, (struct deed){ "test.b", "{}", 8, 1 });
	act(r, &r->trust, (struct deed){ "test.c", "{\"c\":1}", 7, 1 });
	act(r, &r->supplier, (struct deed){ "test.d", "{}", 7, 1 });
	assert_err(audit_of(r->db, r->arena, r->trust.id, 7, 10, &rows), OK);
	assert_int_equal(rows.n, 2);
	assert_string_equal(rows.v[0].action, "test.c");
	assert_string_equal(rows.v[0].detail, "{\"c\":1}");
	assert_int_equal(rows.v[0].object, 7);
	assert_string_equal(rows.v[0].actor, "operator");
	assert_string_equal(rows.v[0].source, "cli");
	assert_true(rows.v[0].at >= rows.v[1].at);
	assert_string_equal(rows.v[1].action, "test.a");
	assert_err(audit_of(r->db, r->arena, r->trust.id, 7, 1, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_err(audit_of(r->db, r->arena, r->trust.id, 9, 10, &rows), OK);
	assert_int_equal(rows.n, 0);
}

static void
test_pages_walk_the_chain_backwards(void **state)
{
	struct records *r = *state;
	struct audit_rows rows;

	act(r, NULL, (struct deed){ "test.a", "{}", 0, 5 });
	assert_err(audit_page(r->db, r->arena, 0, 0, 2, &rows), OK);
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.v[0].seq, 5);
	assert_int_equal(rows.v[1].seq, 4);
	assert_err(audit_page(r->db, r->arena, 0, 4, 10, &rows), OK);
	assert_int_equal(rows.n, 3);
	assert_int_equal(rows.v[0].seq, 3);
	assert_int_equal(rows.v[2].seq, 1);
	assert_err(audit_page(r->db, r->arena, 0, 1, 10, &rows), OK);
	assert_int_equal(rows.n, 0);
	assert_err(audit_page(r->db, r->arena, 99, 0, 10, &rows), OK);
	assert_int_equal(rows.n, 0);
}

/* ---- the export ---- */

static bool
starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static void
test_an_export_line_is_exactly_of_its_form(void **state)
{
	static const char want[] =
	    "\"actor_id\":0,\"actor\":\"operator\",\"source\":\"cli\","
	    "\"action\":\"test.a\",\"object\":7,\"detail\":\"{\\\"a\\\":"
	    "\\\"\\\\\\\"\\\\n\xc3\xa9\\\"}\",\"prev\":\"0000000000000000"
	    "000000000000000000000000000000000000000000000000\",\"hash\":\"";
	struct records *r = *state;
	const char *line, *rest;
	int n = 0;

	act(r, NULL,
	    (struct deed){ "test.a", "{\"a\":\"\\\"\\n\xc3\xa9\"}", 7, 1 });
	line = export(r, NULL);
	assert_int_equal(
	    sscanf(line, "{\"org\":\"\",\"seq\":1,\"at\":%*d,%n", &n), 0);
	assert_true(n > 0);
	rest = line + n;
	assert_true(starts(rest, want));
	assert_int_equal(strlen(rest), sizeof(want) - 1 + 64 + 3);
	assert_string_equal(rest + sizeof(want) - 1 + 64, "\"}\n");
}

static void
test_an_export_holds_every_chain_or_one(void **state)
{
	struct records *r = *state;
	const char *all, *one;
	struct buf none = { 0 };

	records_fill(r);
	all = export(r, NULL);
	one = export(r, "rx901");
	assert_true(starts(all, "{\"org\":\"\",\"seq\":1,"));
	assert_non_null(strstr(all, "{\"org\":\"RX901\",\"seq\":1,"));
	assert_null(strstr(all, "{\"org\":\"8XX01\"")); /* nothing yet */
	assert_true(starts(one, "{\"org\":\"RX901\",\"seq\":1,"));
	assert_string_equal(strstr(all, "{\"org\":\"RX901\""), one);
	assert_err(audit_export(r->db, "NONE", collect, &none), ERR_NOTFOUND);
	assert_int_equal(none.n, 0);
}

/* More rows than are read at once: none left out, none twice. */
static void
test_a_long_chain_is_exported_whole(void **state)
{
	struct records *r = *state;
	const char *at;
	int n = 0;

	act(r, NULL, (struct deed){ "test.a", "{}", 0, 1000 });
	act(r, NULL, (struct deed){ "test.a", "{}", 0, 1 });
	for (at = export(r, NULL); *at != '\0'; at = strchr(at, '\n') + 1)
		assert_true(starts(at,
		    arena_printf(r->arena, "{\"org\":\"\",\"seq\":%d,", ++n)));
	assert_int_equal(n, 1001);
}

struct budget {
	int calls;
};

static enum err
give_up(void *arg, const char *bytes, size_t n)
{
	struct budget *b = arg;

	(void)bytes;
	(void)n;
	return --b->calls >= 0 ? OK : ERR_IO;
}

static void
test_an_export_stops_where_it_cannot_be_written(void **state)
{
	struct records *r = *state;
	struct budget one = { 1 };

	act(r, NULL, (struct deed){ "test.a", "{}", 0, 1200 });
	assert_err(audit_export(r->db, NULL, give_up, &one), ERR_IO);
	assert_int_equal(one.calls, -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_rows_of_one_unit_follow_one_another),
		with_records(test_each_organisation_has_a_chain_of_its_own),
		with_records(
		    test_a_row_of_a_wrong_place_is_refused_by_the_file),
		with_records(test_rows_about_one_object_newest_first),
		with_records(test_pages_walk_the_chain_backwards),
		with_records(test_an_export_line_is_exactly_of_its_form),
		with_records(test_an_export_holds_every_chain_or_one),
		with_records(test_a_long_chain_is_exported_whole),
		with_records(test_an_export_stops_where_it_cannot_be_written),
	};

	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
