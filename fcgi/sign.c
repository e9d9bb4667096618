/* sign.c - whoever is signed in gives the password once more, to sign. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "broker.h"
#include "config.h"
#include "form.h"
#include "log.h"
#include "reply.h"
#include "req.h"
#include "seat.h"
#include "sign.h"
#include "text.h"

void
sign_take(struct form *f, struct signature *s)
{
	s->password = form_secret(f, "password", AUTH_PASSWORD_SIZE - 1);
	s->code = f->r->app->config->sign_in.code
		      ? form_secret(f, "code", AUTH_CODE_SIZE - 1)
		      : "";
	if (s->password != NULL && s->password[0] == '\0')
		form_fault(f, "password", "Enter your password");
}

enum err
sign_ask(
    struct req *r, struct form *f, const struct signature *s, int64_t *wait_s)
{
	const struct config *c = r->app->config;
	const struct throttle_limits limits = { c->throttle.per_account,
		c->throttle.per_source, c->throttle.wait_s };
	char account[AUTH_USER_SIZE];
	enum auth_verdict v = AUTH_NO;
	enum err e;

	e = throttle_take(
	    r->db, &limits, r->session.user, r->remote, r->now, wait_s);
	if (e != OK)
		return e;
	if (s->password != NULL && s->code != NULL) {
		seat_leave(r->app->seat);
		v = broker_ask(c->sign_in.socket, AUTH_AGAIN, r->session.user,
		    s->password, s->code, r->remote, account);
	}
	if (v == AUTH_BUSY || v == AUTH_DOWN) {
		e = throttle_return(r->db, r->session.user, r->remote);
		return e == OK ? ERR_BUSY : e;
	}
	if (v != AUTH_OK || !text_same(account, r->session.user)) {
		log_warn("sign.refused", "user=%s route=%s", r->session.user,
		    r->path);
		form_fault(f, "password", "Enter the right password");
		return ERR_INVALID;
	}
	return throttle_clear(r->db, r->session.user, r->remote);
}

enum err
sign_wait(struct req *r, int64_t wait_s, const char *advice)
{
	log_warn("sign.throttled", "user=%s wait=%lld", r->session.user,
	    (long long)wait_s);
	reply_wait(r, wait_s, "Too many wrong passwords", advice);
	return OK;
}

const char *
sign_digest(struct req *r, const char *text)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char *hex = arena_alloc(r->arena, 2 * sizeof(digest) + 1);

	crypto_hash_sha256(digest, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(
	    hex, 2 * sizeof(digest) + 1, digest, sizeof(digest));
}
