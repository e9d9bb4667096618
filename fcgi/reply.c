/* reply.c - answers, and the one table from errors to HTTP. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "kiosk_page.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view.h"

#define PATH_SIZE 1024

static const struct {
	int status;
	const char *heading, *advice;
} errors[ERR_COUNT] = {
	[OK] = { 500, "There is a problem with this service",
	    "Try again in a few minutes." },
	[ERR_MALFORMED] = { 400, "This request cannot be understood",
	    "If you typed or pasted an address, check that it is complete. "
	    "If you sent a form, go back, load the page again and send it "
	    "once more." },
	[ERR_INVALID] = { 422, "What was sent cannot be accepted",
	    "Go back, check what you entered and send it again." },
	[ERR_DENIED] = { 403, "You cannot do this",
	    "Your roles in this organisation do not allow it. If you need to "
	    "do it, ask your organisation's administrator for the role." },
	[ERR_NOTFOUND] = { 404, "Page not found",
	    "If you typed or pasted an address, check that it is correct. "
	    "What you are looking for may also belong to another "
	    "organisation." },
	[ERR_CONFLICT] = { 409, "Somebody else was first",
	    "What you changed was changed by somebody else meanwhile. Load "
	    "the page again to see it as it is now. What you sent was not "
	    "saved." },
	[ERR_BUSY] = { 503, "The service is busy",
	    "Nothing was saved. Wait a few seconds and try again." },
	[ERR_FULL] = { 507, "There is no room left to save this",
	    "Nothing was saved. You can still read everything. Tell the "
	    "people who run this service." },
	[ERR_IO] = { 500, "There is a problem with this service",
	    "What you sent may not have been saved. Check before you send it "
	    "again, and tell the people who run this service the reference "
	    "below." },
};

enum err
reply_page(struct req *r, int status)
{
	if (r->json == NULL)
		return reply_bytes(r, status, "text/html; charset=utf-8");
	if (r->json->shown != NULL)
		reply_header(r, "Link",
		    arena_printf(r->arena,
			"<%s" API_PREFIX "/openapi.json#/components/schemas/"
			"%s>; rel=\"describedby\"",
			r->json->base, r->json->shown));
	return reply_bytes(r, status, "application/json");
}

enum err
reply_bytes(struct req *r, int status, const char *type)
{
	r->status = status;
	reply_header(r, "Content-Type", type);
	return OK;
}

/* A path as a program asks for it. */
static struct href
told_href(struct req *r, const char *path)
{
	return route_in_api(path) ? req_href(r, API_PREFIX "%s", path)
				  : req_href(r, "%s", path);
}

static enum err
go_on(struct req *r, const char *path)
{
	struct href to = told_href(r, path);

	reply_header(r, "Location", to.p);
	tell_begin(r->json);
	r->json->shown = "moved";
	tell_text(r->json, "location", to.p);
	tell_close(r->json, '}');
	return reply_page(r, 200);
}

static enum err
see_other(struct req *r, const char *path)
{
	buf_reset(r->out);
	if (r->json != NULL)
		return go_on(r, path);
	reply_header(r, "Location", req_href(r, "%s", path).p);
	r->status = 303;
	return OK;
}

__attribute__((format(printf, 2, 0))) static void
print_path(char path[PATH_SIZE], const char *fmt, va_list ap)
{
	int n = vsnprintf(path, PATH_SIZE, fmt, ap);

	if (n < 1 || n >= PATH_SIZE)
		abort();
}

enum err
reply_see_other(struct req *r, const char *fmt, ...)
{
	char path[PATH_SIZE];
	va_list ap;

	va_start(ap, fmt);
	print_path(path, fmt, ap);
	va_end(ap);
	return see_other(r, path);
}

/* What went wrong, for a program and whoever reads its log. */
static void
problem(struct req *r, int status, const char *heading, const char *advice,
    struct href where)
{
	tell_begin(r->json);
	tell_text(r->json, "title", heading);
	tell_int(r->json, "status", status);
	tell_text(r->json, "detail", advice);
	tell_href(r->json, "location", where);
	tell_text(r->json, "reference", r->id);
	tell_close(r->json, '}');
	(void)reply_bytes(r, status, "application/problem+json");
}

enum err
reply_undone(struct req *r, const char *why, const char *fmt, ...)
{
	char path[PATH_SIZE];
	va_list ap;

	va_start(ap, fmt);
	print_path(path, fmt, ap);
	va_end(ap);
	if (r->json == NULL)
		return see_other(r, path);
	buf_reset(r->out);
	problem(r, 409, "Nothing was done", why, told_href(r, path));
	return OK;
}

static void
message(struct req *r, int status, const char *heading, const char *advice)
{
	struct paragraph text = { advice };
	struct message_view v = {
		.page = page_view(r, heading),
		.heading = heading,
		.paragraphs = { &text, 1 },
		.reference = r->id,
		.link = req_href(r, "/"),
		.link_text = "Go to the start page",
	};

	/* Nothing of an answer that was begun may remain, cookies included. */
	buf_reset(r->out);
	buf_reset(r->head);
	if (r->json != NULL) {
		problem(r, status, heading, advice, (struct href){ NULL });
		return;
	}
	if (kiosk_path(r))
		kiosk_message(r, heading, advice, r->id);
	else
		tmpl_message(r->out, &v);
	(void)reply_page(r, status);
}

void
reply_error(struct req *r, enum err e)
{
	unsigned i = (unsigned)e < ERR_COUNT ? e : ERR_IO;

	message(r, errors[i].status, errors[i].heading, errors[i].advice);
	if (e == ERR_BUSY)
		reply_header(r, "Retry-After", "2");
}

void
reply_status(struct req *r, int status, const char *heading, const char *advice)
{
	message(r, status, heading, advice);
}

void
reply_wait(
    struct req *r, int64_t wait_s, const char *heading, const char *advice)
{
	bool long_wait = wait_s > 120;
	long long n = long_wait ? (wait_s + 59) / 60 : wait_s;

	reply_status(r, 429, heading,
	    arena_printf(r->arena, "Wait %lld %s%s and try again. %s", n,
		long_wait ? "minute" : "second", n == 1 ? "" : "s", advice));
	reply_header(r, "Retry-After",
	    arena_printf(r->arena, "%lld", (long long)wait_s));
}

void
reply_header(struct req *r, const char *name, const char *value)
{
	if (value[strcspn(value, "\r\n")] != '\0')
		abort();
	buf_printf(r->head, "%s: %s\r\n", name, value);
}
