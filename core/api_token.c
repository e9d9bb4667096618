/* api_token.c - tokens of programs: made, found, listed, revoked. */
#include <string.h>

#include <sodium.h>

#include "api_token.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"
#include "token_priv.h"

#define PREFIX_N (sizeof(API_TOKEN_PREFIX) - 1)

/* ---- scopes ---- */

static const char *const scope_names[SCOPES] = { "read", "write", "training" };

const char *
scope_name(enum scope scope)
{
	size_t i;

	for (i = 0; i < SCOPES; i++)
		if ((unsigned)scope == 1u << i)
			return scope_names[i];
	return NULL;
}

unsigned
scopes_named(const char *words)
{
	unsigned scopes = 0;
	size_t i, n;

	for (;; words += n + 1) {
		n = strcspn(words, ",");
		for (i = 0; i < SCOPES; i++)
			if (strlen(scope_names[i]) == n &&
			    memcmp(scope_names[i], words, n) == 0)
				break;
		if (i == SCOPES)
			return 0;
		scopes |= 1u << i;
		if (words[n] == '\0')
			return scopes;
	}
}

const char *
scopes_words(struct arena *a, unsigned scopes)
{
	const char *words = "";
	size_t i;

	for (i = 0; i < SCOPES; i++)
		if ((scopes & 1u << i) != 0)
			words = arena_printf(a, "%s%s%s", words,
			    words[0] == '\0' ? "" : ", ", scope_names[i]);
	return words;
}

/* ---- making ---- */

struct making {
	struct api_token *t;
	day today;
	struct bytes digest;
};

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct api_token *t)
{
	struct arena *a = arena_open();
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char until[DAY_TEXT_SIZE];
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "name", t->name);
	jsonw_int(&w, "person", t->person);
	if (t->scopes != 0) {
		day_text(t->expires_on, until);
		jsonw_text(&w, "scopes", scopes_words(a, t->scopes));
		jsonw_text(&w, "until", until);
	}
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, t->id, buf_text(&detail));
	buf_clear(&detail);
	arena_close(a);
	return e;
}

static enum err
make(struct db *db, struct db_head *head, void *arg)
{
	const struct making *m = arg;
	struct api_token *t = m->t;
	enum err e;

	e = db_ask(db, SQL(api_token_count, .org = head->org,
			   .person = t->person, .today = m->today));
	if (e != OK)
		return e;
	if (db_int(db) >= API_TOKENS_MOST)
		return ERR_CONFLICT;
	t->org = head->org;
	t->made_at = head->at;
	e = db_do(db, SQL(api_token_insert, .id = t->id, .org = head->org,
			  .person = t->person, .digest = m->digest,
			  .name = t->name, .scopes = t->scopes, .at = head->at,
			  .expires_on = t->expires_on));
	return e == OK ? note(db, head, "token.make", t) : e;
}

/* Is there such a person, whose account is open? */
static enum err
may_have(struct db *db, int64_t person)
{
	struct arena *a = arena_open();
	struct person p;
	enum err e = person_read(db, a, person, &p);

	if (e == OK && p.closed)
		e = ERR_DENIED;
	arena_close(a);
	return e;
}

enum err
api_token_make(struct db *db, struct unit *u, struct api_token *t, day today,
    char text[API_TOKEN_TEXT])
{
	struct token_names n;
	struct making m = { t, today, { n.kept, sizeof(n.kept) } };
	enum err e;

	if (!text_within(t->name, TEXT_LINE, 1, API_TOKEN_NAME_MAX) ||
	    t->scopes == 0 || (t->scopes & ~(unsigned)SCOPES_ALL) != 0 ||
	    t->expires_on < today || t->expires_on - today > API_TOKEN_DAYS_MAX)
		return ERR_INVALID;
	if ((e = may_have(db, t->person)) != OK)
		return e;
	memcpy(text, API_TOKEN_PREFIX, PREFIX_N);
	token_make(text + PREFIX_N, &n);
	t->id = db_id(db);
	t->used_on = DAY_NONE;
	t->revoked_at = 0;
	return db_write(db, u, make, &m);
}

/* ---- finding ---- */

/*
 * The next row of api_token_find; false after the last.  *there: they have a
 * place in its organisation.  Of the roles that are held everywhere only the
 * national one gives one, as in session_move.
 */
static bool
next_row(struct db *db, struct arena *a, struct session *s, struct api_token *t,
    bool *there)
{
	if (!db_next(db))
		return false;
	t->id = db_int(db);
	t->person = s->person = db_int(db);
	t->org = s->org = db_int(db);
	t->scopes = (unsigned)db_int(db);
	t->used_on = db_day(db);
	*there = db_int(db) != 0 || *there;
	session_read_place(db, a, s);
	return true;
}

/* Roles of groups, each with whether it gives a place. */
static enum err
add_roles(struct db *db, struct sql_call list, unsigned *roles, bool *there)
{
	db_list(db, list);
	while (db_next(db)) {
		*roles |= (unsigned)db_int(db);
		*there = db_int(db) != 0 || *there;
	}
	return db_end(db);
}

