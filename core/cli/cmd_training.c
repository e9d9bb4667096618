/* cmd_training.c - igtk training figure and frozen, igtk assessment override.
 */
#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "clock.h"
#include "figure.h"

/* The set that says the threshold. */
static int
newest_set(struct cli *cli, const struct org *o, struct catalogue *c)
{
	int64_t pack;
	enum err e = figure_set(
	    cli->db, cli->arena, o->id, o->type, clock_day(clock_now()), &pack);

	if (e == ERR_NOTFOUND)
		return cli_fail("no set for the type %s is loaded", o->type);
	if (e == OK)
		e = catalogue_read(cli->db, cli->arena, pack, c);
	return e == OK ? 0 : cli_error(e, o->code);
}

static void
percent(struct jsonw *w, int value)
{
	if (value < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", value);
}

static void
counts(struct jsonw *w, const struct figure *f)
{
	jsonw_int(w, "in_scope", f->in_scope);
	jsonw_int(w, "excluded", f->excluded);
	jsonw_int(w, "completed", f->completed);
	percent(w, f->percent);
}

static const char *
percent_words(struct cli *cli, const struct figure *f)
{
	return f->percent < 0
		   ? "not applicable: nobody is in scope"
		   : arena_printf(cli->arena, "%d%%, %lld of %lld in scope",
			 f->percent, (long long)f->completed,
			 (long long)f->in_scope);
}

static void
say_figure(struct cli *cli, const char *course, const struct figure *f,
    int64_t threshold, const char *rule)
{
	struct jsonw *w = &cli->json;

	if (!cli_json(cli)) {
		buf_printf(&cli->out,
		    "%s: %s; %lld left out. Asked: %lld%%\n%s\n", course,
		    percent_words(cli, f), (long long)f->excluded,
		    (long long)threshold, rule);
		return;
	}
	jsonw_open(w, NULL, '{');
	counts(w, f);
	jsonw_int(w, "threshold", threshold);
	jsonw_text(w, "rule", rule);
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

int
cmd_training_figure(struct cli *cli)
{
	struct catalogue set = { 0 };
	struct figure f;
	struct course k;
	struct org o;
	int code;
	enum err e;
	day on;

	if ((code = cli_day(cli, OPT_ON, DAY_NONE, &on)) != 0 ||
	    (code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0 ||
	    (code = newest_set(cli, &o, &set)) != 0)
		return code;
	e = course_read(cli->db, cli->arena, o.id, cli->value[OPT_COURSE], &k);
	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s has no course %s", o.code, cli->value[OPT_COURSE]);
	if (e == OK)
		e = figure_of(cli->db, o.id, &k, on, &f);
	if (e != OK)
		return cli_error(e, cli->value[OPT_COURSE]);
	say_figure(cli, k.code, &f, set.training_percent,
	    figure_rule(cli->arena, &k, &f));
	return EXIT_DONE;
}

static void
say_frozen(struct cli *cli, const struct frozen *f)
{
	struct jsonw *w = &cli->json;
	char on[DAY_TEXT_SIZE];

	day_text(f->figure.on, on);
	if (!cli_json(cli)) {
		buf_printf(&cli->out,
		    "%s %s, %s on %s: %s; %lld left out. "
		    "Asked: %d%%\n%s\n",
		    f->version, stage_name(f->stage), f->course, on,
		    percent_words(cli, &f->figure),
		    (long long)f->figure.excluded, f->threshold, f->rule);
		return;
	}
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "version", f->version);
	jsonw_text(w, "stage", stage_name(f->stage));
	jsonw_text(w, "course", f->course);
	jsonw_text(w, "on", on);
	counts(w, &f->figure);
	jsonw_int(w, "threshold", f->threshold);
	jsonw_text(w, "rule", f->rule);
	jsonw_close(w, '}');
}

int
cmd_training_frozen(struct cli *cli)
{
	struct frozens all;
	struct year y;
	size_t i;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = frozen_list(cli->db, cli->arena, y.org.id, y.assessment.id, &all);
	if (e != OK)
		return cli_error(e, y.org.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say_frozen(cli, &all.v[i]);
	return cli_list_end(cli);
}

/* ---- a level that counts all the same ---- */

static int
asked(struct cli *cli, struct year *y, const struct requirement **r)
{
	const char *number = cli->value[OPT_REQUIREMENT];
	int code;

	if ((code = cli_year(cli, y)) != 0 ||
	    (code = cli_act(cli, y, ACT_ANSWER)) != 0)
		return code;
	*r = catalogue_requirement(&y->catalogue, number);
	if (*r == NULL)
		return cli_fail("there is no requirement %s", number);
	if (!(*r)->training)
		return cli_fail(
		    "the level of %s does not depend on training", number);
	return 0;
}

static int
refused(enum err e, const char *number, const char *conflict)
{
	if (e == ERR_DENIED)
		return cli_fail("the assessment is published: nothing in it "
				"changes any more");
	if (e == ERR_CONFLICT)
		return cli_fail("%s: %s", number, conflict);
	return cli_error(e, number);
}

int
cmd_assessment_override(struct cli *cli)
{
	const struct requirement *r;
	struct year y;
	int code = asked(cli, &y, &r);
	enum err e;

	if (code != 0)
		return code;
	e = override_set(
	    cli->db, &cli->unit, &y.assessment, r, cli->value[OPT_REASON]);
	if (e == ERR_INVALID)
		return cli_fail("give a reason of 1 to 500 characters");
	return e == OK
		   ? cli_said(cli, r->number, "the level counts as claimed")
		   : refused(e, r->number,
			 "it counts as claimed already, or is confirmed and "
			 "must be reopened first");
}

int
cmd_assessment_cap(struct cli *cli)
{
	const struct requirement *r;
	struct year y;
	int code = asked(cli, &y, &r);
	enum err e;

	if (code != 0)
		return code;
	e = override_end(cli->db, &cli->unit, &y.assessment, r);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s: nobody said that its level counts as "
				"claimed",
		    r->number);
	return e == OK ? cli_said(cli, r->number,
			     "the training figure limits the level again")
		       : refused(e, r->number,
			     "it is confirmed and must be reopened first");
}
