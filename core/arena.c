/* arena.c - a chain of blocks, given out from the front. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define BLOCK_MIN 32768u
#define ALIGN _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t used, size;
	max_align_t data[];
};

struct arena {
	struct block *first; /* kept over a reset */
	struct block *now;
};

static struct block *
block_new(size_t size)
{
	struct block *b = malloc(sizeof(*b) + size);

	if (b == NULL)
		abort();
	b->next = NULL;
	b->used = 0;
	b->size = size;
	return b;
}

struct arena *
arena_open(void)
{
	struct arena *a = malloc(sizeof(*a));

	if (a == NULL)
		abort();
	a->first = a->now = block_new(BLOCK_MIN);
	return a;
}

static void
free_chain(struct block *b)
{
	struct block *next;

	for (; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
}

void
arena_close(struct arena *a)
{
	if (a == NULL)
		return;
	free_chain(a->first);
	free(a);
}

void
arena_reset(struct arena *a)
{
	free_chain(a->first->next);
	a->first->next = NULL;
	a->first->used = 0;
	a->now = a->first;
}

/* n bytes of whatever was there before. */
static void *
take(struct arena *a, size_t n)
{
	struct block *b = a->now;
	char *p;

	if (n > SIZE_MAX / 2)
		abort();
	n = (n + ALIGN - 1) & ~(ALIGN - 1);
	if (b->size - b->used < n) {
		b = block_new(n > BLOCK_MIN ? n : BLOCK_MIN);
		a->now->next = b;
		a->now = b;
	}
	p = (char *)b->data + b->used;
	b->used += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

static size_t
product(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		abort();
	return bytes;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	return arena_alloc(a, product(n, size));
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	return take(a, product(n, size));
}

char *
arena_copy(struct arena *a, const char *s, size_t n)
{
	char *p = take(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_text(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_copy(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	struct block *b = a->now;
	const size_t room = b->size - b->used;
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf((char *)b->data + b->used, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	p = take(a, (size_t)n + 1);
	if ((size_t)n < room)
		return p; /* where it was put already */
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}
