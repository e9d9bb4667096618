/* holder_test.c - whom work can be given to, and by which name. */
#include "audit.h"
#include "holder.h"
#include "records.h"

static void
make_group(struct records *r, int64_t id, const char *name, int64_t member)
{
	raw(r, arena_printf(r->arena,
		   "INSERT INTO work_group (org_id, id, name, folded, closed) "
		   "VALUES (%lld, %lld, '%s', lower('%s'), 0)",
		   (long long)r->trust.id, (long long)id, name, name));
	if (member != 0)
		raw(r, arena_printf(r->arena,
			   "INSERT INTO work_group_member (org_id, group_id, "
			   "person_id) VALUES (%lld, %lld, %lld)",
			   (long long)r->trust.id, (long long)id,
			   (long long)member));
}

static enum err
named(struct records *r, const char *name, struct holder *h)
{
	return holder_named(r->db, r->arena, r->trust.id, name, h);
}

/* The lists of forms say the same names, in the same order. */
static void
named_alike(struct records *r, const struct holders *all)
{
	struct holder_names names, people;
	struct holders persons;
	size_t i, n = 0;

	assert_err(holder_names(r->db, r->arena, r->trust.id, &names), OK);
	assert_err(
	    holder_person_names(r->db, r->arena, r->trust.id, &people), OK);
	assert_err(holder_people(r->db, r->arena, r->trust.id, &persons), OK);
	assert_int_equal(persons.n, people.n);
	assert_int_equal(names.n, all->n);
	for (i = 0; i < all->n; i++) {
		assert_string_equal(names.v[i], all->v[i].name);
		if (all->v[i].kind == HOLDER_PERSON)
			assert_string_equal(people.v[n++], all->v[i].name);
	}
	assert_int_equal(people.n, n);
}

static bool
listed(struct records *r, const char *name)
{
	struct holders all;
	size_t i;

	assert_err(holder_list(r->db, r->arena, r->trust.id, &all), OK);
	named_alike(r, &all);
	for (i = 0; i < all.n; i++)
		if (strcmp(all.v[i].name, name) == 0)
			return true;
	return false;
}

static void
set_closed(struct records *r, struct person *p, const char *name, bool closed)
{
	struct unit u = unit_of(&r->trust, NULL);
	struct person now = *p;

	now.name = name;
	now.closed = closed;
	assert_err(person_change(r->db, &u, &now), OK);
}

static enum err
keep_unit(struct db *db, struct db_head *head, void *arg)
{
	enum err e = holder_keep(db, head, arg);

	return e == OK ? audit_add(db, head, "test.keep", 1, "{}") : e;
}

static enum err
keep(struct records *r, struct holder *h)
{
	struct unit u = unit_of(&r->trust, NULL);

	return db_write(r->db, &u, keep_unit, h);
}

static void
test_people_groups_and_duties_are_listed(void **state)
{
	struct records *r = *state;

	records_fill(r);
	make_group(r, 7, "Records Team", r->assessor.id);
	assert_true(listed(r, "daniel"));
	assert_true(listed(r, "Records Team"));
	assert_true(listed(r, "Information governance lead"));
}

static void
test_nobody_else_is_listed(void **state)
{
	struct records *r = *state;
	struct person other, guest;
	struct grant g = { .role = ROLE_ASSESSOR };
	struct unit u;
	struct holder h;

	records_fill(r);
	records_person(r, &other, &r->supplier, "oscar", ROLE_ASSESSOR);
	records_person(r, &guest, &r->supplier, "gwen", ROLE_ASSESSOR);
	make_group(r, 7, "Nobody's", 0);
	make_group(r, 8, "Left", r->reviewer.id);
	/* As no page would do it: a group is left without anybody. */
	raw(r, "UPDATE person SET closed = 1 WHERE user_name = 'sunita'");
	assert_false(listed(r, "sunita"));
	assert_false(listed(r, "oscar"));
	assert_false(listed(r, "Nobody's"));
	assert_false(listed(r, "Left"));
	assert_err(named(r, "sunita", &h), ERR_NOTFOUND);
	assert_err(named(r, "oscar", &h), ERR_NOTFOUND);
	assert_err(named(r, "Left", &h), ERR_DENIED);
	u = unit_of(&r->trust, NULL);
	g.person = guest.id;
	assert_err(role_grant(r->db, &u, &g), OK);
	assert_true(listed(r, "gwen"));
	raw(r, "UPDATE duty SET closed = 1 WHERE code = 'siro'");
	raw(r, "UPDATE work_group SET closed = 1");
	assert_err(named(r, "siro", &h), ERR_NOTFOUND);
	assert_err(named(r, "Left", &h), ERR_NOTFOUND);
}

