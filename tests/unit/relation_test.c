/* relation_test.c - parents, types, purposes, and who commissions whom. */
#include "records_year.h"
#include "relation.h"

static enum err
changed(
    struct records *r, const struct relation *rel, enum relation_fault *fault)
{
	struct unit u = unit_of(NULL, NULL);

	return relation_change(r->db, &u, rel, fault);
}

static struct relation
of(const struct org *o, int64_t parent)
{
	return (struct relation){
		.org = o->id, .name = o->name, .type = o->type, .parent = parent
	};
}

static struct relation
read_of(struct records *r, const struct org *o)
{
	struct relation rel;

	assert_err(relation_read(r->db, r->arena, o->id, &rel), OK);
	return rel;
}

static enum err
commission(struct records *r, int64_t commissioner, int64_t provider)
{
	struct unit u = unit_of(NULL, NULL);

	return commission_add(r->db, &u, commissioner, provider);
}

static enum err
entered(struct records *r, struct org *o, const struct relation *rel,
    int64_t commissioner, enum relation_fault *fault)
{
	struct unit u = unit_of(NULL, NULL);

	return relation_register(r->db, &u, o, rel, commissioner, fault);
}

/* ---- parents ---- */

static void
test_a_site_lies_below_its_head_office(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct relation rel = of(&r->supplier, r->trust.id);
	enum relation_fault fault;
	struct orgs parts;

	assert_err(changed(r, &rel, &fault), OK);
	assert_true(read_of(r, &r->supplier).parent == r->trust.id);
	assert_err(relation_parts(r->db, r->arena, r->trust.id, &parts), OK);
	assert_int_equal(parts.n, 1);
	assert_string_equal(parts.v[0].code, r->supplier.code);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = 'org.change'"
		       " AND org_id = 0"),
	    1);
}

