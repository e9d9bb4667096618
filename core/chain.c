/* chain.c - hashing an audit row together with the one before it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "chain_priv.h"

void
chain_text(crypto_hash_sha256_state *h, const char *s)
{
	char length[24];
	size_t n = strlen(s);

	crypto_hash_sha256_update(h, (const unsigned char *)length,
	    (unsigned long long)snprintf(length, sizeof(length), "%zu:", n));
	crypto_hash_sha256_update(h, (const unsigned char *)s, n);
	crypto_hash_sha256_update(h, (const unsigned char *)"\n", 1);
}

static void
number(crypto_hash_sha256_state *h, int64_t v)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, v);
	chain_text(h, digits);
}

void
chain_hash(const unsigned char prev[CHAIN_HASH], const struct chain_row *r,
    unsigned char hash[CHAIN_HASH])
{
	static const char tag[] = "igtk-audit-1\n";
	crypto_hash_sha256_state h;

	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(
	    &h, (const unsigned char *)tag, sizeof(tag) - 1);
	crypto_hash_sha256_update(&h, prev, CHAIN_HASH);
	chain_text(&h, r->org);
	number(&h, r->seq);
	number(&h, r->at);
	number(&h, r->actor_id);
	chain_text(&h, r->actor);
	chain_text(&h, r->source);
	chain_text(&h, r->action);
	number(&h, r->object);
	chain_text(&h, r->detail);
	crypto_hash_sha256_final(&h, hash);
}
