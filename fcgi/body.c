/* body.c - taking the body of a request in, or saying why not. */
#include <string.h>

#include "arena.h"
#include "body.h"
#include "config.h"
#include "lists.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "upload.h"

static enum body_fault
read_body(struct req *r)
{
	size_t limit = (size_t)r->app->config->web.body_kib * 1024;

	if (route_uploads(r->route))
		return upload_body(r, r->route->body);
	return req_body(r, r->route->body < limit ? r->route->body : limit);
}

static void
too_large(struct req *r)
{
	if (route_uploads(r->route))
		reply_status(r, 413, "This file is too large",
		    "Nothing was saved. A file may have 25 MB. Go back and "
		    "send it in parts, or ask the people who run this service "
		    "to take it in with the igtk command.");
	else
		reply_status(r, 413, "This is too large to be taken",
		    "Nothing was saved. Go back, shorten what you entered and "
		    "send it again.");
}

/*
 * What a program sent as JSON becomes the form that it would have sent.  True
 * when it has; else the answer says what is wrong.
 */
static bool
take_json(struct req *r)
{
	struct buf form = { 0 }, faults = { 0 };
	enum err e = json_fields(
	    r->arena, r->body, r->body_n, lists_of(r->route), &form, &faults);

	explicit_bzero(r->body, r->body_n); /* a password may be there */
	if (e == OK) {
		r->body = arena_copy(r->arena, form.p, form.n);
		r->body_n = form.n;
		if (form.n > 0)
			explicit_bzero(form.p, form.n);
	} else {
		reply_status(r, e == ERR_INVALID ? 422 : 400,
		    e == ERR_INVALID ? "This list cannot be taken"
				     : "This JSON cannot be taken",
		    arena_text(r->arena, buf_text(&faults)));
	}
	buf_clear(&form);
	buf_clear(&faults);
	return e == OK;
}

bool
body_take(struct req *r)
{
	switch (read_body(r)) {
	case BODY_OK:
		return r->upload != NULL || !req_body_json(r) || take_json(r);
	case BODY_NO_LENGTH:
		reply_status(r, 411, "This request cannot be understood",
		    "It does not say how long it is.");
		return false;
	case BODY_TOO_LARGE:
		too_large(r);
		return false;
	case BODY_WRONG_TYPE:
		reply_status(r, 415, "This cannot be taken in this form",
		    r->json == NULL
			? "Use the forms on the pages of this service."
			: "Send a JSON object as application/json, or files "
			  "as multipart/form-data.");
		return false;
	case BODY_CUT:
		break;
	}
	reply_error(r, ERR_MALFORMED);
	return false;
}
