/* cmd_doctor.c - igtk doctor: one line for each thing, with what to do. */
#include "buf.h"
#include "doctor.h"

static const char *const words[] = {
	[FINDING_FINE] = "ok",
	[FINDING_DOUBT] = "look",
	[FINDING_FAULT] = "FAULT",
};

void
doctor_says(struct doctor *d, const char *thing, enum finding finding,
    const char *detail, const char *advice)
{
	struct jsonw *w = &d->cli->json;

	d->doubts += finding == FINDING_DOUBT;
	d->faults += finding == FINDING_FAULT;
	if (cli_json(d->cli)) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "check", thing);
		jsonw_text(w, "result",
		    finding == FINDING_FAULT ? "fault" : words[finding]);
		jsonw_text(w, "detail", detail);
		jsonw_text(w, "advice", advice);
		jsonw_close(w, '}');
		return;
	}
	buf_printf(&d->cli->out, "%-6s %-12s %s%s%s\n", words[finding], thing,
	    detail, advice[0] != '\0' ? ". " : "", advice);
}

int
cmd_doctor(struct cli *cli)
{
	struct doctor d = { .cli = cli };

	cli_list_begin(cli);
	doctor_records(&d);
	doctor_sssd(&d);
	doctor_machine(&d);
	doctor_services(&d);
	db_close(d.db);
	(void)cli_list_end(cli);
	if (!cli_json(cli))
		buf_printf(&cli->out, "%d faults, %d to look at\n", d.faults,
		    d.doubts);
	return d.faults > 0 ? EXIT_FAILED : EXIT_DONE;
}
