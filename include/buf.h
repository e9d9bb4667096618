/* buf.h - growing bytes: the only way in which output is built. */
#ifndef BUF_H
#define BUF_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Zeroed, it is empty and ready.  p is not NUL-terminated: use buf_text. */
struct buf {
	char *p;     /* owned */
	size_t n;    /* bytes in use */
	size_t size; /* bytes held */
};

void buf_clear(struct buf *); /* give the memory back */
void buf_reset(struct buf *); /* empty it, keep the memory */

/* Make room for more bytes and return where they go; n is not changed. */
char *buf_room(struct buf *, size_t more);

/* Inline: a page is some hundred of these. */
static inline void
buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	memcpy(b->size - b->n < n ? buf_room(b, n) : b->p + b->n, bytes, n);
	b->n += n;
}
void buf_puts(struct buf *, const char *text);
void buf_putc(struct buf *, char);
void buf_int(struct buf *, int64_t); /* in decimal */
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The bytes as a string: a NUL is set after them, n stays as it is. */
const char *buf_text(struct buf *);
#endif
