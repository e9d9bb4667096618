/* bundle.c - signing editions, and giving them out with their signatures. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition_priv.h"
#include "jsonw.h"
#include "signing.h"
#include "sql.h"

/* What is signed: the whole of a bundle but for the signature. */
static void
envelope(struct buf *out, const char *body, const char *key)
{
	buf_printf(out,
	    "{\"bundle\":%s,\"format\":\"igtk-bundle\","
	    "\"key\":\"%s\",\"schema\":1}",
	    body, key);
}

enum err
edition_body(struct db *db, struct arena *a, const struct edition *x,
    const char **body, unsigned char salt[SALT])
{
	enum err e = db_ask(db, SQL(edition_body, .org = x->org, .id = x->id));

	if (e != OK)
		return e;
	*body = db_text(db, a);
	db_blob(db, salt, SALT);
	return OK;
}

/* ---- signing ---- */

struct signing {
	const struct edition *edition;
	const struct signing_key *key;
	unsigned char signature[KEY_SIGNATURE];
};

/* What the audit trail says of a signature. */
static void
signature_detail(struct buf *out, const struct edition *x, const char *key)
{
	struct jsonw w = { .out = out };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", x->version);
	jsonw_int(&w, "edition", x->number);
	jsonw_text(&w, "key", key);
	jsonw_hex(&w, "sha256", x->digest, EDITION_DIGEST);
	jsonw_close(&w, '}');
}

