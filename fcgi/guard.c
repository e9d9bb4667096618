/* guard.c - session, role, cross-site requests, cookies. */
#include <sodium.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "form.h"
#include "guard.h"
#include "guard_bearer.h"
#include "reply.h"
#include "route.h"

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

/* The prefix makes browsers refuse the cookie from anybody but this host. */
static bool
at_root(const struct config *c)
{
	return c->web.secure && c->web.base_path[0] == '\0';
}

const char *
guard_cookie_name(const struct config *c)
{
	return at_root(c) ? "__Host-igtk" : "igtk";
}

const char *
guard_pre_name(const struct config *c)
{
	return at_root(c) ? "__Host-igtk-pre" : "igtk-pre";
}

const char *
guard_terminal_name(const struct config *c)
{
	return at_root(c) ? "__Host-igtk-kiosk" : "igtk-kiosk";
}

const char *
guard_visitor_name(const struct config *c)
{
	return at_root(c) ? "__Host-igtk-visit" : "igtk-visit";
}

void
guard_set_cookie(
    struct req *r, const char *name, const char *value, const char *more)
{
	const struct config *c = r->app->config;
	const char *base = c->web.base_path;

	reply_header(r, "Set-Cookie",
	    arena_printf(r->arena, "%s=%s; Path=%s; HttpOnly; SameSite=Lax%s%s",
		name, value, base[0] == '\0' ? "/" : base,
		c->web.secure ? "; Secure" : "", more));
}

void
guard_cookie_set(struct req *r, const char *token)
{
	guard_set_cookie(r, guard_cookie_name(r->app->config), token, "");
}

void
guard_cookie_clear(struct req *r)
{
	guard_set_cookie(
	    r, guard_cookie_name(r->app->config), "", "; Max-Age=0");
}

enum err
guard_session(struct req *r)
{
	const struct config *c = r->app->config;
	const struct session_limits limits = { c->session.idle_s,
		c->session.whole_s };
	enum err e;

	if (r->token == NULL)
		return OK;
	e = session_find(
	    r->db, r->arena, r->token, &limits, r->now, &r->session);
	if (e == ERR_NOTFOUND) {
		r->session = (struct session){ 0 };
		return OK;
	}
	if (e != OK)
		return e;
	r->unit.org = r->session.org;
	r->unit.by.person = r->session.person;
	r->unit.by.name = r->session.user;
	return OK;
}

enum err
guard_role(const struct req *r)
{
	unsigned held = r->session.roles;

	if (r->route->roles == ROLE_PUBLIC)
		return OK;
	if (guard_at_kiosk(r))
		return (r->route->roles & r->at.roles) != 0 ? OK : ERR_DENIED;
	if (r->session.person == 0)
		return ERR_DENIED;
	return (r->route->roles & (held | ROLE_SIGNED_IN)) != 0 ? OK
								: ERR_DENIED;
}

/*
 * The form's value is a MAC under the cookie's: who can read neither cannot
 * make the pair, and no key has to be shared between processes.
 */
static const char *
pre_csrf(struct req *r, const char *pre)
{
	static const unsigned char purpose[] = "igtk sign-in form";
	unsigned char key[SESSION_TOKEN], mac[SESSION_TOKEN];
	char *text = arena_alloc(r->arena, SESSION_TOKEN_TEXT);
	size_t n;

	if (sodium_base642bin(key, sizeof(key), pre, strlen(pre), NULL, &n,
		NULL, BASE64) != 0 ||
	    n != sizeof(key))
		return NULL;
	crypto_generichash(
	    mac, sizeof(mac), purpose, sizeof(purpose) - 1, key, sizeof(key));
	sodium_bin2base64(text, SESSION_TOKEN_TEXT, mac, sizeof(mac), BASE64);
	return text;
}

const char *
guard_pre_csrf(struct req *r)
{
	unsigned char random[SESSION_TOKEN];
	const char *csrf = NULL;
	char *pre;

	if (r->pre != NULL)
		csrf = pre_csrf(r, r->pre);
	if (csrf != NULL)
		return csrf;
	pre = arena_alloc(r->arena, SESSION_TOKEN_TEXT);
	randombytes_buf(random, sizeof(random));
	sodium_bin2base64(
	    pre, SESSION_TOKEN_TEXT, random, sizeof(random), BASE64);
	r->pre = pre;
	guard_set_cookie(r, guard_pre_name(r->app->config), pre, "");
	return pre_csrf(r, pre);
}

