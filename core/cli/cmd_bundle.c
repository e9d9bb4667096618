/* cmd_bundle.c - igtk bundle: what was published, for others to check. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "edition.h"

/* The edition that is asked for: the newest without a number. */
static int
asked(struct cli *cli, struct year *y, struct edition *x)
{
	const char *text = cli->nfiles > 0 ? cli->files[0] : "0";
	int64_t number = 0;
	int code;
	enum err e;

	if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 6)
		return cli_wrong("an edition is a number, as 2: %s", text);
	for (; *text != '\0'; text++)
		number = 10 * number + (*text - '0');
	if ((code = cli_year(cli, y)) != 0)
		return code;
	e = edition_read(cli->db, cli->arena, y->org.id, y->assessment.version,
	    STAGE_FINAL, number, x);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s %s: nothing was published%s", y->org.code,
		    y->assessment.version,
		    number > 0 ? " under this number" : "");
	return e == OK ? 0 : cli_error(e, y->org.code);
}

void
cli_sign(struct cli *cli, const struct year *y)
{
	struct unit unit = cli->unit;
	struct edition x;
	enum err e;

	unit.op = 0;
	e = edition_read(cli->db, cli->arena, y->org.id, y->assessment.version,
	    STAGE_FINAL, 0, &x);
	if (e == OK)
		e = bundle_sign(cli->db, &unit, cli->arena, cli_keys(cli), &x);
	if (e != OK && e != ERR_NOTFOUND)
		fprintf(stderr, "igtk: it is published, and not signed yet; "
				"igtk bundle export signs it\n");
}

int
cmd_bundle_export(struct cli *cli)
{
	struct edition x;
	struct year y;
	int code;
	enum err e;

	if ((code = asked(cli, &y, &x)) != 0)
		return code;
	e = bundle_read(cli->db, cli->arena, &x, &cli->out);
	if (e == ERR_NOTFOUND) {
		cli_operator(cli, y.org.id);
		e = bundle_sign(
		    cli->db, &cli->unit, cli->arena, cli_keys(cli), &x);
		if (e == ERR_NOTFOUND)
			return cli_fail("there is no key to sign with in %s; "
					"igtk key new makes one",
			    cli_keys(cli));
		if (e == OK)
			e = bundle_read(cli->db, cli->arena, &x, &cli->out);
	}
	return e == OK ? EXIT_DONE : cli_error(e, y.org.code);
}

int
cmd_bundle_evidence(struct cli *cli)
{
	struct edition x;
	struct year y;
	int code;
	enum err e;

	if ((code = asked(cli, &y, &x)) != 0)
		return code;
	e = bundle_evidence(cli->db, cli->arena, &x, &cli->out);
	return e == OK ? EXIT_DONE : cli_error(e, y.org.code);
}
