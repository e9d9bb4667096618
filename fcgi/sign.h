/* sign.h - whoever is signed in gives the password once more, to sign. */
#ifndef SIGN_H
#define SIGN_H
#include <stdint.h>

#include "err.h"

struct form;
struct req;

struct signature {
	const char *password, *code; /* NULL: longer than any right one */
};

/*
 * The fields "password" and, where one is asked for, "code".  A fault where
 * the password is empty.  Whoever called this calls form_wipe in the end.
 */
void sign_take(struct form *, struct signature *);

/*
 * The session's own user, asked of the broker again; never within a unit.
 * OK: it is them.  ERR_INVALID: a fault was added.  ERR_BUSY: nobody could be
 * asked; or, where *wait_s is not 0, too many wrong answers came before, and
 * sign_wait answers.
 */
MUST_USE enum err sign_ask(
    struct req *, struct form *, const struct signature *, int64_t *wait_s);

/* 429; advice such as "Nothing was published."  Always OK. */
enum err sign_wait(struct req *, int64_t wait_s, const char *advice);

/* What a form holds of a text that is signed: its SHA-256, in hex. */
const char *sign_digest(struct req *, const char *text);
#endif
