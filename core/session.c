/* session.c - sessions: begun, found, moved, ended. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "clock.h"
#include "db.h"
#include "session.h"
#include "sql.h"

#define DIGEST crypto_hash_sha256_BYTES

/* What the database keeps of a token; false for what is no token's text. */
static bool
digest(const char *text, unsigned char raw[SESSION_TOKEN],
    unsigned char out[DIGEST])
{
	size_t n;

	if (strlen(text) != SESSION_TOKEN_TEXT - 1 ||
	    sodium_base642bin(raw, SESSION_TOKEN, text, SESSION_TOKEN_TEXT - 1,
		NULL, &n, NULL,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    n != SESSION_TOKEN)
		return false;
	crypto_hash_sha256(out, raw, SESSION_TOKEN);
	return true;
}

/* The form token follows from the session's: nothing more to keep. */
static void
csrf_of(const unsigned char raw[SESSION_TOKEN], char out[SESSION_TOKEN_TEXT])
{
	static const unsigned char purpose[] = "igtk form token";
	unsigned char mac[SESSION_TOKEN];

	crypto_generichash(
	    mac, sizeof(mac), purpose, sizeof(purpose) - 1, raw, SESSION_TOKEN);
	sodium_bin2base64(out, SESSION_TOKEN_TEXT, mac, sizeof(mac),
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

struct beginning {
	struct bytes token;
	int64_t person, org;
	const struct groups *groups;
};

static enum err
begin(struct db *db, struct db_head *head, void *arg)
{
	const struct beginning *b = arg;
	enum err e;
	size_t i;

	e = db_do(db, SQL(session_insert, .token = b->token,
			  .person = b->person, .org = b->org, .at = head->at));
	for (i = 0; i < b->groups->n && e == OK; i++)
		e = db_do(db, SQL(session_group_insert, .token = b->token,
				  .group_name = b->groups->v[i]));
	if (e != OK)
		return e;
	return audit_add(db, head, "session.begin", b->person, "{}");
}

/* Home, else the first organisation where a role is held; 0 for none. */
static enum err
first_org(
    struct db *db, int64_t person, const struct groups *groups, int64_t *org)
{
	enum err e;
	size_t i;

	if ((e = db_ask(db, SQL(session_first_org, .person = person))) != OK)
		return e;
	*org = db_int(db);
	for (i = 0; i < groups->n && *org == 0; i++) {
		e = db_ask(
		    db, SQL(session_group_org, .group_name = groups->v[i]));
		if (e != OK)
			return e;
		*org = db_int(db);
	}
	return OK;
}

enum err
session_begin(struct db *db, struct unit *u, int64_t person,
    const struct groups *groups, char token[SESSION_TOKEN_TEXT])
{
	struct arena *a = arena_open();
	unsigned char raw[SESSION_TOKEN], kept[DIGEST];
	struct beginning b = { .person = person, .groups = groups };
	struct person p;
	enum err e;

	if ((e = person_read(db, a, person, &p)) == OK && p.closed)
		e = ERR_DENIED;
	if (e == OK && (e = first_org(db, person, groups, &b.org)) == OK) {
		randombytes_buf(raw, sizeof(raw));
		crypto_hash_sha256(kept, raw, sizeof(raw));
		b.token = (struct bytes){ kept, sizeof(kept) };
		u->org = b.org;
		u->by.person = person;
		u->by.name = p.user;
		e = db_write(db, u, begin, &b);
		sodium_bin2base64(token, SESSION_TOKEN_TEXT, raw, sizeof(raw),
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	}
	sodium_memzero(raw, sizeof(raw));
	u->by.name = "";
	arena_close(a);
	return e;
}

static enum err
roles_of(struct db *db, struct session *s, const struct bytes token)
{
	s->roles = ROLE_SIGNED_IN;
	db_list(db, SQL(session_roles, .token = token, .person = s->person,
			.org = s->org));
	while (db_next(db))
		s->roles |= (unsigned)db_int(db);
	return db_end(db);
}

/* The session a token names, whatever its age; *closed: the account is. */
static enum err
read_session(struct db *db, struct arena *a, const char *token,
    struct session *s, bool *closed)
{
	unsigned char raw[SESSION_TOKEN], kept[DIGEST];
	const struct bytes key = { kept, sizeof(kept) };
	enum err e;

	*s = (struct session){ 0 };
	if (!digest(token, raw, kept))
		return ERR_NOTFOUND;
	if ((e = db_ask(db, SQL(session_find, .token = key))) != OK)
		return e;
	s->person = db_int(db);
	s->org = db_int(db);
	s->begun_at = db_int(db);
	s->seen_at = db_int(db);
	s->user = db_text(db, a);
	s->name = db_text(db, a);
	*closed = db_int(db) != 0;
	s->org_code = db_text(db, a);
	s->org_name = db_text(db, a);
	s->org_type = db_text(db, a);
	csrf_of(raw, s->csrf);
	return roles_of(db, s, key);
}

static bool
past(const struct session *s, const struct session_limits *limits, int64_t now)
{
	return now - s->seen_at > limits->idle_s * SECOND ||
	       now - s->begun_at > limits->whole_s * SECOND;
}

enum err
session_find(struct db *db, struct arena *a, const char *token,
    const struct session_limits *limits, int64_t now, struct session *s)
{
	bool closed;
	enum err e;

	e = read_session(db, a, token, s, &closed);
	if (e == OK && (closed || past(s, limits, now)))
		e = ERR_NOTFOUND;
	if (e != OK)
		*s = (struct session){ 0 };
	return e;
}

enum err
session_past(struct db *db, struct arena *a, const char *token,
    const struct session_limits *limits, int64_t now, struct session *s)
{
	const struct session_limits kept = { limits->idle_s + SESSION_KEPT_S,
		limits->whole_s + SESSION_KEPT_S };

	return session_find(db, a, token, &kept, now, s);
}

struct touch {
	struct bytes token;
	int64_t now;
};

static enum err
seen(struct db *db, void *arg)
{
	const struct touch *t = arg;

	return db_do(db, SQL(session_seen, .token = t->token, .now = t->now));
}

enum err
session_seen(struct db *db, const char *token, int64_t now)
{
	unsigned char raw[SESSION_TOKEN], kept[DIGEST];
	struct touch t = { { kept, sizeof(kept) }, now };

	if (!digest(token, raw, kept))
		return ERR_NOTFOUND;
	return db_note(db, seen, &t);
}

struct moving {
	struct bytes token;
	int64_t person, org;
};

static enum err
move(struct db *db, struct db_head *head, void *arg)
{
	const struct moving *m = arg;
	enum err e;

	e = db_do(db, SQL(session_move, .token = m->token, .person = m->person,
			  .org = m->org));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e != OK)
		return e;
	return audit_add(db, head, "session.move", m->person, "{}");
}

enum err
session_move(struct db *db, struct unit *u, const char *token, int64_t person,
    int64_t org)
{
	unsigned char raw[SESSION_TOKEN], kept[DIGEST];
	const struct bytes key = { kept, sizeof(kept) };
	struct moving m = { key, person, org };
	struct session s = { .person = person, .org = org };
	struct arena *a = arena_open();
	struct person p;
	enum err e;

	if (!digest(token, raw, kept)) {
		e = ERR_NOTFOUND;
	} else if ((e = person_read(db, a, person, &p)) == OK &&
		   (e = roles_of(db, &s, key)) == OK) {
		if (p.org != org && (s.roles & ~(unsigned)ROLE_SIGNED_IN) == 0)
			e = ERR_DENIED;
		u->org = org;
		if (e == OK)
			e = db_write(db, u, move, &m);
	}
	arena_close(a);
	return e;
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	const struct bytes *token = arg;
	enum err e;

	e = db_do(db, SQL(session_delete, .token = *token));
	if (e != OK)
		return e;
	return audit_add(db, head, "session.end", head->by->person, "{}");
}

enum err
session_end(struct db *db, struct unit *u, const char *token)
{
	unsigned char raw[SESSION_TOKEN], kept[DIGEST];
	struct bytes key = { kept, sizeof(kept) };

	if (!digest(token, raw, kept))
		return OK;
	return db_write(db, u, end, &key);
}

struct sweeping {
	const struct session_limits *limits;
	int64_t now;
};

static enum err
sweep(struct db *db, void *arg)
{
	const struct sweeping *s = arg;
	const int64_t two_days = 2 * 86400 * SECOND;
	enum err e;

	e = db_do(
	    db, SQL(session_sweep,
		    .seen_before = s->now - s->limits->idle_s * SECOND,
		    .begun_before = s->now - s->limits->whole_s * SECOND));
	if (e == OK)
		e = db_do(db, SQL(throttle_sweep, .before = s->now - two_days));
	if (e == OK)
		e = db_do(
		    db, SQL(db_operation_sweep, .before = s->now - two_days));
	return e;
}

enum err
session_sweep(struct db *db, const struct session_limits *limits, int64_t now)
{
	struct sweeping s = { limits, now };

	return db_note(db, sweep, &s);
}
