/*
 * signing.h - the keys that publications are signed with (Ed25519).  What is
 * secret lies in files of its own, FOLDER/ID.key, and never in the records.
 */
#ifndef SIGNING_H
#define SIGNING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct buf;
struct db;
struct unit;

#define KEY_PUBLIC 32
#define KEY_SIGNATURE 64
#define KEY_ID_SIZE 17 /* 16 hex digits and a NUL */
#define KEY_REASON_MAX 500

struct signing_key {
	char id[KEY_ID_SIZE];
	unsigned char public[KEY_PUBLIC];
	int64_t made_at;
	int64_t revoked_at; /* 0: it is not */
	const char *reason; /* why it is; "" */
	bool here;          /* its file can be read and is well kept */
};
struct signing_keys {
	struct signing_key *v;
	size_t n;
};

/* The first half of the SHA-256 of a public key, in hex. */
void signing_id(const unsigned char public[KEY_PUBLIC], char id[KEY_ID_SIZE]);

/* As configured, or else the folder "keys" beside the database. */
const char *signing_folder(
    struct arena *, const char *configured, const char *database);

/*
 * Make a key, its file and its record; later publications are signed with it.
 * ERR_IO, ERR_FULL: the file cannot be written (logged).
 */
MUST_USE enum err signing_new(
    struct db *, struct unit *, const char *folder, struct signing_key *out);

/* All of them, newest first; `here` says what lies in the folder. */
MUST_USE enum err signing_list(
    struct db *, struct arena *, const char *folder, struct signing_keys *);

/*
 * No signature of it counts any more.  ERR_NOTFOUND: there is no such key.
 * ERR_CONFLICT: it was revoked already.  ERR_INVALID: no reason of 1 to 500
 * characters.
 */
MUST_USE enum err signing_revoke(
    struct db *, struct unit *, const char *id, const char *reason);

/* The newest that is not revoked and lies here.  ERR_NOTFOUND: none. */
MUST_USE enum err signing_current(
    struct db *, struct arena *, const char *folder, struct signing_key *);

/* Sign bytes with the key of a file.  ERR_IO: it cannot be read (logged). */
MUST_USE enum err signing_sign(const char *folder, const struct signing_key *,
    const void *bytes, size_t n, unsigned char signature[KEY_SIGNATURE]);

/* A line for each key and what was revoked, as igtk-verify reads them. */
void signing_put(const struct signing_keys *, struct buf *);
#endif
