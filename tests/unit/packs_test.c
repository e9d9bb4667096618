/* packs_test.c - the packs that come with the program, one for every type. */
#include "catalogue.h"
#include "difference.h"
#include "json_place.h"
#include "pack.h"

/* Each type at 14.1: how many requirements, and how sure the set is. */
static const struct {
	const char *type;
	size_t n;
	const char *mark;
} sets[] = {
	{ "ACU", 45, "memory" },
	{ "MHT", 45, "memory" },
	{ "AMB", 35, "reconstructed" },
	{ "CHP", 38, "reconstructed" },
	{ "CCG", 28, "memory" },
	{ "CSU", 28, "reconstructed" },
	{ "NHSE", 28, "reconstructed" },
	{ "NHSD", 28, "reconstructed" },
	{ "ALB", 29, "reconstructed" },
	{ "LA", 28, "reconstructed" },
	{ "GP", 13, "memory" },
	{ "PHA", 15, "reconstructed" },
	{ "DEN", 13, "reconstructed" },
	{ "EYE", 13, "reconstructed" },
	{ "VSO", 17, "reconstructed" },
	{ "AQC", 17, "reconstructed" },
	{ "AQN", 17, "reconstructed" },
	{ "PRI", 13, "reconstructed" },
	{ "BP", 29, "reconstructed" },
	{ "CTP", 17, "source" },
	{ "SUO", 17, "reconstructed" },
	{ "HSU", 14, "memory" },
	{ "ITC", 29, "reconstructed" },
};

static void
read_set(struct place *p, const char *type, struct catalogue *c)
{
	const char *bytes, *file = place_file(p->arena,
			       arena_printf(p->arena,
				   "config/catalogue/igt-14.1-%s.json", type));
	size_t n;

	if (pack_file(p->arena, file, PACK_BYTES_MAX, &bytes, &n, &p->faults) !=
		OK ||
	    pack_read(p->arena, file, bytes, n, c, &p->faults) != OK)
		fail_msg("%s", buf_text(&p->faults));
	assert_true(n <= 150 * 1024);
}

static void
test_every_type_has_its_set(void **state)
{
	struct catalogue c;
	struct place p;
	size_t i;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < COUNT(sets); i++) {
		read_set(&p, sets[i].type, &c);
		assert_string_equal(c.version, "14.1");
		assert_string_equal(c.type, sets[i].type);
		assert_int_equal(c.requirements.n, sets[i].n);
		assert_string_equal(c.mark, sets[i].mark);
	}
	place_close(&p);
}

/* Written as a pack and read again it is the same set, to the last text. */
static void
test_a_set_is_written_as_it_was_read(void **state)
{
	struct buf first = { 0 }, second = { 0 };
	struct catalogue c, again;
	struct difference d;
	struct place p;
	size_t i;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < COUNT(sets); i++) {
		read_set(&p, sets[i].type, &c);
		buf_reset(&first);
		buf_reset(&second);
		pack_write(&first, &c);
		if (pack_read(p.arena, "again", first.p, first.n, &again,
			&p.faults) != OK)
			fail_msg("%s", buf_text(&p.faults));
		pack_write(&second, &again);
		assert_string_equal(buf_text(&first), buf_text(&second));
		difference_find(p.arena, &c, &again, &d);
		assert_int_equal(d.changes.n + d.set.n, 0);
		assert_string_equal(c.note, again.note);
	}
	buf_clear(&first);
	buf_clear(&second);
	place_close(&p);
}

static void
test_a_reconstruction_says_so(void **state)
{
	static const char words[] = "This set is a reconstruction";
	struct catalogue c;
	struct place p;
	size_t i;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < COUNT(sets); i++) {
		read_set(&p, sets[i].type, &c);
		assert_int_equal(strncmp(c.note, words, sizeof(words) - 1) == 0,
		    strcmp(c.mark, "reconstructed") == 0);
	}
	place_close(&p);
}

