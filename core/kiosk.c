/* kiosk.c - terminals: added, registered with a code, listed, revoked. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "jsonw.h"
#include "kiosk.h"
#include "sql.h"
#include "text.h"
#include "token_priv.h"

/* No letter or digit that is taken for another one. */
static const char code_set[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
#define CODE_CHARS 12

const char *
kiosk_state_name(enum kiosk_state state)
{
	static const char *const names[KIOSK_STATES] = { "waiting", "lapsed",
		"registered", "revoked" };

	return names[state];
}

static enum err
note(struct db *db, struct db_head *head, const char *action, int64_t id,
    const char *place)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "place", place);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* ---- codes ---- */

static void
make_code(char code[KIOSK_CODE_SIZE])
{
	size_t i, n = 0;

	for (i = 0; i < CODE_CHARS; i++) {
		if (i > 0 && i % 4 == 0)
			code[n++] = '-';
		code[n++] = code_set[randombytes_uniform(sizeof(code_set) - 1)];
	}
	code[n] = '\0';
}

/*
 * What is kept of a code: capitals or not, with hyphens, spaces or neither.
 * False for what cannot be one.
 */
static bool
code_digest(const char *typed, unsigned char digest[32])
{
	char code[CODE_CHARS];
	size_t n = 0;
	char c;

	for (; (c = *typed) != '\0'; typed++) {
		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (n == CODE_CHARS || strchr(code_set, c) == NULL)
			return false;
		code[n++] = c;
	}
	crypto_generichash(digest, 32, (const unsigned char *)code, n, NULL, 0);
	sodium_memzero(code, sizeof(code));
	return n == CODE_CHARS;
}

/* ---- adding ---- */

struct adding {
	struct kiosk *k;
	unsigned char code[32];
};

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct adding *a = arg;
	enum err e;

	a->k->org = head->org;
	a->k->added_at = head->at;
	a->k->code_until = head->at + KIOSK_CODE_S * SECOND;
	e = db_do(
	    db, SQL(kiosk_insert, .org = head->org, .id = a->k->id,
		    .place = a->k->place, .code = { a->code, sizeof(a->code) },
		    .until = a->k->code_until, .at = head->at));
	if (e != OK)
		return e;
	return note(db, head, "kiosk.add", a->k->id, a->k->place);
}

enum err
kiosk_add(
    struct db *db, struct unit *u, struct kiosk *k, char code[KIOSK_CODE_SIZE])
{
	struct adding a = { .k = k };

	if (!text_within(k->place, TEXT_LINE, 1, KIOSK_PLACE_MAX))
		return ERR_INVALID;
	make_code(code);
	(void)code_digest(code, a.code);
	k->id = db_id(db);
	k->state = KIOSK_WAITING;
	k->registered_at = k->seen_at = k->revoked_at = 0;
	return db_write(db, u, add, &a);
}

/* ---- registering ---- */

struct registering {
	unsigned char code[32];
	struct token_names token;
	int64_t now, org, id;
};

static enum err
find_code(struct db *db, void *arg)
{
	struct registering *r = arg;
	enum err e;

	e = db_ask(db, SQL(kiosk_by_code, .code = { r->code, sizeof(r->code) },
			   .now = r->now));
	if (e != OK)
		return e;
	r->org = db_int(db);
	r->id = db_int(db);
	return OK;
}

static enum err
place_of(
    struct db *db, struct arena *a, int64_t org, int64_t id, const char **place)
{
	enum err e = db_ask(db, SQL(kiosk_read, .org = org, .id = id));

	if (e == OK)
		*place = db_text(db, a);
	return e;
}

static enum err
take_code(struct db *db, struct db_head *head, void *arg)
{
	const struct registering *r = arg;
	struct arena *a = arena_open();
	const char *place;
	enum err e;

	e = db_do(db, SQL(kiosk_register, .org = head->org, .id = r->id,
			  .code = { r->code, sizeof(r->code) },
			  .token = { r->token.kept, sizeof(r->token.kept) },
			  .at = head->at));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND; /* somebody else was first */
	if (e == OK && (e = place_of(db, a, head->org, r->id, &place)) == OK)
		e = note(db, head, "kiosk.register", r->id, place);
	arena_close(a);
	return e;
}

enum err
kiosk_register(struct db *db, struct unit *u, const char *typed, int64_t now,
    char token[SESSION_TOKEN_TEXT])
{
	struct registering r = { .now = now };
	enum err e;

	if (!code_digest(typed, r.code))
		return ERR_NOTFOUND;
	if ((e = db_read(db, find_code, &r)) != OK)
		return e;
	token_make(token, &r.token);
	u->org = r.org;
	return db_write(db, u, take_code, &r);
}

/* ---- reading ---- */

static void
read_row(struct db *db, struct arena *a, struct kiosk *k)
{
	k->id = db_int(db);
	k->org = db_int(db);
	k->place = db_text(db, a);
	k->org_name = db_text(db, a);
	k->added_at = db_int(db);
	k->code_until = db_int(db);
	k->registered_at = db_int(db);
	k->seen_at = db_int(db);
	k->revoked_at = db_int(db);
	k->state = k->revoked_at != 0      ? KIOSK_REVOKED
		   : k->registered_at != 0 ? KIOSK_REGISTERED
					   : KIOSK_WAITING;
}

enum err
kiosk_find(struct db *db, struct arena *a, const char *token, struct kiosk *k)
{
	struct token_names n;
	enum err e;

	if (!token_digest(token, &n))
		return ERR_NOTFOUND;
	e = db_ask(
	    db, SQL(kiosk_by_token, .token = { n.kept, sizeof(n.kept) }));
	if (e == OK)
		read_row(db, a, k);
	return e;
}

enum err
kiosk_list(struct db *db, struct arena *a, int64_t org, int64_t now,
    struct kiosks *out)
{
	enum err e = db_ask(db, SQL(kiosk_count, .org = org));
	struct kiosk *k;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(kiosk_list, .org = org));
	while (db_next(db)) {
		k = &out->v[out->n++];
		read_row(db, a, k);
		if (k->state == KIOSK_WAITING && k->code_until <= now)
			k->state = KIOSK_LAPSED;
	}
	return db_end(db);
}

static enum err
revoke(struct db *db, struct db_head *head, void *arg)
{
	const int64_t *id = arg;
	struct arena *a = arena_open();
	const char *place;
	enum err e = place_of(db, a, head->org, *id, &place);

	if (e == OK)
		e = db_do(db, SQL(kiosk_revoke, .org = head->org, .id = *id,
				  .at = head->at));
	if (e == OK)
		e = db_do(
		    db, SQL(visit_end_all, .org = head->org, .kiosk = *id));
	if (e == OK)
		e = note(db, head, "kiosk.revoke", *id, place);
	arena_close(a);
	return e;
}

enum err
kiosk_revoke(struct db *db, struct unit *u, int64_t id)
{
	return db_write(db, u, revoke, &id);
}
