/* session_test.c - sessions: who is signed in, where, and for how long. */
#include <sodium.h>

#include "db_priv.h"
#include "records.h"
#include "session.h"

#define IDLE 900
#define WHOLE 43200

static const struct session_limits limits = { IDLE, WHOLE };
static const struct groups nobody = { NULL, 0 };

static enum err
begin(struct records *r, const struct person *p, const struct groups *groups,
    char token[SESSION_TOKEN_TEXT])
{
	struct unit u = { .by = { 0, "", "web" } };

	return session_begin(r->db, &u, p->id, groups, token);
}

static enum err
find(struct records *r, const char *token, int64_t now, struct session *s)
{
	return session_find(r->db, r->arena, token, &limits, now, s);
}

static struct session
found(struct records *r, const char *token)
{
	struct session s;

	assert_err(find(r, token, clock_now(), &s), OK);
	return s;
}

static void
test_a_session_knows_whose_it_is(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct session s;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	assert_int_equal(strlen(token), SESSION_TOKEN_TEXT - 1);
	s = found(r, token);
	assert_int_equal(s.person, r->assessor.id);
	assert_int_equal(s.org, r->trust.id);
	assert_int_equal(s.roles, ROLE_ASSESSOR | ROLE_SIGNED_IN);
	assert_string_equal(s.user, "daniel");
	assert_string_equal(s.name, "daniel");
	assert_string_equal(s.org_code, "RX901");
	assert_string_equal(s.org_name, "RX901");
	assert_string_equal(s.org_type, "ACU");
	assert_true(s.begun_at > 0 && s.seen_at == s.begun_at);
	assert_int_equal(strlen(s.csrf), sizeof(s.csrf) - 1);
	assert_true(sizeof(s.csrf) > 32); /* 128 bits */
	assert_string_not_equal(s.csrf, token);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit WHERE action = "
				    "'session.begin' AND actor = 'daniel'"),
	    1);
}

static void
test_each_session_has_a_form_token_of_its_own(void **state)
{
	struct records *r = *state;
	char a[SESSION_TOKEN_TEXT], b[SESSION_TOKEN_TEXT];

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, a), OK);
	assert_err(begin(r, &r->assessor, &nobody, b), OK);
	assert_string_not_equal(a, b);
	assert_string_not_equal(found(r, a).csrf, found(r, b).csrf);
	assert_string_equal(found(r, a).csrf, found(r, a).csrf);
}

static void
test_nobody_else_can_be_signed_in(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(&r->trust, NULL);
	char token[SESSION_TOKEN_TEXT];
	struct session s;

	records_fill(r);
	u.org = r->trust.id;
	assert_err(begin(r, &(struct person){ .id = 5 }, &nobody, token),
	    ERR_NOTFOUND);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	r->assessor.closed = true;
	assert_err(person_change(r->db, &u, &r->assessor), OK);
	assert_err(find(r, token, clock_now(), &s), ERR_NOTFOUND);
	assert_int_equal(s.person, 0);
	assert_err(begin(r, &r->assessor, &nobody, token), ERR_DENIED);
}

/* ---- the token ---- */

#ifndef __has_feature
#define __has_feature(x) 0
#endif
/* Sanitizers make it slow, and find nothing in the last ones of them. */
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define TOKENS 20000
#else
#define TOKENS 100000
#endif
#define EACH_SIGN (TOKENS / 64 * 42)

static int
order(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
test_no_token_comes_twice_in_many(void **state)
{
	struct records *r = *state;
	char(*all)[SESSION_TOKEN_TEXT] = calloc(TOKENS, SESSION_TOKEN_TEXT);
	unsigned seen[256] = { 0 };
	size_t i, k;

	records_fill(r);
	assert_non_null(all);
	/* Quicker: what a power cut would lose does not matter here. */
	sqlite3_set_authorizer(r->db->sqlite, NULL, NULL);
	sqlite3_exec(
	    r->db->sqlite, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	for (i = 0; i < TOKENS; i++)
		if (begin(r, &r->assessor, &nobody, all[i]) != OK)
			fail();
	qsort(all, TOKENS, SESSION_TOKEN_TEXT, order);
	for (i = 1; i < TOKENS; i++)
		assert_string_not_equal(all[i - 1], all[i]);
	/* Each of the 64 signs comes as often as the next, about. */
	for (i = 0; i < TOKENS; i++)
		for (k = 0; k < 42; k++)
			seen[(unsigned char)all[i][k]]++;
	for (i = 0, k = 0; i < 256; i++)
		if (seen[i] != 0) {
			k++;
			assert_in_range(seen[i], EACH_SIGN / 100 * 94,
			    EACH_SIGN / 100 * 106);
		}
	assert_int_equal(k, 64);
	free(all);
}

static void
test_the_database_does_not_hold_the_token(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT], *bytes;
	static const char *const ends[] = { "", "-wal" };
	unsigned char raw_token[SESSION_TOKEN];
	size_t i, n, room = 4 << 20;
	FILE *f;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	assert_int_equal(
	    sodium_base642bin(raw_token, sizeof(raw_token), token, 43, NULL,
		NULL, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
	    0);
	bytes = arena_alloc(r->arena, room);
	for (i = 0; i < COUNT(ends); i++) {
		f = fopen(
		    arena_printf(r->arena, "%s%s", r->path, ends[i]), "r");
		assert_non_null(f);
		n = fread(bytes, 1, room, f);
		assert_true(n > 0 && n < room);
		fclose(f);
		assert_null(memmem(bytes, n, token, 43));
		assert_null(memmem(bytes, n, token, 16));
		assert_null(memmem(bytes, n, raw_token, sizeof(raw_token)));
		assert_null(memmem(bytes, n, raw_token, 12));
	}
}

static void
test_a_token_that_was_not_given_is_never_taken(void **state)
{
	static const char *const bad[] = { "", "x",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+/",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
		"                                           ",
		"' OR 1=1 --                                " };
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	char next[SESSION_TOKEN_TEXT];
	struct session s;
	size_t i;

	records_fill(r);
	u.org = r->trust.id;
	for (i = 0; i < COUNT(bad); i++) {
		assert_err(find(r, bad[i], clock_now(), &s), ERR_NOTFOUND);
		assert_int_equal(s.person, 0);
		assert_int_equal(s.roles, 0);
		assert_err(session_move(r->db, &u, bad[i], r->assessor.id,
			       r->trust.id, next),
		    ERR_NOTFOUND);
	}
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 0);
}

/* One bit off is another token. */
static void
test_a_token_is_whole_or_nothing(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT];
	struct session s;
	size_t i;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	for (i = 0; i < SESSION_TOKEN_TEXT - 1; i++) {
		memcpy(other, token, sizeof(other));
		other[i] = other[i] == 'A' ? 'B' : 'A';
		assert_err(find(r, other, clock_now(), &s), ERR_NOTFOUND);
	}
}

