/* cmd_people.c - igtk person, igtk role. */
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "person.h"
#include "role.h"

/* "added" things: one object, or one line. */
static int
say_id(struct cli *cli, int64_t id, const char *what, const char *name)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "id", id);
		jsonw_text(&cli->json, "name", name);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%s: %s\n", name, what);
	}
	return EXIT_DONE;
}

int
cmd_person_add(struct cli *cli)
{
	struct person p = { .user = cli->value[OPT_USER],
		.name = cli->value[OPT_NAME],
		.mail = cli->value[OPT_MAIL] };
	struct org o;
	int code;
	enum err e;

	if (cli->value[OPT_ORG] != NULL) {
		if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
			return code;
		cli_operator(cli, o.id);
	}
	e = person_add(cli->db, &cli->unit, &p);
	if (e == ERR_CONFLICT)
		return cli_fail(
		    "the user name %s is taken", cli->value[OPT_USER]);
	if (e == ERR_INVALID)
		return cli_fail("a user name is 1 to 64 characters without "
				"spaces, colons and slashes; a name 1 to 200; "
				"mail is one address");
	return e == OK ? say_id(cli, p.id, "added", cli->value[OPT_USER])
		       : cli_error(e, cli->value[OPT_USER]);
}

int
cmd_person_list(struct cli *cli)
{
	struct people people;
	struct org o;
	size_t i;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
		return code;
	if ((e = person_list(cli->db, cli->arena, o.id, &people)) != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < people.n; i++) {
		const struct person *p = &people.v[i];

		if (!cli_json(cli)) {
			buf_printf(&cli->out, "%-20s %s%s%s%s\n", p->user,
			    p->name, p->roles[0] ? ": " : "", p->roles,
			    p->closed ? " (closed)" : "");
			continue;
		}
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "user", p->user);
		jsonw_text(&cli->json, "name", p->name);
		jsonw_text(&cli->json, "mail", p->mail);
		jsonw_text(&cli->json, "roles", p->roles);
		jsonw_bool(&cli->json, "closed", p->closed);
		jsonw_close(&cli->json, '}');
	}
	return cli_list_end(cli);
}

static int
find_person(struct cli *cli, struct person *p)
{
	const char *user = cli->value[OPT_USER];
	enum err e = person_find(cli->db, cli->arena, user, p);

	if (e == ERR_NOTFOUND)
		return cli_fail("there is no person %s", user);
	return e == OK ? 0 : cli_error(e, user);
}

int
cmd_person_mail(struct cli *cli)
{
	const char *mail = cli->value[OPT_MAIL];
	struct person p;
	int code = find_person(cli, &p);
	enum err e;

	if (code != 0)
		return code;
	p.mail = mail;
	cli_operator(cli, p.org);
	e = person_change(cli->db, &cli->unit, &p);
	if (e == ERR_INVALID)
		return cli_fail("%s is not one address", mail);
	return e == OK
		   ? say_id(cli, p.id, mail[0] ? mail : "no address", p.user)
		   : cli_error(e, p.user);
}

static int
set_closed(struct cli *cli, bool closed)
{
	struct person p;
	int code = find_person(cli, &p);
	enum err e;

	if (code != 0)
		return code;
	p.closed = closed;
	cli_operator(cli, p.org);
	e = person_change(cli->db, &cli->unit, &p);
	if (e == ERR_DENIED)
		return cli_fail("%s still holds duties or work, which would "
				"be left without anybody; igtk handover gives "
				"it to another",
		    p.user);
	return e == OK
		   ? say_id(cli, p.id, closed ? "closed" : "open again", p.user)
		   : cli_error(e, p.user);
}

int
cmd_person_close(struct cli *cli)
{
	return set_closed(cli, true);
}

int
cmd_person_reopen(struct cli *cli)
{
	return set_closed(cli, false);
}

/* Who the command is about: a person or a group, in an organisation. */
static int
holder(struct cli *cli, struct grant *g)
{
	struct person p;
	struct org o;
	int code;

	g->role = role_named(cli->value[OPT_ROLE]);
	if (g->role == ROLE_PUBLIC)
		return cli_wrong("there is no role %s; there are: staff, "
				 "manager, assessor, reviewer, administrator, "
				 "viewer, commissioner, external-reviewer, "
				 "national",
		    cli->value[OPT_ROLE]);
	if ((cli->value[OPT_USER] == NULL) == (cli->value[OPT_GROUP] == NULL))
		return cli_wrong("give one of --user and --group");
	/*
	 * The national role holds everywhere: it belongs to no organisation.
	 * A reviewer may hold theirs so, in the organisation "-".
	 */
	if (g->role != ROLE_NATIONAL &&
	    (g->role != ROLE_EXTERNAL_REVIEWER ||
		strcmp(cli->value[OPT_ORG], "-") != 0)) {
		if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
			return code;
		g->org = o.id;
	}
	cli_operator(cli, g->org);
	g->group = cli->value[OPT_GROUP];
	if (g->group != NULL)
		return 0;
	if ((code = find_person(cli, &p)) != 0)
		return code;
	g->person = p.id;
	return 0;
}

int
cmd_role_grant(struct cli *cli)
{
	struct grant g = { 0 };
	int code = holder(cli, &g);
	enum err e;

	if (code != 0)
		return code;
	e = role_grant(cli->db, &cli->unit, &g);
	if (e == ERR_CONFLICT)
		return cli_fail(
		    "they hold the role %s there already", role_name(g.role));
	return e == OK ? say_id(cli, g.id, "granted", role_name(g.role))
		       : cli_error(e, role_name(g.role));
}

static bool
same_holder(const struct grant *a, const struct grant *b)
{
	if (a->role != b->role || a->person != b->person)
		return false;
	return a->person != 0 || strcmp(a->group, b->group) == 0;
}

int
cmd_role_revoke(struct cli *cli)
{
	struct grant g = { 0 };
	struct grants all;
	int code = holder(cli, &g);
	enum err e;
	size_t i;

	if (code != 0)
		return code;
	if ((e = role_list(cli->db, cli->arena, g.org, &all)) != OK)
		return cli_error(e, "roles");
	for (i = 0; i < all.n; i++)
		if (same_holder(&all.v[i], &g))
			break;
	if (i == all.n)
		return cli_fail(
		    "they do not hold the role %s there", role_name(g.role));
	e = role_revoke(cli->db, &cli->unit, all.v[i].id);
	return e == OK ? say_id(cli, all.v[i].id, "revoked", role_name(g.role))
		       : cli_error(e, role_name(g.role));
}

int
cmd_role_list(struct cli *cli)
{
	struct grants all;
	struct org o;
	size_t i;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
		return code;
	if ((e = role_list(cli->db, cli->arena, o.id, &all)) != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++) {
		const struct grant *g = &all.v[i];

		if (!cli_json(cli)) {
			buf_printf(&cli->out, "%-18s %s%s\n",
			    role_name(g->role), g->holder,
			    g->group != NULL ? " (group)" : "");
			continue;
		}
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "role", role_name(g->role));
		jsonw_text(&cli->json, "holder", g->holder);
		jsonw_bool(&cli->json, "group", g->group != NULL);
		jsonw_close(&cli->json, '}');
	}
	return cli_list_end(cli);
}
