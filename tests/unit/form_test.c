/* form_test.c - forms taken apart, fields by type, messages in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "form.h"
#include "wire.h"

static int
setup(void **state)
{
	struct bench *b = malloc(sizeof(*b));

	bench_open(b, "POST", "/");
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	bench_close(*state);
	free(*state);
	return 0;
}

static void
open_n(struct bench *b, struct form *f, const char *bytes, size_t n)
{
	bench_form(b, bytes, n);
	form_open(f, &b->req);
}

static void
open_text(struct bench *b, struct form *f, const char *text)
{
	open_n(b, f, text, strlen(text));
}

/* The one fault, at this field, in these words. */
static void
fault_is(const struct form *f, const char *field, const char *message)
{
	assert_int_equal(f->faults.n, 1);
	assert_string_equal(f->faults.v[0].field, field);
	assert_string_equal(f->faults.v[0].message, message);
	assert_string_equal(faults_about(&f->faults, field), message);
}

static void
decoding(void **state)
{
	struct form f;

	open_text(*state, &f, "b=x%26y%3Dz+%2b%C3%A9&a=&c=1=2");
	assert_string_equal(form_line(&f, "b", "b", 99), "x&y=z +\xc3\xa9");
	assert_string_equal(form_line(&f, "a", "a", 99), "");
	assert_string_equal(form_line(&f, "c", "c", 99), "1=2");
	assert_string_equal(form_line(&f, "none", "none", 99), "");
	assert_int_equal(form_close(&f), OK);
}

/* Decoded once: what comes out is never decoded again. */
static void
decoded_once(void **state)
{
	struct form f;

	open_text(*state, &f, "a=%2541");
	assert_string_equal(form_line(&f, "a", "a", 99), "%41");
}

static void
malformed(void **state)
{
	static const char *const bodies[] = { "a", "a&b=1", "=1", "a=1&",
		"&a=1", "a=1&&b=2", "a=%", "a=%4", "a=%zz", "a=%00", "a=x%00y",
		"a%00=1", "a=%ff", "a=%c0%80", "a=%ed%a0%80", "a=%f5%80%80%80",
		"a=%e2%82", "a b=1", "a%20b=1", "a=1&a=2", "a=1&b=2&%61=3",
		"a/b=1" };
	struct form f;
	size_t i;

	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		open_text(*state, &f, bodies[i]);
		form_tick(&f, "a");
		form_tick(&f, "b");
		if (form_close(&f) != ERR_MALFORMED)
			fail_msg("accepted: %s", bodies[i]);
		assert_string_equal(form_line(&f, "a", "a", 9), "");
	}
	open_n(*state, &f, "a=x\0y", 5);
	form_tick(&f, "a");
	assert_int_equal(form_close(&f), ERR_MALFORMED);
}

static void
unknown_field(void **state)
{
	struct form f;

	open_text(*state, &f, "a=1&admin=1");
	form_tick(&f, "a");
	assert_int_equal(form_close(&f), ERR_MALFORMED);
	open_text(*state, &f, "a=1&csrf=x&op=2");
	form_tick(&f, "a");
	assert_int_equal(form_close(&f), OK);
}

static void
empty_form(void **state)
{
	struct form f;

	open_text(*state, &f, "");
	assert_false(form_tick(&f, "a"));
	assert_int_equal(form_close(&f), OK);
}

static void
many_fields(void **state)
{
	struct buf b = { 0 };
	struct form f;
	int i;

	for (i = 0; i < 1000; i++)
		buf_printf(&b, "%sf%d=%d", i == 0 ? "" : "&", i, i);
	open_n(*state, &f, b.p, b.n);
	assert_int_equal(form_int(&f, "f0", "f", 0, 9999, -1), 0);
	assert_int_equal(form_int(&f, "f999", "f", 0, 9999, -1), 999);
	for (i = 0; i < 1000; i++)
		f.v[i].taken = true;
	assert_int_equal(form_close(&f), OK);
	buf_puts(&b, "&one=more");
	open_n(*state, &f, b.p, b.n);
	assert_int_equal(form_close(&f), ERR_MALFORMED);
	buf_clear(&b);
}

static void
long_name(void **state)
{
	char text[100];
	struct form f;

	memset(text, 'n', sizeof(text));
	memcpy(text + 65, "=", 2);
	open_text(*state, &f, text);
	assert_int_equal(form_close(&f), ERR_MALFORMED);
}

static void
query(void **state)
{
	struct bench *b = *state;
	struct form f;

	b->req.query = "next=%2Fhome&out=1";
	form_query(&f, &b->req);
	assert_string_equal(form_line(&f, "next", "next", 99), "/home");
	assert_true(form_tick(&f, "out"));
	assert_int_equal(form_close(&f), OK);
	b->req.query = "op=1";
	form_query(&f, &b->req);
	assert_int_equal(form_close(&f), ERR_MALFORMED);
}

static void
lines_and_areas(void **state)
{
	struct form f;

	open_text(*state, &f, "a=+x%0D%0Ay+&b=+x%0D%0Ay+");
	assert_string_equal(form_area(&f, "a", "your answer", 9), "x\ny");
	assert_int_equal(f.faults.n, 0);
	assert_string_equal(form_line(&f, "b", "your answer", 9), "x\ny");
	fault_is(&f, "b",
	    "Your answer must not contain hidden or control characters; "
	    "type it again");
	assert_int_equal(form_close(&f), ERR_INVALID);
}

