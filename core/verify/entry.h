/* entry.h - one line of an export, read strictly (man igtk-audit(5)). */
#ifndef ENTRY_H
#define ENTRY_H
#include <stdbool.h>
#include <stddef.h>

#include "chain.h"

#define ENTRY_CODE_SIZE 11 /* of an organisation's code, with its NUL */

struct entry {
	struct chain_row row; /* its texts stand in the line */
	unsigned char prev[CHAIN_HASH], hash[CHAIN_HASH];
};

/*
 * Read the n bytes of a line, without its newline, in place.  False: they are
 * not of the form of an entry from byte *at on (0 first).  row.org is set as
 * soon as the code and the sequence number were read, and NULL before that.
 */
bool entry_read(char *line, size_t n, struct entry *, size_t *at);

/* Are these n bytes an organisation's code, or nothing: the installation? */
bool entry_code(const char *s, size_t n);

/* A number from the n bytes of s: digits only, no zero in front, 63 bits. */
bool entry_number(const char *s, size_t n, int64_t *);

/* A hash from 64 hexadecimal digits, small letters. */
bool entry_hash(const char *s, size_t n, unsigned char hash[CHAIN_HASH]);
#endif
