/* cmd_extract.c - igtk extract: every organisation's final status on a day. */
#include <stdio.h>

#include "cli.h"
#include "clock.h"
#include "extract.h"

static enum err
as_csv(void *arg, const struct extract_row *r)
{
	struct cli *cli = arg;

	extract_csv_row(&cli->out, r);
	return OK;
}

static void
member(struct jsonw *w, const char *before, const char *name, const char *text)
{
	char key[32];

	snprintf(key, sizeof(key), "%s%s", before, name);
	jsonw_text(w, key, text[0] != '\0' ? text : NULL);
}

static void
published_json(
    struct jsonw *w, const char *before, const struct extract_published *p)
{
	char key[32], at[INSTANT_TEXT_SIZE];

	clock_text(p->at, at);
	member(w, before, "grade", p->grade);
	member(w, before, "reviewed_grade", p->reviewed);
	snprintf(key, sizeof(key), "%spercent", before);
	if (p->percent < 0)
		jsonw_null(w, key);
	else
		jsonw_int(w, key, p->percent);
	snprintf(key, sizeof(key), "%sbelow", before);
	jsonw_int(w, key, p->below);
	member(w, before, "published", at);
	snprintf(key, sizeof(key), "%slate", before);
	jsonw_bool(w, key, p->late);
	snprintf(key, sizeof(key), "%sedition", before);
	jsonw_int(w, key, p->edition);
}

static enum err
as_json(void *arg, const struct extract_row *r)
{
	const struct extract_published *last = extract_before(r);
	struct cli *cli = arg;
	struct jsonw *w = &cli->json;
	char due[DAY_TEXT_SIZE];

	day_text(r->due_on, due);
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "code", r->code);
	jsonw_text(w, "name", r->name);
	jsonw_text(w, "type", r->type);
	member(w, "", "version", r->version);
	jsonw_text(w, "status", extract_status(r));
	member(w, "", "due", due);
	if (r->published)
		published_json(w, "", extract_counts(r));
	if (last->version[0] != '\0') {
		jsonw_text(w, "last_version", last->version);
		published_json(w, "last_", last);
	}
	jsonw_close(w, '}');
	return OK;
}

/* "60% not-satisfactory"; without a score the grade alone. */
static void
say_grade(struct buf *out, const struct extract_published *p)
{
	if (p->percent >= 0)
		buf_printf(out, "%d%% ", p->percent);
	buf_printf(out, "%s", p->grade);
}

static enum err
as_line(void *arg, const struct extract_row *r)
{
	const struct extract_published *last = extract_before(r);
	struct cli *cli = arg;
	char due[DAY_TEXT_SIZE];

	day_text(r->due_on, due);
	buf_printf(&cli->out, "%-10s %-6s %-8s %-14s ", r->code, r->type,
	    r->version, extract_status(r));
	if (r->published)
		say_grade(&cli->out, extract_counts(r));
	else if (due[0] != '\0')
		buf_printf(&cli->out, "due %s", due);
	if (last->version[0] != '\0') {
		buf_printf(&cli->out, ", last %s ", last->version);
		say_grade(&cli->out, last);
	}
	buf_printf(&cli->out, "  %s\n", r->name);
	return OK;
}

/* 0, or the exit code after having said why. */
static int
day_of(const struct cli *cli, day *on)
{
	int code = cli_day(cli, OPT_ON, DAY_NONE, on);

	if (code != 0 || *on <= clock_day(clock_now()))
		return code;
	return cli_wrong("--on takes today or a day before it, not %s: nobody "
			 "knows yet what will be published",
	    cli->value[OPT_ON]);
}

int
cmd_extract(struct cli *cli)
{
	bool csv = cli->value[OPT_CSV] != NULL;
	extract_sink *sink = csv ? as_csv : cli_json(cli) ? as_json : as_line;
	int code;
	enum err e;
	day on;

	if (csv && cli_json(cli))
		return cli_wrong("--csv and --json cannot both be given");
	if ((code = day_of(cli, &on)) != 0)
		return code;
	if (csv) {
		extract_csv_head(&cli->out);
	} else {
		cli_list_begin(cli);
	}
	e = extract_on(cli->db, cli->arena, on, sink, cli);
	if (e != OK)
		return cli_error(e, "extract");
	return csv ? EXIT_DONE : cli_list_end(cli);
}
