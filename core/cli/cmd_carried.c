/* cmd_carried.c - igtk assessment carried: what was not carried over. */
#include <string.h>

#include "answer.h"
#include "carried.h"
#include "cli.h"

static void
say_json(struct cli *cli, const struct carried_line *l)
{
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "requirement", l->number);
	jsonw_text(&cli->json, "now", l->now[0] != '\0' ? l->now : NULL);
	jsonw_text(&cli->json, "kind", carried_kind_name(l->kind));
	jsonw_text(&cli->json, "criteria", l->criteria);
	jsonw_text(&cli->json, "text", l->text);
	jsonw_text(&cli->json, "about", l->about);
	jsonw_text(&cli->json, "taken", l->taken);
	jsonw_close(&cli->json, '}');
}

/* One line; of a text of several the first. */
static void
say_line(struct cli *cli, const struct carried_line *l)
{
	size_t n = strcspn(l->text, "\r\n");

	buf_printf(
	    &cli->out, "%-5s %-16s", l->number, carried_kind_name(l->kind));
	if (l->criteria[0] != '\0')
		buf_printf(&cli->out, " %s", l->criteria);
	if (n > 0)
		buf_printf(&cli->out, "%s %.*s",
		    l->criteria[0] != '\0' ? ":" : "", (int)n, l->text);
	if (l->about[0] != '\0')
		buf_printf(&cli->out, " (%s)", l->about);
	if (l->taken[0] != '\0')
		buf_printf(&cli->out, " -> %s", l->taken);
	buf_putc(&cli->out, '\n');
}

void
carried_say(struct cli *cli, const struct carried_lines *all)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (cli_json(cli))
			say_json(cli, &all->v[i]);
		else
			say_line(cli, &all->v[i]);
}

int
cmd_assessment_carried(struct cli *cli)
{
	struct carried_lines all;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = carried_list(cli->db, cli->arena, &y.assessment, &all);
	if (e != OK)
		return cli_error(e, y.org.code);
	cli_list_begin(cli);
	carried_say(cli, &all);
	return cli_list_end(cli);
}
