/* pages_token.h - the handlers of tokens, which programs ask with. */
#ifndef PAGES_TOKEN_H
#define PAGES_TOKEN_H
#include "err.h"

struct req;

enum err page_tokens(struct req *);       /* GET /settings/tokens */
enum err page_token_make(struct req *);   /* POST /settings/tokens */
enum err page_token_revoke(struct req *); /* POST .../tokens/:token/revoke */
/* POST /people/:id/tokens/:token/revoke */
enum err page_person_token_revoke(struct req *);
#endif
