/* demo_plan.c - igtk demo: the trust's improvement plan, and who signed it. */
#include "arena.h"
#include "cli.h"
#include "demo.h"
#include "holder.h"
#include "person.h"
#include "plan.h"

static const struct {
	const char *title, *owner, *deputy;
	int days;     /* until it is due; below 0: since */
	int progress; /* that is reported; 0: nothing yet */
	const char *said;
} actions[] = {
	{ "Ask each ward for its list of records, and put them together",
	    "daniel", "priya", 21, 60, "Seven of twelve wards have answered." },
	{ "Agree the procedure with the medical director", "siro", NULL, -9, 20,
	    "A first draft was sent round." },
	{ "Put up the notices for patients on Ward 6", "kofi", "ada", 12, 0,
	    NULL },
	{ "Tell new starters at induction", "ig-lead", NULL, 60, 100,
	    "Part of every induction since October." },
	{ "Check the locks of the records room", "ada", NULL, 95, 10,
	    "The locksmith comes next month." },
};
#define ACTIONS (sizeof(actions) / sizeof(actions[0]))

/* The trust's running year, and who acts in it. */
struct place {
	struct cli *cli;
	struct org org;
	struct assessment year;
	struct catalogue set;
	day today;
};

static enum err
as(struct place *at, const char *user)
{
	struct person p;
	enum err e = person_find(at->cli->db, at->cli->arena, user, &p);

	at->cli->unit =
	    (struct unit){ .org = at->org.id, .by = { p.id, user, "demo" } };
	return e;
}

static enum err
holder(struct place *at, const char *name, struct holder *h)
{
	*h = (struct holder){ .name = "" };
	if (name == NULL)
		return OK;
	return holder_named(at->cli->db, at->cli->arena, at->org.id, name, h);
}

static enum err
report(struct place *at, int64_t id, size_t i)
{
	struct action a;
	enum err e =
	    action_read(at->cli->db, at->cli->arena, &at->year, id, &a);

	if (e != OK || (e = as(at, "daniel")) != OK)
		return e;
	a.progress = actions[i].progress;
	return action_report(
	    at->cli->db, &at->cli->unit, &at->year, &a, actions[i].said);
}

static enum err
add(struct place *at, const struct plan_line *line, size_t i)
{
	struct action a = { .requirement = line->requirement->id,
		.number = line->requirement->number,
		.title = actions[i].title,
		.reach = line->target,
		.due_on = at->today + actions[i].days };
	enum err e;

	if ((e = holder(at, actions[i].owner, &a.owner)) != OK ||
	    (e = holder(at, actions[i].deputy, &a.deputy)) != OK ||
	    (e = as(at, "daniel")) != OK)
		return e;
	e = action_add(at->cli->db, &at->cli->unit, &at->year, &a);
	return e == OK && actions[i].progress > 0 ? report(at, a.id, i) : e;
}

static enum err
sign(struct place *at)
{
	struct plan_signature by = { .post = "Director of finance",
		.comment = "Report to the committee every quarter." };
	struct plan p;
	enum err e = plan_read(
	    at->cli->db, at->cli->arena, &at->year, &at->set, at->today, &p);

	if (e != OK || (e = as(at, "mairead")) != OK)
		return e;
	plan_digest(&p, by.digest);
	return plan_sign(
	    at->cli->db, &at->cli->unit, &at->year, &at->set, &by, at->today);
}

enum err
demo_plan(struct cli *cli, day today)
{
	struct place at = { .cli = cli, .today = today };
	struct plan p;
	enum err e;
	size_t i;

	if ((e = org_find(cli->db, cli->arena, "RX901", &at.org)) != OK ||
	    (e = assessment_find(
		 cli->db, cli->arena, at.org.id, "14.1", &at.year)) != OK ||
	    (e = catalogue_read(cli->db, cli->arena, at.year.pack, &at.set)) !=
		OK ||
	    (e = plan_read(
		 cli->db, cli->arena, &at.year, &at.set, today, &p)) != OK)
		return e;
	for (i = 0; i < ACTIONS && i / 2 < p.n && e == OK; i++)
		e = add(&at, &p.v[i / 2], i);
	return e == OK ? sign(&at) : e;
}
