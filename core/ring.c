/* ring.c - the public keys that whoever verifies trusts. */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "ring.h"

#define WORD "igtk-ed25519 "
#define REVOKED " revoked "
#define HEX ((size_t)2 * KEY_PUBLIC)
#define LINE_SIZE 256

static bool
take(struct ring *r, const char *line)
{
	struct ring_key k = { .revoked = "" };
	const char *end;
	size_t n = 0;

	if (strncmp(line, WORD, sizeof(WORD) - 1) != 0 || r->n == RING_MAX)
		return false;
	line += sizeof(WORD) - 1;
	if (strspn(line, "0123456789abcdef") != HEX ||
	    sodium_hex2bin(
		k.public, sizeof(k.public), line, HEX, NULL, &n, &end) != 0 ||
	    n != sizeof(k.public))
		return false;
	line += HEX;
	if (strncmp(line, REVOKED, sizeof(REVOKED) - 1) == 0) {
		line += sizeof(REVOKED) - 1;
		n = strspn(line, "0123456789-:.TZ");
		if (n == 0 || n >= sizeof(k.revoked))
			return false;
		memcpy(k.revoked, line, n);
		line += n;
	}
	if (line[0] != '\0')
		return false;
	signing_id(k.public, k.id);
	r->v[r->n++] = k;
	return true;
}

long
ring_read(struct ring *r, const char *file)
{
	FILE *f = fopen(file, "re");
	char line[LINE_SIZE];
	long at = 0;
	bool fine = true;

	if (f == NULL)
		return -1;
	while (fine && fgets(line, sizeof(line), f) != NULL) {
		size_t n = strlen(line);

		at++;
		/* No part of a long line is taken for one of its own. */
		if (n == sizeof(line) - 1 && line[n - 1] != '\n') {
			fine = false;
			break;
		}
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			line[--n] = '\0';
		fine = n == 0 || line[0] == '#' || take(r, line);
	}
	if (ferror(f))
		at = -1;
	fclose(f);
	return fine && at >= 0 ? 0 : at;
}

const struct ring_key *
ring_find(const struct ring *r, const char *id)
{
	const struct ring_key *found = NULL;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (strcmp(r->v[i].id, id) == 0 &&
		    (found == NULL || r->v[i].revoked[0] != '\0'))
			found = &r->v[i];
	return found;
}
