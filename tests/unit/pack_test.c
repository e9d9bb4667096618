/* pack_test.c - what a pack gives when it is accepted. */
#include <glob.h>

#include "catalogue.h"
#include "json_place.h"
#include "pack.h"

static enum err
read_pack(struct place *p, const char *s, size_t n, struct catalogue *c)
{
	buf_reset(&p->faults);
	return pack_read(p->arena, "p", s, n, c, &p->faults);
}

static void
test_set(void **state)
{
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(read_pack(&p, p.seed, strlen(p.seed), &c), OK);
	assert_int_equal(p.faults.n, 0);
	assert_int_equal(c.id, 0);
	assert_string_equal(c.framework, "igt");
	assert_string_equal(c.version, "14.1");
	assert_int_equal(c.revision, 3);
	assert_string_equal(c.title, "A set");
	assert_int_equal(c.released_on, day_make(2017, 7, 5));
	assert_string_equal(c.type, "CTP");
	assert_string_equal(c.type_name, "Third Party");
	assert_int_equal(c.workflow, WORKFLOW_FULL);
	assert_true(c.interim);
	assert_string_equal(c.mark, "memory");
	assert_string_equal(c.note, "One.\nTwo.");
	assert_string_equal(c.baseline_md, "07-31");
	assert_string_equal(c.update_md, "10-31");
	assert_string_equal(c.final_md, "03-31");
	assert_int_equal(c.rounding, ROUND_NEAREST);
	assert_int_equal(c.grade_level, 2);
	assert_string_equal(c.grade[0], "Green");
	assert_string_equal(c.grade[1], "Amber");
	assert_string_equal(c.grade[2], "Red");
	assert_int_equal(c.training_percent, 95);
	/* What older packs do not say. */
	assert_string_equal(c.training_course, "IG-ANNUAL");
	assert_int_equal(c.training_capped, 1);
	assert_string_equal(
	    c.statement, "We have assessed ourselves\nhonestly.");
	place_close(&p);
}

static void
test_training(void **state)
{
	static const char is[] = "{\"threshold_percent\":95}";
	static const char says[] = "{\"threshold_percent\":90,\"course\":"
				   "\"DSA-2027\",\"capped_level\":0}";
	struct catalogue c;
	struct place p;
	const char *at, *text;

	(void)state;
	place_open(&p, "pack/small.json");
	at = strstr(p.seed, is);
	assert_non_null(at);
	text = arena_printf(p.arena, "%.*s%s%s", (int)(at - p.seed), p.seed,
	    says, at + strlen(is));
	assert_int_equal(read_pack(&p, text, strlen(text), &c), OK);
	assert_int_equal(c.training_percent, 90);
	assert_string_equal(c.training_course, "DSA-2027");
	assert_int_equal(c.training_capped, 0);
	place_close(&p);
}

static void
test_lists(void **state)
{
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(read_pack(&p, p.seed, strlen(p.seed), &c), OK);
	assert_int_equal(c.duties.n, 2);
	assert_string_equal(c.duties.v[0].code, "officer");
	assert_true(c.duties.v[0].required);
	assert_string_equal(c.duties.v[1].title, "Lead");
	assert_false(c.duties.v[1].required);
	assert_int_equal(c.initiatives.n, 2);
	assert_string_equal(c.initiatives.v[0].code, "IGM");
	assert_string_equal(
	    c.initiatives.v[1].name, "Caf\xc3\xa9 \xf0\x9f\x98\x80");
	assert_int_equal(c.origins.n, 2);
	assert_string_equal(c.origins.v[1].code, "iso-27002");
	assert_string_equal(c.origins.v[1].title, "Standard");
	place_close(&p);
}

static void
test_requirement(void **state)
{
	const struct requirement *r;
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(read_pack(&p, p.seed, strlen(p.seed), &c), OK);
	assert_int_equal(c.requirements.n, 2);
	r = &c.requirements.v[0];
	assert_string_equal(r->number, "114");
	assert_int_equal(r->initiative, 1);
	assert_string_equal(r->title, "First");
	assert_string_equal(r->description, "What\nit asks");
	assert_string_equal(r->changes, "");
	assert_string_equal(r->nr_reason, "Why");
	assert_string_equal(r->nr_record, "Note");
	assert_true(r->training);
	assert_string_equal(r->marks.set, "source");
	assert_string_equal(r->marks.title, "memory");
	assert_string_equal(r->marks.criteria, "reconstructed");
	assert_int_equal(r->origins.n, 2);
	assert_ptr_equal(r->origins.v[0], &c.origins.v[1]);
	assert_string_equal(r->summary[0], "S0");
	assert_string_equal(r->summary[3], "S3");
	r = &c.requirements.v[1];
	assert_int_equal(r->initiative, 0);
	assert_string_equal(r->changes, "New.");
	assert_null(r->nr_reason);
	assert_null(r->nr_record);
	assert_false(r->training);
	place_close(&p);
}

