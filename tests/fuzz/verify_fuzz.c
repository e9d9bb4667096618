/* verify_fuzz.c - a line is read only if writing it gives the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "jsonw.h"

/* The program's own parts, which are in no library. */
#include "verify/chains.c"
#include "verify/entry.c"
#include "verify/heads.c"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
same_bytes(const struct entry *e, const char *line, size_t n)
{
	struct buf out = { 0 };
	struct jsonw w = { .out = &out };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "org", e->row.org);
	jsonw_int(&w, "seq", e->row.seq);
	jsonw_int(&w, "at", e->row.at);
	jsonw_int(&w, "actor_id", e->row.actor_id);
	jsonw_text(&w, "actor", e->row.actor);
	jsonw_text(&w, "source", e->row.source);
	jsonw_text(&w, "action", e->row.action);
	jsonw_int(&w, "object", e->row.object);
	jsonw_text(&w, "detail", e->row.detail);
	jsonw_hex(&w, "prev", e->prev, CHAIN_HASH);
	jsonw_hex(&w, "hash", e->hash, CHAIN_HASH);
	jsonw_close(&w, '}');
	if (out.n != n || memcmp(out.p, line, n) != 0)
		abort();
	buf_clear(&out);
}

/* What was read can follow: with its place in the chain put right. */
static void
follow(struct chains *s, struct entry *e)
{
	struct fault f;
	struct chain *c = find(s, e->row.org);

	e->row.seq = c->seq + 1;
	if (e->row.at < c->at)
		e->row.at = c->at;
	memcpy(e->prev, c->hash, CHAIN_HASH);
	chain_hash(e->prev, &e->row, e->hash);
	if (!chains_take(s, e, &f))
		abort();
	e->row.seq++;
	if (chains_take(s, e, &f))
		abort();
}

static void
one_line(struct chains *s, struct heads *h, const char *line, size_t n)
{
	struct arena *a = arena_open();
	char *copy = arena_copy(a, line, n);
	struct fault f;
	struct entry e;
	size_t at;

	(void)heads_add(h, copy);
	if (!entry_read(copy, n, &e, &at)) {
		if (at > n)
			abort();
	} else {
		if (at != n)
			abort();
		same_bytes(&e, line, n);
		(void)heads_match(h, &e);
		if (!chains_take(s, &e, &f) && f.reason[0] == '\0')
			abort();
		follow(s, &e);
	}
	arena_close(a);
}

/* Made once: the room for 100,000 chains takes longer than an input. */
static void
begin_anew(struct chains *s, struct heads *h)
{
	if (s->v == NULL)
		chains_open(s);
	memset(s->slots, 0, SLOTS * sizeof(*s->slots));
	memset(s->v, 0, s->n * sizeof(*s->v));
	s->n = 0;
	h->n = 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct chains s;
	static struct heads h;
	const char *p = (const char *)bytes, *end;

	begin_anew(&s, &h);
	while (n > 0) {
		end = memchr(p, '\n', n);
		one_line(&s, &h, p, end != NULL ? (size_t)(end - p) : n);
		if (end == NULL)
			break;
		n -= (size_t)(end + 1 - p);
		p = end + 1;
	}
	(void)heads_missing(&h);
	return 0;
}
