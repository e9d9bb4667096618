/* token_lines.h - tokens as lines of a page. */
#ifndef TOKEN_LINES_H
#define TOKEN_LINES_H
#include "err.h"
#include "view_token.h"

struct req;

/*
 * A person's tokens in the session's organisation.  revoke: the path below
 * which each is revoked, "/settings/tokens".
 */
MUST_USE enum err token_lines(
    struct req *, int64_t person, const char *revoke, struct token_lines *);
#endif
