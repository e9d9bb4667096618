/* bundle_check.c - is a bundle what was signed?  Needs no records. */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "bundle.h"
#include "canon.h"
#include "ring.h"

#define SIGN ",\"signature\":\""
#define TAIL (sizeof(SIGN) - 1 + (size_t)2 * KEY_SIGNATURE + 3) /* and "}\n */

struct look {
	char *bytes;
	size_t n;
	const struct ring *keys;
	struct bundle_verdict *out;
};

static bool
wrong(struct look *b, const char *reason)
{
	snprintf(b->out->reason, sizeof(b->out->reason), "%s", reason);
	return false;
}

/* The one spelling of a bundle; anything else is refused. */
static bool
check_form(struct look *b, struct canon *whole)
{
	static const char *const names[] = { "bundle", "format", "key",
		"schema", "signature" };
	struct canon v;
	char format[32];
	int64_t schema;
	size_t at, i;

	if (b->n == 0)
		return wrong(b, "the file is empty");
	if (b->n <= TAIL || b->bytes[b->n - 1] != '\n')
		return wrong(b, "cut off: it does not end as a bundle does");
	*whole = (struct canon){ b->bytes, b->n - 1 };
	if (!canon_fine(whole->p, whole->n, &at)) {
		snprintf(b->out->reason, sizeof(b->out->reason),
		    "not in the canonical form, from byte %zu on", at + 1);
		return false;
	}
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!canon_member(*whole, names[i], &v))
			return wrong(b, "not a bundle: a part is missing");
	if (!canon_member(*whole, "format", &v) ||
	    !canon_text(v, format, sizeof(format)) ||
	    strcmp(format, "igtk-bundle") != 0)
		return wrong(b, "not a bundle: it is of another format");
	if (!canon_member(*whole, "schema", &v) || !canon_int(v, &schema) ||
	    schema != 1)
		return wrong(b, "a bundle of another schema than 1");
	if (!canon_member(*whole, "key", &v) ||
	    !canon_text(v, b->out->key, sizeof(b->out->key)))
		return wrong(b, "it does not say by which key it is signed");
	return true;
}

/* All but the signature is what was signed. */
static bool
check_signature(struct look *b, const struct ring_key *k)
{
	unsigned char signature[KEY_SIGNATURE];
	size_t head = b->n - TAIL, n = 0;
	const char *tail = b->bytes + head, *hex = tail + sizeof(SIGN) - 1;
	bool fine;

	if (memcmp(tail, SIGN, sizeof(SIGN) - 1) != 0 ||
	    strspn(hex, "0123456789abcdef") != (size_t)2 * KEY_SIGNATURE ||
	    sodium_hex2bin(signature, sizeof(signature), hex,
		(size_t)2 * KEY_SIGNATURE, NULL, &n, NULL) != 0 ||
	    n != sizeof(signature))
		return wrong(b, "its signature is not of the form of one");
	b->bytes[head] = '}';
	fine = crypto_sign_verify_detached(signature,
		   (const unsigned char *)b->bytes, head + 1, k->public) == 0;
	b->bytes[head] = ',';
	return fine || wrong(b, "it is not what was signed");
}

bool
bundle_check(
    char *bytes, size_t n, const struct ring *keys, struct bundle_verdict *out)
{
	struct look b = { bytes, n, keys, out };
	const struct ring_key *k;
	struct canon whole;

	*out = (struct bundle_verdict){ .key = "" };
	if (!check_form(&b, &whole))
		return false;
	if ((k = ring_find(keys, out->key)) == NULL)
		return wrong(&b, "it is signed by a key that is not among "
				 "those given");
	if (!check_signature(&b, k))
		return false;
	if (k->revoked[0] == '\0')
		return true;
	snprintf(out->reason, sizeof(out->reason),
	    "its key was revoked on %.10s: ask for the bundle anew",
	    k->revoked);
	return false;
}
