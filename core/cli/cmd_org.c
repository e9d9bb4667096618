/* cmd_org.c - igtk org: registering organisations, and changing them. */
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "relation.h"

/* ---- what is wrong ---- */

static int
fault(struct cli *cli, const struct relation *rel, enum relation_fault f)
{
	switch (f) {
	case RELATION_TYPE:
		return cli_fail("no pack that is loaded speaks of the type "
				"%s; igtk catalogue list shows them",
		    rel->type);
	case RELATION_LOOP:
		return cli_fail("%s is the organisation itself, or a part of "
				"it",
		    cli->value[OPT_PARENT]);
	case RELATION_PARENT:
	case RELATION_COMMISSIONER:
		return cli_fail("there is no such organisation any more");
	case RELATION_FINE:
	case RELATION_CLASH:
	case RELATION_CODE:
	case RELATION_NAME:
		break;
	}
	return cli_fail("a code is 3 to 10 of A-Z and 0-9, a name 1 to 200 "
			"characters, and not only blanks");
}

/* An organisation by the code in an option; "-" and none: 0. */
static int
named(struct cli *cli, enum option option, int64_t *id)
{
	const char *code = cli->value[option];
	struct org o;
	int failed;

	*id = 0;
	if (code == NULL || strcmp(code, "-") == 0)
		return 0;
	failed = cli_org(cli, code, &o);
	*id = failed == 0 ? o.id : 0;
	return failed;
}

/* --parent and --purpose, where they are given. */
static int
take(struct cli *cli, struct relation *rel)
{
	const char *purpose = cli->value[OPT_PURPOSE];
	int failed = 0;

	if (cli->value[OPT_PARENT] != NULL)
		failed = named(cli, OPT_PARENT, &rel->parent);
	if (failed != 0 || purpose == NULL)
		return failed;
	rel->purpose = purpose_named(purpose);
	if (rel->purpose != PURPOSE_COUNT)
		return 0;
	return cli_wrong("--purpose takes assurance, national-services or "
			 "contract, not %s",
	    purpose);
}

/* ---- the commands ---- */

int
cmd_org_add(struct cli *cli)
{
	struct org o = { .code = cli->value[OPT_CODE],
		.name = cli->value[OPT_NAME],
		.type = cli->value[OPT_TYPE] };
	struct relation rel = { .type = o.type };
	enum relation_fault f = RELATION_FINE;
	int64_t commissioner;
	int failed;
	enum err e;

	if ((failed = take(cli, &rel)) != 0 ||
	    (failed = named(cli, OPT_COMMISSIONER, &commissioner)) != 0)
		return failed;
	e = relation_register(cli->db, &cli->unit, &o, &rel, commissioner, &f);
	if (e == ERR_CONFLICT)
		return cli_fail("the code %s is taken", o.code);
	if (e == ERR_INVALID)
		return fault(cli, &rel, f);
	if (e != OK)
		return cli_error(e, o.code);
	if (!cli_json(cli))
		return cli_said(cli, o.code, "added");
	jsonw_open(&cli->json, NULL, '{');
	jsonw_int(&cli->json, "id", o.id);
	jsonw_text(&cli->json, "name", o.code);
	jsonw_close(&cli->json, '}');
	buf_putc(&cli->out, '\n');
	return EXIT_DONE;
}

/* The year that is open keeps its set: said where the type changes. */
static void
say_open(struct cli *cli, const struct org *o)
{
	struct assessments all;

	if (cli_json(cli) ||
	    assessment_list(cli->db, cli->arena, o->id, &all) != OK ||
	    all.n == 0 || all.v[0].state == ASSESSMENT_PUBLISHED)
		return;
	buf_printf(&cli->out,
	    "%s: the assessment %s that is open keeps the requirements it was "
	    "opened with\n",
	    o->code, all.v[0].version);
}

int
cmd_org_change(struct cli *cli)
{
	enum relation_fault f = RELATION_FINE;
	struct relation rel;
	struct org o;
	int failed = cli_org(cli, cli->value[OPT_CODE], &o);
	enum err e;

	if (failed != 0)
		return failed;
	if ((e = relation_read(cli->db, cli->arena, o.id, &rel)) != OK)
		return cli_error(e, o.code);
	if (cli->value[OPT_NAME] != NULL)
		rel.name = cli->value[OPT_NAME];
	if (cli->value[OPT_TYPE] != NULL)
		rel.type = cli->value[OPT_TYPE];
	if ((failed = take(cli, &rel)) != 0)
		return failed;
	e = relation_change(cli->db, &cli->unit, &rel, &f);
	if (e == ERR_INVALID)
		return fault(cli, &rel, f);
	if (e != OK)
		return cli_error(e, o.code);
	if (strcmp(rel.type, o.type) != 0)
		say_open(cli, &o);
	return cli_said(cli, o.code, "changed");
}

static int
commission(struct cli *cli, bool ends)
{
	const char *code = cli->value[OPT_COMMISSIONER];
	struct org by, of;
	int failed = cli_org(cli, code, &by);
	enum err e;

	if (failed == 0)
		failed = cli_org(cli, cli->value[OPT_CODE], &of);
	if (failed != 0)
		return failed;
	e = ends ? commission_end(cli->db, &cli->unit, by.id, of.id)
		 : commission_add(cli->db, &cli->unit, by.id, of.id);
	if (e == ERR_CONFLICT)
		return cli_fail("%s commissions %s already", by.code, of.code);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s does not commission %s", by.code, of.code);
	if (e == ERR_INVALID)
		return cli_fail("no organisation commissions itself");
	return e == OK ? cli_said(cli, of.code,
			     ends ? "commissioned no more" : "commissioned")
		       : cli_error(e, of.code);
}

int
cmd_org_commission(struct cli *cli)
{
	return commission(cli, false);
}

int
cmd_org_release(struct cli *cli)
{
	return commission(cli, true);
}

static void
org_json(struct cli *cli, const struct org *o, const struct relation *rel,
    const char *parent)
{
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "code", o->code);
	jsonw_text(&cli->json, "name", o->name);
	jsonw_text(&cli->json, "type", o->type);
	jsonw_text(&cli->json, "parent", parent);
	jsonw_text(&cli->json, "purpose", purpose_name(rel->purpose));
	jsonw_close(&cli->json, '}');
}

static const char *
code_of(const struct orgs *all, int64_t id)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return all->v[i].code;
	return NULL;
}

int
cmd_org_list(struct cli *cli)
{
	struct orgs all;
	enum err e = org_list(cli->db, cli->arena, &all);
	size_t i;

	if (e != OK)
		return cli_error(e, "organisations");
	cli_list_begin(cli);
	for (i = 0; i < all.n && e == OK; i++) {
		const struct org *o = &all.v[i];
		struct relation rel;

		if (!cli_json(cli)) {
			buf_printf(&cli->out, "%-10s %-5s %s\n", o->code,
			    o->type, o->name);
			continue;
		}
		e = relation_read(cli->db, cli->arena, o->id, &rel);
		if (e == OK)
			org_json(cli, o, &rel, code_of(&all, rel.parent));
	}
	return e == OK ? cli_list_end(cli) : cli_error(e, "organisations");
}
