/* import_names.c - open addressing, under a key that no file can know. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "import_names.h"

#define SLOTS_FIRST 64

static size_t
hash(const unsigned char key[16], const void *bytes, size_t n)
{
	unsigned char out[crypto_shorthash_BYTES];
	size_t h;

	crypto_shorthash(out, bytes, n, key);
	memcpy(&h, out, sizeof(h));
	return h;
}

static void *
zeroed(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		abort();
	return p;
}

void
names_clear(struct names *m)
{
	buf_clear(&m->text);
	free(m->at);
	free(m->slots);
	*m = (struct names){ 0 };
}

const char *
names_text(const struct names *m, size_t number)
{
	return m->text.p + m->at[number];
}

/* The slot of this text, or the free one where it would be. */
static uint32_t *
slot_of(const struct names *m, const char *s)
{
	size_t i = hash(m->key, s, strlen(s));

	for (;; i++) {
		uint32_t *slot = &m->slots[i & (m->slots_n - 1)];

		if (*slot == 0 || strcmp(names_text(m, *slot - 1), s) == 0)
			return slot;
	}
}

static void
grow(struct names *m)
{
	size_t i;

	if (m->slots_n == 0)
		randombytes_buf(m->key, sizeof(m->key));
	m->slots_n = m->slots_n == 0 ? SLOTS_FIRST : 2 * m->slots_n;
	free(m->slots);
	m->slots = zeroed(m->slots_n, sizeof(*m->slots));
	for (i = 0; i < m->n; i++)
		*slot_of(m, names_text(m, i)) = (uint32_t)i + 1;
}

bool
names_find(const struct names *m, const char *s, size_t *number)
{
	const uint32_t *slot;

	if (m->n == 0 || *(slot = slot_of(m, s)) == 0)
		return false;
	*number = *slot - 1;
	return true;
}

size_t
names_add(struct names *m, const char *s, bool *fresh)
{
	uint32_t *slot;

	if (2 * (m->n + 1) > m->slots_n)
		grow(m);
	slot = slot_of(m, s);
	*fresh = *slot == 0;
	if (!*fresh)
		return *slot - 1;
	if (m->n == m->room) {
		m->room = m->room == 0 ? SLOTS_FIRST : 2 * m->room;
		m->at = realloc(m->at, m->room * sizeof(*m->at));
		if (m->at == NULL || m->n >= UINT32_MAX - 1)
			abort();
	}
	m->at[m->n] = m->text.n;
	buf_add(&m->text, s, strlen(s) + 1);
	*slot = (uint32_t)++m->n;
	return m->n - 1;
}

/* ---- marks ---- */

void
marks_clear(struct marks *m)
{
	free(m->slots);
	*m = (struct marks){ 0 };
}

static uint64_t *
mark_of(const struct marks *m, uint64_t v)
{
	size_t i = hash(m->key, &v, sizeof(v));

	for (;; i++) {
		uint64_t *slot = &m->slots[i & (m->slots_n - 1)];

		if (*slot == 0 || *slot == v)
			return slot;
	}
}

static void
grow_marks(struct marks *m)
{
	uint64_t *was = m->slots;
	size_t i, was_n = m->slots_n;

	if (was_n == 0)
		randombytes_buf(m->key, sizeof(m->key));
	m->slots_n = was_n == 0 ? SLOTS_FIRST : 2 * was_n;
	m->slots = zeroed(m->slots_n, sizeof(*m->slots));
	for (i = 0; i < was_n; i++)
		if (was[i] != 0)
			*mark_of(m, was[i]) = was[i];
	free(was);
}

bool
marks_add(struct marks *m, uint64_t v)
{
	uint64_t *slot;

	if (2 * (m->n + 1) > m->slots_n)
		grow_marks(m);
	slot = mark_of(m, v);
	if (*slot == v)
		return false;
	*slot = v;
	m->n++;
	return true;
}
