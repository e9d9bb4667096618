/*
 * page_verify.c - looking a certificate up by its number, which anybody may.
 *
 * What is no number, what is nobody's and what was never a certificate get one
 * answer, made in one way: it says nothing about numbers.
 */
#include <string.h>

#include "arena.h"
#include "desk.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define TYPED_MAX 200

/* As it is printed, however it was typed: "k7f2 9qxm41" is K7F2-9QXM-41. */
static const char *
tidy(struct req *r, const char *typed)
{
	char s[CERTIFICATE_SIZE - 2];
	size_t n = 0;

	for (; *typed != '\0' && n < sizeof(s) - 1; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		s[n++] = *typed >= 'a' && *typed <= 'z'
			     ? (char)(*typed - 'a' + 'A')
			     : *typed;
	}
	s[n] = '\0';
	typed += strspn(typed, " -");
	if (n != sizeof(s) - 1 || *typed != '\0')
		return "";
	return arena_printf(r->arena, "%.4s-%.4s-%.2s", s, s + 4, s + 8);
}

static void
judge(struct req *r, const struct completion *c, struct verify_view *v)
{
	static const struct badge good = { HTML_FIXED("green"),
		HTML_FIXED("Valid") };
	static const struct badge past = { HTML_FIXED("grey"),
		HTML_FIXED("Expired") };
	static const struct badge gone = { HTML_FIXED("red"),
		HTML_FIXED("Withdrawn") };

	v->dated = !c->superseded && c->expires_on != DAY_NONE;
	if (c->superseded) {
		v->state = gone;
		v->validity = "It was corrected and does not count";
	} else if (!v->dated) {
		v->state = good;
		v->validity = "It does not expire";
	} else if (c->expires_on > r->today) {
		v->state = good;
		v->validity = "Valid until";
	} else {
		v->state = past;
		v->validity = "Expired on";
	}
}

static enum err
show(struct req *r, int status, struct verify_view *v)
{
	v->page = page_view(
	    r, v->found ? arena_printf(r->arena, "Certificate %s", v->number)
	       : status == 200 ? "Check a certificate"
			       : "No certificate found");
	v->to = req_href(r, "/verify");
	SHOW(r, verify, v);
	return reply_page(r, status);
}

/* The worker's other connection counts: a GET's own cannot write. */
static enum err
answer(struct req *r, const char *typed)
{
	struct verify_view v = { .done_on = DAY_NONE, .expires_on = DAY_NONE };
	struct certificate c;
	int64_t wait_s = 0;
	enum err e;

	e = throttle_question(r->app->writer, r->remote, r->now, &wait_s);
	if (e == ERR_BUSY && wait_s > 0) {
		reply_wait(r, wait_s, "Too many certificates were looked up",
		    "If you have many to check, ask the organisation that "
		    "issued them.");
		return OK;
	}
	if (e != OK)
		return e;
	e = training_certificate(r->db, r->arena, tidy(r, typed), &c);
	if (e == ERR_NOTFOUND || (e == OK && c.completion.void_))
		return show(r, 404, &v);
	if (e != OK)
		return e;
	v.found = true;
	v.number = c.completion.number;
	v.course = c.course.name;
	v.initials = staff_initials(r->arena, &c.staff);
	v.org = c.org_name;
	v.done_on = c.completion.done_on;
	v.expires_on = c.completion.expires_on;
	judge(r, &c.completion, &v);
	return show(r, 200, &v);
}

enum err
page_verify(struct req *r)
{
	struct verify_view v = { .done_on = DAY_NONE, .expires_on = DAY_NONE };
	bool asked = strncmp(r->query, "number=", 7) == 0;
	const char *typed;
	struct form f;
	enum err e;

	form_query(&f, r);
	typed = form_line(&f, "number", "the number", TYPED_MAX);
	if ((e = form_close(&f)) == ERR_MALFORMED && !asked)
		return e;
	if (e == OK && typed[0] == '\0')
		return show(r, 200, &v);
	return answer(r, e == ERR_MALFORMED ? "" : typed);
}

enum err
page_verify_number(struct req *r)
{
	return answer(r, req_arg(r, 0));
}
