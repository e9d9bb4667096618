/* cmd_plan.c - igtk assessment accept, igtk assessment duty. */
#include <string.h>

#include "answer.h"
#include "cli.h"
#include "clock.h"
#include "duty.h"

int
cmd_assessment_accept(struct cli *cli)
{
	const char *number = cli->value[OPT_REQUIREMENT];
	const struct requirement *r;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_ACCEPT_PLAN)) != 0)
		return code;
	if ((r = catalogue_requirement(&y.catalogue, number)) == NULL)
		return cli_fail("there is no requirement %s", number);
	e = answer_accept_plan(
	    cli->db, &cli->unit, &y.assessment, &y.catalogue, r);
	if (e == ERR_INVALID)
		return cli_fail("%s needs a plan, an owner and a date, and to "
				"be below level %d",
		    number, y.catalogue.grade_level);
	return e == OK ? cli_said(cli, number, "plan accepted")
		       : cli_error(e, number);
}

int
cmd_assessment_duty(struct cli *cli)
{
	const char *duty = cli->value[OPT_DUTY];
	struct duty_holder *v;
	struct year y;
	size_t i, n;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_DUTIES)) != 0)
		return code;
	e = duty_list(cli->db, cli->arena, y.org.id, &y.catalogue,
	    clock_day(clock_now()), &v);
	if (e != OK)
		return cli_error(e, duty);
	n = y.catalogue.duties.n;
	for (i = 0; i < n && strcmp(v[i].duty->code, duty) != 0; i++)
		continue;
	if (i == n)
		return cli_fail("%s %s has no duty %s", y.catalogue.type,
		    y.catalogue.version, duty);
	v[i].name = cli->value[OPT_NAME];
	e = duty_set(cli->db, &cli->unit, &y.assessment, &y.catalogue, v);
	return e == OK ? cli_said(cli, duty, v[i].name) : cli_error(e, duty);
}
