/* guard_bearer.c - programs that ask in somebody's name (igtk-api(7)). */
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "account_groups.h"
#include "arena.h"
#include "clock.h"
#include "config.h"
#include "guard.h"
#include "guard_bearer.h"
#include "log.h"
#include "pace.h"
#include "reply.h"
#include "route.h"

#define KEY_MOST 200 /* characters of Idempotency-Key */

/* The token of "Bearer TOKEN"; NULL: there is none of that kind. */
static const char *
token_of(const struct req *r)
{
	const char *text = r->wire->authorization;

	if (strncasecmp(text, "Bearer ", 7) != 0)
		return NULL;
	return text + 7 + strspn(text + 7, " ");
}

/*
 * The first time on a day the system is asked again in which groups they are:
 * who has left one since yesterday has left it here too.
 */
static enum err
ask_groups(struct req *r)
{
	struct groups all;
	enum err e;

	if (r->bearer.used_on == r->today)
		return OK;
	r->groups = arena_alloc(r->arena, sizeof(*r->groups));
	if ((e = role_groups(r->db, r->arena, &all)) != OK)
		return e;
	if (all.n > 0)
		account_groups(r->arena, r->session.user, &all, r->groups);
	return api_token_group_roles(r->db, r->groups, &r->bearer, &r->session);
}

enum err
guard_bearer(struct req *r)
{
	const char *token = token_of(r);
	enum err e;

	if (token == NULL)
		return OK;
	e = api_token_find(
	    r->db, r->arena, token, r->today, &r->session, &r->bearer);
	if (e == OK)
		e = ask_groups(r);
	if (e != OK || r->session.person == 0) {
		r->session = (struct session){ 0 };
		r->bearer = (struct api_token){ 0 };
		r->groups = NULL;
		return e == ERR_NOTFOUND ? OK : e;
	}
	r->session.begun_at = r->session.seen_at = r->now;
	r->unit.org = r->session.org;
	r->unit.by.person = r->session.person;
	r->unit.by.name = r->session.user;
	r->unit.by.source = "api";
	return OK;
}

enum err
guard_bearer_first(struct req *r)
{
	const struct config *c = r->app->config;
	const struct throttle_limits limits = { c->throttle.per_account,
		c->throttle.per_source, c->throttle.wait_s };
	int64_t wait_s = 0;
	enum err e;

	if (r->wire->authorization[0] != '\0') {
		e = throttle_guess(
		    r->app->writer, &limits, r->remote, r->now, &wait_s);
		if (e == ERR_BUSY && wait_s > 0) {
			reply_wait(r, wait_s, "Too many wrong tokens",
			    "Check the token that your program sends.");
			return OK;
		}
		if (e != OK)
			return e;
		log_warn("api.refused", "route=%s", r->route->pattern);
	}
	reply_status(r, 401, "A token is needed",
	    "Send one that works, as \"Authorization: Bearer igtk_...\". "
	    "It may have run out or been revoked, or whoever made it may "
	    "have left. You make tokens on the page of your settings.");
	reply_header(r, "WWW-Authenticate", "Bearer realm=\"igtk\"");
	return OK;
}

static bool
begins(const char *s, const char *with)
{
	size_t n = strlen(with);

	return strncmp(s, with, n) == 0 && (s[n] == '\0' || s[n] == '/');
}

/*
 * Files of staff say more of people than what they completed: what waits and
 * what was taken in is kept apart by guard_bearer_staff, file by file.
 */
static bool
of_training(const struct route *route)
{
	return begins(route->pattern, "/training") ||
	       (begins(route->pattern, "/manage/import") &&
		   !begins(route->pattern, "/manage/import/staff"));
}

static enum scope
needed_by(const struct req *r)
{
	return r->method == METHOD_GET ? SCOPE_READ : SCOPE_WRITE;
}

bool
guard_bearer_staff(const struct req *r)
{
	return r->bearer.id == 0 || (r->bearer.scopes & needed_by(r)) != 0;
}

enum err
guard_bearer_reach(struct req *r)
{
	const struct config *c = r->app->config;
	enum scope needed = needed_by(r);
	int64_t wait_s = 0;

	if (r->bearer.id == 0)
		return OK;
	if (r->app->pace != NULL)
		wait_s = pace_take(
		    r->app->pace, r->bearer.id, c->api.per_minute, r->now);
	if (wait_s > 0) {
		reply_wait(r, wait_s, "This token asks too often",
		    "Nothing was done. Have your program ask less often.");
		return ERR_BUSY;
	}
	if (r->route->roles == ROLE_PUBLIC ||
	    (r->bearer.scopes & needed) != 0 ||
	    ((r->bearer.scopes & SCOPE_TRAINING) != 0 && of_training(r->route)))
		return OK;
	reply_status(r, 403, "This token does not reach so far",
	    arena_printf(r->arena,
		"It lacks the scope \"%s\"%s. Make another token that has it.",
		scope_name(needed),
		of_training(r->route) ? " or \"training\"" : ""));
	reply_header(r, "WWW-Authenticate",
	    arena_printf(r->arena,
		"Bearer realm=\"igtk\", error=\"insufficient_scope\", "
		"scope=\"%s\"",
		scope_name(needed)));
	return ERR_DENIED;
}

enum err
guard_bearer_op(struct req *r)
{
	const char *key = r->wire->idempotency_key;
	unsigned char digest[2 * sizeof(uint64_t)];
	crypto_generichash_state h;
	uint64_t number;

	if (r->bearer.id == 0)
		return ERR_DENIED;
	if (strlen(key) > KEY_MOST)
		return ERR_MALFORMED;
	if (key[0] == '\0') {
		randombytes_buf(&number, sizeof(number));
	} else {
		crypto_generichash_init(&h, NULL, 0, sizeof(digest));
		crypto_generichash_update(
		    &h, (const unsigned char *)key, strlen(key) + 1);
		crypto_generichash_update(&h,
		    (const unsigned char *)&r->bearer.id, sizeof(r->bearer.id));
		crypto_generichash_update(
		    &h, (const unsigned char *)r->path, strlen(r->path) + 1);
		crypto_generichash_update(
		    &h, (const unsigned char *)r->body, r->body_n);
		crypto_generichash_final(&h, digest, sizeof(digest));
		memcpy(&number, digest, sizeof(number));
	}
	r->unit.op = (int64_t)(number >> 1) | 1;
	return OK;
}

void
guard_bearer_seen(struct req *r)
{
	if (r->groups != NULL && api_token_used(r->app->writer, r->bearer.id,
				     r->today, r->groups) != OK)
		log_warn("api.unseen", "token=%lld", (long long)r->bearer.id);
}
