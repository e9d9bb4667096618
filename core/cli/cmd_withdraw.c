/* cmd_withdraw.c - igtk catalogue withdraw, reinstate. */
#include "arena.h"
#include "cli.h"
#include "withdrawal.h"

static int
said(struct cli *cli, enum err e, const char *what)
{
	const char *version = cli->value[OPT_VERSION];
	const char *type = cli->value[OPT_TYPE];
	const char *name = arena_printf(cli->arena, "%s %s", type, version);

	if (e == ERR_NOTFOUND)
		return cli_fail("no pack is loaded for version %s and type %s",
		    version, type);
	if (e == ERR_INVALID)
		return cli_fail("the reason is not one line of 1 to %d "
				"characters",
		    WITHDRAWAL_REASON_MAX);
	return e == OK ? cli_said(cli, name, what) : cli_error(e, name);
}

int
cmd_catalogue_withdraw(struct cli *cli)
{
	const char *version = cli->value[OPT_VERSION];
	const char *type = cli->value[OPT_TYPE];
	enum err e;

	cli_operator(cli, ORG_INSTALLATION);
	e = withdrawal_add(
	    cli->db, &cli->unit, version, type, cli->value[OPT_REASON]);
	if (e == ERR_CONFLICT)
		return cli_fail("%s %s is withdrawn already", type, version);
	return said(cli, e, "withdrawn");
}

int
cmd_catalogue_reinstate(struct cli *cli)
{
	const char *version = cli->value[OPT_VERSION];
	const char *type = cli->value[OPT_TYPE];
	enum err e;

	cli_operator(cli, ORG_INSTALLATION);
	e = withdrawal_end(cli->db, &cli->unit, version, type);
	if (e == ERR_CONFLICT)
		return cli_fail("%s %s is not withdrawn", type, version);
	return said(cli, e, "reinstated");
}
