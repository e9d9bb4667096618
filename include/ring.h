/* ring.h - public keys from a file, as igtk key export prints them. */
#ifndef RING_H
#define RING_H
#include <stdbool.h>
#include <stddef.h>

#include "signing.h"

#define RING_MAX 1000
#define REVOKED_SIZE 28

struct ring_key {
	unsigned char public[KEY_PUBLIC];
	char id[KEY_ID_SIZE];
	char revoked[REVOKED_SIZE]; /* when; "" if it is not */
};
struct ring {
	struct ring_key v[RING_MAX];
	size_t n;
};

/*
 * Read a file of lines "igtk-ed25519 HEX" or "igtk-ed25519 HEX revoked WHEN";
 * empty lines and those that begin with # are passed over.  0, or the first
 * line that is of another form (1 first), or -1 where it cannot be read
 * (errno says why).
 */
long ring_read(struct ring *, const char *file);

/* The key with this id; revoked where any of its lines says so; or NULL. */
const struct ring_key *ring_find(const struct ring *, const char *id);
#endif
