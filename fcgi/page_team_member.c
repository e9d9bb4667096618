/* page_team_member.c - the training record of one of a manager's people. */
#include "fields.h"
#include "pages_team.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"

/* ERR_NOTFOUND also for somebody who is not below whoever asks. */
static enum err
find(struct req *r, struct staff *s)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	struct staff own;
	enum err e;

	if (id == 0)
		return ERR_NOTFOUND;
	if (!team_administers(r) &&
	    ((e = staff_of_person(
		  r->db, r->arena, org, r->session.person, &own)) != OK ||
		(e = staff_is_below(r->db, org, own.id, id)) != OK))
		return e;
	return staff_read(r->db, r->arena, org, id, s);
}

static enum err
name_of(struct req *r, int64_t id, const char **name)
{
	struct staff s;
	enum err e;

	*name = "";
	if (id == 0)
		return OK;
	e = staff_read(r->db, r->arena, r->session.org, id, &s);
	if (e == OK)
		*name = staff_name(r->arena, &s);
	return e;
}

enum err
page_team_member(struct req *r)
{
	struct team_member_view v = { 0 };
	struct staff_list below;
	struct staff s;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK || (e = find(r, &s)) != OK ||
	    (e = team_record(r, &s, &v.record)) != OK ||
	    (e = name_of(r, s.manager, &v.manager)) != OK ||
	    (e = staff_below(r->db, r->arena, r->session.org, s.id, r->today,
		 &below)) != OK)
		return e;
	v.page = page_view(r, staff_name(r->arena, &s));
	v.page.back = req_href(r, "/team");
	v.page.back_text = "my team";
	v.number = s.number;
	v.unit = s.unit;
	v.position = s.position;
	v.group = s.group_name;
	v.mail = s.mail;
	if (below.n > 0)
		v.team = req_href(r, "/team?of=%lld", (long long)s.id);
	SHOW(r, team_member, &v);
	return reply_page(r, 200);
}
