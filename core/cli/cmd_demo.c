/* cmd_demo.c - igtk demo: a made-up trust, practice, supplier and chain. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "clock.h"
#include "demo.h"
#include "duty.h"
#include "person.h"
#include "publication.h"
#include "role.h"
#include "stage.h"

static const struct {
	const char *code, *name, *type;
} demo_orgs[] = {
	{ "RX901", "Eastmarsh Hospitals", "ACU" },
	{ "K8501", "Harbour Street Surgery", "GP" },
	{ "8XX01", "Northgate Records Limited", "CTP" },
	{ "FP901", "Fairmead Pharmacies", "PHA" },
	{ "QX901", "Eastmarsh Commissioning Group", "CCG" },
};
#define ORGS 5

static const struct {
	const char *user, *name, *org;
	unsigned roles;
} demo_people[] = {
	{ "priya", "Priya Anand", "RX901", ROLE_ADMINISTRATOR },
	{ "daniel", "Daniel Osei", "RX901", ROLE_ASSESSOR },
	{ "sunita", "Sunita Rao", "RX901", ROLE_REVIEWER },
	{ "mairead", "Mairead Quinn", "RX901", ROLE_VIEWER },
	{ "kofi", "Kofi Mensah", "RX901", ROLE_STAFF },
	{ "ada", "Ada Nwosu", "RX901", ROLE_STAFF | ROLE_MANAGER },
	{ "tom", "Tom Adeyemi", "K8501", ROLE_ADMINISTRATOR | ROLE_ASSESSOR },
	{ "grace", "Grace Oduya", "8XX01", ROLE_ADMINISTRATOR | ROLE_ASSESSOR },
	{ "imogen", "Imogen Hart", "FP901", ROLE_ADMINISTRATOR },
	{ "chidi", "Chidi Eze", "QX901", ROLE_COMMISSIONER },
	{ "nia", "Nia Pryce", "", ROLE_EXTERNAL_REVIEWER },
	{ "ewan", "Ewan McBride", "", ROLE_NATIONAL },
};
/* Those who act for themselves below, by their place. */
enum { PRIYA, DANIEL, TOM = 6, GRACE };
#define PEOPLE (sizeof(demo_people) / sizeof(demo_people[0]))

struct demo {
	struct cli *cli;
	struct org org[ORGS];
	struct person person[PEOPLE];
	day today;
};

static struct org *
org_coded(struct demo *d, const char *code)
{
	size_t i;

	for (i = 0; i < ORGS; i++)
		if (strcmp(demo_orgs[i].code, code) == 0)
			return &d->org[i];
	return NULL;
}

static enum err
add_orgs(struct demo *d)
{
	struct cli *cli = d->cli;
	enum err e = OK;
	size_t i;

	for (i = 0; i < ORGS && e == OK; i++) {
		d->org[i] = (struct org){ .code = demo_orgs[i].code,
			.name = demo_orgs[i].name,
			.type = demo_orgs[i].type };
		cli_operator(cli, ORG_INSTALLATION);
		e = org_add(cli->db, &cli->unit, &d->org[i]);
	}
	return e;
}

static enum err
grant_all(struct demo *d, size_t i)
{
	struct cli *cli = d->cli;
	const struct org *o = org_coded(d, demo_people[i].org);
	enum role role;
	enum err e = OK;
	unsigned k;

	for (k = 0; (role = role_at(k)) != ROLE_PUBLIC && e == OK; k++) {
		struct grant g = { .role = role, .person = d->person[i].id };

		if ((demo_people[i].roles & role) == 0)
			continue;
		cli_operator(cli, o != NULL ? o->id : ORG_INSTALLATION);
		e = role_grant(cli->db, &cli->unit, &g);
	}
	return e;
}

static enum err
add_people(struct demo *d)
{
	struct cli *cli = d->cli;
	enum err e = OK;
	size_t i;

	for (i = 0; i < PEOPLE && e == OK; i++) {
		const struct org *o = org_coded(d, demo_people[i].org);

		d->person[i] = (struct person){ .user = demo_people[i].user,
			.name = demo_people[i].name };
		cli_operator(cli, o != NULL ? o->id : ORG_INSTALLATION);
		e = person_add(cli->db, &cli->unit, &d->person[i]);
		if (e == OK)
			e = grant_all(d, i);
	}
	return e;
}

/* Act as this person in the organisation of the index. */
static void
as(struct demo *d, size_t person, size_t org)
{
	d->cli->unit = (struct unit){ .org = d->org[org].id,
		.by = {
		    d->person[person].id, demo_people[person].user, "demo" } };
}

/* How far a requirement has come: made up, but always the same. */
static int
wanted_level(size_t i, unsigned salt)
{
	static const int mix[] = { 2, 2, 3, 1, 2, 3, 2, 2, 1, 2, 0 };

	return mix[(i * 7 + salt) % (sizeof(mix) / sizeof(mix[0]))];
}

