/* library_test.c - law and guidance: its file, its records, its search. */
#include <glob.h>

#include "json_place.h"
#include "library.h"
#include "pack.h"
#undef COUNT
#include "records.h"

static const char *
text_of(struct arena *a, const char *name)
{
	struct buf faults = { 0 };
	const char *bytes;
	size_t n;

	if (pack_file(a, place_file(a, name), PACK_BYTES_MAX, &bytes, &n,
		&faults) != OK)
		fail_msg("%s", buf_text(&faults));
	return bytes;
}

static void
parse(struct arena *a, const char *text, struct library *l)
{
	struct buf faults = { 0 };

	if (library_parse(a, "p", text, strlen(text), l, &faults) != OK)
		fail_msg("%s", buf_text(&faults));
}

static void
load(struct records *r, const char *text)
{
	struct unit u = { .by = { .name = "test", .source = "cli" } };
	struct library l;

	parse(r->arena, text, &l);
	assert_err(library_store(r->db, &u, &l), OK);
	assert_false(u.repeated);
}

static const char *
seed(struct records *r)
{
	return text_of(r->arena, "tests/fuzz/corpus/library/small.json");
}

static void
a_pack_and_a_library_are_told_apart(void **state)
{
	struct arena *a = arena_open();
	const char *it = text_of(a, "tests/fuzz/corpus/library/small.json");
	const char *pack = text_of(a, "tests/fuzz/corpus/pack/small.json");

	(void)state;
	assert_true(library_named(a, it, strlen(it)));
	assert_false(library_named(a, pack, strlen(pack)));
	assert_false(library_named(a, "{\"format\":7}", 12));
	assert_false(library_named(a, "{\"format\":", 10));
	assert_false(library_named(a, "", 0));
	arena_close(a);
}

