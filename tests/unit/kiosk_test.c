/* kiosk_test.c - terminals and visits: codes, cookies, limits. */
#include "training_set.h"

#include "kiosk.h"

static struct kiosk
added(struct records *r, const char *place, char code[KIOSK_CODE_SIZE])
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct kiosk k = { .place = place };

	assert_err(kiosk_add(r->db, &u, &k, code), OK);
	return k;
}

static enum err
registered(struct records *r, const char *code, int64_t now, char token[44])
{
	struct unit u = { .by = { 0, "kiosk", "kiosk" } };

	return kiosk_register(r->db, &u, code, now, token);
}

/* A terminal in use. */
static struct kiosk
in_use(struct records *r)
{
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT];
	struct kiosk k;

	records_fill(r);
	added(r, "Ward 6", code);
	assert_err(registered(r, code, clock_now(), token), OK);
	assert_err(kiosk_find(r->db, r->arena, token, &k), OK);
	return k;
}

/* ---- terminals ---- */

static void
test_only_places_of_the_form_are_added(void **state)
{
	struct records *r = *state;
	char code[KIOSK_CODE_SIZE], longest[KIOSK_PLACE_MAX + 2];
	struct unit u;
	struct kiosk k = { .place = "" };

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	assert_err(kiosk_add(r->db, &u, &k, code), ERR_INVALID);
	k.place = "Ward\n6";
	assert_err(kiosk_add(r->db, &u, &k, code), ERR_INVALID);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	k.place = longest;
	assert_err(kiosk_add(r->db, &u, &k, code), ERR_INVALID);
	k.place = longest + 1;
	assert_err(kiosk_add(r->db, &u, &k, code), OK);
	assert_int_equal(strlen(code), KIOSK_CODE_SIZE - 1);
	assert_true(k.code_until - k.added_at == KIOSK_CODE_S * SECOND);
}

static void
test_a_code_works_once_however_it_is_typed(void **state)
{
	struct records *r = *state;
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT], typed[40];
	struct kiosk k, made;
	size_t i, n = 0;

	records_fill(r);
	made = added(r, "Ward 6", code);
	for (i = 0; code[i] != '\0'; i++)
		if (code[i] != '-') {
			typed[n++] =
			    (char)(code[i] | (code[i] >= 'A' ? 32 : 0));
			typed[n++] = ' ';
		}
	typed[n] = '\0';
	assert_err(registered(r, typed, clock_now(), token), OK);
	assert_err(kiosk_find(r->db, r->arena, token, &k), OK);
	assert_true(k.id == made.id && k.org == r->trust.id);
	assert_string_equal(k.place, "Ward 6");
	assert_int_equal(k.state, KIOSK_REGISTERED);
	assert_err(registered(r, code, clock_now(), token), ERR_NOTFOUND);
}

static void
test_a_code_that_is_none_or_too_old_is_refused(void **state)
{
	static const char *const wrong[] = { "", "K7F2", "K7F2-9QXM-41AB-2",
		"0000-0000-0000", "K7F2-9QXM-41AB", "K7F2_9QXM_41AB",
		"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9" };
	struct records *r = *state;
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT];
	struct kiosks all;
	struct kiosk k;
	size_t i;

	records_fill(r);
	k = added(r, "Ward 6", code);
	for (i = 0; i < COUNT(wrong); i++)
		assert_err(
		    registered(r, wrong[i], clock_now(), token), ERR_NOTFOUND);
	assert_err(registered(r, code, k.code_until, token), ERR_NOTFOUND);
	assert_err(
	    kiosk_list(r->db, r->arena, r->trust.id, k.code_until, &all), OK);
	assert_int_equal(all.v[0].state, KIOSK_LAPSED);
	assert_err(registered(r, code, k.code_until - 1, token), OK);
}

static void
test_neither_code_nor_token_is_kept(void **state)
{
	struct records *r = *state;
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT], bytes[4096];
	size_t n;
	FILE *f;
	int found = 0;
	static const char *const ends[] = { "", "-wal" };
	size_t i;

	records_fill(r);
	added(r, "Ward 6", code);
	assert_err(registered(r, code, clock_now(), token), OK);
	for (i = 0; i < COUNT(ends); i++) {
		f = fopen(
		    arena_printf(r->arena, "%s%s", r->path, ends[i]), "r");
		assert_non_null(f);
		while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
			found += memmem(bytes, n, token, 43) != NULL ||
				 memmem(bytes, n, code, 14) != NULL;
		fclose(f);
	}
	assert_int_equal(found, 0);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM kiosk WHERE code IS NULL AND "
		       "length(token) = 32"),
	    1);
}

static void
test_terminals_are_listed_and_revoked_at_home_only(void **state)
{
	struct records *r = *state;
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT];
	struct kiosk k = in_use(r), found;
	struct unit u = unit_of(&r->supplier, NULL);
	struct kiosks all;

	added(r, "Atrium", code);
	assert_err(kiosk_list(r->db, r->arena, r->supplier.id, 0, &all), OK);
	assert_int_equal(all.n, 0);
	assert_err(kiosk_revoke(r->db, &u, k.id), ERR_NOTFOUND);
	u = unit_of(&r->trust, &r->admin);
	assert_err(visit_begin(r->db, &k, 0, "1", clock_now(), token), OK);
	assert_err(kiosk_revoke(r->db, &u, k.id), OK);
	assert_err(kiosk_revoke(r->db, &u, k.id), ERR_NOTFOUND);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM kiosk_session"), 0);
	assert_err(
	    kiosk_list(r->db, r->arena, r->trust.id, clock_now(), &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].place, "Atrium");
	assert_int_equal(all.v[0].state, KIOSK_WAITING);
	assert_int_equal(all.v[1].state, KIOSK_REVOKED);
	/* One that waits for its code can be revoked as well. */
	assert_err(kiosk_revoke(r->db, &u, all.v[0].id), OK);
	assert_err(registered(r, code, clock_now(), token), ERR_NOTFOUND);
	assert_err(kiosk_find(r->db, r->arena, token, &found), ERR_NOTFOUND);
	assert_err(kiosk_find(r->db, r->arena, "short", &found), ERR_NOTFOUND);
}