/* ---- limits ---- */

static void
test_the_idle_limit_to_the_second(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct session s;
	int64_t at;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	at = found(r, token).seen_at;
	assert_err(find(r, token, at + (IDLE - 1) * SECOND, &s), OK);
	assert_err(find(r, token, at + IDLE * SECOND, &s), OK);
	assert_err(find(r, token, at + IDLE * SECOND + 1, &s), ERR_NOTFOUND);
	assert_err(find(r, token, at + (IDLE + 1) * SECOND, &s), ERR_NOTFOUND);
	assert_int_equal(s.person, 0);
	assert_int_equal(s.roles, 0);
	assert_err(session_seen(r->db, token, at + (IDLE - 1) * SECOND), OK);
	assert_err(find(r, token, at + (2 * IDLE - 2) * SECOND, &s), OK);
	assert_err(find(r, token, at + 2 * IDLE * SECOND, &s), ERR_NOTFOUND);
}

static void
test_the_whole_limit_holds_however_busy_somebody_is(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct session s;
	int64_t at;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	at = found(r, token).begun_at;
	assert_err(session_seen(r->db, token, at + (WHOLE - 10) * SECOND), OK);
	assert_err(find(r, token, at + (WHOLE - 1) * SECOND, &s), OK);
	assert_err(find(r, token, at + (WHOLE + 1) * SECOND, &s), ERR_NOTFOUND);
}

static void
test_seen_never_goes_back_and_revives_nothing(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT], gone[SESSION_TOKEN_TEXT];
	struct unit u = { .by = { 0, "", "web" } };
	int64_t at;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, token), OK);
	assert_err(begin(r, &r->assessor, &nobody, gone), OK);
	at = found(r, token).seen_at;
	assert_err(session_seen(r->db, token, at + 50), OK);
	assert_err(session_seen(r->db, token, at - 50), OK);
	assert_int_equal(found(r, token).seen_at, at + 50);
	u.org = r->trust.id;
	assert_err(session_end(r->db, &u, gone), OK);
	assert_err(session_seen(r->db, gone, at), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 1);
}

static void
test_the_sweep_takes_what_ended_longer_ago_than_it_is_kept(void **state)
{
	struct records *r = *state;
	char idle[SESSION_TOKEN_TEXT], busy[SESSION_TOKEN_TEXT];
	struct session s;
	int64_t at;

	records_fill(r);
	assert_err(begin(r, &r->assessor, &nobody, idle), OK);
	assert_err(begin(r, &r->reviewer, &nobody, busy), OK);
	at = found(r, busy).seen_at;
	assert_err(session_seen(r->db, busy, at + IDLE * SECOND), OK);
	assert_err(find(r, busy, at + (IDLE + 1) * SECOND, &s), OK);
	at += SESSION_KEPT_S * SECOND;
	assert_err(session_sweep(r->db, &limits, at + (IDLE - 1) * SECOND), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 2);
	assert_err(session_sweep(r->db, &limits, at + (IDLE + 1) * SECOND), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 1);
	assert_err(
	    session_sweep(r->db, &limits, at + (WHOLE + 1) * SECOND), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM session"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_session_knows_whose_it_is),
		with_records(test_each_session_has_a_form_token_of_its_own),
		with_records(test_nobody_else_can_be_signed_in),
		with_records(test_no_token_comes_twice_in_many),
		with_records(test_the_database_does_not_hold_the_token),
		with_records(test_a_token_that_was_not_given_is_never_taken),
		with_records(test_a_token_is_whole_or_nothing),
		with_records(test_the_idle_limit_to_the_second),
		with_records(
		    test_the_whole_limit_holds_however_busy_somebody_is),
		with_records(test_seen_never_goes_back_and_revives_nothing),
		with_records(
		    test_the_sweep_takes_what_ended_longer_ago_than_it_is_kept),
	};

	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
