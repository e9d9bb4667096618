/* signing.c - keys made, listed, revoked, and signed with. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "jsonw.h"
#include "log.h"
#include "signing_priv.h"
#include "sql.h"
#include "text.h"

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct signing_key *k)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "key", k->id);
	if (k->reason[0] != '\0')
		jsonw_text(&w, "reason", k->reason);
	else
		jsonw_hex(&w, "public", k->public, KEY_PUBLIC);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
insert(struct db *db, struct db_head *head, void *arg)
{
	struct signing_key *k = arg;
	enum err e;

	k->made_at = head->at;
	e = db_do(db, SQL(key_insert, .id = k->id,
			  .public = { k->public, KEY_PUBLIC }, .at = head->at));
	return e == OK ? note(db, head, "key.new", k) : e;
}

/* The file first: a record without one could not be signed with. */
enum err
signing_new(
    struct db *db, struct unit *u, const char *folder, struct signing_key *out)
{
	unsigned char seed[KEY_SEED], secret[crypto_sign_SECRETKEYBYTES];
	enum err e;

	*out = (struct signing_key){ .reason = "", .here = true };
	randombytes_buf(seed, sizeof(seed));
	crypto_sign_seed_keypair(out->public, secret, seed);
	signing_id(out->public, out->id);
	e = key_file_write(folder, out->id, seed);
	sodium_memzero(seed, sizeof(seed));
	sodium_memzero(secret, sizeof(secret));
	if (e != OK)
		return e;
	if ((e = db_write(db, u, insert, out)) != OK)
		key_file_drop(folder, out->id);
	return e;
}

static void
read_row(struct db *db, struct arena *a, struct signing_key *k)
{
	const char *id = db_text(db, a);

	*k = (struct signing_key){ .id = "" };
	memcpy(k->id, id, strnlen(id, sizeof(k->id) - 1));
	db_blob(db, k->public, KEY_PUBLIC);
	k->made_at = db_int(db);
	k->revoked_at = db_int(db);
	k->reason = db_text(db, a);
}

static bool
lies_here(const char *folder, const struct signing_key *k)
{
	unsigned char seed[KEY_SEED];
	bool here = key_file_read(folder, k->id, seed);

	sodium_memzero(seed, sizeof(seed));
	return here;
}

enum err
signing_list(struct db *db, struct arena *a, const char *folder,
    struct signing_keys *out)
{
	enum err e = db_ask(db, SQL0(key_count));
	size_t i;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL0(key_list));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	e = db_end(db);
	for (i = 0; i < out->n && folder != NULL; i++)
		out->v[i].here = lies_here(folder, &out->v[i]);
	return e;
}

enum err
signing_current(
    struct db *db, struct arena *a, const char *folder, struct signing_key *out)
{
	struct signing_keys all;
	enum err e = signing_list(db, a, folder, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++)
		if (all.v[i].here && all.v[i].revoked_at == 0) {
			*out = all.v[i];
			return OK;
		}
	return e == OK ? ERR_NOTFOUND : e;
}

static enum err
revoke(struct db *db, struct db_head *head, void *arg)
{
	const struct signing_key *k = arg;
	enum err e = db_ask(db, SQL(key_read, .id = k->id));

	if (e != OK)
		return e;
	if (db_int(db) != 0)
		return ERR_CONFLICT;
	e = db_do(db,
	    SQL(key_revoke, .id = k->id, .at = head->at, .reason = k->reason));
	return e == OK ? note(db, head, "key.revoke", k) : e;
}

enum err
signing_revoke(
    struct db *db, struct unit *u, const char *id, const char *reason)
{
	struct signing_key k = { .reason = reason };

	if (!text_bare(reason, TEXT_LINE, 1, KEY_REASON_MAX))
		return ERR_INVALID;
	if (strlen(id) != KEY_ID_SIZE - 1)
		return ERR_NOTFOUND;
	memcpy(k.id, id, KEY_ID_SIZE);
	return db_write(db, u, revoke, &k);
}

enum err
signing_sign(const char *folder, const struct signing_key *k, const void *bytes,
    size_t n, unsigned char signature[KEY_SIGNATURE])
{
	unsigned char seed[KEY_SEED], public[KEY_PUBLIC];
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	bool ours;

	if (!key_file_read(folder, k->id, seed))
		return ERR_IO;
	crypto_sign_seed_keypair(public, secret, seed);
	ours = memcmp(public, k->public, KEY_PUBLIC) == 0;
	if (ours)
		crypto_sign_detached(signature, NULL, bytes, n, secret);
	else
		log_error("key.other", "key=%s the file is of another", k->id);
	sodium_memzero(seed, sizeof(seed));
	sodium_memzero(secret, sizeof(secret));
	return ours ? OK : ERR_IO;
}

void
signing_put(const struct signing_keys *all, struct buf *out)
{
	char hex[2 * KEY_PUBLIC + 1], at[INSTANT_TEXT_SIZE];
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct signing_key *k = &all->v[i];

		sodium_bin2hex(hex, sizeof(hex), k->public, KEY_PUBLIC);
		buf_printf(out, "igtk-ed25519 %s", hex);
		if (k->revoked_at != 0) {
			clock_text(k->revoked_at, at);
			buf_printf(out, " revoked %s", at);
		}
		buf_putc(out, '\n');
	}
}
