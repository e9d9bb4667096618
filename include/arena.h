/* arena.h - memory that lives as long as one request and dies in one step. */
#ifndef ARENA_H
#define ARENA_H
#include <stddef.h>

struct arena;

/* A new, empty arena.  Never NULL: without memory the process ends. */
struct arena *arena_open(void);
void arena_close(struct arena *); /* NULL is accepted */

/* Forget everything at once; the first block is kept for the next request. */
void arena_reset(struct arena *);

/* n zeroed bytes, aligned for any type.  Never NULL. */
void *arena_alloc(struct arena *, size_t n);

/* n elements of size bytes each, zeroed; a product that overflows aborts. */
void *arena_array(struct arena *, size_t n, size_t size);

/* The same, but not zeroed: for what is at once set down whole. */
void *arena_room(struct arena *, size_t n, size_t size);

/* A NUL-terminated copy of n bytes of s. */
char *arena_copy(struct arena *, const char *s, size_t n);

/* A copy of the string s; NULL stays NULL. */
char *arena_text(struct arena *, const char *s);

/* Formatted text. */
char *arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#endif