static void
test_criteria(void **state)
{
	const struct requirement *r;
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(read_pack(&p, p.seed, strlen(p.seed), &c), OK);
	r = &c.requirements.v[0];
	assert_int_equal(r->criteria.n, 4);
	assert_string_equal(r->criteria.v[0].code, "1a");
	assert_int_equal(r->criteria.v[0].level, 1);
	assert_true(r->criteria.v[0].responsibility);
	assert_false(r->criteria.v[0].maintenance);
	assert_int_equal(r->criteria.v[0].evidence.n, 2);
	assert_string_equal(r->criteria.v[0].evidence.v[1], "E2");
	assert_string_equal(r->criteria.v[1].text, "T1b");
	assert_string_equal(r->criteria.v[3].code, "3a");
	assert_int_equal(r->criteria.v[3].level, 3);
	assert_true(r->criteria.v[3].maintenance);
	place_close(&p);
}

static void
test_digest(void **state)
{
	unsigned char first[32];
	struct catalogue c;
	struct place p;
	const char *s;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(read_pack(&p, p.seed, strlen(p.seed), &c), OK);
	memcpy(first, c.digest, sizeof(first));
	s = arena_printf(p.arena, "%s\n", p.seed);
	assert_int_equal(read_pack(&p, s, strlen(s), &c), OK);
	assert_memory_not_equal(first, c.digest, sizeof(first));
	assert_int_equal(read_pack(&p, s, strlen(p.seed), &c), OK);
	assert_memory_equal(first, c.digest, sizeof(first));
	place_close(&p);
}

/* White space, escapes and the order of keys are the writer's choice. */
static void
test_freedom(void **state)
{
	struct catalogue c;
	struct place p;
	const char *s;

	(void)state;
	place_open(&p, "pack/small.json");
	s = replaced(&p, p.seed, "\"format\":\"igtk-catalogue\",", "");
	s = replaced(&p, s, "\"revision\":3",
	    "\r\n\t\"revision\" : 3 "
	    ",\"form\\u0061t\":\"igtk\\u002dcatalogue\"");
	s = replaced(&p, s, "\"A set\"", "\"\\\"\\\\\\/\\u20ac\"");
	assert_int_equal(read_pack(&p, s, strlen(s), &c), OK);
	assert_string_equal(c.title, "\"\\/\xe2\x82\xac");
	place_close(&p);
}

static void
test_longest(void **state)
{
	char title[604];
	struct catalogue c;
	struct place p;
	const char *s;
	size_t i;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < 301; i++)
		memcpy(title + 2 * i, "\xc3\xa9", 2);
	title[602] = '\0';
	s = replaced(&p, p.seed, "A set", title);
	assert_int_equal(read_pack(&p, s, strlen(s), &c), ERR_INVALID);
	assert_told(&p, "$.title: must have 1 to 300 characters, has 301");
	title[600] = '\0';
	s = replaced(&p, p.seed, "A set", title);
	assert_int_equal(read_pack(&p, s, strlen(s), &c), OK);
	place_close(&p);
}

/* n criteria for level 2 in place of the one. */
static const char *
with_criteria(struct place *p, int n)
{
	const char *all = "";
	int i;

	for (i = 0; i < n; i++)
		all = arena_printf(p->arena,
		    "%s%s{\"id\":\"2%c\",\"text\":\"T\",\"maintenance\":false,"
		    "\"responsibility\":false,\"evidence\":[\"E\"]}",
		    all, i == 0 ? "" : ",", (char)('a' + i));
	return replaced(p, p->seed,
	    "{\"id\":\"2a\",\"text\":\"T2a\",\"maintenance\":false,"
	    "\"responsibility\":false,\"evidence\":[\"E4\"]}",
	    all);
}

static void
test_most_criteria(void **state)
{
	struct catalogue c;
	struct place p;
	const char *s;

	(void)state;
	place_open(&p, "pack/small.json");
	s = with_criteria(&p, 20);
	assert_int_equal(read_pack(&p, s, strlen(s), &c), OK);
	assert_int_equal(c.requirements.v[0].criteria.n, 23);
	assert_string_equal(c.requirements.v[0].criteria.v[21].code, "2t");
	s = with_criteria(&p, 21);
	assert_int_equal(read_pack(&p, s, strlen(s), &c), ERR_INVALID);
	assert_told(&p, "$.requirements[0].levels[2].criteria: must have 1 to "
			"20 elements, has 21");
	place_close(&p);
}

/* The packs that come with the program. */
static void
test_real_packs(void **state)
{
	struct catalogue c;
	struct place p;
	const char *bytes;
	glob_t found;
	size_t i, n;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(
	    glob(place_file(p.arena, "config/catalogue/igt-*.json"), 0, NULL,
		&found),
	    0);
	for (i = 0; i < found.gl_pathc; i++) {
		assert_int_equal(pack_file(p.arena, found.gl_pathv[i],
				     PACK_BYTES_MAX, &bytes, &n, &p.faults),
		    OK);
		if (pack_read(p.arena, found.gl_pathv[i], bytes, n, &c,
			&p.faults) != OK)
			fail_msg("%s", buf_text(&p.faults));
	}
	globfree(&found);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_training),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_requirement),
		cmocka_unit_test(test_criteria),
		cmocka_unit_test(test_digest),
		cmocka_unit_test(test_freedom),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_most_criteria),
		cmocka_unit_test(test_real_packs),
	};

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
