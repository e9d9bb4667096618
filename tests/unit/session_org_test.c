/* session_org_test.c - where a session acts, and with which roles. */
#include "records.h"
#include "session.h"

static const struct session_limits limits = { 900, 43200 };
static const struct groups nobody = { NULL, 0 };

static void
begin(struct records *r, const struct person *p, const struct groups *groups,
    char token[SESSION_TOKEN_TEXT])
{
	struct unit u = { .by = { 0, "", "web" } };

	assert_err(session_begin(r->db, &u, p->id, groups, token), OK);
}

static struct session
found(struct records *r, const char *token)
{
	struct session s;

	assert_err(
	    session_find(r->db, r->arena, token, &limits, clock_now(), &s), OK);
	return s;
}

static void
grant(struct records *r, const struct org *o, const struct person *p,
    const char *group, enum role role)
{
	struct unit u = unit_of(o, NULL);
	struct grant g = {
		.role = role, .person = p != NULL ? p->id : 0, .group = group
	};

	assert_err(role_grant(r->db, &u, &g), OK);
}

/* The token becomes the new one where there is one. */
static enum err
move(struct records *r, char token[SESSION_TOKEN_TEXT], const struct person *p,
    int64_t org)
{
	struct unit u = unit_of(NULL, p);
	char next[SESSION_TOKEN_TEXT];
	enum err e = session_move(r->db, &u, token, p->id, org, next);

	if (e == OK)
		memcpy(token, next, sizeof(next));
	return e;
}

static void
test_home_comes_first_then_where_a_role_is_held(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct person guest, nowhere;

	records_fill(r);
	grant(r, &r->supplier, &r->assessor, NULL, ROLE_VIEWER);
	begin(r, &r->assessor, &nobody, token);
	assert_int_equal(found(r, token).org, r->trust.id);
	records_person(r, &guest, NULL, "guest", ROLE_PUBLIC);
	grant(r, &r->trust, &guest, NULL, ROLE_VIEWER);
	begin(r, &guest, &nobody, token);
	assert_int_equal(found(r, token).org, r->trust.id);
	assert_int_equal(found(r, token).roles, ROLE_VIEWER | ROLE_SIGNED_IN);
	records_person(r, &nowhere, NULL, "nowhere", ROLE_PUBLIC);
	begin(r, &nowhere, &nobody, token);
	assert_int_equal(found(r, token).org, 0);
	assert_int_equal(found(r, token).roles, ROLE_SIGNED_IN);
	assert_string_equal(found(r, token).org_code, "");
	assert_string_equal(found(r, token).org_name, "");
	assert_string_equal(found(r, token).org_type, "");
}

static void
test_groups_give_their_roles_and_an_organisation(void **state)
{
	static const char *names[] = { "ig-viewers", "ig-assessors", "other" };
	const struct groups groups = { names, COUNT(names) };
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct person guest;

	records_fill(r);
	records_person(r, &guest, NULL, "guest", ROLE_PUBLIC);
	grant(r, &r->supplier, NULL, "ig-viewers", ROLE_VIEWER);
	grant(r, &r->supplier, NULL, "ig-assessors", ROLE_ASSESSOR);
	grant(r, &r->supplier, NULL, "not-mine", ROLE_ADMINISTRATOR);
	grant(r, &r->trust, NULL, "ig-assessors", ROLE_REVIEWER);
	begin(r, &guest, &groups, token);
	assert_int_equal(found(r, token).org, r->supplier.id);
	assert_int_equal(found(r, token).roles,
	    ROLE_VIEWER | ROLE_ASSESSOR | ROLE_SIGNED_IN);
	assert_err(move(r, token, &guest, r->trust.id), OK);
	assert_int_equal(found(r, token).roles, ROLE_REVIEWER | ROLE_SIGNED_IN);
	/* Another session of the same person was told of no groups. */
	begin(r, &guest, &nobody, token);
	assert_int_equal(found(r, token).roles, ROLE_SIGNED_IN);
}

static void
test_a_role_that_is_taken_back_is_gone_at_once(void **state)
{
	struct records *r = *state;
	struct unit u;
	char token[SESSION_TOKEN_TEXT];
	struct grants all;

	records_fill(r);
	begin(r, &r->assessor, &nobody, token);
	assert_err(role_list(r->db, r->arena, r->trust.id, &all), OK);
	u = unit_of(&r->trust, NULL);
	assert_string_equal(all.v[0].holder, "daniel");
	assert_err(role_revoke(r->db, &u, all.v[0].id), OK);
	assert_int_equal(found(r, token).roles, ROLE_SIGNED_IN);
}

static void
test_moving_is_only_to_where_a_role_is_held_or_home(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct org third;

	records_fill(r);
	records_org(r, &third, "RX903", "ACU");
	begin(r, &r->assessor, &nobody, token);
	assert_err(move(r, token, &r->assessor, r->supplier.id), ERR_DENIED);
	assert_err(move(r, token, &r->assessor, 999), ERR_DENIED);
	assert_int_equal(found(r, token).org, r->trust.id);
	grant(r, &r->supplier, &r->assessor, NULL, ROLE_VIEWER);
	assert_err(move(r, token, &r->assessor, r->supplier.id), OK);
	assert_int_equal(found(r, token).org, r->supplier.id);
	assert_int_equal(found(r, token).roles, ROLE_VIEWER | ROLE_SIGNED_IN);
	assert_err(move(r, token, &r->assessor, r->trust.id), OK);
	assert_int_equal(found(r, token).roles, ROLE_ASSESSOR | ROLE_SIGNED_IN);
	assert_int_equal(chain_rows(r, third.id), 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit WHERE action = "
				    "'session.move'"),
	    2);
}

