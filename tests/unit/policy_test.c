/* policy_test.c - policies, their versions, and who acknowledged which. */
#include "policy.h"
#include "training_set.h"

static struct unit
clerk(struct records *r)
{
	return unit_of(&r->trust, &r->admin);
}

static struct policy
made(struct records *r, const char *title, bool for_all, const int64_t *groups,
    size_t n)
{
	struct policy p = { .title = title,
		.text = "Lock your screen.\nAlways.",
		.for_all = for_all };
	struct unit u = clerk(r);

	assert_err(policy_add(r->db, &u, &p, groups, n), OK);
	return p;
}

static int64_t
group_of(struct records *r, const char *name)
{
	struct unit u = clerk(r);
	int64_t id;

	assert_err(group_add(r->db, &u, name, &id), OK);
	return id;
}

static struct staff
member(struct records *r, const char *number, int64_t group)
{
	struct staff s = staff_made(r, number, "Ann", number);
	struct unit u = clerk(r);

	s.number = number;
	s.first_name = "Ann";
	s.last_name = number;
	s.group = group;
	assert_err(staff_change(r->db, &u, &s), OK);
	return s;
}

static enum err
acknowledge(struct records *r, const struct staff *s, const struct policy *p,
    const char *text, struct acknowledgement *a)
{
	struct unit u = clerk(r);

	*a = (struct acknowledgement){ .staff = s->id,
		.policy = p->id,
		.source = POLICY_AT_DESK,
		.place = "" };
	policy_digest(text, a->digest);
	return policy_acknowledge(r->db, &u, a, TODAY);
}

static const char *
times(struct records *r, char c, size_t n)
{
	char *s = arena_alloc(r->arena, n + 1);

	memset(s, c, n);
	return s;
}

static void
test_only_policies_of_the_form_are_added(void **state)
{
	struct records *r = *state;
	const struct {
		const char *title, *text;
	} bad[] = { { "", "x" }, { " x", "x" }, { "x", "" }, { "a\nb", "x" },
		{ "x", "\x01" }, { "\xff", "x" }, { "x", " x" },
		{ times(r, 'a', 201), "x" }, { "x", times(r, 'a', 50001) } };
	struct policy p = { .for_all = true };
	struct unit u;
	size_t i;

	records_fill(r);
	for (i = 0; i < COUNT(bad); i++) {
		u = clerk(r);
		p.title = bad[i].title;
		p.text = bad[i].text;
		assert_err(policy_add(r->db, &u, &p, NULL, 0), ERR_INVALID);
	}
	assert_int_equal(raw_int(r, "SELECT count(*) FROM policy"), 0);
	p.title = times(r, 'a', 200);
	p.text = times(r, 'a', 50000);
	assert_err(policy_add(r->db, &u, &p, NULL, 0), OK);
}

static void
test_groups_must_be_there(void **state)
{
	struct records *r = *state;
	struct policy p = { .title = "x", .text = "x" };
	struct unit u;
	int64_t groups[] = { 4711 };

	records_fill(r);
	u = clerk(r);
	assert_err(policy_add(r->db, &u, &p, groups, 1), ERR_NOTFOUND);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM policy"), 0);
	p = made(r, "x", true, NULL, 0);
	p.for_all = false;
	assert_err(policy_change(r->db, &u, &p, groups, 1), ERR_NOTFOUND);
	p.id = 4711;
	assert_err(policy_change(r->db, &u, &p, NULL, 0), ERR_NOTFOUND);
	p.title = "";
	assert_err(policy_change(r->db, &u, &p, NULL, 0), ERR_INVALID);
}

static void
test_a_policy_is_read_and_changed(void **state)
{
	struct records *r = *state;
	struct policy p, on;
	struct policy_groups needs;
	struct policies all;
	struct unit u;
	int64_t groups[2];

	records_fill(r);
	u = clerk(r);
	groups[0] = group_of(r, "Nurses");
	groups[1] = group_of(r, "Porters");
	p = made(r, "Screens", false, groups, 2);
	made(r, "Access", true, NULL, 0);
	assert_err(policy_read(r->db, r->arena, r->trust.id, p.id, &on), OK);
	assert_string_equal(on.title, "Screens");
	assert_string_equal(on.text, "Lock your screen.\nAlways.");
	assert_string_equal(on.by, r->admin.user);
	assert_int_equal(on.version, 1);
	assert_false(on.for_all);
	assert_err(
	    policy_needs(r->db, r->arena, r->trust.id, p.id, &needs), OK);
	assert_int_equal(needs.n, 2);
	on.title = "Screens and doors";
	on.closed = true;
	assert_err(policy_change(r->db, &u, &on, groups, 1), OK);
	assert_err(
	    policy_needs(r->db, r->arena, r->trust.id, p.id, &needs), OK);
	assert_int_equal(needs.n, 1);
	assert_err(policy_list(r->db, r->arena, r->trust.id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].title, "Access");
	assert_string_equal(all.v[1].title, "Screens and doors");
	assert_true(all.v[1].closed);
	/* Nobody else's. */
	assert_err(policy_read(r->db, r->arena, r->supplier.id, p.id, &on),
	    ERR_NOTFOUND);
	u = unit_of(&r->supplier, NULL);
	on = p;
	assert_err(policy_change(r->db, &u, &on, NULL, 0), ERR_NOTFOUND);
	assert_err(
	    policy_read(r->db, r->arena, r->trust.id, 99, &on), ERR_NOTFOUND);
}

