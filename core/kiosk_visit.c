/* kiosk_visit.c - who stands in front of a terminal, and for how long. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "clock.h"
#include "db.h"
#include "kiosk.h"
#include "sql.h"
#include "token_priv.h"

struct visiting {
	const struct kiosk *k;
	struct token_names was, is; /* the token before, and from now on */
	int64_t staff, now;
	const char *typed;
	enum visit_proof proof;
};

static enum err
begin(struct db *db, void *arg)
{
	const struct visiting *v = arg;
	enum err e;

	e = db_do(db, SQL(visit_end_all, .org = v->k->org, .kiosk = v->k->id));
	if (e == OK)
		e = db_do(db,
		    SQL(visit_insert,
			.token = { v->is.kept, sizeof(v->is.kept) },
			.org = v->k->org, .kiosk = v->k->id, .staff = v->staff,
			.typed = v->typed, .now = v->now));
	if (e == OK)
		e = db_do(db, SQL(kiosk_seen, .org = v->k->org, .id = v->k->id,
				  .now = v->now));
	return e;
}

enum err
visit_begin(struct db *db, const struct kiosk *k, int64_t staff,
    const char *typed, int64_t now, char token[SESSION_TOKEN_TEXT])
{
	struct visiting v = {
		.k = k, .staff = staff, .typed = typed, .now = now
	};

	token_make(token, &v.is);
	return db_note(db, begin, &v);
}

static bool
past(const struct visit *v, int64_t now)
{
	return now - v->seen_at > KIOSK_IDLE_S * SECOND ||
	       now - v->begun_at > KIOSK_WHOLE_S * SECOND;
}

enum err
visit_find(struct db *db, struct arena *a, const struct kiosk *k,
    const char *token, int64_t now, struct visit *v)
{
	struct token_names n;
	enum err e;

	*v = (struct visit){ 0 };
	if (!token_digest(token, &n))
		return ERR_NOTFOUND;
	e = db_ask(db, SQL(visit_find, .org = k->org, .kiosk = k->id,
			   .token = { n.kept, sizeof(n.kept) }));
	if (e != OK)
		return e;
	v->staff = db_int(db);
	v->typed = db_text(db, a);
	v->proof = (enum visit_proof)db_int(db);
	v->begun_at = db_int(db);
	v->seen_at = db_int(db);
	sodium_bin2hex(v->csrf, sizeof(v->csrf), n.form, SESSION_FORM_BYTES);
	if (!past(v, now))
		return OK;
	*v = (struct visit){ 0 };
	return ERR_NOTFOUND;
}

static enum err
prove(struct db *db, struct db_head *head, void *arg)
{
	const struct visiting *v = arg;
	enum err e;

	e = db_do(db, SQL(visit_prove, .org = head->org, .kiosk = v->k->id,
			  .token = { v->was.kept, sizeof(v->was.kept) },
			  .next = { v->is.kept, sizeof(v->is.kept) },
			  .proof = v->proof, .now = v->now));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e != OK)
		return e;
	return audit_add(db, head, "kiosk.enter", v->staff,
	    v->proof == VISIT_PIN ? "{\"proof\":\"PIN\"}"
				  : "{\"proof\":\"password\"}");
}

enum err
visit_prove(struct db *db, struct unit *u, const struct kiosk *k,
    const char *token, const struct staff *who, enum visit_proof proof,
    int64_t now, char next[SESSION_TOKEN_TEXT])
{
	struct visiting v = {
		.k = k, .staff = who->id, .proof = proof, .now = now
	};

	if (!token_digest(token, &v.was))
		return ERR_NOTFOUND;
	token_make(next, &v.is);
	u->org = k->org;
	return db_write(db, u, prove, &v);
}

static enum err
seen(struct db *db, void *arg)
{
	const struct visiting *v = arg;

	return db_do(db,
	    SQL(visit_seen, .org = v->k->org, .kiosk = v->k->id,
		.token = { v->was.kept, sizeof(v->was.kept) }, .now = v->now));
}

enum err
visit_seen(struct db *db, const struct kiosk *k, const char *token, int64_t now)
{
	struct visiting v = { .k = k, .now = now };

	if (!token_digest(token, &v.was))
		return ERR_NOTFOUND;
	return db_note(db, seen, &v);
}

static enum err
end(struct db *db, void *arg)
{
	const struct visiting *v = arg;

	return db_do(db, SQL(visit_end, .org = v->k->org, .kiosk = v->k->id,
			     .token = { v->was.kept, sizeof(v->was.kept) }));
}

enum err
visit_end(struct db *db, const struct kiosk *k, const char *token)
{
	struct visiting v = { .k = k };

	if (!token_digest(token, &v.was))
		return OK;
	return db_note(db, end, &v);
}
