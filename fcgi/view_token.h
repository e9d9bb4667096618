/* view_token.h - the views of tokens, which programs ask with. */
#ifndef VIEW_TOKEN_H
#define VIEW_TOKEN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "view.h"
#include "view_field.h"

struct token_line {
	const char *name, *scopes;
	const char *state, *colour; /* "Works", "green" */
	int64_t made_at;
	day expires_on;
	bool used;
	day used_on;
	bool revoked;
	int64_t revoked_at;
	const char *revoked_by;
	struct href revoke; /* NULL: it opens nothing any more */
	const char *op;     /* of the form that revokes it */
};
struct token_lines {
	struct token_line *v;
	size_t n;
};

struct tokens_view {
	struct page_view page;
	struct token_lines tokens;
	const char *token; /* the new one, shown once; NULL: none */
	const char *made;  /* its name */
	struct href save;
	struct text_field name;
	struct tick_field read, write, training;
	struct day_field until;
	struct sign_field sign;
};
#endif