static void
test_versions_follow_one_another(void **state)
{
	struct records *r = *state;
	struct policy p, next, on;
	struct unit u;

	records_fill(r);
	u = clerk(r);
	p = made(r, "Screens", true, NULL, 0);
	next = (struct policy){ .id = p.id, .version = 1, .text = p.text };
	assert_err(policy_revise(r->db, &u, &next), ERR_INVALID);
	next.text = "";
	assert_err(policy_revise(r->db, &u, &next), ERR_INVALID);
	next.text = "Lock it.";
	assert_err(policy_revise(r->db, &u, &next), OK);
	assert_int_equal(next.version, 2);
	/* Written of the first version, as somebody else's was. */
	next = (struct policy){ .id = p.id, .version = 1, .text = "Mine." };
	assert_err(policy_revise(r->db, &u, &next), ERR_CONFLICT);
	assert_int_equal(next.version, 1);
	next.id = 4711;
	assert_err(policy_revise(r->db, &u, &next), ERR_NOTFOUND);
	assert_err(policy_read(r->db, r->arena, r->trust.id, p.id, &on), OK);
	assert_string_equal(on.text, "Lock it.");
	assert_err(
	    policy_version(r->db, r->arena, r->trust.id, p.id, 1, &on), OK);
	assert_string_equal(on.text, "Lock your screen.\nAlways.");
	assert_int_equal(on.version, 1);
	assert_err(policy_version(r->db, r->arena, r->trust.id, p.id, 3, &on),
	    ERR_NOTFOUND);
	/* What was shown once stays as it was. */
	assert_int_not_equal(
	    raw(r, "UPDATE policy_text SET text = 'other'"), SQLITE_OK);
	assert_int_not_equal(raw(r, "DELETE FROM policy_text"), SQLITE_OK);
}

static enum policy_state
state_of(struct records *r, const struct staff *s, int64_t policy)
{
	struct policies_owed all;
	size_t i, outstanding = 0;
	enum policy_state found = POLICY_STATES;

	assert_err(policy_owed(r->db, r->arena, r->trust.id, s, &all), OK);
	for (i = 0; i < all.n; i++) {
		outstanding += all.v[i].state < POLICY_READ;
		assert_true(i == 0 || all.v[i - 1].state <= all.v[i].state);
		if (all.v[i].policy.id == policy)
			found = all.v[i].state;
	}
	assert_int_equal(outstanding, all.outstanding);
	return found;
}

static void
test_the_exact_text_is_acknowledged_and_a_new_one_is_owed_again(void **state)
{
	struct records *r = *state;
	struct acknowledgement a;
	struct policy p, next;
	struct staff s;
	struct unit u;

	records_fill(r);
	u = clerk(r);
	s = member(r, "1", 0);
	p = made(r, "Screens", true, NULL, 0);
	assert_int_equal(state_of(r, &s, p.id), POLICY_UNREAD);
	assert_err(acknowledge(r, &s, &p, "Another text", &a), ERR_CONFLICT);
	assert_err(acknowledge(r, &s, &p, p.text, &a), OK);
	assert_int_equal(a.version, 1);
	assert_false(a.before);
	assert_int_equal(state_of(r, &s, p.id), POLICY_READ);
	/* Twice is once. */
	assert_err(acknowledge(r, &s, &p, p.text, &a), OK);
	assert_true(a.before);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM acknowledgement"), 1);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM acknowledgement k JOIN "
		       "policy_text t ON t.digest = k.digest"),
	    1);
	next = (struct policy){ .id = p.id, .version = 1, .text = "New." };
	assert_err(policy_revise(r->db, &u, &next), OK);
	assert_int_equal(state_of(r, &s, p.id), POLICY_RENEWED);
	/* The old text is not what is asked now. */
	assert_err(acknowledge(r, &s, &p, p.text, &a), ERR_CONFLICT);
	assert_err(acknowledge(r, &s, &p, "New.", &a), OK);
	assert_int_equal(a.version, 2);
	assert_int_equal(state_of(r, &s, p.id), POLICY_READ);
	assert_int_not_equal(
	    raw(r, "UPDATE acknowledgement SET version = 1"), SQLITE_OK);
	assert_int_not_equal(raw(r, "DELETE FROM acknowledgement"), SQLITE_OK);
}

