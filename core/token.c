/* token.c - making the secrets that cookies carry, and their digests. */
#include <string.h>

#include <sodium.h>

#include "token_priv.h"

_Static_assert(
    sizeof(struct token_names) == crypto_generichash_BYTES_MAX, "two halves");

bool
token_digest(const char *text, struct token_names *n)
{
	if (strlen(text) != SESSION_TOKEN_TEXT - 1)
		return false;
	crypto_generichash((unsigned char *)n, sizeof(*n),
	    (const unsigned char *)text, SESSION_TOKEN_TEXT - 1, NULL, 0);
	return true;
}

void
token_make(char text[SESSION_TOKEN_TEXT], struct token_names *n)
{
	unsigned char raw[SESSION_TOKEN];

	randombytes_buf(raw, sizeof(raw));
	sodium_bin2base64(text, SESSION_TOKEN_TEXT, raw, sizeof(raw),
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	(void)token_digest(text, n);
	sodium_memzero(raw, sizeof(raw));
}
