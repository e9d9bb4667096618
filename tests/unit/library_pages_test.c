/* library_pages_test.c - the library as pages: its texts and its search. */
#include "desk_pages.h"
#include "library.h"

/* The library that comes with the program; loaded once. */
static void
load_library(struct site *s)
{
	const char *file = arena_printf(s->arena,
	    "%s/config/catalogue/library.json", getenv("IGTK_SOURCE"));
	struct unit u = by(0, 0, "test");
	struct buf faults = { 0 };
	struct library l;
	const char *bytes;
	size_t n;

	assert_int_equal(
	    pack_file(s->arena, file, PACK_BYTES_MAX, &bytes, &n, &faults), OK);
	assert_int_equal(
	    library_parse(s->arena, file, bytes, n, &l, &faults), OK);
	assert_int_equal(library_store(s->w->app.writer, &u, &l), OK);
	buf_clear(&faults);
}

static void
a_source_without_a_text_says_so(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, NULL, "/library"), 200);
	sees(s, "id=\"kind-other\"");
	sees(s, "No text yet");
	assert_int_equal(site_get(s, NULL, "/library/dpa-1998"), 200);
	sees(s, "The library has no text about this source yet.");
	sees(s, "requirements come from it");
}

static void
a_source_has_its_text_and_leads_both_ways(void **state)
{
	struct site *s = *state;

	load_library(s);
	assert_int_equal(site_get(s, NULL, "/library"), 200);
	sees(s, "Acts of Parliament");
	sees(s, "NHS codes of practice");
	sees(s, "1998 c. 29");
	sees_not(s, "id=\"kind-other\"");
	assert_int_equal(site_get(s, NULL, "/library/dpa-1998"), 200);
	sees(s, "<strong>Replaced</strong>");
	sees(s, "<strong>Confirmed</strong>");
	sees(s, "legislation.gov.uk/ukpga/1998/29");
	sees(s, "What took its place");
	sees(s, "href=\"/library/dpa-2018\"");
	sees(s, "href=\"/library/uk-gdpr\"");
	sees(s, "requirements come from it");
	assert_int_equal(site_get(s, NULL, "/library/dpa-2018"), 200);
	sees(s, "What it took the place of");
	sees(s, "href=\"/library/dpa-1998\"");
	sees(s, "No requirement of the newest sets names it.");
	assert_int_equal(
	    site_get(s, NULL, "/library/common-law-confidentiality"), 200);
	sees(s, "Not established");
	sees(s, "From memory");
}

static void
the_library_is_searched_by_words_and_kind(void **state)
{
	static const char *const finds[] = { "/library?q=secrecy+zzz",
		"/library?q=zzz" };
	static const char *const bad[] = { "/library?kind=rumour",
		"/library?kind=ACT", "/library?kind=%25" };
	static const char *const broken[] = { "/library?q=a&q=b",
		"/library?x=1", "/library?q=%ff", "/library?q=%00" };
	struct site *s = *state;
	const char *long_one;
	size_t i;

	assert_int_equal(site_get(s, NULL, "/library?q=data+prot"), 200);
	sees(s, "href=\"/library/dpa-1998\"");
	sees_not(s, "href=\"/library/iso-27002\"");
	assert_int_equal(
	    site_get(s, NULL, "/library?q=caldicott&kind=report"), 200);
	sees(s, "href=\"/library/caldicott-review-2013\"");
	sees_not(s, "href=\"/library/nhs-confidentiality-code\"");
	for (i = 0; i < COUNT(finds); i++) {
		assert_int_equal(site_get(s, NULL, finds[i]), 200);
		sees(s, "0 found");
		sees(s, "Try other words");
	}
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(site_get(s, NULL, bad[i]), 422);
		sees(s, "Choose a kind from the list");
	}
	for (i = 0; i < COUNT(broken); i++)
		assert_int_equal(site_get(s, NULL, broken[i]), 400);
	long_one = arena_printf(s->arena, "/library?q=%0101d", 0);
	assert_int_equal(site_get(s, NULL, long_one), 422);
	sees(s, "value=\"0000");
	/* Control characters are no words. */
	assert_int_equal(site_get(s, NULL, "/library?q=data%07prot"), 422);
}

static void
a_search_of_ten_megabytes_in_the_library_is_refused(void **state)
{
	struct site *s = *state;
	size_t n = 10u << 20;
	char *uri = malloc(n + 40);

	assert_non_null(uri);
	memcpy(uri, "/library?q=", 11);
	memset(uri + 11, 'a', n);
	uri[11 + n] = '\0';
	assert_int_equal(site_get(s, NULL, uri), 414);
	assert_true(s->w->reply.body.n < 20000);
	uri[11 + 2010] = '\0';
	assert_int_equal(site_get(s, NULL, uri), 414);
	sees(s, "This address is too long");
	sees(s, "search for fewer or shorter words");
	free(uri);
	assert_int_equal(site_get(s, NULL, "/library?q=data"), 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_without_a_text_says_so),
		cmocka_unit_test(a_source_has_its_text_and_leads_both_ways),
		cmocka_unit_test(the_library_is_searched_by_words_and_kind),
		cmocka_unit_test(
		    a_search_of_ten_megabytes_in_the_library_is_refused),
	};

	return cmocka_run_group_tests_name(
	    "library_pages", tests, site_open, site_close);
}
