/* cmd_audit.c - igtk audit export: the chains, one row a line. */
#include <stdio.h>

#include "audit.h"
#include "cli.h"

static enum err
print(void *arg, const char *bytes, size_t n)
{
	return fwrite(bytes, 1, n, arg) == n ? OK : ERR_IO;
}

int
cmd_audit_export(struct cli *cli)
{
	const char *code = cli->value[OPT_ORG];
	enum err e = audit_export(cli->db, code, print, stdout);

	if (e == ERR_NOTFOUND && code != NULL)
		return cli_fail("there is no organisation %s", code);
	return e == OK ? EXIT_DONE : cli_error(e, "audit export");
}
