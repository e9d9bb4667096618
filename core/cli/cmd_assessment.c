/* cmd_assessment.c - igtk assessment: open, list, steps, readiness. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "carried.h"
#include "catalogue.h"
#include "cli.h"
#include "clock.h"
#include "readiness.h"

static const char *const states[] = { "open", "confirmed", "published" };

static void
say_assessment(struct cli *cli, const struct assessment *s)
{
	char due[DAY_TEXT_SIZE], at[INSTANT_TEXT_SIZE];

	day_text(s->due_on, due);
	clock_text(s->opened_at, at);
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-6s %-10s publish by %s%s%s\n",
		    s->version, states[s->state], due,
		    s->carried_from != NULL ? ", carried over from " : "",
		    s->carried_from != NULL ? s->carried_from : "");
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "version", s->version);
	jsonw_text(&cli->json, "state", states[s->state]);
	jsonw_text(&cli->json, "opened", at);
	jsonw_text(&cli->json, "publish_by", due);
	jsonw_text(&cli->json, "carried_from", s->carried_from);
}

/* With what could not be carried over into it. */
static int
say_opened(struct cli *cli, const struct assessment *s)
{
	struct carried_lines left;
	enum err e = carried_list(cli->db, cli->arena, s, &left);

	if (e != OK)
		return cli_error(e, s->version);
	say_assessment(cli, s);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, "not_carried", '[');
		carried_say(cli, &left);
		jsonw_close(&cli->json, ']');
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
		return EXIT_DONE;
	}
	if (left.n > 0)
		buf_printf(&cli->out, "not carried over: %zu\n", left.n);
	carried_say(cli, &left);
	return EXIT_DONE;
}

/* Why the year of c cannot be opened. */
static int
not_opened(
    struct cli *cli, const struct org *o, const struct catalogue *c, enum err e)
{
	struct opening_bar bar;

	if (e == ERR_CONFLICT)
		return cli_fail(
		    "%s has opened version %s already", o->code, c->version);
	if (e == ERR_INVALID && assessment_barred(cli->db, cli->arena, o->id, c,
				    clock_day(clock_now()), &bar) == OK)
		return cli_fail("%s: %s", o->code, bar.says);
	return cli_error(e, o->code);
}

int
cmd_assessment_open(struct cli *cli)
{
	const char *version = cli->value[OPT_VERSION];
	struct assessment s;
	struct catalogue c = { 0 };
	struct org o;
	int64_t pack = 0;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
		return code;
	e = catalogue_asked(
	    cli->db, version, o.type, clock_day(clock_now()), &pack);
	if (e == ERR_NOTFOUND)
		return cli_fail("no pack is loaded for version %s and type %s",
		    version, o.type);
	if (e == OK)
		e = catalogue_read(cli->db, cli->arena, pack, &c);
	cli_operator(cli, o.id);
	if (e == OK)
		e = assessment_open(cli->db, cli->arena, &cli->unit, &o, &c,
		    clock_day(clock_now()), &s);
	if (e != OK)
		return not_opened(cli, &o, &c, e);
	return say_opened(cli, &s);
}

int
cmd_assessment_list(struct cli *cli)
{
	struct assessments all;
	struct org o;
	size_t i;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
		return code;
	if ((e = assessment_list(cli->db, cli->arena, o.id, &all)) != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++) {
		say_assessment(cli, &all.v[i]);
		if (cli_json(cli))
			jsonw_close(&cli->json, '}');
	}
	return cli_list_end(cli);
}

/* ---- steps, for one requirement or for all that are ready for it ---- */

typedef enum err step(
    struct cli *, const struct year *, const struct requirement *);

static enum err
complete(struct cli *cli, const struct year *y, const struct requirement *r)
{
	return answer_complete(cli->db, &cli->unit, &y->assessment, r);
}

static enum err
confirm(struct cli *cli, const struct year *y, const struct requirement *r)
{
	return answer_confirm(
	    cli->db, &cli->unit, &y->assessment, &y->catalogue, r);
}

static int
step_one(struct cli *cli, const struct year *y, const char *number, step *take)
{
	const struct requirement *r =
	    catalogue_requirement(&y->catalogue, number);
	enum err e;

	if (r == NULL)
		return cli_fail("%s %s has no requirement %s",
		    y->catalogue.type, y->catalogue.version, number);
	e = take(cli, y, r);
	if (e == ERR_DENIED)
		return cli_fail("%s: whoever completed it may not confirm "
				"it, and a published year is final",
		    number);
	if (e == ERR_CONFLICT)
		return cli_fail("%s is not in the state for this", number);
	return e == OK ? 0 : cli_error(e, number);
}

/* Those not yet at this state; an answer that was never begun stays. */
static int
step_all(struct cli *cli, const struct year *y, enum answer_state from,
    enum answer_state to, step *take, int64_t *done)
{
	struct answer_row *rows;
	int code = 0;
	enum err e;
	size_t i;

