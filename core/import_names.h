/* import_names.h - many texts, each with a small number, in little memory. */
#ifndef IMPORT_NAMES_H
#define IMPORT_NAMES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* Zeroed, it is empty and ready. */
struct names {
	struct buf text; /* the texts, each with its NUL */
	size_t *at;      /* where each begins, by its number */
	uint32_t *slots; /* number + 1; 0: free */
	size_t n, room, slots_n;
	unsigned char key[16];
};

void names_clear(struct names *);
/* The number of a text, 0 first; *fresh: it was not there before. */
size_t names_add(struct names *, const char *, bool *fresh);
/* False: it is not there. */
bool names_find(const struct names *, const char *, size_t *number);
const char *names_text(const struct names *, size_t number);

/* A set of numbers that are not 0. */
struct marks {
	uint64_t *slots;
	size_t n, slots_n;
	unsigned char key[16];
};
void marks_clear(struct marks *);
/* True: it was not there before. */
bool marks_add(struct marks *, uint64_t);
#endif