/* Nobody has to guess: a text for each level, and evidence for each point. */
static void
assert_whole(const struct catalogue *c, const struct requirement *r)
{
	size_t i, last = r->criteria.n - 1;
	int level;

	for (level = 0; level <= LEVEL_MAX; level++)
		assert_true(strlen(r->summary[level]) > 10);
	assert_true(strlen(r->description) > 150);
	for (i = 0; i < r->criteria.n; i++)
		if (strlen(r->criteria.v[i].text) < 20)
			fail_msg("%s %s %s: \"%s\"", c->type, r->number,
			    r->criteria.v[i].code, r->criteria.v[i].text);
	assert_true(r->criteria.v[last].maintenance);
	assert_int_equal(r->criteria.v[last].level, LEVEL_MAX);
}

static void
test_every_requirement_is_whole(void **state)
{
	struct catalogue c;
	struct place p;
	size_t i, j, trained;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < COUNT(sets); i++) {
		read_set(&p, sets[i].type, &c);
		trained = 0;
		for (j = 0; j < c.requirements.n; j++) {
			assert_whole(&c, &c.requirements.v[j]);
			trained += c.requirements.v[j].training;
		}
		assert_int_equal(trained, 1);
	}
	place_close(&p);
}

/* Does a text of the set hold this word? */
static bool
holds(const struct catalogue *c, const char *word)
{
	const struct requirement *r;
	size_t i, j;

	if (strstr(c->statement, word) != NULL)
		return true;
	for (i = 0; i < c->requirements.n; i++) {
		r = &c->requirements.v[i];
		if (strstr(r->description, word) != NULL ||
		    strstr(r->title, word) != NULL)
			return true;
		for (j = 0; j < r->criteria.n; j++)
			if (strstr(r->criteria.v[j].text, word) != NULL)
				return true;
	}
	return false;
}

static void
test_nobody_is_addressed_as_somebody_else(void **state)
{
	static const struct {
		const char *type, *word;
	} never[] = {
		{ "AMB", " ward" },
		{ "CHP", "the trust" },
		{ "CCG", "the trust" },
		{ "NHSE", "the NHS England" },
		{ "LA", "patient" },
		{ "LA", "the trust" },
		{ "BP", "the trust" },
		{ "ITC", "the trust" },
		{ "PHA", "the practice" },
		{ "DEN", "general practice" },
		{ "VSO", "supplier" },
		{ "AQC", "supplier" },
		{ "SUO", "the company" },
		{ "HSU", "supplier" },
	};
	struct catalogue c;
	struct place p;
	size_t i;

	(void)state;
	place_open(&p, "pack/small.json");
	for (i = 0; i < COUNT(never); i++) {
		read_set(&p, never[i].type, &c);
		if (holds(&c, never[i].word))
			fail_msg("%s: \"%s\"", never[i].type, never[i].word);
	}
	place_close(&p);
}

static void
assert_numbers(
    struct place *p, const char *type, const char *const *numbers, size_t n)
{
	struct catalogue c;
	size_t i;

	read_set(p, type, &c);
	for (i = 0; i < n; i++) {
		const struct requirement *r =
		    catalogue_requirement(&c, numbers[i]);

		assert_non_null(r);
		assert_string_equal(r->marks.set, "source");
		assert_string_equal(r->marks.title, "source");
	}
}

static void
test_what_was_seen_of_a_type_is_in_its_set(void **state)
{
	static const char *const la[] = { "144", "145", "146", "147", "148",
		"251", "252", "253", "254", "255", "256" };
	static const char *const shared[] = { "101", "105", "110", "111", "112",
		"200", "201", "202", "203", "205", "206" };
	static const char *const ccg[] = { "232", "235" };
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_numbers(&p, "LA", la, COUNT(la));
	assert_numbers(&p, "BP", shared, COUNT(shared));
	assert_numbers(&p, "ALB", shared, COUNT(shared));
	assert_numbers(&p, "ITC", shared, COUNT(shared));
	assert_numbers(&p, "CCG", ccg, COUNT(ccg));
	read_set(&p, "LA", &c);
	assert_null(catalogue_requirement(&c, "101"));
	assert_null(catalogue_requirement(&c, "209"));
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type_has_its_set),
		cmocka_unit_test(test_a_set_is_written_as_it_was_read),
		cmocka_unit_test(test_a_reconstruction_says_so),
		cmocka_unit_test(test_every_requirement_is_whole),
		cmocka_unit_test(test_nobody_is_addressed_as_somebody_else),
		cmocka_unit_test(test_what_was_seen_of_a_type_is_in_its_set),
	};

	return cmocka_run_group_tests_name("packs", tests, NULL, NULL);
}