enum err
api_token_group_roles(struct db *db, const struct groups *groups,
    const struct api_token *t, struct session *s)
{
	bool there = false;
	size_t i;
	enum err e = OK;

	for (i = 0; i < groups->n && e == OK; i++)
		e = add_roles(db,
		    SQL(grant_of_group, .group_name = groups->v[i],
			.org = t->org, .national = ROLE_NATIONAL),
		    &s->roles, &there);
	if (there)
		s->person = t->person;
	return e;
}

enum err
api_token_find(struct db *db, struct arena *a, const char *text, day today,
    struct session *s, struct api_token *t)
{
	struct token_names n;
	bool there = false;
	enum err e;

	*s = (struct session){ .roles = ROLE_SIGNED_IN };
	*t = (struct api_token){ 0 };
	if (strncmp(text, API_TOKEN_PREFIX, PREFIX_N) != 0 ||
	    !token_digest(text + PREFIX_N, &n))
		return ERR_NOTFOUND;
	db_list(db, SQL(api_token_find, .digest = { n.kept, sizeof(n.kept) },
			.today = today, .national = ROLE_NATIONAL));
	while (next_row(db, a, s, t, &there))
		continue;
	if ((e = db_end(db)) != OK)
		return e;
	if (t->id == 0)
		return ERR_NOTFOUND;
	/* What was told on another day is asked again. */
	if (t->used_on == today)
		e = add_roles(db,
		    SQL(api_token_group_roles, .token = t->id, .org = t->org,
			.national = ROLE_NATIONAL),
		    &s->roles, &there);
	/* Whoever has left the organisation asks there no more. */
	if (!there)
		s->person = 0;
	return e;
}

struct using
{
	int64_t id;
	day today;
	const struct groups *groups;
};

static enum err
used(struct db *db, void *arg)
{
	const struct using *u = arg;
	enum err e;
	size_t i;

	e = db_do(db, SQL(api_token_used, .id = u->id, .today = u->today));
	if (e == OK)
		e = db_do(db, SQL(api_token_group_drop, .id = u->id));
	for (i = 0; i < u->groups->n && e == OK; i++)
		e = db_do(db, SQL(api_token_group_insert, .id = u->id,
				  .group_name = u->groups->v[i]));
	return e;
}

enum err
api_token_used(
    struct db *db, int64_t id, day today, const struct groups *groups)
{
	struct using u = { id, today, groups };

	return db_note(db, used, &u);
}

/* ---- what there is ---- */

static void
read_list(struct db *db, struct arena *a, struct api_tokens *out)
{
	struct api_token *more, *t;

	while (db_next(db)) {
		if ((out->n & (out->n - 1)) == 0) { /* full: double it */
			more = arena_array(
			    a, out->n == 0 ? 1 : 2 * out->n, sizeof(*more));
			if (out->n > 0)
				memcpy(more, out->v, out->n * sizeof(*more));
			out->v = more;
		}
		t = &out->v[out->n++];
		t->id = db_int(db);
		t->person = db_int(db);
		t->org = db_int(db);
		t->name = db_text(db, a);
		t->scopes = (unsigned)db_int(db);
		t->made_at = db_int(db);
		t->expires_on = db_day(db);
		t->used_on = db_day(db);
		t->revoked_at = db_int(db);
		t->revoked_by = db_text(db, a);
		t->holder = db_text(db, a);
	}
}

enum err
api_token_list(struct db *db, struct arena *a, int64_t org, int64_t person,
    struct api_tokens *out)
{
	*out = (struct api_tokens){ 0 };
	if (person == 0)
		db_list(db, SQL(api_token_list, .org = org));
	else
		db_list(db, SQL(api_token_of, .org = org, .person = person));
	read_list(db, a, out);
	return db_end(db);
}

static enum err
revoke(struct db *db, struct db_head *head, void *arg)
{
	struct api_token *t = arg;
	struct arena *a = arena_open();
	struct api_token was = { .id = t->id };
	const char *who =
	    head->by->name[0] == '\0' ? "operator" : head->by->name;
	enum err e;

	e = db_ask(db, SQL(api_token_read, .org = head->org, .id = t->id));
	if (e == OK) {
		was.person = db_int(db);
		was.name = db_text(db, a);
		if (t->person != 0 && t->person != was.person)
			e = ERR_NOTFOUND;
	}
	if (e == OK)
		e = db_do(db, SQL(api_token_revoke, .org = head->org,
				  .id = t->id, .at = head->at, .who = who));
	if (e == OK)
		e = note(db, head, "token.revoke", &was);
	arena_close(a);
	return e;
}

enum err
api_token_revoke(struct db *db, struct unit *u, int64_t id, int64_t person)
{
	struct api_token t = { .id = id, .person = person };

	return db_write(db, u, revoke, &t);
}
