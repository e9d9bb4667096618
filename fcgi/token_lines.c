/* token_lines.c - what a page says of each token. */
#include "token_lines.h"
#include "api_token.h"
#include "arena.h"
#include "req.h"
#include "route.h"

static struct token_line
line(struct req *r, const struct api_token *t, const char *revoke)
{
	bool ended = t->expires_on < r->today;
	struct token_line l = {
		.name = t->name,
		.scopes = scopes_words(r->arena, t->scopes),
		.state = t->revoked_at != 0 ? "Revoked"
			 : ended            ? "Ended"
					    : "Works",
		.colour = t->revoked_at != 0 || ended ? "grey" : "green",
		.made_at = t->made_at,
		.expires_on = t->expires_on,
		.used = t->used_on != DAY_NONE,
		.used_on = t->used_on,
		.revoked = t->revoked_at != 0,
		.revoked_at = t->revoked_at,
		.revoked_by = t->revoked_by,
		.op = arena_printf(r->arena, "%lld", (long long)t->id),
	};

	if (t->revoked_at == 0 && !ended)
		l.revoke =
		    req_href(r, "%s/%lld/revoke", revoke, (long long)t->id);
	return l;
}

enum err
token_lines(
    struct req *r, int64_t person, const char *revoke, struct token_lines *out)
{
	struct api_tokens all;
	enum err e;
	size_t i;

	out->n = 0;
	if (r->session.org == 0)
		return OK;
	e = api_token_list(r->db, r->arena, r->session.org, person, &all);
	if (e != OK)
		return e;
	out->v = arena_array(r->arena, all.n, sizeof(*out->v));
	for (i = 0; i < all.n; i++)
		out->v[out->n++] = line(r, &all.v[i], revoke);
	return OK;
}
