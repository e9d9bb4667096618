/* cmd_bundle.c - igtk bundle: what was published, for others to check. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
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
				"igtk bundle sign signs it\n");
}

static int
no_key(const struct cli *cli)
{
	return cli_fail("there is no key to sign with in %s; igtk key new "
			"makes one",
	    cli_keys(cli));
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
			return no_key(cli);
		if (e == OK)
			e = bundle_read(cli->db, cli->arena, &x, &cli->out);
	}
	return e == OK ? EXIT_DONE : cli_error(e, y.org.code);
}

/* ---- signing what has no signature that counts ---- */

/* Each in a unit of its own organisation, and in memory of its own. */
static enum err
sign_each(struct cli *cli, struct bundle_unsigned *u, int64_t *n)
{
	struct arena *a = arena_open();
	enum err e;

	*n = 0;
	while ((e = bundle_unsigned_next(cli->db, a, u)) == OK) {
		cli_operator(cli, u->at.org);
		e = bundle_sign(cli->db, &cli->unit, a, cli_keys(cli), &u->at);
		if (e == ERR_NOTFOUND) {
			arena_close(a);
			return ERR_DENIED;
		}
		if (e != OK && e != ERR_CONFLICT) /* another has done it */
			break;
		*n += e == OK;
		arena_reset(a);
	}
	arena_close(a);
	return e == ERR_NOTFOUND ? OK : e;
}

static void
say_signed(struct cli *cli, int64_t n)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "signed", n);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%lld signed\n", (long long)n);
	}
}

int
cmd_bundle_sign(struct cli *cli)
{
	struct bundle_unsigned u = { .version = "" };
	bool one = cli->value[OPT_VERSION] != NULL;
	struct year y = { .org = { .id = 0 } };
	int64_t n;
	int code = 0;
	enum err e;

	if (one && cli->value[OPT_ORG] == NULL)
		return cli_wrong("--version is that of an organisation: give "
				 "--org as well");
	if (one)
		code = cli_year(cli, &y);
	else if (cli->value[OPT_ORG] != NULL)
		code = cli_org(cli, cli->value[OPT_ORG], &y.org);
	if (code != 0)
		return code;
	u.org = y.org.id;
	if (one)
		u.version = y.assessment.version;
	e = sign_each(cli, &u, &n);
	say_signed(cli, n);
	if (e == ERR_DENIED)
		return no_key(cli);
	return e == OK ? EXIT_DONE : cli_error(e, "bundle sign");
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
