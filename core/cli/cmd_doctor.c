/* cmd_doctor.c - igtk doctor: one line for each thing, with what to do. */
#include "buf.h"
#include "doctor.h"

void
doctor_says(struct doctor *d, const char *thing, enum finding finding,
    const char *detail, const char *advice)
{
	d->doubts += finding == FINDING_DOUBT;
	d->faults += finding == FINDING_FAULT;
	finding_say(d->cli,
	    &(struct finding_line){ thing, finding, -1, detail, advice });
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
