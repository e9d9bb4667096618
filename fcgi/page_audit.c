/* page_audit.c - the audit trail: who did what, in words. */
#include <json.h>
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "form.h"
#include "org.h"
#include "pages_admin.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "tmpl.h"
#include "view_admin.h"

#define ROWS 50

/*
 * What an action was.  {member} is that member of the row's detail; five are
 * put into words: {role}, {holder}, {closed}, {reason}, {change}.
 */
static const struct {
	const char *action, *words;
} actions[] = {
	{ "action.add",
	    "Added the action {title} to requirement {requirement}" },
	{ "action.carry",
	    "Carried the action {title} over from the year before" },
	{ "action.change",
	    "Changed the action {title} of requirement {requirement}" },
	{ "action.report", "Reported of the action {title}: {progress}%" },
	{ "answer.carry",
	    "Carried requirement {requirement} over from the year before" },
	{ "answer.complete", "Marked requirement {requirement} complete" },
	{ "answer.confirm", "Confirmed requirement {requirement}" },
	{ "answer.handover", "Gave requirement {requirement} to {owner}" },
	{ "answer.import", "Took requirement {requirement} in from a file" },
	{ "answer.previous",
	    "Set the level of requirement {requirement} in the year before" },
	{ "answer.reopen", "Reopened requirement {requirement}{reason}" },
	{ "answer.save", "Saved requirement {requirement}" },
	{ "assessment.confirm", "Confirmed the assessment" },
	{ "assessment.left",
	    "Could not carry over all of requirement {requirement}" },
	{ "assessment.open", "Opened the assessment, version {version}" },
	{ "assessment.previous",
	    "Took what was published of version {previous} as the levels of "
	    "the year before, in version {version}" },
	{ "assessment.publish",
	    "Published the assessment, version {version}: {grade}" },
	{ "away.begin", "A deputy began to stand in" },
	{ "away.end", "A deputy no longer stands in" },
	{ "calendar.end", "Gave up their calendar's address" },
	{ "calendar.make", "Made an address for their calendar" },
	{ "catalogue.load",
	    "Loaded the requirements of version {version} for {type}, "
	    "revision {revision}" },
	{ "course.add", "Added the course {name} ({code})" },
	{ "course.alias", "Named the course {course} also {name}" },
	{ "course.change", "Changed the course {name} ({code})" },
	{ "course.need", "Set which groups need the course {course}" },
	{ "answer.undo", "Put requirement {requirement} back as it stood "
			 "before the head office answered it" },
	{ "batch.answer", "Answered here for {head_office}, batch {batch}" },
	{ "batch.begin", "Began to {act} at {sites} sites in one act" },
	{ "batch.choose", "Chose {sites} sites for a batch" },
	{ "batch.done", "Came to an end at sites of a batch" },
	{ "batch.exclude", "Left {sites} sites out of a batch" },
	{ "batch.names", "Named senior managers here for {head_office}" },
	{ "batch.new", "Prepared answers of {source} for many sites" },
	{ "batch.open", "Opened version {version} here for {head_office}" },
	{ "batch.publish", "Published version {version} here for "
			   "{head_office}, batch {batch}" },
	{ "batch.stop", "Gave up what was left of an act of a batch" },
	{ "batch.undo", "Took answers of {head_office} back here, batch "
			"{batch}" },
	{ "commission.add", "Said that {commissioner} commissions {provider}" },
	{ "commission.end",
	    "Said that {commissioner} commissions {provider} no more" },
	{ "duties.set", "Set the senior management details" },
	{ "duty.name", "Named the holder of a duty" },
	{ "duty.accept", "Accepted a duty" },
	{ "duty.end", "Took a duty back" },
	{ "duty.add", "Added a duty" },
	{ "duty.change", "Changed a duty" },
	{ "answer.cite", "Cited an accepted duty as evidence" },
	{ "exclusion.add",
	    "Left somebody out of the training figure: {kind}{reason}" },
	{ "exclusion.end", "Took an exclusion from the training figure back" },
	{ "group.add", "Added the staff group {name}" },
	{ "handover.away",
	    "Named deputies for {things} things of {user}, from {from} until "
	    "{until}" },
	{ "handover.move", "Handed over {things} things of {user}" },
	{ "key.new", "Made the key {key}, to sign publications with" },
	{ "key.revoke", "Revoked the key {key}{reason}" },
	{ "kiosk.add", "Added a kiosk: {place}" },
	{ "kiosk.enter", "Came to a kiosk, known by {proof}" },
	{ "kiosk.register", "Registered the kiosk: {place}" },
	{ "kiosk.revoke", "Took a kiosk out of use: {place}" },
	{ "import.profile",
	    "Saved which columns files of {kind} have, as {name}" },
	{ "import.staff",
	    "Took staff in from the file {file}: {new} new, {changed} "
	    "changed, {refused} refused" },
	{ "import.training",
	    "Took completions in from the file {file}: {new} new, {refused} "
	    "refused" },
	{ "library.load", "Loaded revision {revision} of the library" },
	{ "org.add", "Added the organisation {name} ({code})" },
	{ "org.change", "Changed the organisation {name} ({code})" },
	{ "person.add", "Added {name} ({user})" },
	{ "person.change", "Changed {name} ({user}){closed}" },
	{ "person.remind", "Chose which reminders to get" },
	{ "pin.lock", "Locked a PIN for kiosks after 5 wrong ones" },
	{ "pin.remove", "Removed a PIN for kiosks" },
	{ "pin.set", "Set a PIN for kiosks" },
	{ "plan.accept",
	    "Accepted the improvement plan of requirement {requirement}" },
	{ "plan.sign", "Signed the improvement plan as {post}" },
	{ "policy.acknowledge",
	    "Acknowledged the policy {title}, version {version}" },
	{ "policy.add", "Added the policy {title}" },
	{ "policy.change", "Changed the policy {title}, or who needs it" },
	{ "policy.revise",
	    "Set the text of the policy {title}, version {version}" },
	{ "publication.review",
	    "Reviewed edition {edition} of version {version}: "
	    "{outcome}{reason}{change}" },
	{ "publication.sign", "Signed edition {edition} of version {version} "
			      "with the key {key}" },
	{ "publication.supersede",
	    "Published version {version} once more, as edition {edition}"
	    "{reason}" },
	{ "role.grant", "Gave the role {role} to {holder}" },
	{ "role.revoke", "Took the role {role} from {holder}" },
	{ "session.begin", "Signed in" },
	{ "session.end", "Signed out" },
	{ "session.move", "Came from another organisation to work here" },
	{ "staff.add", "Added {name} {surname} ({number}) to the staff" },
	{ "staff.change", "Changed the staff record of {name} {surname} "
			  "({number})" },
	{ "token.make",
	    "Made the token {name} for programs, valid until {until}: "
	    "{scopes}" },
	{ "token.revoke", "Revoked the token {name}" },
	{ "training.cap",
	    "Let the training figure limit requirement {requirement} again" },
	{ "training.complete",
	    "Recorded a completion of {course}, done on {done}: {number}" },
	{ "training.correct",
	    "Corrected a completion of {course}: {number}{reason}" },
	{ "training.group",
	    "Recorded a group session of {course}, held on {held}" },
	{ "training.model", "Set how training is judged: {model}" },
	{ "training.override",
	    "Let requirement {requirement} count as claimed although too few "
	    "are trained{reason}" },
	{ "training.review", "Set down a review of the training: {kind}" },
};

