/* jsonw.h - writing JSON straight into a buffer, without a tree. */
#ifndef JSONW_H
#define JSONW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * A writer: commas and nesting are its business.  Members of an object are
 * given with their key; elements of an array with the key NULL.  Text must be
 * UTF-8; NULL text is written as null.  Deeper than 32 aborts.
 */
struct jsonw {
	struct buf *out; /* borrowed */
	uint32_t comma;  /* bit d: depth d already has a member */
	unsigned depth;
	bool canonical; /* escapes as RFC 8785 has them: \t and not \u0009 */
};

void jsonw_open(struct jsonw *, const char *key, char bracket); /* { or [ */
void jsonw_close(struct jsonw *, char bracket);                 /* } or ] */
void jsonw_text(struct jsonw *, const char *key, const char *text);
void jsonw_int(struct jsonw *, const char *key, int64_t);
void jsonw_bool(struct jsonw *, const char *key, bool);
void jsonw_null(struct jsonw *, const char *key);
void jsonw_hex(struct jsonw *, const char *key, const void *, size_t n);
#endif
