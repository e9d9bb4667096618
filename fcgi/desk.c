/* desk.c - who asks, as one of the staff, and training in words. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "desk.h"
#include "fields.h"
#include "reply.h"
#include "req.h"
#include "role.h"

enum err
desk_staff(struct req *r, struct staff *s)
{
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	return staff_of_person(
	    r->db, r->arena, r->session.org, r->session.person, s);
}

enum err
desk_unknown(struct req *r, int status)
{
	reply_status(r, status, "You are not on the staff list here",
	    "Your training and policies are kept with your staff record, and "
	    "no staff record of this organisation is linked to your user "
	    "name. Ask your organisation's administrator to link yours. If "
	    "you work for another organisation that uses this service, change "
	    "to it on the start page first.");
	return OK;
}

bool
desk_administers(const struct req *r)
{
	return (r->session.roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0;
}

struct badge
desk_badge(enum owed_state state)
{
	static const struct badge all[OWED_STATES] = {
		[OWED_OVERDUE] = { HTML_FIXED("red"), HTML_FIXED("Overdue") },
		[OWED_NEVER] = { HTML_FIXED("orange"),
		    HTML_FIXED("Not done yet") },
		[OWED_SOON] = { HTML_FIXED("yellow"), HTML_FIXED("Due soon") },
		[OWED_DONE] = { HTML_FIXED("green"), HTML_FIXED("Complete") },
		[OWED_EXCUSED] = { HTML_FIXED("grey"),
		    HTML_FIXED("Not asked now") },
	};

	return all[state];
}

struct badge
desk_policy_badge(enum policy_state state)
{
	static const struct badge all[POLICY_STATES] = {
		[POLICY_UNREAD] = { HTML_FIXED("orange"),
		    HTML_FIXED("To read") },
		[POLICY_RENEWED] = { HTML_FIXED("orange"),
		    HTML_FIXED("New version to read") },
		[POLICY_READ] = { HTML_FIXED("green"),
		    HTML_FIXED("Acknowledged") },
		[POLICY_OPTIONAL] = { HTML_FIXED("grey"),
		    HTML_FIXED("For information") },
	};

	return all[state];
}

const char *
desk_where(const struct completion *c)
{
	switch (c->source) {
	case FROM_KIOSK:
		return c->place;
	case FROM_GROUP:
		return "Group session";
	case FROM_IMPORT:
		return "Taken in from a file";
	default:
		return "Own desk";
	}
}

/* ---- what is owed, in a sentence ---- */

struct part {
	size_t n;
	const char *one, *many; /* what follows "1 course", "2 courses" */
	const char *noun;
};

/* "1 course is overdue"; the noun only where it was not the last one said. */
static const char *
say(struct req *r, const struct part *p, const char **last)
{
	bool again = *last != NULL && strcmp(*last, p->noun) == 0;
	const char *noun = p->n == 1                        ? p->noun
			   : strcmp(p->noun, "policy") == 0 ? "policies"
							    : "courses";

	*last = p->noun;
	return arena_printf(r->arena, "%zu %s%s%s", p->n, again ? "" : noun,
	    again ? "" : " ", p->n == 1 ? p->one : p->many);
}

const char *
desk_summary(struct req *r, const struct owed_list *owed, size_t policies)
{
	size_t n[OWED_STATES] = { 0 }, i, said = 0, all = 0;
	const char *text = "", *last = NULL;

	for (i = 0; i < owed->n; i++)
		n[owed->v[i].state]++;
	const struct part parts[] = {
		{ n[OWED_OVERDUE], "is overdue", "are overdue", "course" },
		{ n[OWED_NEVER], "is not done yet", "are not done yet",
		    "course" },
		{ n[OWED_SOON], "is due soon", "are due soon", "course" },
		{ policies, "is to be read", "are to be read", "policy" },
	};

	for (i = 0; i < 4; i++)
		all += parts[i].n > 0;
	for (i = 0; i < 4; i++) {
		if (parts[i].n == 0)
			continue;
		said++;
		text = arena_printf(r->arena, "%s%s%s", text,
		    said == 1     ? ""
		    : said == all ? " and "
				  : ", ",
		    say(r, &parts[i], &last));
	}
	return all == 0 ? "" : arena_printf(r->arena, "%s.", text);
}

/* ---- parts of the forms ---- */

struct done_view
desk_done(struct req *r, const struct typed_day *on,
    const struct faults *faults, const char *legend)
{
	struct done_view v = {
		.on = *on,
		.legend = legend,
		.day_fault = faults_about(faults, "done-day"),
		.month_fault = faults_about(faults, "done-month"),
		.year_fault = faults_about(faults, "done-year"),
	};

	v.example = field_today(r);
	v.fault = v.day_fault != NULL     ? v.day_fault
		  : v.month_fault != NULL ? v.month_fault
					  : v.year_fault;
	return v;
}

void
desk_fault(struct form *f, enum completion_fault fault, const struct staff *s,
    const struct course *k, bool own)
{
	const char *says = completion_says(f->r->arena, fault, s, k);

	if (fault == COMPLETION_LEFT && own)
		says = "Your staff record says that you do not work here on "
		       "this day. Ask your organisation's administrator to "
		       "correct it";
	form_fault(f, fault == COMPLETION_SCORE ? "score" : "done-day", says);
}

struct typed_score
desk_score(struct form *f, const struct course *k, bool need)
{
	struct typed_score s = { "", -1 };

	if (k->pass_mark == 0 || !need) {
		s.typed = form_secret(f, "score", 20);
		if (s.typed == NULL || k->pass_mark == 0)
			s.typed = "";
		return s;
	}
	s.value = (int)form_int(f, "score", "the score", 0, 100, -1);
	s.typed = form_secret(f, "score", 20);
	if (s.typed == NULL)
		s.typed = "";
	if (s.value < 0 && faults_about(&f->faults, "score") == NULL)
		form_fault(f, "score", "Enter your score in percent");
	return s;
}

enum err
desk_number(struct req *r, const struct staff *s, const char *course,
    day done_on, const char **number)
{
	struct completions all;
	enum err e;
	size_t i;

	*number = NULL;
	e = training_record(r->db, r->arena, r->session.org, s->id, &all);
	for (i = 0; e == OK && i < all.n; i++) {
		const struct completion *c = &all.v[i];

		if (c->void_ || c->done_on != done_on ||
		    strcmp(c->course, course) != 0)
			continue;
		if (*number == NULL || !c->superseded)
			*number = c->number;
		if (!c->superseded)
			break;
	}
	return e;
}