static void
fill(struct arena *a, const struct requirement *r, int level, day due,
    const char *owner, struct answer *answer)
{
	struct evidence *v;
	size_t i;

	for (i = 0; i < r->criteria.n; i++) {
		answer->met[i] = r->criteria.v[i].level <= level;
		answer->comment[i] = "";
	}
	answer->row.owner = owner;
	answer->row.target_level = level < 2 ? 2 : level;
	answer->row.target_on = due;
	answer->plan = level < 2 ? "Agree the missing procedure, tell staff, "
				   "and check it in spring."
				 : "";
	if (level == 0)
		return;
	v = arena_array(a, 1, sizeof(*v));
	v->title = arena_printf(a, "%s: signed record", r->criteria.v[0].text);
	v->reference = "Shared drive, IG folder";
	v->shows[0] = true;
	answer->evidence.v = v;
	answer->evidence.n = 1;
}

struct plan {
	size_t org, person;
	const char *version;
	unsigned salt;
	size_t leave; /* every so many-th requirement is left alone; 0: none */
	bool complete;
};

static enum err
year(struct demo *d, const struct plan *p, struct assessment *s,
    struct catalogue *c)
{
	struct cli *cli = d->cli;
	const struct org *o = &d->org[p->org];
	int64_t pack;
	enum err e;
	size_t i;

	if ((e = catalogue_asked(
		 cli->db, p->version, o->type, d->today, &pack)) != OK ||
	    (e = catalogue_read(cli->db, cli->arena, pack, c)) != OK)
		return e;
	as(d, p->person, p->org);
	e = assessment_open(cli->db, cli->arena, &cli->unit, o, c, d->today, s);
	for (i = 0; i < c->requirements.n && e == OK; i++) {
		const struct requirement *r = &c->requirements.v[i];
		struct answer a;

		if (p->leave != 0 && i % p->leave == p->leave - 1)
			continue;
		if ((e = answer_read(cli->db, cli->arena, s, r, &a)) != OK)
			return e;
		fill(cli->arena, r, wanted_level(i, p->salt), s->due_on,
		    demo_people[p->person].name, &a);
		as(d, p->person, p->org);
		e = answer_save(cli->db, &cli->unit, s, r, &a, p->complete);
	}
	return e;
}

static enum err
publish(struct demo *d, const struct plan *p, const struct assessment *s,
    const struct catalogue *c)
{
	const struct year y = { .org = d->org[p->org], .assessment = *s };
	unsigned char digest[STATEMENT_DIGEST];
	struct cli *cli = d->cli;
	enum err e;

	publication_digest(
	    publication_statement(cli->arena, &d->org[p->org], c), digest);
	as(d, p->person, p->org);
	e = publication_publish(
	    cli->db, &cli->unit, &d->org[p->org], s, c, digest, d->today);
	if (e == OK)
		cli_sign(cli, &y);
	return e;
}

/* The trust's, by its administrator; late, if the demo is made after July. */
static enum err
baseline(struct demo *d, const struct assessment *s, const struct catalogue *c)
{
	struct cli *cli = d->cli;
	enum stage_bar bar;

	as(d, PRIYA, 0);
	return stage_submit(cli->db, &cli->unit, &d->org[0], s, c,
	    STAGE_BASELINE, d->today, &bar);
}

static enum err
years(struct demo *d)
{
	static const struct plan last = { 2, GRACE, "13", 4, 0, true };
	static const struct plan supplier = { 2, GRACE, "14.1", 5, 4, false };
	static const struct plan trust = { 0, DANIEL, "14.1", 1, 5, false };
	static const struct plan practice = { 1, TOM, "14.1", 2, 3, false };
	struct assessment s;
	struct catalogue c;
	enum err e;

	if ((e = year(d, &last, &s, &c)) != OK ||
	    (e = publish(d, &last, &s, &c)) != OK ||
	    (e = year(d, &supplier, &s, &c)) != OK ||
	    (e = year(d, &trust, &s, &c)) != OK ||
	    (e = baseline(d, &s, &c)) != OK)
		return e;
	return year(d, &practice, &s, &c);
}

static int
say(struct cli *cli)
{
	size_t i;

	cli_list_begin(cli);
	for (i = 0; i < PEOPLE; i++) {
		if (!cli_json(cli)) {
			buf_printf(&cli->out, "%-8s %s, %s\n",
			    demo_people[i].user, demo_people[i].name,
			    demo_people[i].org[0] ? demo_people[i].org
						  : "everywhere");
			continue;
		}
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "user", demo_people[i].user);
		jsonw_text(&cli->json, "name", demo_people[i].name);
		jsonw_text(&cli->json, "org", demo_people[i].org);
		jsonw_close(&cli->json, '}');
	}
	return cli_list_end(cli);
}

int
cmd_demo(struct cli *cli)
{
	struct demo d = { .cli = cli, .today = clock_day(clock_now()) };
	struct orgs held;
	enum err e = org_list(cli->db, cli->arena, &held);

	if (e == OK && held.n > 0)
		return cli_fail("%s holds organisations: sample records go "
				"into a new database only",
		    cli->path);
	if (e == OK && (e = add_orgs(&d)) == ERR_INVALID)
		return cli_fail("load the packs first: igtk catalogue load");
	if (e == OK && (e = add_people(&d)) == OK)
		e = demo_training(cli, d.today);
	if (e == OK)
		e = years(&d);
	if (e == OK)
		e = demo_duties(cli, d.today);
	if (e == OK)
		e = demo_plan(cli, d.today);
	if (e == OK)
		e = demo_sites(cli, d.today);
	if (e == OK)
		e = demo_outside(cli);
	return e == OK ? say(cli) : cli_error(e, "demo");
}