static const char *
pattern_of(const char *action)
{
	size_t i;

	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(actions[i].action, action) == 0)
			return actions[i].words;
	return action;
}

static const char *
member(struct arena *a, struct json_object *detail, const char *name)
{
	struct json_object *value;

	if (!json_object_object_get_ex(detail, name, &value) || value == NULL)
		return "";
	return arena_text(a, json_object_get_string(value));
}

static const char *
holder(struct req *r, struct json_object *detail, int64_t object)
{
	const char *group = member(r->arena, detail, "group");
	struct person p;

	if (group[0] != '\0')
		return arena_printf(r->arena, "the group %s", group);
	if (person_read(r->db, r->arena, object, &p) != OK)
		return "a person";
	return arena_printf(r->arena, "%s (%s)", p.name, p.user);
}

static const char *
role_in_words(const char *name)
{
	const char *title = role_title(role_named(name));

	return title == NULL ? name : title;
}

static const char *
without_dashes(struct req *r, const char *text)
{
	char *copy = arena_text(r->arena, text), *p;

	for (p = copy; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	return copy;
}

static const char *
put_into_words(
    struct req *r, struct json_object *detail, int64_t object, const char *name)
{
	const char *text = member(r->arena, detail, name);

	if (strcmp(name, "holder") == 0)
		return holder(r, detail, object);
	if (strcmp(name, "role") == 0)
		return role_in_words(text);
	if (strcmp(name, "closed") == 0)
		return strcmp(text, "true") == 0 ? ", account closed" : "";
	if (strcmp(name, "grade") == 0)
		return without_dashes(r, text);
	if (strcmp(name, "reason") == 0 && text[0] != '\0')
		return arena_printf(r->arena, ": %s", text);
	if (strcmp(name, "change") == 0 && text[0] != '\0')
		return arena_printf(
		    r->arena, ". Reason for change of grade: %s", text);
	return text;
}

/* Fill the {members} of an action's pattern. */
static const char *
words(struct req *r, const struct audit_row *row)
{
	struct json_object *detail = json_tokener_parse(row->detail);
	const char *p = pattern_of(row->action), *text;
	struct buf out = { 0 };
	size_t n;

	for (; *p != '\0'; p += n) {
		n = strcspn(p, "{");
		buf_add(&out, p, n);
		if (p[n] == '\0')
			break;
		p += n + 1;
		n = strcspn(p, "}");
		buf_puts(&out, put_into_words(r, detail, row->object,
				   arena_copy(r->arena, p, n)));
		n += p[n] == '}';
	}
	json_object_put(detail);
	text = arena_copy(r->arena, buf_text(&out), out.n);
	buf_clear(&out);
	return text;
}

static const char *
source_words(const char *source)
{
	if (strcmp(source, "web") == 0)
		return "on these pages";
	if (strcmp(source, "api") == 0)
		return "by a program";
	if (strcmp(source, "cli") == 0)
		return "on the command line";
	if (strcmp(source, "kiosk") == 0)
		return "at a kiosk";
	if (strcmp(source, "demo") == 0)
		return "sample data";
	return source;
}

/* Which chain, and from where on. */
struct place {
	int64_t org, before;
	bool whole; /* the installation's own chain was asked for */
};

static enum err
take_place(struct req *r, struct place *at)
{
	struct form f;

	form_query(&f, r);
	at->before = form_int(&f, "before", "the entry", 1, INT64_MAX, 0);
	at->whole = form_tick(&f, "installation");
	at->org = at->whole ? ORG_INSTALLATION : r->session.org;
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	return at->whole && (r->session.roles & ROLE_NATIONAL) == 0
		   ? ERR_NOTFOUND
		   : OK;
}

static enum err
add_rows(struct req *r, const struct place *at, struct audit_view *v)
{
	struct audit_rows all;
	enum err e;
	size_t i;

	e = audit_page(r->db, r->arena, at->org, at->before, ROWS + 1, &all);
	if (e != OK)
		return e;
	v->rows.v = arena_array(r->arena, ROWS, sizeof(*v->rows.v));
	for (i = 0; i < all.n && i < ROWS; i++)
		v->rows.v[v->rows.n++] = (struct audit_line){
			.seq = all.v[i].seq,
			.at = all.v[i].at,
			.actor = all.v[i].actor,
			.source = source_words(all.v[i].source),
			.what = words(r, &all.v[i]),
		};
	if (all.n > ROWS)
		v->older = req_href(r, "/audit?before=%lld%s",
		    (long long)all.v[ROWS - 1].seq,
		    at->whole ? "&installation=1" : "");
	if (at->before > 0)
		v->newest =
		    req_href(r, "/audit%s", at->whole ? "?installation=1" : "");
	return OK;
}

/* National people may go from one chain to the other. */
static void
add_other(struct req *r, const struct place *at, struct audit_view *v)
{
	if ((r->session.roles & ROLE_NATIONAL) == 0 || r->session.org == 0)
		return;
	if (at->whole) {
		v->other = req_href(r, "/audit");
		v->other_text = arena_printf(
		    r->arena, "Audit trail of %s", r->session.org_name);
	} else {
		v->other = req_href(r, "/audit?installation=1");
		v->other_text = "Audit trail of this installation";
	}
}

enum err
page_audit(struct req *r)
{
	struct audit_view v = { 0 };
	const char *title = "Audit trail";
	struct place at;
	enum err e;

	if ((e = take_place(r, &at)) != OK)
		return e;
	if (at.before > 0)
		title = arena_printf(r->arena, "Audit trail before entry %lld",
		    (long long)at.before);
	v.page = page_view(r, title);
	v.page.wide = true;
	v.heading = "Audit trail";
	v.chain = at.org == 0 ? "This installation" : r->session.org_name;
	v.command = at.org == 0 ? ""
				: arena_printf(r->arena, " --org %s",
				      r->session.org_code);
	if ((e = add_rows(r, &at, &v)) != OK)
		return e;
	add_other(r, &at, &v);
	SHOW(r, audit, &v);
	return reply_page(r, 200);
}