/* A mark of writing direction is refused with what was typed kept. */
static void
hidden_characters(void **state)
{
	struct form f;

	open_text(*state, &f, "a=x%E2%80%AEy");
	assert_string_equal(form_line(&f, "a", "name", 9), "x\xe2\x80\xaey");
	assert_int_equal(form_close(&f), ERR_INVALID);
}

static void
lengths(void **state)
{
	struct form f;

	open_text(*state, &f, "a=%C3%A9%C3%A9%C3%A9&b=1234");
	assert_string_equal(
	    form_line(&f, "a", "a", 3), "\xc3\xa9\xc3\xa9\xc3\xa9");
	assert_int_equal(f.faults.n, 0);
	assert_string_equal(form_line(&f, "b", "what you will do", 3), "1234");
	fault_is(&f, "b", "What you will do must be 3 characters or fewer");
}

static void
needed(void **state)
{
	struct form f;

	open_text(*state, &f, "a=+%0A+");
	assert_string_equal(
	    form_need(&f, "a", "what you will do to get there", 9), "");
	fault_is(&f, "a", "Enter what you will do to get there");
	assert_int_equal(form_close(&f), ERR_INVALID);
	/* What cannot be seen is nothing, in any field. */
	open_text(*state, &f, "a=%C2%A0%E2%80%8B&b=%E2%80%8B");
	assert_string_equal(form_need(&f, "a", "the name", 9), "");
	fault_is(&f, "a", "Enter the name");
	assert_string_equal(form_area(&f, "b", "the reason", 9), "");
}

static void
secrets(void **state)
{
	struct bench *b = *state;
	struct form f;

	open_text(b, &f, "p=+%C3%A9%09x+&q=12345");
	assert_string_equal(form_secret(&f, "p", 9), " \xc3\xa9\tx ");
	assert_null(form_secret(&f, "q", 4));
	assert_string_equal(form_secret(&f, "q", 5), "12345");
	assert_string_equal(form_secret(&f, "none", 5), "");
	assert_int_equal(form_close(&f), OK);
	form_wipe(&f);
	assert_string_equal(form_secret(&f, "q", 5), "");
	assert_int_equal(b->req.body[0], 0);
	assert_int_equal(b->req.body[b->req.body_n - 1], 0);
}

static void
numbers(void **state)
{
	static const char *const odd[] = { "1.5", "x", "1x", "--1", "-", "0x10",
		"9223372036854775808", "1 2" };
	struct form f;
	char body[64];
	size_t i;

	open_text(*state, &f,
	    "a=007&b=-5&c=+9+&d=9223372036854775807&"
	    "e=-9223372036854775808");
	assert_int_equal(form_int(&f, "a", "a", 0, 9, -1), 7);
	assert_int_equal(form_int(&f, "b", "b", -9, 9, -1), -5);
	assert_int_equal(form_int(&f, "c", "c", 0, 9, -1), 9);
	assert_true(form_int(&f, "d", "d", 0, INT64_MAX, -1) == INT64_MAX);
	assert_true(form_int(&f, "e", "e", INT64_MIN, 0, -1) == INT64_MIN);
	assert_int_equal(form_int(&f, "none", "none", 0, 9, -1), -1);
	assert_int_equal(form_close(&f), OK);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		snprintf(body, sizeof(body), "a=%s", odd[i]);
		open_text(*state, &f, body);
		assert_int_equal(
		    form_int(&f, "a", "number of staff", 0, INT64_MAX, -1), -1);
		fault_is(&f, "a", "Number of staff must be a whole number");
	}
}

static void
number_out_of_range(void **state)
{
	struct form f;

	open_text(*state, &f, "a=4&b=-1");
	assert_int_equal(form_int(&f, "a", "level", 0, 3, -1), -1);
	fault_is(&f, "a", "Level must be between 0 and 3");
	assert_int_equal(form_int(&f, "b", "level", 0, 3, 5), 5);
	assert_int_equal(form_close(&f), ERR_INVALID);
}

static void
many_faults(void **state)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f",
		"g" };
	struct form f;
	size_t i;

	open_text(*state, &f, "");
	for (i = 0; i < 7; i++)
		form_fault(&f, names[i], "message");
	assert_int_equal(f.faults.n, 7);
	for (i = 0; i < 7; i++)
		assert_string_equal(f.faults.v[i].field, names[i]);
	assert_null(faults_about(&f.faults, "z"));
	assert_int_equal(form_close(&f), ERR_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(decoding),
		TEST(decoded_once),
		TEST(malformed),
		TEST(unknown_field),
		TEST(empty_form),
		TEST(many_fields),
		TEST(long_name),
		TEST(query),
		TEST(lines_and_areas),
		TEST(hidden_characters),
		TEST(lengths),
		TEST(needed),
		TEST(secrets),
		TEST(numbers),
		TEST(number_out_of_range),
		TEST(many_faults),
	};

	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
