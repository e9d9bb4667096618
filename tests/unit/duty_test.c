/* duty_test.c - named duties: who holds them, and what is missing. */
#include "duty_set.h"

static void
test_every_organisation_begins_with_the_list_and_nobody(void **state)
{
	struct records *r = *state;
	struct named_duties all;
	size_t i;

	records_fill(r);
	assert_err(duty_all(r->db, r->arena, r->trust.id, TODAY, &all), OK);
	assert_int_equal(all.n, 14);
	for (i = 0; i < all.n; i++)
		assert_int_equal(all.v[i].state, DUTY_VACANT);
	assert_int_equal(gaps_on(r, TODAY).vacant, 14);
	assert_int_equal(gaps_on(r, TODAY).all, 14);
}

static void
test_a_duty_is_held_once_its_holder_has_accepted_it(void **state)
{
	struct records *r = *state;
	struct person who, deputy;
	struct named_duties mine;
	struct named_duty d;
	struct holding h;

	records_fill(r);
	who = somebody(r, &r->trust, "ann", "Ann Lee");
	deputy = somebody(r, &r->trust, "bob", "Bob Ray");
	h = offer("siro", &who);
	h.deputy = deputy.id;
	h.until_on = TODAY + 30;
	assert_err(name(r, &h, 0), OK);
	d = duty_on(r, "siro", TODAY);
	assert_int_equal(d.state, DUTY_UNACCEPTED);
	assert_string_equal(d.post, "Director");
	assert_string_equal(d.now.name, "Ann Lee");
	assert_string_equal(d.now.deputy_name, "Bob Ray");
	assert_string_equal(d.now.document, "Letter of 1 April");
	assert_string_equal(d.now.named_by, r->admin.user);
	assert_err(
	    duty_of(r->db, r->arena, r->trust.id, who.id, TODAY, &mine), OK);
	assert_int_equal(mine.n, 1);
	assert_string_equal(mine.v[0].code, "siro");
	assert_err(accept_as(r, &who, h.id, TODAY), OK);
	d = duty_on(r, "siro", TODAY);
	assert_int_equal(d.state, DUTY_HELD);
	assert_true(d.now.accepted_at > 0);
	assert_int_equal(gaps_on(r, TODAY).vacant, 13);
	assert_int_equal(gaps_on(r, TODAY).all, 13);
	/* The day before its first, and the day after its last one. */
	assert_int_equal(duty_on(r, "siro", TODAY - 1).state, DUTY_COMING);
	assert_int_equal(gaps_on(r, TODAY - 1).coming, 1);
	assert_int_equal(duty_on(r, "siro", TODAY + 30).state, DUTY_HELD);
	assert_int_equal(duty_on(r, "siro", TODAY + 31).state, DUTY_EXPIRED);
	assert_int_equal(gaps_on(r, TODAY + 31).expired, 1);
}

static void
test_it_is_accepted_by_its_holder_alone_and_once(void **state)
{
	struct records *r = *state;
	struct person who, other;
	struct holding h, next;
	struct unit operator;
	int64_t rows;

	records_fill(r);
	operator= unit_of(&r->trust, NULL);
	who = somebody(r, &r->trust, "ann", "Ann Lee");
	other = somebody(r, &r->trust, "bob", "Bob Ray");
	h = offer("siro", &who);
	h.until_on = TODAY + 1;
	assert_err(name(r, &h, 0), OK);
	assert_err(accept_as(r, &other, h.id, TODAY), ERR_NOTFOUND);
	assert_err(accept_as(r, &r->admin, h.id, TODAY), ERR_NOTFOUND);
	assert_err(duty_accept(r->db, &operator, h.id, TODAY), ERR_NOTFOUND);
	assert_err(accept_as(r, &who, 4711, TODAY), ERR_NOTFOUND);
	assert_err(accept_as(r, &who, h.id, TODAY + 2), ERR_DENIED);
	assert_err(accept_as(r, &who, h.id, TODAY), OK);
	rows = raw_int(r, "SELECT count(*) FROM audit");
	assert_err(accept_as(r, &who, h.id, TODAY), ERR_CONFLICT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit"), rows);
	/* Somebody else followed: the old offer is gone. */
	next = offer("siro", &other);
	assert_err(name(r, &next, h.id), OK);
	assert_err(accept_as(r, &who, h.id, TODAY), ERR_NOTFOUND);
	/* Nobody without an account can accept. */
	h = offer("siro", NULL);
	assert_err(name(r, &h, next.id), OK);
	assert_err(duty_accept(r->db, &operator, h.id, TODAY), ERR_NOTFOUND);
	assert_string_equal(
	    duty_on(r, "siro", TODAY).now.name, "Somebody Else");
}

struct bad {
	struct holding h;
	enum holding_fault fault;
};

static void
test_what_is_not_taken_says_what_is_wrong(void **state)
{
	struct records *r = *state;
	struct person who, gone, stranger;
	enum holding_fault fault;
	struct bad bad[12];
	int64_t rows;
	size_t i, n = 0;

	records_fill(r);
	who = somebody(r, &r->trust, "ann", "Ann Lee");
	gone = somebody(r, &r->trust, "gil", "Gil Gone");
	stranger = somebody(r, &r->supplier, "sid", "Sid Strange");
	leaves(r, &gone);
#define BAD(member, value, is, what)                                           \
	bad[n] = (struct bad){ offer("siro", is), what };                      \
	bad[n++].h.member = value
	BAD(until_on, TODAY - 1, &who, HOLDING_UNTIL);
	BAD(from_on, DAY_NONE, &who, HOLDING_FROM);
	BAD(deputy, who.id, &who, HOLDING_DEPUTY_SAME);
	BAD(deputy, gone.id, &who, HOLDING_DEPUTY_CLOSED);
	BAD(deputy, stranger.id, &who, HOLDING_DEPUTY);
	BAD(person, gone.id, &who, HOLDING_PERSON_CLOSED);
	BAD(person, stranger.id, &who, HOLDING_PERSON);
	BAD(name, "", NULL, HOLDING_NAME);
	BAD(name, "Eve\r\nBcc: all@trust.example", NULL, HOLDING_NAME);
	BAD(post, "a\nb", &who, HOLDING_POST);
	BAD(document, "\x01", &who, HOLDING_DOCUMENT);
#undef BAD
	rows = raw_int(r, "SELECT count(*) FROM audit");
	for (i = 0; i < n; i++) {
		struct unit u = clerk(r);

		assert_err(
		    duty_name(r->db, &u, &bad[i].h, 0, &fault), ERR_INVALID);
		assert_int_equal(fault, bad[i].fault);
	}
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit"), rows);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM duty_holding"), 0);
	bad[0].h = offer("nothing", &who);
	assert_err(name(r, &bad[0].h, 0), ERR_NOTFOUND);
}

