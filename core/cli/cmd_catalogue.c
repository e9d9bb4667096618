/* cmd_catalogue.c - igtk catalogue. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "clock.h"
#include "library.h"
#include "pack.h"

/* What a file held: a set of requirements, or the library. */
struct held {
	bool library;
	struct catalogue set;
	struct library sources;
};

static enum err
parse(struct cli *cli, const char *file, const char *bytes, size_t n,
    struct held *h, struct buf *faults)
{
	struct arena *a = cli->arena;

	h->library = library_named(a, bytes, n);
	if (h->library)
		return library_parse(a, file, bytes, n, &h->sources, faults);
	return pack_read(a, file, bytes, n, &h->set, faults);
}

/* Read one file; what is wrong with it goes to standard error. */
static enum err
read_held(struct cli *cli, const char *file, struct held *h)
{
	struct buf faults = { 0 };
	const char *bytes;
	size_t n;
	enum err e;

	e = pack_file(cli->arena, file, PACK_BYTES_MAX, &bytes, &n, &faults);
	if (e == OK)
		e = parse(cli, file, bytes, n, h, &faults);
	if (e != OK)
		fputs(buf_text(&faults), stderr);
	buf_clear(&faults);
	return e;
}

static void
say_set(struct cli *cli, const struct catalogue *c)
{
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "(%s %s, %zu requirements)\n", c->type,
		    c->version, c->requirements.n);
		return;
	}
	jsonw_text(&cli->json, "version", c->version);
	jsonw_text(&cli->json, "type", c->type);
	jsonw_int(&cli->json, "requirements", (int64_t)c->requirements.n);
}

static void
say_library(struct cli *cli, const struct library *l)
{
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "(library, revision %lld, %zu sources)\n",
		    (long long)l->revision, l->entries.n);
		return;
	}
	jsonw_int(&cli->json, "revision", l->revision);
	jsonw_int(&cli->json, "sources", (int64_t)l->entries.n);
}

static void
say(struct cli *cli, const char *file, const struct held *h, const char *what)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "file", file);
		jsonw_text(&cli->json, "result", what);
	} else {
		buf_printf(&cli->out, "%s: %s ", file, what);
	}
	if (h->library)
		say_library(cli, &h->sources);
	else
		say_set(cli, &h->set);
	if (cli_json(cli))
		jsonw_close(&cli->json, '}');
}

/* Run over the files; with --json the answers are one array. */
static int
each_file(struct cli *cli, int (*one)(struct cli *, const char *))
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
	struct held h;

	if (read_held(cli, file, &h) != OK)
		return EXIT_FAILED;
	say(cli, file, &h, "fine");
	return 0;
}

static int
refuse(const char *file, const struct held *h)
{
	if (h->library)
		return cli_fail("%s: revision %lld of the library is loaded "
				"already, with other content; raise its "
				"revision",
		    file, (long long)h->sources.revision);
	return cli_fail("%s: %s %s revision %lld is loaded already, "
			"with other content; raise its revision",
	    file, h->set.type, h->set.version, (long long)h->set.revision);
}

static int
load_one(struct cli *cli, const char *file)
{
	struct held h;
	enum err e;

	if (read_held(cli, file, &h) != OK)
		return EXIT_FAILED;
	cli_operator(cli, ORG_INSTALLATION);
	e = h.library ? library_store(cli->db, &cli->unit, &h.sources)
		      : catalogue_store(cli->db, &cli->unit, &h.set);
	if (e == ERR_CONFLICT)
		return refuse(file, &h);
	if (e != OK)
		return cli_error(e, file);
	say(cli, file, &h, cli->unit.repeated ? "loaded before" : "loaded");
	return 0;
}

int
cmd_catalogue_check(struct cli *cli)
{
	return each_file(cli, check_one);
}

int
cmd_catalogue_load(struct cli *cli)
{
	return each_file(cli, load_one);
}

static void
row_json(struct jsonw *w, const struct catalogue_row *r)
{
	char on[DAY_TEXT_SIZE], withdrawn[INSTANT_TEXT_SIZE];

	day_text(r->released_on, on);
	clock_text(r->withdrawn_at, withdrawn);
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "format", "igtk-catalogue");
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
	jsonw_text(w, "withdrawn", r->withdrawn_at != 0 ? withdrawn : NULL);
	jsonw_close(w, '}');
}

/* What keeps a set from being opened, for the end of its line. */
static const char *
not_now(struct cli *cli, const struct catalogue_row *r)
{
	char on[DAY_TEXT_SIZE];

	day_text(r->released_on, on);
	if (r->released_on > clock_day(clock_now()))
		return arena_printf(cli->arena, ", to be released on %s", on);
	return r->withdrawn_at != 0 ? ", withdrawn" : "";
}

static void
add_set(struct cli *cli, const struct catalogue_row *r)
{
	if (cli_json(cli))
		row_json(&cli->json, r);
	else
		buf_printf(&cli->out,
		    "%-5s %-6s revision %lld, %lld requirements, %s: %s%s\n",
		    r->version, r->type, (long long)r->revision,
		    (long long)r->requirements, r->mark, r->type_name,
		    not_now(cli, r));
}

static void
add_library(struct cli *cli, const struct library_row *r)
{
	char on[DAY_TEXT_SIZE];

	if (!cli_json(cli)) {
		buf_printf(&cli->out,
		    "library, revision %lld, %lld sources: %s\n",
		    (long long)r->revision, (long long)r->entries, r->title);
		return;
	}
	day_text(r->released_on, on);
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "format", "igtk-library");
	jsonw_int(&cli->json, "revision", r->revision);
	jsonw_text(&cli->json, "title", r->title);
	jsonw_text(&cli->json, "released", on);
	jsonw_int(&cli->json, "sources", r->entries);
	jsonw_close(&cli->json, '}');
}

int
cmd_catalogue_list(struct cli *cli)
{
	const char *type = cli->value[OPT_TYPE];
	struct library_rows libraries = { 0 };
	struct catalogue_rows rows;
	enum err e;
	size_t i;

	e = catalogue_list(
	    cli->db, cli->arena, type != NULL ? type : "", &rows);
	if (e == OK && type == NULL)
		e = library_loaded(cli->db, cli->arena, &libraries);
	if (e != OK)
		return cli_error(e, "catalogue");
	cli_list_begin(cli);
	for (i = 0; i < rows.n; i++)
		add_set(cli, &rows.v[i]);
	for (i = 0; i < libraries.n; i++)
		add_library(cli, &libraries.v[i]);
	return cli_list_end(cli);
}