static enum err
insert(struct db *db, struct db_head *head, void *arg)
{
	const struct signing *s = arg;
	struct buf detail = { 0 };
	enum err e =
	    db_ask(db, SQL(signature_by, .org = s->edition->org,
			   .edition = s->edition->id, .key = s->key->id));

	if (e == OK)
		db_rest(db);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_CONFLICT : e;
	signature_detail(&detail, s->edition, s->key->id);
	e = db_do(db,
	    SQL(signature_insert, .org = s->edition->org,
		.edition = s->edition->id, .key = s->key->id,
		.signature = { s->signature, KEY_SIGNATURE }, .at = head->at));
	if (e == OK)
		e = audit_add(db, head, "publication.sign",
		    s->edition->assessment, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
bundle_sign(struct db *db, struct unit *u, struct arena *a, const char *folder,
    const struct edition *x)
{
	struct signing s = { .edition = x };
	unsigned char salt[SALT];
	struct buf text = { 0 };
	struct signing_key key;
	const char *body;
	enum err e;

	if ((e = signing_current(db, a, folder, &key)) != OK ||
	    (e = edition_body(db, a, x, &body, salt)) != OK)
		return e;
	s.key = &key;
	envelope(&text, body, key.id);
	e = signing_sign(folder, &key, text.p, text.n, s.signature);
	buf_clear(&text);
	return e == OK ? db_write(db, u, insert, &s) : e;
}

enum err
bundle_read(
    struct db *db, struct arena *a, const struct edition *x, struct buf *out)
{
	unsigned char signature[KEY_SIGNATURE], salt[SALT];
	char hex[2 * KEY_SIGNATURE + 1];
	const char *key, *body;
	enum err e =
	    db_ask(db, SQL(signature_read, .org = x->org, .edition = x->id));

	if (e != OK)
		return e;
	key = db_text(db, a);
	db_blob(db, signature, sizeof(signature));
	if ((e = edition_body(db, a, x, &body, salt)) != OK)
		return e;
	envelope(out, body, key);
	out->n--; /* the brace comes after the signature */
	sodium_bin2hex(hex, sizeof(hex), signature, sizeof(signature));
	buf_printf(out, ",\"signature\":\"%s\"}\n", hex);
	return OK;
}

enum err
bundle_state(struct db *db, const struct edition *x, enum bundle_signature *out)
{
	enum err e =
	    db_ask(db, SQL(signature_read, .org = x->org, .edition = x->id));

	*out = BUNDLE_SIGNED;
	if (e == ERR_NOTFOUND) {
		*out = BUNDLE_WITHDRAWN;
		e = db_ask(db, SQL(signature_next, .org = x->org,
				   .edition = x->id, .after = ""));
	}
	if (e == OK)
		db_rest(db);
	if (e != ERR_NOTFOUND)
		return e;
	*out = BUNDLE_UNSIGNED;
	return OK;
}

/* ---- what has no signature that counts ---- */

enum err
bundle_unsigned_count(struct db *db, int64_t *n)
{
	enum err e = db_ask(db, SQL0(unsigned_count));

	*n = e == OK ? db_int(db) : 0;
	return e;
}

enum err
bundle_unsigned_next(struct db *db, struct arena *a, struct bundle_unsigned *u)
{
	const char *version;
	int64_t org, number;
	enum err e =
	    db_ask(db, SQL(unsigned_next, .org = u->org, .version = u->version,
			   .after_org = u->at.org, .after = u->at.id));

	if (e != OK)
		return e;
	org = db_int(db);
	number = db_int(db);
	version = db_text(db, a);
	return edition_read(db, a, org, version, STAGE_FINAL, number, &u->at);
}

/* ---- what was signed, looked at again ---- */

/* A row of signature_next: is it by that key, of this very text? */
static const char *
judge(struct db *db, const char *id, const char *body)
{
	unsigned char public[KEY_PUBLIC], signature[KEY_SIGNATURE];
	struct buf text = { 0 };
	char known[KEY_ID_SIZE];
	bool fine;

	db_blob(db, public, sizeof(public));
	db_blob(db, signature, sizeof(signature));
	signing_id(public, known);
	if (strcmp(known, id) != 0)
		return "is by a key that is not as it was made";
	envelope(&text, body, id);
	fine = crypto_sign_verify_detached(signature,
		   (const unsigned char *)text.p, text.n, public) == 0;
	buf_clear(&text);
	return fine ? NULL : "is not of what was published";
}

static enum err
in_trail(struct db *db, const struct edition *x, const char *key)
{
	struct buf detail = { 0 };
	enum err e;

	signature_detail(&detail, x, key);
	e = audit_says(
	    db, x->org, x->assessment, "publication.sign", buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
bundle_prove(struct db *db, struct arena *a, const struct edition *x,
    const char *body, const char **wrong)
{
	const char *id = "";
	enum err e;

	while ((e = db_ask(db, SQL(signature_next, .org = x->org,
				   .edition = x->id, .after = id))) == OK) {
		const char *fault;

		id = db_text(db, a);
		if ((fault = judge(db, id, body)) == NULL &&
		    (e = in_trail(db, x, id)) == ERR_NOTFOUND)
			fault = "is not in the audit trail";
		if (fault != NULL) {
			*wrong = arena_printf(
			    a, "its signature with %s %s", id, fault);
			return ERR_CONFLICT;
		}
		if (e != OK)
			return e;
	}
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
bundle_evidence(
    struct db *db, struct arena *a, const struct edition *x, struct buf *out)
{
	struct jsonw w = { .out = out, .canonical = true };
	struct evidence_rows rows;
	unsigned char salt[SALT];
	const char *body;
	enum err e;
	size_t i;

	if ((e = edition_body(db, a, x, &body, salt)) != OK ||
	    (e = edition_evidence(db, a, x->org, x->assessment, &rows)) != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "edition", x->number);
	jsonw_open(&w, "evidence", '[');
	for (i = 0; i < rows.n; i++) {
		jsonw_open(&w, NULL, '{');
		jsonw_text(&w, "reference", rows.v[i].reference);
		jsonw_text(&w, "requirement", rows.v[i].number);
		jsonw_text(&w, "title", rows.v[i].title);
		jsonw_close(&w, '}');
	}
	jsonw_close(&w, ']');
	jsonw_hex(&w, "salt", salt, sizeof(salt));
	jsonw_close(&w, '}');
	buf_putc(out, '\n');
	return OK;
}