static void
test_no_loop_of_parents(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct relation up = of(&r->supplier, r->trust.id);
	struct relation self = of(&r->trust, r->trust.id);
	struct relation down = of(&r->trust, r->supplier.id);
	enum relation_fault fault;

	assert_err(changed(r, &self, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_LOOP);
	assert_err(changed(r, &up, &fault), OK);
	assert_err(changed(r, &down, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_LOOP);
	assert_true(read_of(r, &r->trust).parent == 0);
}

static void
test_a_long_way_round_is_a_loop_too(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	enum relation_fault fault;
	struct org o[4];
	int64_t parent = r->trust.id;
	struct relation rel;
	size_t i;

	for (i = 0; i < COUNT(o); i++) {
		o[i] =
		    (struct org){ .code = arena_printf(r->arena, "SITE%zu", i),
			    .name = "A site",
			    .type = "CTP" };
		rel = (struct relation){ .parent = parent };
		assert_err(entered(r, &o[i], &rel, 0, &fault), OK);
		parent = o[i].id;
	}
	rel = of(&r->trust, o[3].id);
	assert_err(changed(r, &rel, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_LOOP);
}

static void
test_a_parent_is_an_organisation(void **state)
{
	struct year *y = *state;
	struct relation rel = of(&y->r->supplier, 4711);
	enum relation_fault fault;

	assert_err(changed(y->r, &rel, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_PARENT);
}

static void
test_the_installation_is_not_changed(void **state)
{
	struct year *y = *state;
	struct org none = {
		.id = ORG_INSTALLATION, .name = "X", .type = "CTP"
	};
	struct relation rel = of(&none, 0);
	enum relation_fault fault;

	assert_err(changed(y->r, &rel, &fault), ERR_NOTFOUND);
	rel.org = 4711;
	assert_err(changed(y->r, &rel, &fault), ERR_NOTFOUND);
}

/* ---- type ---- */

/* The year keeps the set it was opened with, and its answers. */
static void
test_another_type_in_mid_year_leaves_the_open_year(void **state)
{
	struct year *y = *state;
	struct relation rel = of(&y->r->trust, 0);
	struct answer a = year_read(y, R101);
	int64_t pack = y->s.pack;
	enum relation_fault fault;

	a.comment[K1A] = "kept";
	year_save(y, R101, &a);
	rel.type = "CTP";
	assert_err(changed(y->r, &rel, &fault), OK);
	assert_string_equal(read_of(y->r, &y->r->trust).type, "CTP");
	year_find(y);
	assert_true(y->s.pack == pack);
	assert_string_equal(year_read(y, R101).comment[K1A], "kept");
}

static void
test_a_type_that_no_pack_speaks_of(void **state)
{
	struct year *y = *state;
	struct relation rel = of(&y->r->trust, 0);
	enum relation_fault fault;

	rel.type = "ZZZ";
	assert_err(changed(y->r, &rel, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_TYPE);
	rel = of(&y->r->trust, 0);
	rel.name = "";
	assert_err(changed(y->r, &rel, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_NAME);
}

/* ---- many at once ---- */

static enum err
loaded(struct records *r, struct relation_row *rows, size_t n, bool keep)
{
	struct unit u = unit_of(NULL, NULL);

	return relation_load(r->db, &u, rows, n, keep);
}

static struct relation_row
row(const char *code, const char *parent)
{
	return (struct relation_row){ .code = code,
		.name = "A site",
		.type = "CTP",
		.parent = parent,
		.commissioner = "" };
}

static int64_t
sites(struct records *r)
{
	return raw_int(r, "SELECT count(*) FROM org WHERE code LIKE 'LIST_'");
}

static void
test_a_list_is_registered_whole_or_not_at_all(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct relation_row v[] = { row("LIST1", ""), row("LIST2", "LIST1"),
		row("LIST3", "LIST9") };

	assert_err(loaded(r, v, 3, true), ERR_INVALID);
	assert_int_equal(v[1].fault, RELATION_FINE);
	assert_int_equal(v[2].fault, RELATION_PARENT);
	assert_int_equal(sites(r), 0);
	v[2].parent = "LIST2";
	assert_err(loaded(r, v, 3, false), OK);
	assert_true(v[2].added);
	assert_int_equal(sites(r), 0);
	assert_err(loaded(r, v, 3, true), OK);
	assert_int_equal(sites(r), 3);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM org c JOIN org p ON p.id = "
		       "c.parent_id WHERE c.code = 'LIST3' AND p.code = "
		       "'LIST2'"),
	    1);
}

static void
test_a_list_that_is_registered_changes_nothing(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct relation_row v[] = { row("LIST1", ""), row("LIST2", "LIST1") };
	int64_t audits;

	v[1].commissioner = "LIST1";
	assert_err(loaded(r, v, 2, true), OK);
	audits = raw_int(r, "SELECT count(*) FROM audit");
	assert_err(loaded(r, v, 2, true), OK);
	assert_false(v[0].added || v[1].added);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit"), audits);
	v[1].parent = "";
	assert_err(loaded(r, v, 2, true), ERR_INVALID);
	assert_int_equal(v[1].fault, RELATION_CLASH);
	v[1] = row("LIST1", "");
	v[1].name = "Twice in the list, otherwise";
	assert_err(loaded(r, v, 2, true), ERR_INVALID);
	assert_int_equal(v[1].fault, RELATION_CLASH);
}

/* ---- registering ---- */

static void
test_registered_whole_or_not_at_all(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct org o = { .code = "NEW01", .name = "New", .type = "CTP" };
	const struct relation rel = { .parent = r->trust.id,
		.purpose = PURPOSE_NATIONAL };
	enum relation_fault fault;
	struct orgs by;

	assert_err(entered(r, &o, &rel, 4711, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_COMMISSIONER);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM org WHERE code = 'NEW01'"), 0);
	assert_err(entered(r, &o, &rel, r->trust.id, &fault), OK);
	assert_int_equal(read_of(r, &o).purpose, PURPOSE_NATIONAL);
	assert_true(read_of(r, &o).parent == r->trust.id);
	assert_err(commission_list(r->db, r->arena, o.id, &by), OK);
	assert_int_equal(by.n, 1);
	assert_true(by.v[0].id == r->trust.id);
	assert_err(entered(r, &o, &rel, 0, &fault), ERR_CONFLICT);
	o.code = "no code";
	assert_err(entered(r, &o, &rel, 0, &fault), ERR_INVALID);
	assert_int_equal(fault, RELATION_CODE);
}

/* ---- commissioners ---- */

static void
test_commissioned_once(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct unit u = unit_of(NULL, NULL);
	int64_t trust = r->trust.id, supplier = r->supplier.id;

	assert_err(commission(r, trust, supplier), OK);
	assert_err(commission(r, trust, supplier), ERR_CONFLICT);
	assert_err(commission(r, trust, trust), ERR_INVALID);
	assert_err(commission(r, 4711, supplier), ERR_NOTFOUND);
	assert_err(commission(r, trust, 4711), ERR_NOTFOUND);
	assert_err(commission(r, ORG_INSTALLATION, supplier), ERR_NOTFOUND);
	assert_err(commission_end(r->db, &u, supplier, trust), ERR_NOTFOUND);
	u = unit_of(NULL, NULL);
	assert_err(commission_end(r->db, &u, trust, supplier), OK);
	u = unit_of(NULL, NULL);
	assert_err(commission_end(r->db, &u, trust, supplier), ERR_NOTFOUND);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit WHERE action "
				    "LIKE 'commission.%'"),
	    2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_site_lies_below_its_head_office),
		with_year(test_no_loop_of_parents),
		with_year(test_a_long_way_round_is_a_loop_too),
		with_year(test_a_parent_is_an_organisation),
		with_year(test_the_installation_is_not_changed),
		with_year(test_another_type_in_mid_year_leaves_the_open_year),
		with_year(test_a_type_that_no_pack_speaks_of),
		with_year(test_registered_whole_or_not_at_all),
		with_year(test_a_list_is_registered_whole_or_not_at_all),
		with_year(test_a_list_that_is_registered_changes_nothing),
		with_year(test_commissioned_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
