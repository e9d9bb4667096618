/* chain.h - the hash that ties an audit row to the one before it. */
#ifndef CHAIN_H
#define CHAIN_H
#include <stdint.h>

#define CHAIN_HASH 32

struct chain_row {
	const char *org; /* the organisation's code; "" for the installation */
	int64_t seq;     /* 1 first */
	int64_t at;      /* microseconds since 1970, UTC */
	int64_t actor_id;
	const char *actor, *source, *action;
	int64_t object;
	const char *detail; /* canonical JSON, as stored */
};

/*
 * SHA-256 over the tag "igtk-audit-1\n", the previous hash (zeros before the
 * first row) and each member in the order above, written as its length in
 * bytes, a colon, its text (numbers in decimal) and a newline.
 */
void chain_hash(const unsigned char prev[CHAIN_HASH], const struct chain_row *,
    unsigned char hash[CHAIN_HASH]);
#endif
