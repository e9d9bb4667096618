/* token_priv.h - the secrets that cookies carry, and what is kept of them. */
#ifndef TOKEN_PRIV_H
#define TOKEN_PRIV_H
#include <stdbool.h>

#include "session.h"

/*
 * One hash gives both: what the database keeps of a token, and the token that
 * belongs in forms.  Neither tells the other, nor the cookie.
 */
struct token_names {
	unsigned char kept[32];
	unsigned char form[32];
};

/* False for what is no token's text. */
bool token_digest(const char *text, struct token_names *);

/* A new one, and its names. */
void token_make(char text[SESSION_TOKEN_TEXT], struct token_names *);
#endif
