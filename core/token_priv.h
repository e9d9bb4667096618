/* token_priv.h - the secrets that cookies carry, and what is kept of them. */
#ifndef TOKEN_PRIV_H
#define TOKEN_PRIV_H
#include <stdbool.h>

#include "db.h"
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

/* The rest of a row of somebody in a place: a role they hold there, their
 * names, the organisation's; the same in each of their rows. */
void session_read_place(struct db *, struct arena *, struct session *);

/* A new one, and its names. */
void token_make(char text[SESSION_TOKEN_TEXT], struct token_names *);
#endif
