/* cmd_stage.c - igtk assessment submit: the baseline, the update. */
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "stage.h"

static bool
stage_named(const char *name, enum figure_stage *stage)
{
	for (*stage = STAGE_BASELINE; *stage <= STAGE_UPDATE; ++*stage)
		if (strcmp(stage_name(*stage), name) == 0)
			return true;
	return false;
}

static void
as_json(struct jsonw *w, const struct year *y, const struct kept_stage *s)
{
	static const char *const level[] = { "0", "1", "2", "3" };
	char at[INSTANT_TEXT_SIZE], due[DAY_TEXT_SIZE];
	size_t i;

	clock_text(s->at, at);
	day_text(s->due_on, due);
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "organisation", y->org.code);
	jsonw_text(w, "version", y->assessment.version);
	jsonw_text(w, "stage", stage_name(s->stage));
	jsonw_text(w, "at", at);
	jsonw_text(w, "due", due);
	jsonw_bool(w, "late", s->late);
	if (s->percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", s->percent);
	jsonw_text(w, "grade", grade_name(s->grade));
	jsonw_int(w, "points", s->points);
	jsonw_int(w, "of", s->of);
	jsonw_int(w, "below", s->below);
	jsonw_int(w, "not_relevant", s->not_relevant);
	jsonw_int(w, "exempt", s->exempt);
	jsonw_open(w, "levels", '{');
	for (i = 0; i <= LEVEL_MAX; i++)
		jsonw_int(w, level[i], s->levels[i]);
	jsonw_close(w, '}');
	jsonw_int(w, "evidence", s->evidence);
	jsonw_close(w, '}');
}

static int
say(struct cli *cli, const struct year *y, enum figure_stage stage)
{
	char due[DAY_WORDS_SIZE];
	struct kept_stage s;
	enum err e = stage_read(cli->db, cli->arena, &y->assessment, stage, &s);

	if (e != OK)
		return cli_error(e, y->org.code);
	if (cli_json(cli)) {
		as_json(&cli->json, y, &s);
		buf_putc(&cli->out, '\n');
		return EXIT_DONE;
	}
	day_words(s.due_on, due);
	buf_printf(&cli->out, "%s %s: %s submitted%s: ", y->org.code,
	    y->assessment.version, stage_name(stage),
	    s.late ? arena_printf(cli->arena, ", late (due %s)", due) : "");
	if (s.percent < 0)
		buf_puts(&cli->out, "nothing is in play\n");
	else
		buf_printf(&cli->out, "%d%%, %s\n", s.percent,
		    y->catalogue.grade[s.grade]);
	return EXIT_DONE;
}

int
cmd_assessment_submit(struct cli *cli)
{
	enum figure_stage stage;
	enum stage_bar bar;
	struct year y;
	int code;
	enum err e;

	if (!stage_named(cli->value[OPT_STAGE], &stage))
		return cli_wrong("%s is no stage that is submitted: say "
				 "baseline or update",
		    cli->value[OPT_STAGE]);
	if ((code = cli_year(cli, &y)) != 0)
		return code;
	if (cli->value[OPT_AS] == NULL)
		cli_operator(cli, y.org.id);
	else if ((code = cli_act(cli, &y, ACT_SUBMIT)) != 0)
		return code;
	e = stage_submit(cli->db, &cli->unit, &y.org, &y.assessment,
	    &y.catalogue, stage, clock_day(clock_now()), &bar);
	if (e == ERR_DENIED)
		return cli_fail("no stages are asked of %s, only the final "
				"publication",
		    y.catalogue.type_name);
	if (e == ERR_CONFLICT)
		return cli_fail("%s %s: %s", y.org.code, y.assessment.version,
		    stage_bar_says(cli->arena, &y.assessment, bar));
	return e == OK ? say(cli, &y, stage) : cli_error(e, y.org.code);
}
