/* catalogue_test.c - a set that is stored is read back as it was. */
#include "pack.h"
#include "records.h"

static const char *
source(struct arena *a, const char *name)
{
	const char *root = getenv("IGTK_SOURCE");

	assert_non_null(root);
	return arena_printf(a, "%s/config/catalogue/%s.json", root, name);
}

static void
read_pack(struct records *r, const char *name, struct catalogue *c)
{
	struct buf faults = { 0 };
	const char *bytes;
	size_t n;

	assert_err(pack_file(r->arena, source(r->arena, name), PACK_BYTES_MAX,
		       &bytes, &n, &faults),
	    OK);
	assert_err(pack_read(r->arena, name, bytes, n, c, &faults), OK);
	buf_clear(&faults);
}

static void
assert_same_text(const char *a, const char *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a != NULL)
		assert_string_equal(a, b);
}

static void
assert_same_criterion(const struct criterion *a, const struct criterion *b)
{
	size_t i;

	assert_int_equal(a->id, b->id);
	assert_string_equal(a->code, b->code);
	assert_string_equal(a->text, b->text);
	assert_int_equal(a->level, b->level);
	assert_int_equal(a->maintenance, b->maintenance);
	assert_int_equal(a->responsibility, b->responsibility);
	assert_int_equal(a->evidence.n, b->evidence.n);
	for (i = 0; i < a->evidence.n; i++)
		assert_string_equal(a->evidence.v[i], b->evidence.v[i]);
}

static void
assert_same_requirement(
    const struct requirement *a, const struct requirement *b)
{
	size_t i;

	assert_int_equal(a->id, b->id);
	assert_string_equal(a->number, b->number);
	assert_int_equal(a->initiative, b->initiative);
	assert_string_equal(a->title, b->title);
	assert_string_equal(a->description, b->description);
	assert_string_equal(a->changes, b->changes);
	assert_same_text(a->nr_reason, b->nr_reason);
	assert_same_text(a->nr_record, b->nr_record);
	assert_int_equal(a->training, b->training);
	assert_string_equal(a->marks.set, b->marks.set);
	assert_string_equal(a->marks.title, b->marks.title);
	assert_string_equal(a->marks.criteria, b->marks.criteria);
	assert_int_equal(a->origins.n, b->origins.n);
	for (i = 0; i < a->origins.n; i++)
		assert_string_equal(
		    a->origins.v[i]->code, b->origins.v[i]->code);
	for (i = 0; i <= LEVEL_MAX; i++)
		assert_string_equal(a->summary[i], b->summary[i]);
	assert_int_equal(a->criteria.n, b->criteria.n);
	for (i = 0; i < a->criteria.n; i++)
		assert_same_criterion(&a->criteria.v[i], &b->criteria.v[i]);
}

static void
assert_same_head(const struct catalogue *a, const struct catalogue *b)
{
	int i;

	assert_int_equal(a->id, b->id);
	assert_string_equal(a->framework, b->framework);
	assert_string_equal(a->version, b->version);
	assert_int_equal(a->revision, b->revision);
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->released_on, b->released_on);
	assert_string_equal(a->type, b->type);
	assert_string_equal(a->type_name, b->type_name);
	assert_int_equal(a->workflow, b->workflow);
	assert_int_equal(a->interim, b->interim);
	assert_string_equal(a->mark, b->mark);
	assert_string_equal(a->note, b->note);
	assert_string_equal(a->baseline_md, b->baseline_md);
	assert_string_equal(a->update_md, b->update_md);
	assert_string_equal(a->final_md, b->final_md);
	assert_int_equal(a->rounding, b->rounding);
	assert_int_equal(a->grade_level, b->grade_level);
	for (i = 0; i < 3; i++)
		assert_string_equal(a->grade[i], b->grade[i]);
	assert_int_equal(a->training_percent, b->training_percent);
	assert_string_equal(a->training_course, b->training_course);
	assert_int_equal(a->training_capped, b->training_capped);
	assert_string_equal(a->statement, b->statement);
	assert_memory_equal(a->digest, b->digest, sizeof(a->digest));
}

static void
assert_same_lists(const struct catalogue *a, const struct catalogue *b)
{
	size_t i;

	assert_int_equal(a->duties.n, b->duties.n);
	for (i = 0; i < a->duties.n; i++) {
		assert_string_equal(a->duties.v[i].code, b->duties.v[i].code);
		assert_string_equal(a->duties.v[i].title, b->duties.v[i].title);
		assert_int_equal(
		    a->duties.v[i].required, b->duties.v[i].required);
	}
	assert_int_equal(a->initiatives.n, b->initiatives.n);
	for (i = 0; i < a->initiatives.n; i++) {
		assert_string_equal(
		    a->initiatives.v[i].code, b->initiatives.v[i].code);
		assert_string_equal(
		    a->initiatives.v[i].name, b->initiatives.v[i].name);
	}
	assert_int_equal(a->origins.n, b->origins.n);
	for (i = 0; i < a->origins.n; i++) {
		assert_string_equal(a->origins.v[i].code, b->origins.v[i].code);
		assert_string_equal(
		    a->origins.v[i].title, b->origins.v[i].title);
	}
}

static void
assert_same(const struct catalogue *a, const struct catalogue *b)
{
	size_t i;

	assert_same_head(a, b);
	assert_same_lists(a, b);
	assert_int_equal(a->requirements.n, b->requirements.n);
	for (i = 0; i < a->requirements.n; i++)
		assert_same_requirement(
		    &a->requirements.v[i], &b->requirements.v[i]);
}

