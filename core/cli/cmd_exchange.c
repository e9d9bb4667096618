/* cmd_exchange.c - igtk assessment import, igtk assessment export. */
#include <stdio.h>

#include "arena.h"
#include "cli.h"
#include "exchange.h"
#include "pack.h"

/* Read the file; what is wrong with it goes to standard error. */
static int
read_file(struct cli *cli, const char *file, struct exchange *x)
{
	struct buf faults = { 0 };
	const char *bytes;
	size_t n;
	enum err e;

	e = pack_file(
	    cli->arena, file, EXCHANGE_BYTES_MAX, &bytes, &n, &faults);
	if (e == OK)
		e = exchange_read(cli->arena, file, bytes, n, x, &faults);
	if (e != OK)
		fputs(buf_text(&faults), stderr);
	buf_clear(&faults);
	return e == OK ? 0 : EXIT_FAILED;
}

static int
say_import(struct cli *cli, const struct exchange *x, const char *note)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "organisation", x->org_code);
		jsonw_text(&cli->json, "version", x->version);
		jsonw_int(&cli->json, "answers", (int64_t)x->answers.n);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%s %s: %zu answers taken in%s\n",
		    x->org_code, x->version, x->answers.n, note);
	}
	return EXIT_DONE;
}

int
cmd_assessment_import(struct cli *cli)
{
	const char *note = "";
	struct buf faults = { 0 };
	struct exchange x;
	struct year y;
	int code;
	enum err e;

	if ((code = read_file(cli, cli->files[0], &x)) != 0)
		return code;
	cli->value[OPT_ORG] = x.org_code;
	cli->value[OPT_VERSION] = x.version;
	if ((code = cli_year(cli, &y)) != 0)
		return code;
	cli_operator(cli, y.org.id);
	e = assessment_import(cli->db, cli->arena, &cli->unit, &y.assessment,
	    &y.catalogue, &x, &faults);
	fputs(buf_text(&faults), stderr);
	buf_clear(&faults);
	if (e == ERR_INVALID)
		return cli_fail("%s: nothing was taken in", cli->files[0]);
	if (e == ERR_DENIED)
		return cli_fail("%s %s is published or confirmed: nothing "
				"was taken in",
		    y.org.code, y.assessment.version);
	if (e != OK)
		return cli_error(e, cli->files[0]);
	if (x.previous_version != NULL && y.assessment.carried_from != NULL)
		note = " (previous levels left aside: an earlier assessment "
		       "is held)";
	return say_import(cli, &x, note);
}

int
cmd_assessment_export(struct cli *cli)
{
	struct exchange x;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = assessment_export(
	    cli->db, cli->arena, &y.org, &y.assessment, &y.catalogue, &x);
	if (e != OK)
		return cli_error(e, y.org.code);
	exchange_write(&x, &cli->out);
	return EXIT_DONE;
}
