/* buf.c - growing bytes; without memory the process ends. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"

void
buf_clear(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
}

static void
grow(struct buf *b, size_t more)
{
	size_t need, size = b->size < 512 ? 512 : b->size;

	if (__builtin_add_overflow(b->n, more, &need))
		abort();
	while (size < need)
		if (__builtin_mul_overflow(size, 2, &size))
			abort();
	if ((b->p = realloc(b->p, size)) == NULL)
		abort();
	b->size = size;
}

char *
buf_room(struct buf *b, size_t more)
{
	if (b->size - b->n < more)
		grow(b, more);
	return b->p + b->n;
}

void
buf_puts(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_putc(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

void
buf_int(struct buf *b, int64_t v)
{
	char digits[20];
	size_t i = sizeof(digits);
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		digits[--i] = (char)('0' + u % 10);
		u /= 10;
	} while (u != 0);
	if (v < 0)
		buf_putc(b, '-');
	buf_add(b, digits + i, sizeof(digits) - i);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	const size_t left = b->size - b->n;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(left == 0 ? NULL : b->p + b->n, left, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	if ((size_t)n >= left) { /* it did not fit */
		buf_room(b, (size_t)n + 1);
		va_start(ap, fmt);
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->n += (size_t)n;
}

const char *
buf_text(struct buf *b)
{
	*buf_room(b, 1) = '\0';
	return b->p;
}
