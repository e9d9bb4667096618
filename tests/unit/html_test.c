/* html_test.c - what templates print is safe, whatever the value. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "html.h"

#define BAD "\xef\xbf\xbd"

static void
expect(struct buf *out, const char *text)
{
	assert_string_equal(buf_text(out), text);
	buf_clear(out);
}

static void
expect_text(const char *value, const char *text)
{
	struct buf out = { 0 };

	html_text(&out, value);
	expect(&out, text);
}

static void
five_characters(void **state)
{
	(void)state;
	expect_text("&<>\"'", "&amp;&lt;&gt;&quot;&#39;");
	expect_text("<b>a & b</b>", "&lt;b&gt;a &amp; b&lt;/b&gt;");
	expect_text("plain = `text` / 100%", "plain = `text` / 100%");
	expect_text("", "");
	expect_text(NULL, "");
}

static void
controls(void **state)
{
	struct buf out = { 0 };

	(void)state;
	expect_text("a\tb\nc\rd", "a\tb\nc\rd");
	expect_text("a\x01z\x1f\x0b", "a" BAD "z" BAD BAD);
	html_escape(&out, "a\0b", 3);
	expect(&out, "a" BAD "b");
}

static void
every_byte_alone(void **state)
{
	struct buf out = { 0 };
	char c;
	int i;

	(void)state;
	for (i = 0; i < 256; i++) {
		c = (char)i;
		buf_reset(&out);
		html_escape(&out, &c, 1);
		if (i >= 0x80 || (i < ' ' && strchr("\t\n\r", i) == NULL) ||
		    i == 0)
			assert_string_equal(buf_text(&out), BAD);
		else if (strchr("&<>\"'", i) != NULL)
			assert_int_equal(out.p[out.n - 1], ';');
		else
			assert_true(out.n == 1 && out.p[0] == c);
	}
	buf_clear(&out);
}

static void
valid_utf8(void **state)
{
	static const char text[] = "\xc2\x80 caf\xc3\xa9 \xdf\xbf \xe0\xa0\x80 "
				   "\xe2\x82\xac \xed\x9f\xbf \xee\x80\x80 "
				   "\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf";

	(void)state;
	expect_text(text, text);
}

static void
invalid_utf8(void **state)
{
	(void)state;
	expect_text("a\x80z", "a" BAD "z");
	expect_text("\xc0\xaf", BAD BAD);         /* / too long */
	expect_text("\xc3<", BAD "&lt;");         /* eats no markup */
	expect_text("\xe2\x82\"", BAD "&quot;");  /* cut short */
	expect_text("\xe2\x82", BAD);             /* by the end */
	expect_text("\xe0\x9f\x80", BAD BAD BAD); /* too long */
	expect_text("\xed\xa0\x80", BAD BAD BAD); /* a surrogate */
	expect_text("\xf0\x8f\xbf\xbf", BAD BAD BAD BAD);
	expect_text("\xf4\x90\x80\x80", BAD BAD BAD BAD);
	expect_text("\xf0\x9f\x98'", BAD "&#39;");
	expect_text("\xf5\xff\xfe", BAD BAD BAD);
}

static void
values_by_type(void **state)
{
	struct buf out = { 0 };
	char mine[] = "<";

	(void)state;
	HTML_VALUE(&out, mine);
	HTML_VALUE(&out, "\"");
	HTML_VALUE(&out, (const char *)NULL);
	HTML_VALUE(&out, (bool)true);
	HTML_VALUE(&out, (bool)false);
	expect(&out, "&lt;&quot;truefalse");
	HTML_VALUE(&out, -1);
	HTML_VALUE(&out, 2u);
	HTML_VALUE(&out, INT64_MIN);
	HTML_VALUE(&out, 3ull);
	expect(&out, "-12-92233720368547758083");
	HTML_VALUE(&out, UINT64_MAX);
	expect(&out, "18446744073709551615");
	HTML_VALUE(&out, (uint64_t)INT64_MAX + 1);
	expect(&out, "9223372036854775808");
	HTML_VALUE(&out, ((struct href){ "/a?b=1&c='" }));
	expect(&out, "/a?b=1&amp;c=&#39;");
}

static void
escaped_beforehand(void **state)
{
	struct arena *a = arena_open();
	struct buf out = { 0 };
	struct html h = html_escaped(a, "<i>"), none = html_escaped(a, NULL);

	(void)state;
	HTML_VALUE(&out, h);
	HTML_VALUE(&out, none);
	expect(&out, "&lt;i&gt;");
	arena_close(a);
}

