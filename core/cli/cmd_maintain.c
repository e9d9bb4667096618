/* cmd_maintain.c - igtk maintain: what is done each night. */
#include "cli.h"
#include "clock.h"
#include "handover.h"
#include "session.h"

static int
said(struct cli *cli, int left)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "database", cli->path);
		jsonw_int(&cli->json, "log_pages_left", left);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
		return EXIT_DONE;
	}
	buf_printf(&cli->out, "%s: tidied\n", cli->path);
	if (left > 0)
		buf_printf(&cli->out,
		    "Somebody was reading: %d pages of the log stay for the "
		    "next time\n",
		    left);
	return EXIT_DONE;
}

int
cmd_maintain(struct cli *cli)
{
	const struct session_limits limits = { cli->config.session.idle_s,
		cli->config.session.whole_s };
	enum err e = session_sweep(cli->db, &limits, clock_now());
	int64_t turned;
	int left = 0;

	if (e == OK)
		e = handover_turn(
		    cli->db, &cli->unit, clock_day(clock_now()), &turned);
	if (e == OK)
		e = db_fold(cli->db, &left);
	return e == OK ? said(cli, left) : cli_error(e, cli->path);
}
