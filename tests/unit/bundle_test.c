/* bundle_test.c - what is signed, and that nothing else passes for it. */
#include "bundle_set.h"
#include "canon.h"
#include "relation.h"

/* A signed bundle of a published year, and the ring. */
static void
signed_year(struct year *y, struct buf *bundle, struct ring *ring)
{
	struct edition x;

	published_with_secrets(y);
	(void)key_made(y->r);
	x = edition_of(y, 0);
	assert_err(bundle_try_sign(y, &x), OK);
	bundle_of(y, &x, bundle);
	ring_of(y->r, ring);
}

static bool
valid(struct buf *b, const struct ring *ring)
{
	struct bundle_verdict v;

	return bundle_check(b->p, b->n, ring, &v);
}

static void
assert_refused(struct buf *b, const struct ring *ring, const char *why)
{
	struct bundle_verdict v;

	assert_false(bundle_check(b->p, b->n, ring, &v));
	assert_string_equal(v.reason, why);
}

static void
test_a_bundle_is_what_was_published(void **state)
{
	static const char *const paths[][3] = {
		{ "organisation", "code", "\"RX901\"" },
		{ "set", "version", "\"14\"" },
		{ "score", "percent", "66" },
		{ "score", "points", "8" },
		{ "score", "levels", "[0,0,4,0]" },
		{ "score", "grade", "\"satisfactory\"" },
		{ "levels", "101", "2" },
		{ "signatory", "role", "\"administrator\"" },
		{ "published", "due", "\"2027-03-31\"" },
	};
	struct year *y = *state;
	struct buf b = { 0 };
	struct ring ring;
	struct canon v;
	size_t i;

	signed_year(y, &b, &ring);
	assert_true(valid(&b, &ring));
	for (i = 0; i < COUNT(paths); i++) {
		const char *const path[] = { "bundle", paths[i][0], paths[i][1],
			NULL };

		assert_true(
		    canon_find((struct canon){ b.p, b.n - 1 }, path, &v));
		assert_string_equal(
		    arena_copy(y->r->arena, v.p, v.n), paths[i][2]);
	}
	buf_clear(&b);
}

