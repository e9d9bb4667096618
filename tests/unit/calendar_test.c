/* calendar_test.c - the lines of a calendar, and whose it is. */
#include "calendar.h"
#include "work_set.h"

static const char *
text(struct records *r, const char *value)
{
	struct buf b = { 0 };
	const char *s;

	calendar_text(&b, "SUMMARY", value);
	s = arena_copy(r->arena, b.p, b.n);
	buf_clear(&b);
	return s;
}

static void
text_is_escaped_and_never_ends_a_line(void **state)
{
	struct records *r = *state;

	assert_string_equal(
	    text(r, "a, b; c\\d\ne\rf"), "SUMMARY:a\\, b\\; c\\\\d\\nef\r\n");
	assert_string_equal(text(r, ""), "SUMMARY:\r\n");
}

static void
lines_are_folded_between_characters(void **state)
{
	struct records *r = *state;
	char value[401];
	const char *s, *end;
	size_t i, bytes = 0;

	for (i = 0; i < 400; i += 2)
		memcpy(value + i, "\xc3\xab", 2);
	value[400] = '\0';
	for (s = text(r, value); *s != '\0'; s = end + 2) {
		end = strstr(s, "\r\n");
		assert_non_null(end);
		assert_true(end - s <= 75);
		assert_true(((unsigned char)s[1] & 0xc0) != 0x80);
		bytes += (size_t)(end - s) - (bytes > 0);
	}
	assert_int_equal(bytes, strlen("SUMMARY:") + 400);
}

static void
an_address_is_found_by_its_digest_alone(void **state)
{
	struct records *r = *state;
	char token[CALENDAR_TOKEN_TEXT], other[CALENDAR_TOKEN_TEXT];
	struct unit u;
	int64_t person, at;

	records_fill(r);
	u = unit_of(&r->trust, &r->assessor);
	assert_err(calendar_made(r->db, r->assessor.id, &at), ERR_NOTFOUND);
	assert_err(calendar_end(r->db, &u), ERR_NOTFOUND);
	assert_err(calendar_make(r->db, &u, token), OK);
	assert_err(calendar_find(r->db, token, &person), OK);
	assert_true(person == r->assessor.id);
	assert_err(calendar_made(r->db, r->assessor.id, &at), OK);
	assert_int_equal(raw_int(r, arena_printf(r->arena,
					"SELECT count(*) FROM calendar WHERE "
					"instr(digest, CAST('%s' AS BLOB)) > 0",
					token)),
	    0);
	assert_err(calendar_make(r->db, &u, other), OK);
	assert_err(calendar_find(r->db, token, &person), ERR_NOTFOUND);
	assert_err(calendar_find(r->db, other, &person), OK);
	assert_err(calendar_find(r->db, "", &person), ERR_NOTFOUND);
	assert_err(calendar_end(r->db, &u), OK);
	assert_err(calendar_find(r->db, other, &person), ERR_NOTFOUND);
}

static void
events_have_the_same_names_each_time(void **state)
{
	struct year *y = *state;
	struct buf one = { 0 }, two = { 0 };
	const int64_t now = clock_begin(TODAY) + 3600 * SECOND;

	hold_person(y, 7, &y->r->assessor);
	act(y, 70, R101, 7, "2026-12-24");
	own(y, R102, "owner_id", 7);
	assert_err(calendar_write(y->r->db, y->r->arena, y->r->assessor.id, now,
		       "https://x", "x.example", &one),
	    OK);
	assert_err(calendar_write(y->r->db, y->r->arena, y->r->assessor.id, now,
		       "https://x", "x.example", &two),
	    OK);
	assert_string_equal(buf_text(&one), buf_text(&two));
	assert_non_null(
	    strstr(buf_text(&one), "SUMMARY:Action: Action 70\r\n"));
	assert_non_null(
	    strstr(buf_text(&one), "DTSTART;VALUE=DATE:20261224\r\n"));
	assert_non_null(strstr(buf_text(&one), "@x.example\r\n"));
	assert_non_null(
	    strstr(buf_text(&one), "DTSTART;VALUE=DATE:20270331\r\n"));
	buf_clear(&one);
	buf_clear(&two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(text_is_escaped_and_never_ends_a_line),
		with_records(lines_are_folded_between_characters),
		with_records(an_address_is_found_by_its_digest_alone),
		with_year(events_have_the_same_names_each_time),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