static void
test_who_may_not_acknowledge(void **state)
{
	struct records *r = *state;
	struct acknowledgement a;
	struct policy p, other;
	struct staff s, none = { .id = 4711 };
	struct unit u;

	records_fill(r);
	u = clerk(r);
	s = member(r, "1", 0);
	p = made(r, "Screens", true, NULL, 0);
	other = p;
	other.id = 4711;
	assert_err(acknowledge(r, &none, &p, p.text, &a), ERR_NOTFOUND);
	assert_err(acknowledge(r, &s, &other, p.text, &a), ERR_NOTFOUND);
	s.ends_on = TODAY - 1;
	assert_err(staff_change(r->db, &u, &s), OK);
	assert_err(acknowledge(r, &s, &p, p.text, &a), ERR_DENIED);
	s.ends_on = TODAY;
	assert_err(staff_change(r->db, &u, &s), OK);
	p.closed = true;
	assert_err(policy_change(r->db, &u, &p, NULL, 0), OK);
	assert_err(acknowledge(r, &s, &p, p.text, &a), ERR_CONFLICT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM acknowledgement"), 0);
}

static void
test_who_needs_it(void **state)
{
	struct records *r = *state;
	struct staff nurse, porter, alone;
	struct policy all, some;
	struct policies_owed owed;
	int64_t nurses, porters;

	records_fill(r);
	nurses = group_of(r, "Nurses");
	porters = group_of(r, "Porters");
	nurse = member(r, "1", nurses);
	porter = member(r, "2", porters);
	alone = member(r, "3", 0);
	all = made(r, "For all", true, NULL, 0);
	some = made(r, "A few", false, &nurses, 1);
	assert_int_equal(state_of(r, &nurse, some.id), POLICY_UNREAD);
	assert_int_equal(state_of(r, &porter, some.id), POLICY_OPTIONAL);
	assert_int_equal(state_of(r, &alone, some.id), POLICY_OPTIONAL);
	assert_int_equal(state_of(r, &alone, all.id), POLICY_UNREAD);
	assert_err(
	    policy_owed(r->db, r->arena, r->trust.id, &nurse, &owed), OK);
	assert_int_equal(owed.n, 2);
	assert_string_equal(owed.v[0].policy.title, "A few");
}

static enum err
missing(struct records *r, const struct policy *p, int64_t group, int64_t skip,
    int64_t limit, struct policy_missing *out)
{
	const struct policy_page at = { group, TODAY, skip, limit };

	return policy_missing(r->db, r->arena, r->trust.id, p, &at, out);
}

static void
test_the_report_counts_by_group_and_names_who_is_missing(void **state)
{
	struct records *r = *state;
	struct policy p;
	struct policy_counts counts;
	struct policy_missing names;
	struct acknowledgement a;
	struct staff s[4];
	struct unit u;
	int64_t nurses, org;

	records_fill(r);
	u = clerk(r);
	org = r->trust.id;
	nurses = group_of(r, "Nurses");
	s[0] = member(r, "1", nurses);
	s[1] = member(r, "2", nurses);
	s[2] = member(r, "3", 0);
	s[3] = member(r, "4", nurses);
	s[3].ends_on = TODAY - 1; /* has left */
	assert_err(staff_change(r->db, &u, &s[3]), OK);
	p = made(r, "Screens", true, NULL, 0);
	assert_err(acknowledge(r, &s[1], &p, p.text, &a), OK);
	assert_err(policy_report(r->db, r->arena, org, &p, TODAY, &counts), OK);
	assert_int_equal(counts.n, 2);
	assert_int_equal(counts.needed, 3);
	assert_int_equal(counts.read, 1);
	assert_string_equal(counts.v[0].name, "");
	assert_int_equal(counts.v[0].needed, 1);
	assert_int_equal(counts.v[0].read, 0);
	assert_string_equal(counts.v[1].name, "Nurses");
	assert_int_equal(counts.v[1].needed, 2);
	assert_int_equal(counts.v[1].read, 1);
	assert_err(missing(r, &p, nurses, 0, 5, &names), OK);
	assert_int_equal(names.n, 1);
	assert_false(names.more);
	assert_string_equal(names.v[0].number, "1");
	assert_err(missing(r, &p, 0, 0, 5, &names), OK);
	assert_int_equal(names.n, 1);
	/* A page at a time. */
	p = made(r, "Doors", false, &nurses, 1);
	assert_err(missing(r, &p, nurses, 0, 1, &names), OK);
	assert_int_equal(names.n, 1);
	assert_true(names.more);
	assert_err(missing(r, &p, nurses, 1, 1, &names), OK);
	assert_string_equal(names.v[0].number, "2");
	assert_false(names.more);
	assert_err(policy_report(r->db, r->arena, org, &p, TODAY, &counts), OK);
	assert_int_equal(counts.n, 1);
	assert_int_equal(counts.needed, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_only_policies_of_the_form_are_added),
		with_records(test_groups_must_be_there),
		with_records(test_a_policy_is_read_and_changed),
		with_records(test_versions_follow_one_another),
		with_records(
		    test_the_exact_text_is_acknowledged_and_a_new_one_is_owed_again),
		with_records(test_who_may_not_acknowledge),
		with_records(test_who_needs_it),
		with_records(
		    test_the_report_counts_by_group_and_names_who_is_missing),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
