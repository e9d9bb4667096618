/* demo_sites.c - igtk demo: a head office, and answers for its sites. */
#include "answer.h"
#include "arena.h"
#include "batch.h"
#include "catalogue.h"
#include "cli.h"
#include "demo.h"
#include "person.h"
#include "relation.h"

#define HEAD_OFFICE "FP901"
#define VERSION "14.1"

static const struct {
	const char *code, *name;
} sites[] = {
	{ "FP902", "Fairmead Pharmacy, Market Place" },
	{ "FP903", "Fairmead Pharmacy, Quayside" },
	{ "FP904", "Fairmead Pharmacy, Station Road" },
	{ "FP905", "Fairmead Pharmacy, Westgate" },
};
#define SITES (sizeof(sites) / sizeof(sites[0]))

struct chain {
	struct cli *cli;
	struct org head, site[SITES];
	struct person who;
	struct catalogue set;
	day today;
};

static void
act_in(struct chain *c, const struct org *o)
{
	c->cli->unit = (struct unit){ .org = o->id,
		.by = { c->who.id, c->who.user, "demo" } };
}

static enum err
add_sites(struct chain *c)
{
	struct relation rel = { .parent = c->head.id };
	enum relation_fault fault;
	enum err e = OK;
	size_t i;

	for (i = 0; i < SITES && e == OK; i++) {
		c->site[i] = (struct org){ .code = sites[i].code,
			.name = sites[i].name,
			.type = c->head.type };
		cli_operator(c->cli, ORG_INSTALLATION);
		e = relation_register(
		    c->cli->db, &c->cli->unit, &c->site[i], &rel, 0, &fault);
	}
	return e;
}

static enum err
answer(struct chain *c, const struct org *o, const struct assessment *s,
    size_t i, int level, bool complete)
{
	const struct requirement *r = &c->set.requirements.v[i];
	struct evidence v = { .title = "Policy of the group, 2026",
		.reference = "Intranet, information governance" };
	struct answer a;
	enum err e = answer_read(c->cli->db, c->cli->arena, s, r, &a);
	size_t k;

	if (e != OK)
		return e;
	for (k = 0; k < r->criteria.n; k++)
		a.met[k] = r->criteria.v[k].level <= level;
	a.comment[0] = complete ? "Written by head office for every pharmacy."
				: "We are looking for the signed copy.";
	v.shows[0] = true;
	a.evidence.v = &v;
	a.evidence.n = 1;
	act_in(c, o);
	return answer_save(c->cli->db, &c->cli->unit, s, r, &a, complete);
}

/* The head office's own year: every requirement at level 2. */
static enum err
year(struct chain *c)
{
	struct cli *cli = c->cli;
	struct assessment s;
	enum err e;
	size_t i;

	act_in(c, &c->head);
	e = assessment_open(
	    cli->db, cli->arena, &cli->unit, &c->head, &c->set, c->today, &s);
	for (i = 0; i < c->set.requirements.n && e == OK; i++)
		e = answer(c, &c->head, &s, i, 2, true);
	return e;
}

/* One of the sites has begun by itself. */
static enum err
local(struct chain *c, const struct org *o)
{
	struct cli *cli = c->cli;
	struct assessment s;
	enum err e;

	act_in(c, o);
	e = assessment_open(
	    cli->db, cli->arena, &cli->unit, o, &c->set, c->today, &s);
	return e == OK ? answer(c, o, &s, 0, 1, false) : e;
}

/* Chosen for all of them, answered at the first two. */
static enum err
batch(struct chain *c)
{
	struct cli *cli = c->cli;
	struct batch_new n = { .version = VERSION,
		.type = c->head.type,
		.owner = "",
		.complete = true,
		.opens = true,
		.names = true };
	const char *first[] = { sites[0].code, sites[1].code };
	const struct texts codes = { first, 2 };
	struct batch_choice all = { .codes = NULL };
	struct batch_begin x = { .act = BATCH_ANSWER, .codes = &codes };
	struct batch_run run = { .act = BATCH_ANSWER, .today = c->today };
	struct batch b;
	enum err e;

	act_in(c, &c->head);
	n.sites = &all;
	if ((e = batch_make(cli->db, cli->arena, &cli->unit, &n)) != OK ||
	    (e = batch_read(cli->db, cli->arena, c->head.id, n.id, &b)) != OK ||
	    (e = batch_begin(cli->db, cli->arena, &cli->unit, &b, &x)) != OK)
		return e;
	return batch_go(cli->db, &cli->unit, &b, &run);
}

enum err
demo_sites(struct cli *cli, day today)
{
	struct chain c = { .cli = cli, .today = today };
	int64_t pack;
	enum err e;

	if ((e = org_find(cli->db, cli->arena, HEAD_OFFICE, &c.head)) != OK ||
	    (e = person_find(cli->db, cli->arena, "imogen", &c.who)) != OK ||
	    (e = catalogue_find(cli->db, VERSION, c.head.type, &pack)) != OK ||
	    (e = catalogue_read(cli->db, cli->arena, pack, &c.set)) != OK)
		return e;
	if ((e = add_sites(&c)) != OK || (e = year(&c)) != OK ||
	    (e = local(&c, &c.site[2])) != OK)
		return e;
	return batch(&c);
}
