/* cmd_staff.c - igtk staff list and link: records, and whose account is whose.
 */
#include "arena.h"
#include "cli.h"
#include "person.h"
#include "staff.h"

#define A_TIME 1000

static void
staff_json(struct cli *cli, const struct staff *s)
{
	char on[DAY_TEXT_SIZE];

	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "number", s->number);
	jsonw_text(&cli->json, "first_name", s->first_name);
	jsonw_text(&cli->json, "last_name", s->last_name);
	jsonw_text(&cli->json, "unit", s->unit);
	jsonw_text(&cli->json, "position", s->position);
	jsonw_text(&cli->json, "group", s->group_name);
	day_text(s->starts_on, on);
	jsonw_text(&cli->json, "starts", on);
	day_text(s->ends_on, on);
	jsonw_text(&cli->json, "ends", on);
	jsonw_bool(&cli->json, "account", s->person != 0);
	jsonw_bool(&cli->json, "missing", s->missing);
	jsonw_close(&cli->json, '}');
}

int
cmd_staff_list(struct cli *cli)
{
	struct staff_filter f = { .like = "", .limit = A_TIME };
	struct staff_list all;
	bool more = true;
	struct org o;
	int code = cli_org(cli, cli->value[OPT_ORG], &o);
	enum err e;
	size_t i;

	if (code != 0)
		return code;
	cli_list_begin(cli);
	for (; more; f.skip += A_TIME) {
		e = staff_page(cli->db, cli->arena, o.id, &f, &all, &more);
		if (e != OK)
			return cli_error(e, "staff list");
		for (i = 0; i < all.n; i++)
			if (cli_json(cli))
				staff_json(cli, &all.v[i]);
			else
				buf_printf(&cli->out, "%s\t%s, %s\t%s\n",
				    all.v[i].number, all.v[i].last_name,
				    all.v[i].first_name, all.v[i].unit);
	}
	return cli_list_end(cli);
}

/* Only an account that has a part in this organisation. */
static int
account(struct cli *cli, const struct org *o, const char *user, int64_t *id)
{
	struct person p;
	unsigned roles = 0;
	enum err e = person_find(cli->db, cli->arena, user, &p);

	if (e == OK)
		e = role_of(cli->db, p.id, o->id, &roles);
	if (e == ERR_NOTFOUND || (e == OK && p.org != o->id && roles == 0))
		return cli_fail("%s has no account %s", o->code, user);
	if (e != OK)
		return cli_error(e, user);
	*id = p.id;
	return 0;
}

int
cmd_staff_link(struct cli *cli)
{
	const char *number = cli->value[OPT_NUMBER];
	const char *user = cli->value[OPT_USER];
	struct staff s;
	struct org o;
	int code = cli_org(cli, cli->value[OPT_ORG], &o);
	enum err e;

	if (code != 0)
		return code;
	e = staff_find(cli->db, cli->arena, o.id, number, &s);
	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s has nobody with the staff number %s", o.code, number);
	if (e != OK)
		return cli_error(e, number);
	if ((code = account(cli, &o, user, &s.person)) != 0)
		return code;
	cli_operator(cli, o.id);
	e = staff_change(cli->db, &cli->unit, &s);
	if (e == ERR_CONFLICT)
		return cli_fail("the account %s is linked to somebody else of "
				"%s",
		    user, o.code);
	return e == OK ? cli_said(cli, number, "linked") : cli_error(e, number);
}
