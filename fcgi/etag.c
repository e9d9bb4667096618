/* etag.c - validators of public pages and exports. */
#include <sodium.h>
#include <string.h>

#include "buf.h"
#include "etag.h"
#include "reply.h"
#include "req.h"
#include "route.h"

#define HASH 16                 /* bytes of the answer's hash */
#define TAG_SIZE (2 * HASH + 3) /* in quotes, with its NUL */

/* The one thing in a page that is another each time: how long it took. */
static const char timed[] = "Page made in ";

bool
etag_given(const struct req *r)
{
	return r->session.person == 0 && r->status == 200 &&
	       r->method == METHOD_GET && r->route != NULL &&
	       route_public(r->route) &&
	       strstr(buf_text(r->head), "Set-Cookie:") == NULL;
}

/* Where a page's last `timed` ends; the end of what has none. */
static size_t
time_at(const struct req *r)
{
	const size_t n = sizeof(timed) - 1;
	const struct buf *b = r->out;
	size_t i;

	if (strstr(buf_text(r->head), "Content-Type: text/html") == NULL)
		return b->n;
	for (i = b->n; i >= n; i--)
		if (memcmp(b->p + i - n, timed, n) == 0)
			return i;
	return b->n;
}

static void
make_tag(const struct req *r, char tag[TAG_SIZE])
{
	const struct buf *b = r->out;
	crypto_generichash_state state;
	unsigned char hash[HASH];
	size_t to = time_at(r), from = to;

	while (from < b->n && strchr("0123456789,", b->p[from]) != NULL &&
	       b->p[from] != '\0')
		from++;
	crypto_generichash_init(&state, NULL, 0, HASH);
	crypto_generichash_update(&state, (unsigned char *)b->p, to);
	crypto_generichash_update(
	    &state, (unsigned char *)b->p + from, b->n - from);
	crypto_generichash_final(&state, hash, HASH);
	tag[0] = '"';
	sodium_bin2hex(tag + 1, 2 * HASH + 1, hash, HASH);
	memcpy(tag + 1 + 2 * HASH, "\"", 2);
}

/* Does If-None-Match name it?  A web server may have made it a weak one. */
static bool
named(const char *header, const char *tag)
{
	size_t n = strlen(tag);

	if (strcmp(header, "*") == 0)
		return true;
	while (*header != '\0') {
		header += strspn(header, " \t,");
		if (strncmp(header, "W/", 2) == 0)
			header += 2;
		if (strncmp(header, tag, n) == 0 &&
		    (header[n] == '\0' || strchr(" \t,", header[n]) != NULL))
			return true;
		header += strcspn(header, ",");
	}
	return false;
}

void
etag_judge(struct req *r)
{
	char tag[TAG_SIZE], line[TAG_SIZE + 2] = "W/";

	make_tag(r, tag);
	memcpy(line + 2, tag, TAG_SIZE);
	if (named(r->wire->none_match, tag)) {
		r->status = 304;
		buf_reset(r->head);
		buf_reset(r->out);
	}
	reply_header(r, "ETag", line);
	reply_header(r, "Vary", "Cookie");
}