static void
what_is_stored_is_read_back(void **state)
{
	struct records *r = *state;
	struct library_rows rows;
	struct source s;

	load(r, seed(r));
	assert_err(library_loaded(r->db, r->arena, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.v[0].revision, 3);
	assert_int_equal(rows.v[0].entries, 3);
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_true(s.said);
	assert_string_equal(s.title, "Old Act 1998");
	assert_int_equal(s.entry.kind, SOURCE_ACT);
	assert_int_equal(s.entry.year, 1998);
	assert_string_equal(s.entry.issuer, "Parliament");
	assert_string_equal(s.entry.citation, "1998 c. 29");
	assert_string_equal(s.entry.place, "legislation.gov.uk/ukpga/1998/29");
	assert_string_equal(s.entry.about, "What an old Act says of data.");
	assert_int_equal(s.entry.standing, STANDING_REPLACED);
	assert_string_equal(s.entry.today, "Another Act took its place.");
	assert_string_equal(s.entry.mark, "source");
	assert_string_equal(s.entry.note, "Seen in the source itself.");
	assert_err(library_read(r->db, r->arena, "code-1", &s), OK);
	assert_int_equal(s.entry.year, 0);
	assert_err(library_read(r->db, r->arena, "none", &s), ERR_NOTFOUND);
}

/* What leads from one to another leads back. */
static void
links_lead_both_ways(void **state)
{
	struct records *r = *state;
	struct source s;

	load(r, seed(r));
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_int_equal(s.replaced_by.n, 1);
	assert_string_equal(s.replaced_by.v[0].code, "new-act");
	assert_string_equal(s.replaced_by.v[0].title, "New Act 2018");
	assert_int_equal(s.replaces.n, 0);
	assert_int_equal(s.related.n, 1);
	assert_string_equal(s.related.v[0].code, "code-1");
	assert_err(library_read(r->db, r->arena, "new-act", &s), OK);
	assert_int_equal(s.replaced_by.n + s.related.n, 0);
	assert_int_equal(s.replaces.n, 1);
	assert_string_equal(s.replaces.v[0].code, "old-act");
	assert_err(library_read(r->db, r->arena, "code-1", &s), OK);
	assert_int_equal(s.related.n, 1);
	assert_string_equal(s.related.v[0].code, "old-act");
}

/* Two that name each other are related once. */
static void
a_relation_said_twice_is_shown_once(void **state)
{
	struct records *r = *state;
	struct place p = { .arena = r->arena };
	struct source s;
	const char *text = seed(r),
		   *last = strstr(text, "\"code-1\",\"title\"");

	text = arena_printf(r->arena, "%.*s%s", (int)(last - text), text,
	    replaced(&p, last, "\"related\":[]", "\"related\":[\"old-act\"]"));
	load(r, text);
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_int_equal(s.related.n, 1);
}

static void
a_revision_is_loaded_once_and_never_changed(void **state)
{
	struct records *r = *state;
	struct unit u = { .by = { .name = "test", .source = "cli" } };
	struct place p = { .arena = r->arena };
	struct library l;
	struct source s;
	const char *text = seed(r);

	load(r, text);
	parse(r->arena, text, &l);
	assert_err(library_store(r->db, &u, &l), OK);
	assert_true(u.repeated);
	text = replaced(&p, text, "Old Act 1998", "Older Act 1998");
	parse(r->arena, text, &l);
	assert_err(library_store(r->db, &u, &l), ERR_CONFLICT);
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_string_equal(s.title, "Old Act 1998");
	load(r, replaced(&p, text, "\"revision\":3", "\"revision\":4"));
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_string_equal(s.title, "Older Act 1998");
	/* An older one that comes later is kept, and not shown. */
	load(r, replaced(&p, seed(r), "\"revision\":3", "\"revision\":2"));
	assert_err(library_read(r->db, r->arena, "old-act", &s), OK);
	assert_string_equal(s.title, "Older Act 1998");
}

static size_t
found(struct records *r, const char *words, enum source_kind kind)
{
	struct source_filter f = { words, kind };
	struct source_rows rows;

	assert_err(library_list(r->db, r->arena, &f, &rows), OK);
	return rows.n;
}

static void
a_search_is_for_beginnings_of_words(void **state)
{
	static const struct {
		const char *words;
		size_t n;
	} asked[] = { { "", 3 }, { " ", 3 }, { "act", 2 }, { "ACT", 2 },
		{ "older", 0 }, { "old", 2 }, { "ld", 0 }, { "conf", 1 },
		{ "confidence", 1 }, { "1998", 1 }, { "c. 12", 1 },
		{ "2018 amended", 1 }, { "2018 nobody", 0 },
		{ "department", 1 }, { "%", 3 }, { "o_d", 3 }, { "old-act", 2 },
		{ "parliament", 2 }, { "a b c d e f g h i j zzz", 0 },
		{ "zzz", 0 } };
	struct records *r = *state;
	size_t i;

	load(r, seed(r));
	for (i = 0; i < COUNT(asked); i++)
		if (found(r, asked[i].words, SOURCE_ALL) != asked[i].n)
			fail_msg("%s: %zu", asked[i].words,
			    found(r, asked[i].words, SOURCE_ALL));
	assert_int_equal(found(r, "", SOURCE_ACT), 2);
	assert_int_equal(found(r, "old", SOURCE_CODE), 0);
	assert_int_equal(found(r, "", SOURCE_UNSAID), 0);
}

/* Sets name sources that the library does not have, and the other way. */
static void
what_only_sets_name_is_listed_last(void **state)
{
	struct records *r = *state;
	struct source_filter all = { "", SOURCE_ALL };
	struct source_rows rows;
	struct source s;
	size_t i;

	records_fill(r);
	load(r, seed(r));
	assert_err(library_list(r->db, r->arena, &all, &rows), OK);
	assert_true(rows.n > 3);
	for (i = 0; i < rows.n; i++) {
		assert_int_equal(rows.v[i].kind == SOURCE_UNSAID, i >= 3);
		assert_int_equal(rows.v[i].requirements > 0, i >= 3);
		assert_true(i == 0 || rows.v[i].kind >= rows.v[i - 1].kind);
	}
	assert_err(library_read(r->db, r->arena, rows.v[3].code, &s), OK);
	assert_false(s.said);
	assert_true(s.citings.n > 0);
	assert_true(found(r, rows.v[3].title, SOURCE_UNSAID) > 0);
}

/* The file that comes with the program: every source of every set is in it. */
static void
the_library_has_every_source_of_the_sets(void **state)
{
	struct records *r = *state;
	struct library l;
	glob_t files;
	size_t i, j, k;

	parse(r->arena, text_of(r->arena, "config/catalogue/library.json"), &l);
	assert_int_equal(glob(place_file(r->arena, "config/catalogue/igt-*"), 0,
			     NULL, &files),
	    0);
	for (i = 0; i < files.gl_pathc; i++) {
		struct buf faults = { 0 };
		struct catalogue c;
		const char *bytes;
		size_t n;

		assert_err(pack_file(r->arena, files.gl_pathv[i],
			       PACK_BYTES_MAX, &bytes, &n, &faults),
		    OK);
		assert_err(pack_read(r->arena, "p", bytes, n, &c, &faults), OK);
		for (j = 0; j < c.origins.n; j++) {
			for (k = 0; k < l.entries.n; k++)
				if (strcmp(l.entries.v[k].code,
					c.origins.v[j].code) == 0)
					break;
			if (k == l.entries.n)
				fail_msg("%s names %s", files.gl_pathv[i],
				    c.origins.v[j].code);
		}
		buf_clear(&faults);
	}
	globfree(&files);
	load(r, text_of(r->arena, "config/catalogue/library.json"));
	assert_int_equal(found(r, "", SOURCE_ALL), l.entries.n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pack_and_a_library_are_told_apart),
		with_records(what_is_stored_is_read_back),
		with_records(links_lead_both_ways),
		with_records(a_relation_said_twice_is_shown_once),
		with_records(a_revision_is_loaded_once_and_never_changed),
		with_records(a_search_is_for_beginnings_of_words),
		with_records(what_only_sets_name_is_listed_last),
		with_records(the_library_has_every_source_of_the_sets),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