static const char *const packs[] = { "igt-13-CTP", "igt-14.1-ACU",
	"igt-14.1-CTP", "igt-14.1-GP", "igt-14.1-MHT", "igt-14.1-LA",
	"igt-14.1-PHA", "igt-14.1-HSU" };

static void
test_every_pack_is_read_back_as_it_was(void **state)
{
	struct records *r = *state;
	struct catalogue from_file, from_records;
	size_t i;

	for (i = 0; i < COUNT(packs); i++) {
		read_pack(r, packs[i], &from_file);
		assert_int_equal(from_file.id, 0);
		records_store(r, &from_file);
		assert_true(from_file.id > 0);
		assert_err(catalogue_read(
			       r->db, r->arena, from_file.id, &from_records),
		    OK);
		assert_same(&from_file, &from_records);
	}
	assert_int_equal(chain_rows(r, 0), COUNT(packs));
}

static void
test_the_same_bytes_are_loaded_once(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	struct catalogue c;

	read_pack(r, "igt-14.1-GP", &c);
	assert_err(catalogue_store(r->db, &u, &c), OK);
	assert_false(u.repeated);
	read_pack(r, "igt-14.1-GP", &c);
	assert_err(catalogue_store(r->db, &u, &c), OK);
	assert_true(u.repeated);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM pack"), 1);
	assert_int_equal(chain_rows(r, 0), 1);
}

static void
test_other_content_needs_another_revision(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	struct catalogue c;
	int64_t id;

	set_make(r->arena, &c, "14", "CTP", WORKFLOW_FULL);
	assert_err(catalogue_store(r->db, &u, &c), OK);
	c.digest[31] ^= 1;
	assert_err(catalogue_store(r->db, &u, &c), ERR_CONFLICT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM pack"), 1);
	c.revision = 2;
	assert_err(catalogue_store(r->db, &u, &c), OK);
	assert_err(catalogue_find(r->db, "14", "CTP", &id), OK);
	assert_int_equal(id, c.id);
}

static void
test_a_set_that_cannot_be_stored_leaves_nothing(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	struct catalogue c;

	set_make(r->arena, &c, "14", "CTP", WORKFLOW_FULL);
	c.requirements.v[R104].number = "101"; /* twice */
	assert_err(catalogue_store(r->db, &u, &c), ERR_CONFLICT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM pack"), 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM requirement"), 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM criterion"), 0);
	assert_int_equal(chain_rows(r, 0), 0);
}

static void
test_sets_are_found_and_listed(void **state)
{
	struct records *r = *state;
	struct catalogue_rows rows;
	struct catalogue c;
	const char *name;
	int64_t id;

	records_fill(r);
	assert_err(catalogue_find(r->db, "14", "ACU", &id), OK);
	assert_int_equal(id, r->full.id);
	assert_err(catalogue_find(r->db, "13", "ACU", &id), ERR_NOTFOUND);
	assert_err(catalogue_find(r->db, "14", "GP", &id), ERR_NOTFOUND);
	assert_err(catalogue_read(r->db, r->arena, 99, &c), ERR_NOTFOUND);
	assert_err(catalogue_type(r->db, r->arena, "ACU", &name), OK);
	assert_string_equal(name, "Some type");
	assert_err(catalogue_type(r->db, r->arena, "GP", &name), ERR_NOTFOUND);
	assert_err(catalogue_list(r->db, r->arena, "", &rows), OK);
	assert_int_equal(rows.n, 2);
	assert_string_equal(rows.v[0].type, "ACU");
	assert_string_equal(rows.v[0].workflow, "full");
	assert_int_equal(rows.v[0].requirements, SET_REQUIREMENTS);
	assert_string_equal(rows.v[1].workflow, "simplified");
	assert_err(catalogue_list(r->db, r->arena, "CTP", &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.v[0].id, r->simple.id);
	assert_int_equal(rows.v[0].revision, 1);
	assert_int_equal(rows.v[0].released_on, day_make(2017, 7, 5));
	assert_err(catalogue_list(r->db, r->arena, "GP", &rows), OK);
	assert_int_equal(rows.n, 0);
}

static void
test_things_are_looked_up_in_a_set(void **state)
{
	const struct requirement *q;
	struct records *r = *state;
	struct catalogue c;
	size_t i, k;

	read_pack(r, "igt-14.1-ACU", &c);
	for (i = 0; i < c.requirements.n; i++) {
		q = &c.requirements.v[i];
		assert_ptr_equal(catalogue_requirement(&c, q->number), q);
		for (k = 0; k < q->criteria.n; k++)
			assert_ptr_equal(
			    requirement_criterion(q, q->criteria.v[k].code),
			    &q->criteria.v[k]);
		assert_null(requirement_criterion(q, "9z"));
		assert_null(requirement_criterion(q, ""));
	}
	assert_null(catalogue_requirement(&c, "000"));
	assert_null(catalogue_requirement(&c, "999"));
	assert_null(catalogue_requirement(&c, ""));
	assert_null(catalogue_requirement(&c, "1010"));
	c.requirements.n = 0;
	assert_null(catalogue_requirement(&c, "101"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_every_pack_is_read_back_as_it_was),
		with_records(test_the_same_bytes_are_loaded_once),
		with_records(test_other_content_needs_another_revision),
		with_records(test_a_set_that_cannot_be_stored_leaves_nothing),
		with_records(test_sets_are_found_and_listed),
		with_records(test_things_are_looked_up_in_a_set),
	};

	return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
