/* cmd_org_import.c - igtk org import: many organisations from a file. */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "arena.h"
#include "cli.h"
#include "csv.h"
#include "csv_file.h"
#include "relation.h"

#define ROWS_MOST 20000

enum column { CODE, NAME, TYPE, PARENT, PURPOSE, COMMISSIONER, COLUMNS };
static const char *const columns[COLUMNS] = { "code", "name", "type", "parent",
	"purpose", "commissioner" };

struct load {
	struct cli *cli;
	const char *file;
	struct csv *csv;
	size_t place[COLUMNS]; /* 1 first; 0: the file has no such column */
	struct relation_row *v;
	size_t n, room;
};

/* ---- reading ---- */

static enum column
column_named(const char *s)
{
	unsigned c = 0;

	while (c < COLUMNS && strcasecmp(columns[c], s) != 0)
		c++;
	return (enum column)c;
}

static int
read_head(struct load *l)
{
	struct csv_row row;
	enum err e = csv_next(l->csv, &row);
	enum column c;
	size_t i;

	if (e != OK || row.fault != NULL)
		return cli_fail("%s: line 1: %s", l->file,
		    e != OK ? csv_why(l->csv) : row.fault);
	for (i = 0; i < row.n; i++) {
		c = column_named(row.cells[i]);
		if (c == COLUMNS || l->place[c] != 0)
			return cli_fail("%s: the column \"%s\" is not known, "
					"or there twice; columns are code, "
					"name, type, parent, purpose and "
					"commissioner",
			    l->file, row.cells[i]);
		l->place[c] = i + 1;
	}
	for (c = CODE; c <= TYPE; c++)
		if (l->place[c] == 0)
			return cli_fail("%s: there is no column \"%s\"",
			    l->file, columns[c]);
	return 0;
}

static const char *
cell(const struct load *l, const struct csv_row *row, enum column c)
{
	size_t place = l->place[c];

	return arena_text(l->cli->arena,
	    place == 0 || place > row->n ? ""
					 : csv_plain(row->cells[place - 1]));
}

static int
take(struct load *l, const struct csv_row *row)
{
	struct relation_row *r = &l->v[l->n];
	const char *purpose = cell(l, row, PURPOSE);

	if (row->fault != NULL)
		return cli_fail("%s: line %lld: %s", l->file,
		    (long long)row->line, row->fault);
	*r = (struct relation_row){ .line = row->line,
		.code = cell(l, row, CODE),
		.name = cell(l, row, NAME),
		.type = cell(l, row, TYPE),
		.parent = cell(l, row, PARENT),
		.commissioner = cell(l, row, COMMISSIONER) };
	if (purpose[0] != '\0')
		r->purpose = purpose_named(purpose);
	l->n++;
	return r->purpose != PURPOSE_COUNT
		   ? 0
		   : cli_fail("%s: line %lld: a purpose is assurance, "
			      "national-services or contract, not \"%s\"",
			 l->file, (long long)row->line, purpose);
}

static int
read_rows(struct load *l)
{
	struct csv_row row;
	enum err e;
	int failed = 0;

	while ((e = csv_next(l->csv, &row)) == OK) {
		if (l->n == l->room)
			return cli_fail("%s: more than %d organisations; make "
					"several files of it",
			    l->file, ROWS_MOST);
		if (take(l, &row) != 0)
			failed = EXIT_FAILED;
	}
	if (e != ERR_NOTFOUND)
		return cli_fail("%s: %s", l->file, csv_why(l->csv));
	if (failed == 0 && l->n == 0)
		return cli_fail("%s: there is no organisation in it", l->file);
	return failed;
}

static int
read_file(struct load *l)
{
	struct csv_nature nature;
	struct csv_source source;
	char why[CSV_WHY];
	int fd, failed = csv_file_open(l->cli->files[0], &fd);

	if (failed != 0)
		return failed;
	source = (struct csv_source){ csv_read_fd, &fd };
	if (csv_look(&source, &nature, why) != OK) {
		failed = cli_fail("%s: %s", l->file, why);
	} else {
		l->room =
		    nature.lines < ROWS_MOST ? (size_t)nature.lines : ROWS_MOST;
		l->v = arena_array(l->cli->arena, l->room, sizeof(*l->v));
		l->csv = csv_open(&source, &nature);
		if ((failed = read_head(l)) == 0)
			failed = read_rows(l);
		csv_close(l->csv);
	}
	close(fd);
	return failed;
}

/* ---- saying ---- */

static const char *
fault_text(enum relation_fault f)
{
	static const char *const texts[] = {
		[RELATION_FINE] = "",
		[RELATION_CODE] = "a code is 3 to 10 of A-Z and 0-9",
		[RELATION_NAME] = "a name has 1 to 200 characters, "
				  "and not only blanks",
		[RELATION_TYPE] = "no pack that is loaded speaks of its type",
		[RELATION_PARENT] = "its parent is not registered, and does "
				    "not stand further up",
		[RELATION_LOOP] = "its parent is a part of it",
		[RELATION_COMMISSIONER] = "its commissioner is not registered",
		[RELATION_CLASH] = "it is registered otherwise already; igtk "
				   "org change changes it",
	};

	return texts[f];
}

static void
say_faults(const struct load *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].fault != RELATION_FINE)
			cli_fail("%s: line %lld: %s: %s", l->file,
			    (long long)l->v[i].line, l->v[i].code,
			    fault_text(l->v[i].fault));
	cli_fail("%s: nothing was registered", l->file);
}

static int
say(const struct load *l, bool dry)
{
	struct cli *cli = l->cli;
	size_t i, added = 0;

	for (i = 0; i < l->n; i++)
		added += l->v[i].added;
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_bool(&cli->json, "dry_run", dry);
		jsonw_int(&cli->json, "added", (int64_t)added);
		jsonw_int(&cli->json, "known", (int64_t)(l->n - added));
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%s: %zu %s, %zu registered already\n",
		    l->file, added, dry ? "would be added" : "added",
		    l->n - added);
	}
	return EXIT_DONE;
}

int
cmd_org_import(struct cli *cli)
{
	struct load l = { .cli = cli, .file = csv_file_name(cli->files[0]) };
	bool dry = cli->value[OPT_DRY_RUN] != NULL;
	int failed = read_file(&l);
	enum err e;

	if (failed != 0)
		return failed;
	e = relation_load(cli->db, &cli->unit, l.v, l.n, !dry);
	if (e == ERR_INVALID) {
		say_faults(&l);
		return EXIT_FAILED;
	}
	return e == OK ? say(&l, dry) : cli_error(e, l.file);
}