/*
 * Origin against Host, where no public_url says who we are.  Web servers may
 * pass Host without its port; then the port cannot be judged.
 */
static bool
origin_is_host(const char *origin, const char *host)
{
	const char *at = strstr(origin, "://");
	size_t n = strlen(host);

	if (at == NULL)
		return false;
	at += 3;
	if (strncasecmp(at, host, n) != 0)
		return false;
	return at[n] == '\0' || (at[n] == ':' && strchr(host, ':') == NULL);
}

static bool
same_origin(const struct req *r)
{
	const struct wire_request *w = r->wire;
	const char *ours = r->app->config->web.public_url;

	if (w->fetch_site[0] != '\0')
		return strcmp(w->fetch_site, "same-origin") == 0 ||
		       strcmp(w->fetch_site, "none") == 0;
	if (w->origin[0] == '\0')
		return true; /* an old browser: the token alone decides */
	if (ours[0] != '\0')
		return strcmp(w->origin, ours) == 0;
	return w->host[0] == '\0' || origin_is_host(w->origin, w->host);
}

static bool
same_secret(const char *a, const char *b)
{
	size_t n = strlen(b);

	return a != NULL && n > 0 && strlen(a) == n &&
	       sodium_memcmp(a, b, n) == 0;
}

/* The scripts that keep a session have no form, so no number of one. */
static bool
needs_op(const struct req *r)
{
	return strcmp(r->route->pattern, "/session/keep") != 0 &&
	       strcmp(r->route->pattern, "/kiosk/stay") != 0;
}

/*
 * The number that the unit is stored under: the form's own, bound to the path
 * and to everything that was sent.  The same form sent again is the same act;
 * a page that Back brought up, filled in differently, is another.
 */
static int64_t
act_number(const struct req *r)
{
	unsigned char digest[2 * sizeof(uint64_t)];
	crypto_generichash_state h;
	uint64_t number;

	crypto_generichash_init(&h, NULL, 0, sizeof(digest));
	crypto_generichash_update(
	    &h, (const unsigned char *)r->path, strlen(r->path) + 1);
	crypto_generichash_update(
	    &h, (const unsigned char *)r->body, r->body_n);
	crypto_generichash_final(&h, digest, sizeof(digest));
	memcpy(&number, digest, sizeof(number));
	return (int64_t)(number >> 1) | 1;
}

static bool
take_op(struct req *r, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	int64_t op = 0;

	if (text[0] == '\0')
		return !needs_op(r);
	if (text[digits] != '\0' || text[0] == '0')
		return false;
	for (; *text != '\0'; text++)
		if (__builtin_mul_overflow(op, 10, &op) ||
		    __builtin_add_overflow(op, *text - '0', &op))
			return false;
	r->unit.op = act_number(r);
	return true;
}

/* The form's right value: of whoever stands there, the session, or the pair
 * of the pre-session cookie where there is neither yet. */
static const char *
right_csrf(struct req *r)
{
	unsigned roles = r->route->roles;

	if ((roles & (ROLE_NAMED | ROLE_PROVED)) != 0)
		return r->at.visit.csrf;
	if (roles == ROLE_PUBLIC || roles == ROLE_TERMINAL)
		return r->pre == NULL ? NULL : pre_csrf(r, r->pre);
	return r->session.csrf;
}

static enum err
check_form(struct req *r, struct form *f)
{
	const char *given = form_secret(f, "csrf", SESSION_TOKEN_TEXT);
	const char *op = form_secret(f, "op", 20);

	if (f->malformed || op == NULL)
		return ERR_MALFORMED;
	if (given == NULL)
		return ERR_DENIED;
	if (!same_secret(right_csrf(r), given))
		return ERR_DENIED;
	return take_op(r, op) ? OK : ERR_MALFORMED;
}

enum err
guard_csrf(struct req *r)
{
	struct form f;
	enum err e;

	if (r->json != NULL) /* no browser sends a token unasked */
		return guard_bearer_op(r);
	if (!same_origin(r))
		return ERR_DENIED;
	form_open(&f, r);
	e = check_form(r, &f);
	/* A password may be among the fields of this copy. */
	if (f.copy != NULL)
		explicit_bzero(f.copy, f.copy_n);
	return e;
}
