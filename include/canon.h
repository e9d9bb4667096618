/*
 * canon.h - canonical JSON: one spelling for each value, as RFC 8785 has it,
 * of objects, lists, texts, whole numbers, true, false and null; names of
 * members are plain ASCII.
 */
#ifndef CANON_H
#define CANON_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value where it stands in a document that canon_fine accepted. */
struct canon {
	const char *p;
	size_t n;
};

/*
 * Is this one object in the canonical form, and nothing else: names in order
 * and once each, no white space, no other escapes than must be, UTF-8, no
 * control or direction characters, numbers within 53 bits, at most 16 deep?
 * *at: how far it is.
 */
bool canon_fine(const char *bytes, size_t n, size_t *at);

/* The member of an object; false where there is none, or it is no object. */
bool canon_member(struct canon object, const char *name, struct canon *value);

/* The same at the end of a path of names that ends in NULL. */
bool canon_find(
    struct canon object, const char *const *path, struct canon *value);

/* A text without its escapes, with a NUL; false: no text, or no room. */
bool canon_text(struct canon, char *to, size_t size);
/* false: no whole number. */
bool canon_int(struct canon, int64_t *);
#endif