static void
urls(void **state)
{
	struct buf out = { 0 };

	(void)state;
	HTML_URL(&out, "AZaz09-._~");
	expect(&out, "AZaz09-._~");
	HTML_URL(&out, "a b/c?d=e&f#g%\"'<>+:@");
	expect(&out, "a%20b%2Fc%3Fd%3De%26f%23g%25%22%27%3C%3E%2B%3A%40");
	HTML_URL(&out, "\xc3\xa9\n");
	expect(&out, "%C3%A9%0A");
	HTML_URL(&out, (const char *)NULL);
	HTML_URL(&out, INT64_C(-42));
	expect(&out, "-42");
}

static bool
href_aborts(const char *path, bool ready)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct arena *a = arena_open();
		struct buf out = { 0 };

		signal(SIGABRT, SIG_DFL);
		if (ready)
			(void)html_href_ready(a, (struct href){ path });
		else
			html_href(&out, (struct href){ path });
		buf_clear(&out);
		arena_close(a);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void
hrefs_made_ready_print_as_the_others_do(void **state)
{
	static const char *const paths[] = { NULL, "/", "/a?b=1&c='\"<\xff",
		"?page=2", "#top" };
	struct arena *a = arena_open();
	struct buf out = { 0 }, again = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct href h = { paths[i] };
		const struct href_ready ready = html_href_ready(a, h);

		HTML_HREF(&out, h);
		HTML_HREF(&again, ready);
		assert_string_equal(buf_text(&out), buf_text(&again));
	}
	assert_string_equal(buf_text(&again),
	    "//a?b=1&amp;c=&#39;&quot;&lt;\xef\xbf\xbd?page=2#top");
	buf_clear(&out);
	buf_clear(&again);
	arena_close(a);
}

static void
hrefs_stay_here(void **state)
{
	static const char *const away[] = { "//evil.example", "/\\evil.example",
		"/\t/evil.example", "javascript:alert(1)",
		"https://evil.example/", "" };
	struct buf out = { 0 };
	size_t i;

	(void)state;
	html_href(&out, (struct href){ NULL });
	html_href(&out, (struct href){ "/" });
	html_href(&out, (struct href){ "?page=2" });
	html_href(&out, (struct href){ "#top" });
	expect(&out, "/?page=2#top");
	assert_false(href_aborts("/fine", true));
	for (i = 0; i < sizeof(away) / sizeof(away[0]); i++) {
		assert_true(href_aborts(away[i], false));
		assert_true(href_aborts(away[i], true));
	}
}

static void
days_and_instants(void **state)
{
	struct buf out = { 0 };

	(void)state;
	HTML_DAY(&out, day_make(2027, 3, 31));
	HTML_DAY(&out, DAY_NONE);
	expect(&out, "31 March 2027");
	setenv("TZ", "UTC", 1);
	HTML_WHEN(&out, 60 * SECOND);
	expect(&out, "1 January 1970, 00:01");
}

static void
took_has_commas(void **state)
{
	struct buf out = { 0 };

	(void)state;
	HTML_TOOK(&out, clock_ticks() - INT64_C(1234567));
	assert_memory_equal(buf_text(&out), "1,23", 4);
	assert_true(out.n == 9 && out.p[5] == ',');
	buf_reset(&out);
	HTML_TOOK(&out, clock_ticks() + SECOND);
	expect(&out, "0");
}

static void
truth(void **state)
{
	enum hue { RED, BLUE } hue = BLUE;
	char empty[] = "", text[] = "0";

	(void)state;
	assert_true(HTML_TRUE(text) && HTML_TRUE("x") && HTML_TRUE(hue));
	assert_false(HTML_TRUE(empty));
	assert_false(HTML_TRUE((const char *)NULL));
	assert_true(HTML_TRUE(&hue) && HTML_TRUE((bool)true));
	assert_false(HTML_TRUE((const int *)NULL));
	assert_true(HTML_TRUE(INT64_MIN) && HTML_TRUE(UINT64_MAX));
	assert_true(HTML_TRUE(INT64_C(1) << 32));
	assert_false(HTML_TRUE(0) || HTML_TRUE((size_t)0));
	assert_false(HTML_TRUE((unsigned char)0) || HTML_TRUE((short)0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_characters),
		cmocka_unit_test(controls),
		cmocka_unit_test(every_byte_alone),
		cmocka_unit_test(valid_utf8),
		cmocka_unit_test(invalid_utf8),
		cmocka_unit_test(values_by_type),
		cmocka_unit_test(escaped_beforehand),
		cmocka_unit_test(urls),
		cmocka_unit_test(hrefs_stay_here),
		cmocka_unit_test(hrefs_made_ready_print_as_the_others_do),
		cmocka_unit_test(days_and_instants),
		cmocka_unit_test(took_has_commas),
		cmocka_unit_test(truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