static void
test_a_name_a_user_name_and_a_code_are_known(void **state)
{
	struct records *r = *state;
	struct holder h;

	records_fill(r);
	make_group(r, 7, "Records Team", r->assessor.id);
	set_closed(r, &r->assessor, "Daniel Okafor", false);
	assert_err(named(r, "daniel OKAFOR", &h), OK);
	assert_int_equal(h.kind, HOLDER_PERSON);
	assert_int_equal(h.key, r->assessor.id);
	assert_err(named(r, "Daniel", &h), OK);
	assert_int_equal(h.key, r->assessor.id);
	assert_err(named(r, "records team", &h), OK);
	assert_int_equal(h.kind, HOLDER_GROUP);
	assert_int_equal(h.key, 7);
	assert_err(named(r, "caldicott-guardian", &h), OK);
	assert_int_equal(h.kind, HOLDER_DUTY);
	assert_string_equal(h.name, "Caldicott Guardian");
	assert_err(named(r, "Information Governance Lead", &h), OK);
	assert_int_equal(h.id, HOLDER_FIRST);
	assert_err(named(r, "", &h), ERR_NOTFOUND);
	assert_err(named(r, "Nobody", &h), ERR_NOTFOUND);
	assert_err(named(r, "daniel\n", &h), ERR_NOTFOUND);
}

static void
test_namesakes_are_told_apart(void **state)
{
	struct records *r = *state;
	struct holder h;

	records_fill(r);
	set_closed(r, &r->assessor, "Ann Lee", false);
	set_closed(r, &r->reviewer, "Ann Lee", false);
	assert_err(named(r, "ann lee", &h), ERR_CONFLICT);
	assert_err(named(r, "sunita", &h), OK);
	assert_int_equal(h.key, r->reviewer.id);
	assert_string_equal(h.name, "Ann Lee (sunita)");
	assert_err(named(r, "Ann Lee (daniel)", &h), OK);
	assert_int_equal(h.key, r->assessor.id);
	assert_true(listed(r, "Ann Lee (daniel)"));
	assert_false(listed(r, "Ann Lee"));
	make_group(r, 7, "priya", r->admin.id);
	assert_err(named(r, "priya", &h), ERR_CONFLICT);
}

static void
test_a_holder_keeps_one_id(void **state)
{
	struct records *r = *state;
	struct holder h, again;

	records_fill(r);
	assert_err(named(r, "daniel", &h), OK);
	assert_int_equal(h.id, 0);
	assert_err(keep(r, &h), OK);
	assert_true(h.id > HOLDER_FIRST);
	assert_err(named(r, "daniel", &again), OK);
	assert_int_equal(again.id, h.id);
	again.id = 0;
	assert_err(keep(r, &again), OK);
	assert_int_equal(again.id, h.id);
	assert_err(holder_read(r->db, r->arena, r->trust.id, h.id, &again), OK);
	assert_int_equal(again.kind, HOLDER_PERSON);
	assert_int_equal(again.key, r->assessor.id);
	assert_string_equal(again.name, "daniel");
	assert_err(holder_read(r->db, r->arena, r->supplier.id, h.id, &again),
	    ERR_NOTFOUND);
	assert_err(holder_read(r->db, r->arena, r->supplier.id, 1, &again), OK);
	assert_string_equal(again.duty, "ig-lead");
}

static void
test_only_what_is_there_is_kept(void **state)
{
	struct records *r = *state;
	struct holder h = { .kind = HOLDER_PERSON, .key = 4711 };
	struct person other;

	records_fill(r);
	records_person(r, &other, &r->supplier, "oscar", ROLE_ASSESSOR);
	assert_err(keep(r, &h), ERR_NOTFOUND);
	h.key = other.id;
	assert_err(keep(r, &h), ERR_NOTFOUND);
	h = (struct holder){ .kind = HOLDER_GROUP, .key = 4711 };
	assert_err(keep(r, &h), ERR_NOTFOUND);
	h = (struct holder){ .kind = HOLDER_DUTY, .duty = "no-such" };
	assert_err(keep(r, &h), ERR_NOTFOUND);
	h.duty = "siro";
	assert_err(keep(r, &h), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_people_groups_and_duties_are_listed),
		with_records(test_nobody_else_is_listed),
		with_records(test_a_name_a_user_name_and_a_code_are_known),
		with_records(test_namesakes_are_told_apart),
		with_records(test_a_holder_keeps_one_id),
		with_records(test_only_what_is_there_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
