/* cmd_catalogue.c - igtk catalogue. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "pack.h"

/* Read one pack; what is wrong with it goes to standard error. */
static enum err
read_pack(struct cli *cli, const char *file, struct catalogue *c)
{
	struct buf faults = { 0 };
	const char *bytes;
	size_t n;
	enum err e;

	e = pack_file(cli->arena, file, PACK_BYTES_MAX, &bytes, &n, &faults);
	if (e == OK)
		e = pack_read(cli->arena, file, bytes, n, c, &faults);
	if (e != OK)
		fputs(buf_text(&faults), stderr);
	buf_clear(&faults);
	return e;
}

static void
say_pack(struct cli *cli, const char *file, const struct catalogue *c,
    const char *what)
{
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%s: %s (%s %s, %zu requirements)\n",
		    file, what, c->type, c->version, c->requirements.n);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "file", file);
	jsonw_text(&cli->json, "result", what);
	jsonw_text(&cli->json, "version", c->version);
	jsonw_text(&cli->json, "type", c->type);
	jsonw_int(&cli->json, "requirements", (int64_t)c->requirements.n);
	jsonw_close(&cli->json, '}');
}

/* Run over the files; with --json the answers are one array. */
static int
each_pack(struct cli *cli, int (*one)(struct cli *, const char *))
{
	int i, code = EXIT_DONE;

	cli_list_begin(cli);
	for (i = 0; i < cli->nfiles; i++)
		if (one(cli, cli->files[i]) != 0)
			code = EXIT_FAILED;
	(void)cli_list_end(cli);
	return code;
}

static int
check_one(struct cli *cli, const char *file)
{
	struct catalogue c;

	if (read_pack(cli, file, &c) != OK)
		return EXIT_FAILED;
	say_pack(cli, file, &c, "fine");
	return 0;
}

static int
load_one(struct cli *cli, const char *file)
{
	struct catalogue c;
	enum err e;

	if (read_pack(cli, file, &c) != OK)
		return EXIT_FAILED;
	cli_operator(cli, ORG_INSTALLATION);
	e = catalogue_store(cli->db, &cli->unit, &c);
	if (e == ERR_CONFLICT)
		return cli_fail("%s: %s %s revision %lld is loaded already, "
				"with other content; raise its revision",
		    file, c.type, c.version, (long long)c.revision);
	if (e != OK)
		return cli_error(e, file);
	say_pack(
	    cli, file, &c, cli->unit.repeated ? "loaded before" : "loaded");
	return 0;
}

int
cmd_catalogue_check(struct cli *cli)
{
	return each_pack(cli, check_one);
}

int
cmd_catalogue_load(struct cli *cli)
{
	return each_pack(cli, load_one);
}

static void
row_json(struct jsonw *w, const struct catalogue_row *r)
{
	char on[DAY_TEXT_SIZE];

	day_text(r->released_on, on);
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "framework", r->framework);
	jsonw_text(w, "version", r->version);
	jsonw_text(w, "type", r->type);
	jsonw_text(w, "type_name", r->type_name);
	jsonw_int(w, "revision", r->revision);
	jsonw_text(w, "title", r->title);
	jsonw_text(w, "workflow", r->workflow);
	jsonw_text(w, "released", on);
	jsonw_int(w, "requirements", r->requirements);
	jsonw_text(w, "provenance", r->mark);
	jsonw_close(w, '}');
}

int
cmd_catalogue_list(struct cli *cli)
{
	const char *type = cli->value[OPT_TYPE];
	struct catalogue_rows rows;
	enum err e;
	size_t i;

	e = catalogue_list(
	    cli->db, cli->arena, type != NULL ? type : "", &rows);
	if (e != OK)
		return cli_error(e, "catalogue");
	cli_list_begin(cli);
	for (i = 0; i < rows.n; i++) {
		const struct catalogue_row *r = &rows.v[i];

		if (cli_json(cli))
			row_json(&cli->json, r);
		else
			buf_printf(&cli->out,
			    "%-5s %-6s revision %lld, %lld requirements, "
			    "%s: %s\n",
			    r->version, r->type, (long long)r->revision,
			    (long long)r->requirements, r->mark, r->type_name);
	}
	return cli_list_end(cli);
}