static void
test_the_national_role_goes_everywhere_that_is(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct person ewan;

	records_fill(r);
	records_person(r, &ewan, NULL, "ewan", ROLE_NATIONAL);
	begin(r, &ewan, &nobody, token);
	assert_int_equal(found(r, token).org, 0);
	assert_int_equal(found(r, token).roles, ROLE_NATIONAL | ROLE_SIGNED_IN);
	assert_err(move(r, token, &ewan, r->trust.id), OK);
	assert_int_equal(found(r, token).org, r->trust.id);
	assert_int_equal(found(r, token).roles, ROLE_NATIONAL | ROLE_SIGNED_IN);
	assert_err(move(r, token, &ewan, 999), ERR_NOTFOUND);
}

static void
test_nobody_moves_the_session_of_another(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];

	records_fill(r);
	begin(r, &r->assessor, &nobody, token);
	grant(r, &r->supplier, &r->reviewer, NULL, ROLE_VIEWER);
	assert_err(move(r, token, &r->reviewer, r->supplier.id), ERR_NOTFOUND);
	assert_int_equal(found(r, token).org, r->trust.id);
}

/* The new one goes on where the old one was, and the old one is gone. */
static void
renewed(struct records *r, const char *old, const char *token)
{
	struct session s;

	assert_string_not_equal(old, token);
	assert_int_equal(strlen(token), SESSION_TOKEN_TEXT - 1);
	assert_err(session_find(r->db, r->arena, old, &limits, clock_now(), &s),
	    ERR_NOTFOUND);
	assert_err(session_past(r->db, r->arena, old, &limits, clock_now(), &s),
	    ERR_NOTFOUND);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 1);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session_group"), 1);
}

static void
test_moving_and_renewing_bring_another_token(void **state)
{
	static const char *names[] = { "ig-viewers" };
	const struct groups groups = { names, 1 };
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT], old[SESSION_TOKEN_TEXT];
	struct session first, s;

	records_fill(r);
	grant(r, &r->supplier, NULL, "ig-viewers", ROLE_VIEWER);
	begin(r, &r->assessor, &groups, token);
	first = found(r, token);
	memcpy(old, token, sizeof(old));
	assert_err(move(r, token, &r->assessor, r->supplier.id), OK);
	renewed(r, old, token);
	s = found(r, token);
	assert_int_equal(s.org, r->supplier.id);
	assert_int_equal(s.roles, ROLE_VIEWER | ROLE_SIGNED_IN);
	/* The absolute limit runs on, and the old forms are no more. */
	assert_int_equal(s.begun_at, first.begun_at);
	assert_string_not_equal(s.csrf, first.csrf);

	memcpy(old, token, sizeof(old));
	assert_err(
	    session_renew(r->db, old, r->reviewer.id, r->trust.id, token),
	    ERR_NOTFOUND);
	assert_err(
	    session_renew(r->db, old, r->assessor.id, r->supplier.id, token),
	    OK);
	renewed(r, old, token);
	assert_int_equal(found(r, token).org, r->supplier.id);
	assert_int_equal(found(r, token).begun_at, first.begun_at);
	assert_err(
	    session_renew(r->db, old, r->assessor.id, r->supplier.id, old),
	    ERR_NOTFOUND);
}

/* Refused: the token stays what it was. */
static void
test_a_move_that_is_refused_leaves_the_token(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];

	records_fill(r);
	begin(r, &r->assessor, &nobody, token);
	assert_err(move(r, token, &r->assessor, r->supplier.id), ERR_DENIED);
	assert_int_equal(found(r, token).org, r->trust.id);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 1);
}

static void
test_an_ended_session_is_gone_with_its_groups(void **state)
{
	static const char *names[] = { "ig-viewers" };
	const struct groups groups = { names, 1 };
	struct records *r = *state;
	struct unit u;
	char token[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT];
	struct session s;

	records_fill(r);
	begin(r, &r->assessor, &groups, token);
	begin(r, &r->assessor, &groups, other);
	u = unit_of(&r->trust, &r->assessor);
	assert_err(session_end(r->db, &u, token), OK);
	assert_err(
	    session_find(r->db, r->arena, token, &limits, clock_now(), &s),
	    ERR_NOTFOUND);
	assert_int_equal(found(r, other).person, r->assessor.id);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session_group"), 1);
	assert_err(session_end(r->db, &u, token), OK);
	assert_err(session_end(r->db, &u, "no token at all"), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_home_comes_first_then_where_a_role_is_held),
		with_records(test_groups_give_their_roles_and_an_organisation),
		with_records(test_a_role_that_is_taken_back_is_gone_at_once),
		with_records(
		    test_moving_is_only_to_where_a_role_is_held_or_home),
		with_records(test_the_national_role_goes_everywhere_that_is),
		with_records(test_nobody_moves_the_session_of_another),
		with_records(test_moving_and_renewing_bring_another_token),
		with_records(test_a_move_that_is_refused_leaves_the_token),
		with_records(test_an_ended_session_is_gone_with_its_groups),
	};

	return cmocka_run_group_tests_name("session_org", tests, NULL, NULL);
}