/* Its type is another by now; what was answered is the set of the old one. */
static void
test_its_type_is_that_of_the_set(void **state)
{
	static const char *const type[] = { "bundle", "organisation", "type",
		NULL };
	struct year *y = *state;
	struct relation rel = {
		.org = y->org->id, .name = "RX901", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct buf b = { 0 };
	struct edition x;
	struct canon v;

	year_ready(y, "1a 1b 2a");
	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
	assert_err(
	    org_read(y->r->db, y->r->arena, y->org->id, &y->r->trust), OK);
	assert_string_equal(y->org->type, "CTP");
	assert_err(year_publish(y), OK);
	(void)key_made(y->r);
	x = edition_of(y, 0);
	assert_err(bundle_try_sign(y, &x), OK);
	bundle_of(y, &x, &b);
	assert_true(canon_find((struct canon){ b.p, b.n - 1 }, type, &v));
	assert_string_equal(arena_copy(y->r->arena, v.p, v.n), "\"ACU\"");
	buf_clear(&b);
}

static void
test_nothing_private_is_in_it(void **state)
{
	struct year *y = *state;
	struct buf b = { 0 };
	struct ring ring;

	signed_year(y, &b, &ring);
	assert_null(strstr(buf_text(&b), "PRIVATE"));
	assert_null(strstr(buf_text(&b), y->r->admin.user));
	assert_null(strstr(buf_text(&b), y->r->admin.name));
	buf_clear(&b);
}

/* Every byte in turn, and then places and values at random. */
static void
test_ten_thousand_single_byte_changes_are_refused(void **state)
{
	struct year *y = *state;
	struct buf b = { 0 };
	struct ring ring;
	unsigned long n, seed = 20261126;

	signed_year(y, &b, &ring);
	for (n = 0; n < b.n + 10000; n++) {
		size_t at = n;
		char was, is;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (n >= b.n)
			at = (size_t)(seed >> 33) % b.n;
		was = b.p[at];
		is = (char)(was ^ (char)(1 + (seed >> 20) % 255));
		if (n % 3 == 0) /* to another letter of the same kind */
			is = was == '1' ? '2' : '1';
		b.p[at] = is;
		if (is != was && valid(&b, &ring))
			fail_msg("byte %zu: %c to %c was taken", at, was, is);
		b.p[at] = was;
	}
	assert_true(valid(&b, &ring));
	buf_clear(&b);
}

static void
test_a_truncated_or_longer_file_is_refused(void **state)
{
	struct year *y = *state;
	struct buf b = { 0 };
	struct ring ring;
	size_t n, whole;

	signed_year(y, &b, &ring);
	whole = b.n;
	for (n = 0; n < whole; n++) {
		b.n = n;
		assert_false(valid(&b, &ring));
	}
	b.n = whole;
	buf_putc(&b, '\n');
	assert_false(valid(&b, &ring));
	b.n = 0;
	assert_refused(&b, &ring, "the file is empty");
	buf_clear(&b);
}

/* The same values in another order or with spaces: another spelling. */
static void
test_another_spelling_is_refused(void **state)
{
	static const struct {
		const char *from, *to;
	} edits[] = {
		{ "{\"bundle\":", "{ \"bundle\":" },
		{ "\"code\":\"RX901\",\"name\":\"RX901\"",
		    "\"name\":\"RX901\",\"code\":\"RX901\"" },
		{ "\"percent\":66", "\"percent\":66.0" },
		{ "\"schema\":1", "\"schema\":01" },
		{ "\"RX901\"", "\"\\u0052X901\"" },
		{ "\"supersedes\":null,", "" },
		{ "\"schema\":1,", "\"schema\":1,\"schema\":1," },
	};
	struct year *y = *state;
	struct buf b = { 0 }, c = { 0 };
	struct ring ring;
	size_t i;

	signed_year(y, &b, &ring);
	for (i = 0; i < COUNT(edits); i++) {
		const char *text = buf_text(&b);
		const char *at = strstr(text, edits[i].from);

		assert_non_null(at);
		buf_reset(&c);
		buf_add(&c, text, (size_t)(at - text));
		buf_puts(&c, edits[i].to);
		buf_puts(&c, at + strlen(edits[i].from));
		if (valid(&c, &ring))
			fail_msg("taken: %s", edits[i].to);
	}
	buf_clear(&b);
	buf_clear(&c);
}

static enum bundle_signature
signature_of(struct year *y, const struct edition *x)
{
	enum bundle_signature state;

	assert_err(bundle_state(y->r->db, x, &state), OK);
	return state;
}

static bool
is_signed(struct year *y, const struct edition *x)
{
	return signature_of(y, x) == BUNDLE_SIGNED;
}

static void
test_without_a_key_nothing_is_signed(void **state)
{
	struct year *y = *state;
	struct buf b = { 0 };
	struct edition x;

	year_published(y, "1a 1b 2a");
	x = edition_of(y, 0);
	assert_err(bundle_try_sign(y, &x), ERR_NOTFOUND);
	assert_err(bundle_read(y->r->db, y->r->arena, &x, &b), ERR_NOTFOUND);
	(void)key_made(y->r);
	assert_false(is_signed(y, &x));
	assert_err(bundle_try_sign(y, &x), OK);
	assert_true(is_signed(y, &x));
	assert_err(bundle_try_sign(y, &x), ERR_CONFLICT);
	buf_clear(&b);
}

/* A new key does not make an old bundle invalid; revoking does. */
static void
test_keys_are_rotated_and_revoked(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct year *y = *state;
	struct buf b = { 0 }, c = { 0 };
	struct signing_key fresh;
	struct bundle_verdict v;
	struct ring before, ring;
	struct edition x;

	signed_year(y, &b, &before);
	fresh = key_made(y->r);
	ring_of(y->r, &ring);
	assert_true(valid(&b, &ring));
	x = edition_of(y, 0);
	assert_true(bundle_check(b.p, b.n, &ring, &v));
	assert_string_not_equal(v.key, fresh.id);
	assert_err(signing_revoke(y->r->db, &u, v.key, ""), ERR_INVALID);
	assert_err(signing_revoke(y->r->db, &u, "0123", "x"), ERR_NOTFOUND);
	assert_err(signing_revoke(y->r->db, &u, "0123456789abcdef", "x"),
	    ERR_NOTFOUND);
	assert_err(signing_revoke(y->r->db, &u, v.key, "Lost"), OK);
	assert_err(signing_revoke(y->r->db, &u, v.key, "Lost"), ERR_CONFLICT);
	ring_of(y->r, &ring);
	assert_false(bundle_check(b.p, b.n, &ring, &v));
	assert_non_null(strstr(v.reason, "revoked"));
	assert_err(bundle_read(y->r->db, y->r->arena, &x, &c), ERR_NOTFOUND);
	assert_false(is_signed(y, &x));
	assert_err(bundle_try_sign(y, &x), OK);
	bundle_of(y, &x, &c);
	assert_true(bundle_check(c.p, c.n, &ring, &v));
	assert_string_equal(v.key, fresh.id);
	assert_refused(
	    &c, &before, "it is signed by a key that is not among those given");
	buf_clear(&b);
	buf_clear(&c);
}

/* How many there are, by walking through them. */
static int
unsigned_in(const struct year *y, int64_t org, const char *version)
{
	struct bundle_unsigned u = { .org = org, .version = version };
	int n = 0;
	enum err e;

	while ((e = bundle_unsigned_next(y->r->db, y->r->arena, &u)) == OK)
		n++;
	assert_err(e, ERR_NOTFOUND);
	return n;
}

/* After a key was revoked all that it signed is to be signed anew. */
static void
test_what_has_no_signature_is_found(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct year *y = *state;
	struct signing_key first;
	struct edition x;
	int64_t n;

	year_published(y, "1a 1b 2a");
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	x = edition_of(y, 1);
	assert_int_equal(signature_of(y, &x), BUNDLE_UNSIGNED);
	first = key_made(y->r);
	assert_err(bundle_try_sign(y, &x), OK);
	assert_int_equal(unsigned_in(y, 0, ""), 1);
	assert_err(signing_revoke(y->r->db, &u, first.id, "Lost"), OK);
	assert_int_equal(signature_of(y, &x), BUNDLE_WITHDRAWN);
	assert_int_equal(unsigned_in(y, 0, ""), 2);
	assert_int_equal(unsigned_in(y, y->org->id, x.version), 2);
	assert_int_equal(unsigned_in(y, y->org->id, "1.0"), 0);
	assert_int_equal(unsigned_in(y, y->org->id + 1, ""), 0);
	(void)key_made(y->r);
	assert_err(bundle_try_sign(y, &x), OK);
	assert_int_equal(signature_of(y, &x), BUNDLE_SIGNED);
	assert_err(bundle_unsigned_count(y->r->db, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(unsigned_in(y, 0, ""), 1);
}

/* Whoever can write the file must not be able to pass off another's key. */
static void
test_a_key_others_may_read_is_not_used(void **state)
{
	struct year *y = *state;
	struct signing_key k, found;
	const char *file;

	k = key_made(y->r);
	file = arena_printf(y->r->arena, "%s/%s.key", keys_of(y->r), k.id);
	assert_err(
	    signing_current(y->r->db, y->r->arena, keys_of(y->r), &found), OK);
	assert_int_equal(chmod(file, 0640), 0);
	assert_err(
	    signing_current(y->r->db, y->r->arena, keys_of(y->r), &found),
	    ERR_NOTFOUND);
	assert_int_equal(chmod(file, 0600), 0);
	assert_int_equal(truncate(file, 40), 0);
	assert_err(
	    signing_current(y->r->db, y->r->arena, keys_of(y->r), &found),
	    ERR_NOTFOUND);
}

static void
test_the_records_hold_no_secret_key(void **state)
{
	struct year *y = *state;
	struct signing_key k = key_made(y->r);
	char text[128] = "";
	FILE *f = fopen(
	    arena_printf(y->r->arena, "%s/%s.key", keys_of(y->r), k.id), "re");
	struct stat st;
	char *bytes;
	size_t n;

	assert_non_null(f);
	assert_non_null(fgets(text, sizeof(text), f));
	assert_non_null(fgets(text, sizeof(text), f));
	fclose(f);
	text[64] = '\0';
	f = fopen(arena_printf(y->r->arena, "%s-wal", y->r->path), "re");
	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &st), 0);
	bytes = arena_alloc(y->r->arena, (size_t)st.st_size + 1);
	n = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	assert_non_null(memmem(bytes, n, k.id, strlen(k.id)));
	assert_null(memmem(bytes, n, text, 64));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_a_bundle_is_what_was_published),
		with_bundle(test_its_type_is_that_of_the_set),
		with_bundle(test_nothing_private_is_in_it),
		with_bundle(test_ten_thousand_single_byte_changes_are_refused),
		with_bundle(test_a_truncated_or_longer_file_is_refused),
		with_bundle(test_another_spelling_is_refused),
		with_bundle(test_without_a_key_nothing_is_signed),
		with_bundle(test_keys_are_rotated_and_revoked),
		with_bundle(test_what_has_no_signature_is_found),
		with_bundle(test_a_key_others_may_read_is_not_used),
		with_bundle(test_the_records_hold_no_secret_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