static void
test_of_two_who_name_somebody_the_second_is_told(void **state)
{
	struct records *r = *state;
	struct person ann, bob;
	struct holding first, second;
	struct unit u;

	records_fill(r);
	ann = somebody(r, &r->trust, "ann", "Ann Lee");
	bob = somebody(r, &r->trust, "bob", "Bob Ray");
	first = offer("siro", &ann);
	second = offer("siro", &bob);
	assert_err(name(r, &first, 0), OK);
	assert_err(name(r, &second, 0), ERR_CONFLICT);
	assert_string_equal(duty_on(r, "siro", TODAY).now.name, "Ann Lee");
	assert_err(name(r, &second, first.id), OK);
	u = clerk(r);
	assert_err(duty_end(r->db, &u, "siro", first.id), ERR_CONFLICT);
	assert_err(duty_end(r->db, &u, "ig-lead", second.id), ERR_NOTFOUND);
	assert_err(duty_end(r->db, &u, "siro", 4711), ERR_NOTFOUND);
	assert_err(duty_end(r->db, &u, "siro", second.id), OK);
	assert_int_equal(duty_on(r, "siro", TODAY).state, DUTY_VACANT);
}

static void
test_who_held_it_is_kept_for_good(void **state)
{
	static const char *const tries[] = {
		"DELETE FROM duty_holding",
		"UPDATE duty_holding SET name = 'x'",
		"UPDATE duty_holding SET ended_at = NULL WHERE ended_at > 0",
		"UPDATE duty_holding SET accepted_at = 5 WHERE accepted_at > 5",
		"REPLACE INTO duty_holding SELECT * FROM duty_holding",
		"DELETE FROM duty WHERE org_id > 0",
	};
	struct records *r = *state;
	struct person ann, bob;
	struct holding first, second;
	struct holdings all;
	size_t i;

	records_fill(r);
	ann = somebody(r, &r->trust, "ann", "Ann Lee");
	bob = somebody(r, &r->trust, "bob", "Bob Ray");
	first = offer("siro", &ann);
	assert_err(name(r, &first, 0), OK);
	assert_err(accept_as(r, &ann, first.id, TODAY), OK);
	second = offer("siro", &bob);
	assert_err(name(r, &second, first.id), OK);
	assert_err(
	    duty_history(r->db, r->arena, r->trust.id, "siro", &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].name, "Bob Ray");
	assert_int_equal(all.v[0].ended_at, 0);
	assert_string_equal(all.v[1].name, "Ann Lee");
	assert_string_equal(all.v[1].ended_by, r->admin.user);
	assert_true(all.v[1].accepted_at > 0);
	for (i = 0; i < COUNT(tries); i++)
		assert_int_equal(raw(r, tries[i]) & 0xff, SQLITE_CONSTRAINT);
}

static void
test_who_has_left_leaves_a_gap(void **state)
{
	struct records *r = *state;
	struct person ann, bob;
	struct holding h;

	records_fill(r);
	ann = somebody(r, &r->trust, "ann", "Ann Lee");
	bob = somebody(r, &r->trust, "bob", "Bob Ray");
	h = offer("siro", &ann);
	h.deputy = bob.id;
	assert_err(name(r, &h, 0), OK);
	assert_int_equal(gaps_on(r, TODAY).unaccepted, 1);
	leaves(r, &bob);
	assert_int_equal(gaps_on(r, TODAY).deputies, 1);
	leaves(r, &ann);
	assert_int_equal(duty_on(r, "siro", TODAY).state, DUTY_LEFT);
	assert_int_equal(gaps_on(r, TODAY).left, 1);
	assert_int_equal(gaps_on(r, TODAY).deputies, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(
		    test_every_organisation_begins_with_the_list_and_nobody),
		with_records(
		    test_a_duty_is_held_once_its_holder_has_accepted_it),
		with_records(test_it_is_accepted_by_its_holder_alone_and_once),
		with_records(test_what_is_not_taken_says_what_is_wrong),
		with_records(test_of_two_who_name_somebody_the_second_is_told),
		with_records(test_who_held_it_is_kept_for_good),
		with_records(test_who_has_left_leaves_a_gap),
	};

	return cmocka_run_group_tests_name("duty", tests, NULL, NULL);
}
