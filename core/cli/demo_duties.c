/* demo_duties.c - igtk demo: who holds which duty, and what is missing. */
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "demo.h"
#include "duty.h"
#include "person.h"

static const struct {
	const char *org, *duty, *user; /* user NULL: nobody with an account */
	const char *name, *post, *deputy, *document;
	int since, until; /* days ago, and days to come; 0: no end */
	bool accepted;
} holdings[] = {
	{ "RX901", "accountable-officer", NULL, "Dr Helen Marsh",
	    "Chief executive", NULL, "Board minutes of April", 400, 0, false },
	{ "RX901", "siro", "mairead", "", "Director of finance", "priya",
	    "Appointment letter, in the company secretary's files", 230, 0,
	    true },
	{ "RX901", "ig-lead", "daniel", "", "Head of information governance",
	    "sunita", "Job description, version 4", 500, 0, true },
	{ "RX901", "caldicott-guardian", "sunita", "", "Medical director", NULL,
	    "Appointment letter", 6, 0, false },
	{ "RX901", "security-manager", "ada", "", "Senior sister", NULL,
	    "Acting up during the vacancy", 200, -12, true },
	{ "RX901", "asset-owner", "ada", "", "Senior sister", "kofi", "", 90,
	    275, true },
	{ "RX901", "records-manager", "kofi", "", "", NULL, "", 20, 0, false },
	{ "K8501", "ig-lead", "tom", "", "Practice manager", NULL,
	    "Job description", 300, 0, true },
	{ "8XX01", "ig-lead", "grace", "", "Operations manager", NULL, "", 300,
	    0, true },
};
#define HOLDINGS (sizeof(holdings) / sizeof(holdings[0]))

/* What a trust does not have. */
static const char *const closed[] = { "accountable-director", "senior-partner",
	"caldicott-lead" };

static enum err
person_of(struct cli *cli, const char *user, struct person *p)
{
	*p = (struct person){ 0 };
	return user != NULL ? person_find(cli->db, cli->arena, user, p) : OK;
}

/* Whoever administers the organisation names. */
static enum err
act_in(struct cli *cli, const struct org *o)
{
	static const char *const users[][2] = { { "RX901", "priya" },
		{ "K8501", "tom" }, { "8XX01", "grace" } };
	struct person p;
	enum err e;
	size_t i = 0;

	while (strcmp(users[i][0], o->code) != 0)
		i++;
	e = person_find(cli->db, cli->arena, users[i][1], &p);
	cli->unit =
	    (struct unit){ .org = o->id, .by = { p.id, users[i][1], "demo" } };
	return e;
}

static enum err
hold(struct cli *cli, size_t i, day today)
{
	struct holding h = { .duty = holdings[i].duty,
		.name = holdings[i].name,
		.post = holdings[i].post,
		.document = holdings[i].document,
		.from_on = today - holdings[i].since,
		.until_on = holdings[i].until != 0 ? today + holdings[i].until
						   : DAY_NONE };
	struct person who, deputy;
	enum holding_fault fault;
	struct org o;
	enum err e;

	if ((e = org_find(cli->db, cli->arena, holdings[i].org, &o)) != OK ||
	    (e = person_of(cli, holdings[i].user, &who)) != OK ||
	    (e = person_of(cli, holdings[i].deputy, &deputy)) != OK)
		return e;
	h.person = who.id;
	h.deputy = deputy.id;
	if ((e = act_in(cli, &o)) != OK)
		return e;
	e = duty_name(cli->db, &cli->unit, &h, 0, &fault);
	if (e != OK || !holdings[i].accepted)
		return e;
	cli->unit = (struct unit){ .org = o.id,
		.by = { who.id, holdings[i].user, "demo" } };
	return duty_accept(cli->db, &cli->unit, h.id, h.from_on);
}

static enum err
shape(struct cli *cli, day today)
{
	struct named_duty own = { .title = "Ward 9 records lead", .post = "" };
	struct named_duty d;
	struct org o;
	enum err e = org_find(cli->db, cli->arena, "RX901", &o);
	size_t i;

	if (e == OK)
		e = act_in(cli, &o);
	if (e == OK)
		e = duty_add(cli->db, cli->arena, &cli->unit, &own);
	for (i = 0; i < sizeof(closed) / sizeof(closed[0]) && e == OK; i++) {
		e = duty_read(cli->db, cli->arena, o.id, closed[i], today, &d);
		d.closed = true;
		if (e == OK)
			e = act_in(cli, &o);
		if (e == OK)
			e = duty_change(cli->db, &cli->unit, &d);
	}
	return e;
}

enum err
demo_duties(struct cli *cli, day today)
{
	enum err e = shape(cli, today);
	size_t i;

	for (i = 0; i < HOLDINGS && e == OK; i++)
		e = hold(cli, i, today);
	return e;
}
