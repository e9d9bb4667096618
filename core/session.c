/* session.c - sessions: begun, found, moved, ended. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "clock.h"
#include "db.h"
#include "figure.h"
#include "session.h"
#include "sql.h"
#include "token_priv.h"

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
			  .person = b->person, .org = b->org, .at = head->at,
			  .groups = (int64_t)b->groups->n));
	for (i = 0; i < b->groups->n && e == OK; i++)
		e = db_do(db, SQL(session_group_insert, .token = b->token,
				  .group_name = b->groups->v[i]));
	/* The first to come makes the day's summary for all. */
	if (e == OK)
		e = figure_today(db, b->org, clock_day(head->at));
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
	struct beginning b = { .person = person, .groups = groups };
	struct token_names n;
	struct person p;
	enum err e;

	if ((e = person_read(db, a, person, &p)) == OK && p.closed)
		e = ERR_DENIED;
	if (e == OK && (e = first_org(db, person, groups, &b.org)) == OK) {
		token_make(token, &n);
		b.token = (struct bytes){ n.kept, sizeof(n.kept) };
		u->org = b.org;
		u->by.person = person;
		u->by.name = p.user;
		e = db_write(db, u, begin, &b);
	}
	u->by.name = "";
	arena_close(a);
	return e;
}

static enum err
group_roles(
    struct db *db, const struct bytes token, int64_t org, unsigned *roles)
{
	db_list(db, SQL(session_group_roles, .token = token, .org = org));
	while (db_next(db))
		*roles |= (unsigned)db_int(db);
	return db_end(db);
}

void
session_read_place(struct db *db, struct arena *a, struct session *s)
{
	s->roles |= (unsigned)db_int(db);
	if (s->user != NULL) {
		db_rest(db); /* as in the row before */
		return;
	}
	s->user = db_text(db, a);
	s->name = db_text(db, a);
	s->org_code = db_text(db, a);
	s->org_name = db_text(db, a);
	s->org_type = db_text(db, a);
}

/* The next row of session_find; false after the last. */
static bool
next_row(struct db *db, struct arena *a, struct session *s, bool *closed,
    bool *groups)
{
	if (!db_next(db))
		return false;
	s->person = db_int(db);
	s->org = db_int(db);
	s->begun_at = db_int(db);
	s->seen_at = db_int(db);
	*closed = db_int(db) != 0;
	*groups = db_int(db) != 0;
	session_read_place(db, a, s);
	return true;
}

/* The session a token names, whatever its age; *closed: the account is. */
static enum err
read_session(struct db *db, struct arena *a, const char *token,
    struct session *s, bool *closed)
{
	struct token_names n;
	const struct bytes key = { n.kept, sizeof(n.kept) };
	bool groups = false;
	enum err e;

	*s = (struct session){ .roles = ROLE_SIGNED_IN };
	if (!token_digest(token, &n))
		return ERR_NOTFOUND;
	db_list(db, SQL(session_find, .token = key));
	while (next_row(db, a, s, closed, &groups))
		continue;
	if ((e = db_end(db)) != OK)
		return e;
	if (s->person == 0)
		return ERR_NOTFOUND;
	if (s->org == 0)
		s->org_code = s->org_name = s->org_type = "";
	sodium_bin2hex(s->csrf, sizeof(s->csrf), n.form, SESSION_FORM_BYTES);
	return groups ? group_roles(db, key, s->org, &s->roles) : OK;
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
	bool closed = false;
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
	struct token_names n;
	struct touch t = { { n.kept, sizeof(n.kept) }, now };

	if (!token_digest(token, &n))
		return ERR_NOTFOUND;
	return db_note(db, seen, &t);
}

struct moving {
	struct bytes token, next;
	int64_t person, org, now;
};

/* The new token takes the place of the old one, which is gone with this. */
static enum err
turn(struct db *db, void *arg)
{
	const struct moving *m = arg;
	enum err e;

	e = db_do(db, SQL(session_turn, .token = m->token, .next = m->next,
			  .person = m->person, .org = m->org, .now = m->now));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = db_do(db, SQL(session_group_turn, .token = m->token,
				  .next = m->next));
	if (e == OK)
		e = db_do(db, SQL(session_delete, .token = m->token));
	return e;
}

static enum err
move(struct db *db, struct db_head *head, void *arg)
{
	const struct moving *m = arg;
	enum err e = turn(db, arg);

	if (e == OK)
		e = figure_today(db, m->org, clock_day(head->at));
	if (e != OK)
		return e;
	return audit_add(db, head, "session.move", m->person, "{}");
}

/*
 * May this person act there?  By a role, or because it is their home.  Of
 * those held for all organisations only the national one opens each of them.
 */
static enum err
may_move(struct db *db, struct arena *a, const struct moving *m)
{
	unsigned roles, everywhere;
	struct person p;
	enum err e;

	if ((e = person_read(db, a, m->person, &p)) != OK ||
	    (e = role_of(db, m->person, m->org, &roles)) != OK ||
	    (e = group_roles(db, m->token, m->org, &roles)) != OK ||
	    (e = role_of(db, m->person, 0, &everywhere)) != OK ||
	    (e = group_roles(db, m->token, 0, &everywhere)) != OK)
		return e;
	roles &= ~everywhere | ROLE_NATIONAL;
	return p.org == m->org || roles != 0 ? OK : ERR_DENIED;
}

enum err
session_move(struct db *db, struct unit *u, const char *token, int64_t person,
    int64_t org, char next[SESSION_TOKEN_TEXT])
{
	struct token_names was, is;
	struct moving m = { { was.kept, sizeof(was.kept) },
		{ is.kept, sizeof(is.kept) }, person, org, clock_now() };
	struct arena *a;
	enum err e;

	if (!token_digest(token, &was))
		return ERR_NOTFOUND;
	token_make(next, &is);
	a = arena_open();
	u->org = org;
	if ((e = may_move(db, a, &m)) == OK)
		e = db_write(db, u, move, &m);
	arena_close(a);
	return e;
}

enum err
session_renew(struct db *db, const char *token, int64_t person, int64_t org,
    char next[SESSION_TOKEN_TEXT])
{
	struct token_names was, is;
	struct moving m = { { was.kept, sizeof(was.kept) },
		{ is.kept, sizeof(is.kept) }, person, org, clock_now() };

	if (!token_digest(token, &was))
		return ERR_NOTFOUND;
	token_make(next, &is);
	return db_note(db, turn, &m);
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
	struct token_names n;
	struct bytes key = { n.kept, sizeof(n.kept) };

	if (!token_digest(token, &n))
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

	e = db_do(db,
	    SQL(session_sweep,
		.seen_before =
		    s->now - (s->limits->idle_s + SESSION_KEPT_S) * SECOND,
		.begun_before =
		    s->now - (s->limits->whole_s + SESSION_KEPT_S) * SECOND));
	if (e == OK)
		e = db_do(db, SQL(throttle_sweep, .before = s->now - two_days));
	if (e == OK)
		e = db_do(db, SQL(draft_sweep, .before = s->now - two_days));
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
