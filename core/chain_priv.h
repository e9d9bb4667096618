/* chain_priv.h - how texts go into a hash. */
#ifndef CHAIN_PRIV_H
#define CHAIN_PRIV_H
#include <sodium.h>

#include "chain.h"

/* A text with its length before it, so that no two lists of texts are alike. */
void chain_text(crypto_hash_sha256_state *, const char *);
#endif