	e = answer_list(
	    cli->db, cli->arena, &y->assessment, &y->catalogue, &rows);
	if (e != OK)
		return cli_error(e, "answers");
	for (i = 0; i < y->catalogue.requirements.n; i++) {
		if (rows[i].state < from || rows[i].state >= to)
			continue;
		if (step_one(cli, y, y->catalogue.requirements.v[i].number,
			take) != 0)
			code = EXIT_FAILED;
		else
			++*done;
	}
	return code;
}

static int
say_count(struct cli *cli, const char *what, int64_t n)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, what, n);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%lld %s\n", (long long)n, what);
	}
	return EXIT_DONE;
}

int
cmd_assessment_complete(struct cli *cli)
{
	const char *number = cli->value[OPT_REQUIREMENT];
	int64_t done = 1;
	struct year y;
	int code;

	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_ANSWER)) != 0)
		return code;
	if (number != NULL) {
		code = step_one(cli, &y, number, complete);
	} else {
		done = 0;
		code = step_all(cli, &y, ANSWER_TO_RECONFIRM, ANSWER_COMPLETE,
		    complete, &done);
	}
	return code != 0 ? code : say_count(cli, "complete", done);
}

int
cmd_assessment_confirm(struct cli *cli)
{
	const char *number = cli->value[OPT_REQUIREMENT];
	int64_t done = 1;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	if (y.catalogue.workflow != WORKFLOW_FULL)
		return cli_fail("%s has the simplified workflow: nothing is "
				"confirmed",
		    y.org.code);
	if ((code = cli_act(cli, &y, ACT_CONFIRM)) != 0)
		return code;
	if (number != NULL) {
		code = step_one(cli, &y, number, confirm);
		return code != 0 ? code : say_count(cli, "confirmed", done);
	}
	done = 0;
	code = step_all(
	    cli, &y, ANSWER_COMPLETE, ANSWER_CONFIRMED, confirm, &done);
	if (code != 0)
		return code;
	e = assessment_confirm(
	    cli->db, &cli->unit, &y.assessment, &y.catalogue);
	if (e == ERR_CONFLICT)
		return y.assessment.state == ASSESSMENT_CONFIRMED
			   ? cli_fail("the assessment was confirmed before")
			   : cli_fail("%lld confirmed; the assessment as a "
				      "whole is not, because requirements are "
				      "left: igtk assessment readiness lists "
				      "them",
				 (long long)done);
	return e == OK ? say_count(cli, "confirmed", done)
		       : cli_error(e, y.org.code);
}

int
cmd_assessment_reopen(struct cli *cli)
{
	const char *number = cli->value[OPT_REQUIREMENT];
	const struct requirement *r;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_REOPEN)) != 0)
		return code;
	if ((r = catalogue_requirement(&y.catalogue, number)) == NULL)
		return cli_fail("there is no requirement %s", number);
	e = answer_reopen(
	    cli->db, &cli->unit, &y.assessment, r, cli->value[OPT_REASON]);
	return e == OK ? say_count(cli, "reopened", 1) : cli_error(e, number);
}

static void
say_blocker(
    struct cli *cli, const struct assessment *s, const struct blocker *b)
{
	static const char *const kinds[] = {
		[BLOCKER_ANSWER] = "not-complete",
		[BLOCKER_CONFIRM] = "not-confirmed",
		[BLOCKER_WHOLE] = "assessment-not-confirmed",
		[BLOCKER_DUTY] = "duty-missing",
		[BLOCKER_WITHDRAWN] = "version-withdrawn",
	};
	const char *what = b->requirement != NULL ? b->requirement->number
			   : b->duty != NULL      ? b->duty->code
			   : b->kind == BLOCKER_WITHDRAWN
			       ? assessment_withdrawn(cli->arena, s)
			       : "";

	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-24s %-20s %s\n", kinds[b->kind], what,
		    b->holder);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "kind", kinds[b->kind]);
	jsonw_text(&cli->json, "what", what);
	jsonw_text(&cli->json, "holder", b->holder);
	jsonw_close(&cli->json, '}');
}

int
cmd_assessment_readiness(struct cli *cli)
{
	struct readiness ready;
	struct year y;
	int code;
	enum err e;
	size_t i;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = readiness_of(cli->db, cli->arena, &y.assessment, &y.catalogue,
	    clock_day(clock_now()), &ready);
	if (e != OK)
		return cli_error(e, y.org.code);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "state", states[y.assessment.state]);
		jsonw_int(&cli->json, "days_left", ready.days_left);
		jsonw_open(&cli->json, "blockers", '[');
	}
	for (i = 0; i < ready.blockers.n; i++)
		say_blocker(cli, &y.assessment, &ready.blockers.v[i]);
	if (cli_json(cli)) {
		jsonw_close(&cli->json, ']');
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else if (ready.blockers.n == 0) {
		buf_printf(&cli->out, "nothing blocks publication\n");
	} else if (y.assessment.state == ASSESSMENT_CONFIRMED &&
		   ready.blockers.v[0].kind == BLOCKER_ANSWER) {
		buf_printf(&cli->out,
		    "the assessment as a whole is confirmed: igtk assessment "
		    "reopen opens it again, to answer what is not complete\n");
	}
	return EXIT_DONE;
}