/* ---- visits ---- */

static void
test_a_visit_begins_is_proved_and_ends(void **state)
{
	struct records *r = *state;
	char one[SESSION_TOKEN_TEXT], two[SESSION_TOKEN_TEXT];
	struct kiosk k = in_use(r);
	struct staff s = staff_made(r, "20415678", "Kofi", "Mensah");
	struct unit u = { .by = { 0, "staff 20415678", "kiosk" } };
	int64_t now = clock_now();
	struct visit v, w;

	assert_err(visit_begin(r->db, &k, s.id, "20415678", now, one), OK);
	assert_err(visit_find(r->db, r->arena, &k, one, now, &v), OK);
	assert_true(v.staff == s.id);
	assert_string_equal(v.typed, "20415678");
	assert_int_equal(v.proof, VISIT_NAMED);
	assert_err(
	    visit_prove(r->db, &u, &k, one, &s, VISIT_PIN, now, two), OK);
	assert_err(visit_find(r->db, r->arena, &k, one, now, &w), ERR_NOTFOUND);
	assert_err(visit_find(r->db, r->arena, &k, two, now, &w), OK);
	assert_int_equal(w.proof, VISIT_PIN);
	assert_string_not_equal(v.csrf, w.csrf);
	assert_err(visit_prove(r->db, &u, &k, one, &s, VISIT_PIN, now, two),
	    ERR_NOTFOUND);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = "
		       "'kiosk.enter' AND actor = 'staff 20415678'"),
	    1);
}

static void
test_proof_is_given_once(void **state)
{
	struct records *r = *state;
	char one[SESSION_TOKEN_TEXT], two[SESSION_TOKEN_TEXT],
	    three[SESSION_TOKEN_TEXT];
	struct kiosk k = in_use(r);
	struct staff s = staff_made(r, "20415678", "Kofi", "Mensah");
	struct unit u = { .by = { 0, "staff 20415678", "kiosk" } };
	int64_t now = clock_now();

	assert_err(visit_begin(r->db, &k, s.id, "20415678", now, one), OK);
	assert_err(
	    visit_prove(r->db, &u, &k, one, &s, VISIT_PIN, now, two), OK);
	assert_err(
	    visit_prove(r->db, &u, &k, two, &s, VISIT_PASSWORD, now, three),
	    ERR_NOTFOUND);
	assert_err(visit_end(r->db, &k, two), OK);
	assert_err(visit_end(r->db, &k, two), OK);
	assert_err(visit_end(r->db, &k, "short"), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM kiosk_session"), 0);
}

static void
test_the_next_one_sends_the_last_one_away(void **state)
{
	struct records *r = *state;
	char one[SESSION_TOKEN_TEXT], two[SESSION_TOKEN_TEXT];
	struct kiosk k = in_use(r), other = k;
	int64_t now = clock_now();
	struct visit v;

	assert_err(visit_begin(r->db, &k, 0, "1", now, one), OK);
	other.id = k.id + 1;
	assert_err(
	    visit_find(r->db, r->arena, &other, one, now, &v), ERR_NOTFOUND);
	assert_err(visit_begin(r->db, &k, 0, "2", now, two), OK);
	assert_err(visit_find(r->db, r->arena, &k, one, now, &v), ERR_NOTFOUND);
	assert_err(visit_find(r->db, r->arena, &k, two, now, &v), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM kiosk_session"), 1);
}

static void
test_idle_and_length_have_limits(void **state)
{
	struct records *r = *state;
	char token[SESSION_TOKEN_TEXT];
	struct kiosk k = in_use(r);
	const int64_t idle = KIOSK_IDLE_S * SECOND;
	int64_t begun = clock_now(), at;
	struct visit v;

	assert_err(visit_begin(r->db, &k, 0, "1", begun, token), OK);
	assert_err(
	    visit_find(r->db, r->arena, &k, token, begun + idle, &v), OK);
	assert_err(visit_find(r->db, r->arena, &k, token, begun + idle + 1, &v),
	    ERR_NOTFOUND);
	for (at = begun; at <= begun + KIOSK_WHOLE_S * SECOND;
	     at += 60 * SECOND) {
		assert_err(visit_seen(r->db, &k, token, at), OK);
		assert_err(visit_find(r->db, r->arena, &k, token, at, &v), OK);
	}
	at = begun + KIOSK_WHOLE_S * SECOND;
	assert_err(visit_seen(r->db, &k, token, at), OK);
	assert_err(visit_find(r->db, r->arena, &k, token, at, &v), OK);
	assert_err(
	    visit_find(r->db, r->arena, &k, token, at + 1, &v), ERR_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_only_places_of_the_form_are_added),
		with_records(test_a_code_works_once_however_it_is_typed),
		with_records(test_a_code_that_is_none_or_too_old_is_refused),
		with_records(test_neither_code_nor_token_is_kept),
		with_records(
		    test_terminals_are_listed_and_revoked_at_home_only),
		with_records(test_a_visit_begins_is_proved_and_ends),
		with_records(test_proof_is_given_once),
		with_records(test_the_next_one_sends_the_last_one_away),
		with_records(test_idle_and_length_have_limits),
	};

	return cmocka_run_group_tests_name("kiosk", tests, NULL, NULL);
}
