/* cmd_extract.c - igtk extract: every organisation's final status on a day. */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "clock.h"
#include "extract.h"

struct line {
	char percent[12], below[24], at[INSTANT_TEXT_SIZE], due[DAY_TEXT_SIZE];
	char edition[24];
};

static void
words(const struct extract_row *r, struct line *l)
{
	*l = (struct line){ .at = "" };
	day_text(r->due_on, l->due);
	if (!r->published)
		return;
	if (r->percent >= 0)
		snprintf(l->percent, sizeof(l->percent), "%d", r->percent);
	snprintf(l->below, sizeof(l->below), "%" PRId64, r->below);
	snprintf(l->edition, sizeof(l->edition), "%" PRId64, r->edition);
	clock_text(r->at, l->at);
}

static enum err
as_csv(void *arg, const struct extract_row *r)
{
	struct cli *cli = arg;

	extract_csv_row(&cli->out, r);
	return OK;
}

static enum err
as_json(void *arg, const struct extract_row *r)
{
	struct cli *cli = arg;
	struct jsonw *w = &cli->json;
	struct line l;

	words(r, &l);
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "code", r->code);
	jsonw_text(w, "name", r->name);
	jsonw_text(w, "type", r->type);
	jsonw_text(w, "version", r->version[0] != '\0' ? r->version : NULL);
	jsonw_text(w, "status", extract_status(r));
	jsonw_text(w, "due", l.due[0] != '\0' ? l.due : NULL);
	if (r->published) {
		jsonw_text(w, "grade", r->grade);
		jsonw_text(w, "reviewed_grade",
		    r->reviewed[0] != '\0' ? r->reviewed : NULL);
		if (r->percent < 0)
			jsonw_null(w, "percent");
		else
			jsonw_int(w, "percent", r->percent);
		jsonw_int(w, "below", r->below);
		jsonw_text(w, "published", l.at);
		jsonw_bool(w, "late", r->late);
		jsonw_int(w, "edition", r->edition);
	}
	jsonw_close(w, '}');
	return OK;
}

static enum err
as_line(void *arg, const struct extract_row *r)
{
	struct cli *cli = arg;
	struct line l;

	words(r, &l);
	buf_printf(&cli->out, "%-10s %-6s %-8s %-14s %s%s%s  %s\n", r->code,
	    r->type, r->version, extract_status(r), l.percent,
	    l.percent[0] != '\0' ? "% " : "", r->grade, r->name);
	return OK;
}

/* 0, or the exit code after having said why. */
static int
day_of(const char *text, day *on)
{
	if (!day_parse(text, on)) {
		cli_fail("--on takes a day such as 2027-03-31, not %s", text);
		return EXIT_USAGE;
	}
	if (*on > clock_day(clock_now())) {
		cli_fail("--on takes today or a day before it, not %s: nobody "
			 "knows yet what will be published",
		    text);
		return EXIT_USAGE;
	}
	return 0;
}

int
cmd_extract(struct cli *cli)
{
	bool csv = cli->value[OPT_CSV] != NULL;
	extract_sink *sink = csv ? as_csv : cli_json(cli) ? as_json : as_line;
	int code;
	enum err e;
	day on;

	if (csv && cli_json(cli)) {
		cli_fail("--csv and --json cannot both be given");
		return EXIT_USAGE;
	}
	if ((code = day_of(cli->value[OPT_ON], &on)) != 0)
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
