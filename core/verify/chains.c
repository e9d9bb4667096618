/* chains.c - does each entry follow the one before it in its chain? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "chains.h"

#define SLOTS (1u << 18) /* more than twice the chains */

void
chains_open(struct chains *s)
{
	*s = (struct chains){ 0 };
	s->v = calloc(CHAINS_MAX, sizeof(*s->v));
	s->slots = calloc(SLOTS, sizeof(*s->slots));
	if (s->v == NULL || s->slots == NULL)
		abort();
	/* So that nobody can choose codes that all fall on one place. */
	randombytes_buf(s->key, sizeof(s->key));
}

void
chains_close(struct chains *s)
{
	free(s->v);
	free(s->slots);
	*s = (struct chains){ 0 };
}

static unsigned
place(const struct chains *s, const char *org)
{
	unsigned char h[crypto_shorthash_BYTES];
	unsigned i;

	crypto_shorthash(h, (const unsigned char *)org, strlen(org), s->key);
	memcpy(&i, h, sizeof(i));
	return i % SLOTS;
}

/* The chain of this code, begun if need be; NULL: there are too many. */
static struct chain *
find(struct chains *s, const char *org)
{
	unsigned i = place(s, org);
	struct chain *c;

	for (; s->slots[i] != 0; i = (i + 1) % SLOTS)
		if (strcmp(s->v[s->slots[i] - 1].org, org) == 0)
			return &s->v[s->slots[i] - 1];
	if (s->n == CHAINS_MAX)
		return NULL;
	c = &s->v[s->n++];
	s->slots[i] = (unsigned)s->n;
	snprintf(c->org, sizeof(c->org), "%s", org);
	return c;
}

static bool
say(struct fault *f, const char *reason)
{
	snprintf(f->reason, sizeof(f->reason), "%s", reason);
	return false;
}

bool
chains_take(struct chains *s, const struct entry *e, struct fault *f)
{
	unsigned char hash[CHAIN_HASH];
	struct chain *c = find(s, e->row.org);

	if (c == NULL)
		return say(f, "it begins one chain more than can be followed");
	if (e->row.seq - 1 != c->seq) {
		snprintf(f->reason, sizeof(f->reason),
		    "entry %" PRId64 " should stand here", c->seq + 1);
		return false;
	}
	if (memcmp(e->prev, c->hash, CHAIN_HASH) != 0)
		return say(f, c->seq == 0
				  ? "the first entry names one before it"
				  : "it does not name the entry before it");
	chain_hash(e->prev, &e->row, hash);
	if (memcmp(e->hash, hash, CHAIN_HASH) != 0)
		return say(f, "its hash is not that of its content");
	if (e->row.at < c->at)
		return say(f, "its time is before that of the entry before");
	c->seq = e->row.seq;
	c->at = e->row.at;
	memcpy(c->hash, e->hash, CHAIN_HASH);
	s->rows++;
	return true;
}
