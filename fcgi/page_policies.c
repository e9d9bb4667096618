/* page_policies.c - policies as staff see them: reading, acknowledging. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "desk.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_policy.h"

enum err
page_policies(struct req *r)
{
	struct policies_view v = { .page = page_view(r, "Policies") };
	struct policies_owed all;
	struct staff s;
	enum err e;
	size_t i;

	if ((e = desk_staff(r, &s)) == ERR_NOTFOUND)
		return desk_unknown(r, 200);
	if (e != OK ||
	    (e = policy_owed(r->db, r->arena, r->session.org, &s, &all)) != OK)
		return e;
	v.page.back = req_href(r, "/training");
	v.page.back_text = "my training";
	v.all.n = all.n;
	v.all.v = arena_array(r->arena, all.n, sizeof(*v.all.v));
	for (i = 0; i < all.n; i++)
		v.all.v[i] = (struct policy_line){
			.to = req_href(r, "/training/policies/%lld",
			    (long long)all.v[i].policy.id),
			.title = all.v[i].policy.title,
			.state = desk_policy_badge(all.v[i].state),
			.read_at = all.v[i].read_at,
		};
	SHOW(r, policies, &v);
	return reply_page(r, 200);
}

/* A policy, and how it stands with whoever asks. */
struct reading {
	struct staff staff;
	struct policy policy;
	struct policy_owed owed;
};

/* ERR_NOTFOUND: no such policy; a closed one is there for who read it. */
static enum err
find(struct req *r, struct reading *d, bool *known)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	struct policies_owed all;
	enum err e = desk_staff(r, &d->staff);
	size_t i;

	*known = e == OK;
	if (e != OK ||
	    (e = policy_read(r->db, r->arena, org, id, &d->policy)) != OK ||
	    (e = policy_owed(r->db, r->arena, org, &d->staff, &all)) != OK)
		return e;
	for (i = 0; i < all.n; i++)
		if (all.v[i].policy.id == id) {
			d->owed = all.v[i];
			return OK;
		}
	return ERR_NOTFOUND;
}

static enum err
show(struct req *r, int status, const struct reading *d, const char *notice,
    bool done)
{
	const struct policy *p = &d->policy;
	struct policy_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Policy: %s", p->title)),
		.to = req_href(r, "/training/policies/%lld", (long long)p->id),
		.title = p->title,
		.text = p->text,
		.digest = sign_digest(r, p->text),
		.state = desk_policy_badge(d->owed.state),
		.version = p->version,
		.at = p->at,
		.read_at = d->owed.read_at,
		.read_version = d->owed.read_version,
		.outstanding = d->owed.state < POLICY_READ,
		.readable = d->owed.state != POLICY_READ,
	};

	v.page.notice = notice;
	v.page.notice_done = done;
	v.page.back = req_href(r, "/training/policies");
	v.page.back_text = "policies";
	SHOW(r, policy, &v);
	return reply_page(r, status);
}

enum err
page_policy(struct req *r)
{
	struct reading d;
	struct form f;
	bool known, done;
	enum err e;

	form_query(&f, r);
	done = form_tick(&f, "done");
	if ((e = form_close(&f)) != OK)
		return e;
	e = find(r, &d, &known);
	if (e == ERR_NOTFOUND && !known)
		return desk_unknown(r, 404);
	if (e != OK)
		return e;
	done = done && d.owed.state == POLICY_READ;
	return show(r, 200, &d,
	    done ? "You have acknowledged this policy" : NULL, done);
}

static enum err
changed(struct req *r, struct reading *d)
{
	bool known;
	enum err e = find(r, d, &known);

	if (e != OK)
		return e;
	return show(r, 409, d,
	    "This policy was changed while you had it open. Nothing was "
	    "recorded. Read the text as it is now, then acknowledge it",
	    false);
}

static enum err
acknowledge(struct req *r, struct reading *d, const unsigned char *digest)
{
	struct acknowledgement a = { .staff = d->staff.id,
		.policy = d->policy.id,
		.source = POLICY_AT_DESK,
		.place = "" };
	enum err e;

	memcpy(a.digest, digest, sizeof(a.digest));
	e = policy_acknowledge(r->db, &r->unit, &a, r->today);
	if (e == ERR_CONFLICT)
		return changed(r, d);
	if (e == ERR_DENIED) {
		reply_status(r, 403, "You do not work here today",
		    "Your staff record says that you have left, or have not "
		    "begun yet. Nothing was recorded. Ask your organisation's "
		    "administrator to correct it.");
		return OK;
	}
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/training/policies/%lld?done=1", (long long)d->policy.id);
}

/*
 * No password here: the session already says who it is, and what is recorded
 * is that this text was shown to them and that they accepted it.  It claims
 * nothing about the past, as a completion does, and costs each of the staff
 * one press for each policy.  What makes it good evidence is the text's
 * digest, which travels with the form.
 */
enum err
page_policy_ack(struct req *r)
{
	unsigned char digest[POLICY_DIGEST];
	struct reading d;
	const char *text;
	struct form f;
	bool known;
	size_t n = 0;
	enum err e = find(r, &d, &known);

	if (e == ERR_NOTFOUND && !known)
		return desk_unknown(r, 404);
	if (e != OK)
		return e;
	form_open(&f, r);
	text = form_line(&f, "text", "Text", 2 * POLICY_DIGEST);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if (sodium_hex2bin(digest, sizeof(digest), text, strlen(text), NULL, &n,
		NULL) != 0 ||
	    n != sizeof(digest))
		return ERR_MALFORMED;
	return acknowledge(r, &d, digest);
}
