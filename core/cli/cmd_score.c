/* cmd_score.c - igtk score: the figures, and what they are made of. */
#include "answer.h"
#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "edition.h"
#include "score.h"
#include "stood.h"

static void
counts(struct jsonw *w, const struct score *s)
{
	static const char *const level[] = { "0", "1", "2", "3" };
	int i;

	jsonw_int(w, "in_play", s->in_play);
	jsonw_int(w, "not_relevant", s->not_relevant);
	jsonw_int(w, "exempt", s->exempt);
	jsonw_open(w, "levels", '{');
	for (i = 0; i <= LEVEL_MAX; i++)
		jsonw_int(w, level[i], s->levels[i]);
	jsonw_close(w, '}');
}

static bool
in_play(const struct standing *s)
{
	return !s->not_relevant && !s->exempt;
}

/* Does the level of one of these say only what was claimed?  unknown is of
 * stood.h, or NULL. */
static bool
only_claimed(const struct catalogue *c, const bool *unknown, size_t initiative)
{
	size_t i;

	for (i = 0; unknown != NULL && i < c->requirements.n; i++)
		if (unknown[i] &&
		    (initiative == SCORE_ALL ||
			c->requirements.v[i].initiative == initiative))
			return true;
	return false;
}

/* What the levels would make is not said where one is not known. */
static void
no_figures(struct jsonw *w, const struct score *s)
{
	jsonw_null(w, "percent");
	jsonw_null(w, "grade");
	jsonw_null(w, "points");
	jsonw_int(w, "of", s->of);
	jsonw_int(w, "in_play", s->in_play);
	jsonw_int(w, "not_relevant", s->not_relevant);
	jsonw_int(w, "exempt", s->exempt);
	jsonw_null(w, "levels");
	jsonw_null(w, "below_2");
	jsonw_int(w, "percent_at_most", s->percent);
}

static void
figures(struct jsonw *w, const struct catalogue *c,
    const struct standing *standings, const bool *unknown, size_t initiative)
{
	struct score s;
	size_t i;

	score_sum(c, standings, initiative, &s);
	if (only_claimed(c, unknown, initiative)) {
		no_figures(w, &s);
		return;
	}
	if (s.percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", s.percent);
	jsonw_text(w, "grade", grade_name(s.grade));
	jsonw_int(w, "points", s.points);
	jsonw_int(w, "of", s.of);
	counts(w, &s);
	jsonw_open(w, "below_2", '[');
	for (i = 0; i < c->requirements.n; i++)
		if ((initiative == SCORE_ALL ||
			c->requirements.v[i].initiative == initiative) &&
		    in_play(&standings[i]) &&
		    standings[i].level < c->grade_level)
			jsonw_text(w, NULL, c->requirements.v[i].number);
	jsonw_close(w, ']');
}

static void
one_requirement(
    struct jsonw *w, const char *number, const struct standing *s, bool unknown)
{
	if (unknown)
		jsonw_null(w, number);
	else if (s->exempt)
		jsonw_text(w, number, "exempt");
	else if (s->not_relevant)
		jsonw_text(w, number, "NR");
	else
		jsonw_int(w, number, s->level);
}

/* As it stood: the answers and what was cited. */
static void
answers(struct jsonw *w, const struct catalogue *c, const struct stood *s)
{
	size_t i, k;

	jsonw_open(w, "answers", '{');
	for (i = 0; i < c->requirements.n; i++) {
		const struct answer *a = &s->answers[i];

		jsonw_open(w, c->requirements.v[i].number, '{');
		jsonw_text(w, "state", answer_state_name(a->row.state));
		if (s->unknown != NULL && s->unknown[i])
			jsonw_null(w, "level");
		else
			jsonw_int(w, "level", a->row.level);
		jsonw_int(w, "claimed", a->row.claimed);
		jsonw_bool(w, "plan_accepted", a->row.plan_accepted);
		jsonw_text(w, "owner", a->row.owner);
		jsonw_open(w, "evidence", '[');
		for (k = 0; k < a->evidence.n; k++) {
			jsonw_open(w, NULL, '{');
			jsonw_text(w, "title", a->evidence.v[k].title);
			jsonw_text(w, "reference", a->evidence.v[k].reference);
			jsonw_close(w, '}');
		}
		jsonw_close(w, ']');
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
}

static void
moment(struct jsonw *w, const struct catalogue *c, const struct stood *s)
{
	static const char *const states[] = { "open", "confirmed",
		"published" };
	char at[INSTANT_TEXT_SIZE];

	clock_text(s->at, at);
	jsonw_text(w, "at", at);
	jsonw_text(w, "state", states[s->state]);
	jsonw_int(w, "evidence", s->evidence);
	if (s->unknown != NULL) {
		clock_text(s->since, at);
		jsonw_text(w, "training_known_since", at);
	}
	answers(w, c, s);
}

/* What counts instead of it. */
static void
superseded(struct jsonw *w, const struct edition *now)
{
	jsonw_open(w, "superseded", '{');
	jsonw_int(w, "edition", now->number);
	if (now->percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", now->percent);
	jsonw_text(w, "grade", grade_name(now->grade));
	jsonw_close(w, '}');
}

/* stood NULL: as it stands; now NULL: it is not superseded. */
static void
as_json(struct cli *cli, const struct year *y, const struct standing *standings,
    const struct stood *stood, const struct edition *now)
{
	const struct catalogue *c = &y->catalogue;
	const bool *unknown = stood != NULL ? stood->unknown : NULL;
	struct jsonw *w = &cli->json;
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "organisation", y->org.code);
	jsonw_text(w, "version", c->version);
	if (now != NULL)
		superseded(w, now);
	figures(w, c, standings, unknown, SCORE_ALL);
	jsonw_open(w, "initiatives", '{');
	for (i = 0; i < c->initiatives.n; i++) {
		jsonw_open(w, c->initiatives.v[i].code, '{');
		figures(w, c, standings, unknown, i);
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
	jsonw_open(w, "requirements", '{');
	for (i = 0; i < c->requirements.n; i++)
		one_requirement(w, c->requirements.v[i].number, &standings[i],
		    unknown != NULL && unknown[i]);
	jsonw_close(w, '}');
	if (stood != NULL)
		moment(w, c, stood);
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

static void
line(struct cli *cli, const struct catalogue *c, const char *name,
    const struct standing *standings, const bool *unknown, size_t initiative)
{
	struct score s;

	score_sum(c, standings, initiative, &s);
	if (only_claimed(c, unknown, initiative))
		buf_printf(&cli->out,
		    "%-50s not known: at most %d%% (see below)\n", name,
		    s.percent);
	else if (s.percent < 0)
		buf_printf(&cli->out, "%-50s not applicable\n", name);
	else
		buf_printf(&cli->out,
		    "%-50s %3d%% (%lld of %lld)  %u below level %d  %s\n", name,
		    s.percent, (long long)s.points, (long long)s.of, s.below,
		    c->grade_level, c->grade[s.grade]);
}

/* First, so that nobody takes what follows for what counts. */
static void
say_superseded(struct cli *cli, const struct edition *now)
{
	buf_printf(&cli->out, "superseded: edition %lld counts, ",
	    (long long)now->number);
	if (now->percent < 0)
		buf_printf(&cli->out, "not applicable\n");
	else
		buf_printf(&cli->out, "%d%%  %u below level %d  %s\n",
		    now->percent, now->below, now->grade_level,
		    now->grade_text);
}

/* Which levels are only claimed, and since when that would be known. */
static void
not_known(struct cli *cli, const struct catalogue *c, const struct stood *s)
{
	char since[INSTANT_TEXT_SIZE];
	size_t i;

	clock_text(s->since, since);
	buf_printf(&cli->out,
	    "\nWhether too few were trained is not known of that instant: "
	    "staff and who needed which\ncourse are on record as they were "
	    "from %s on.  What depends on it:",
	    since);
	for (i = 0; i < c->requirements.n; i++)
		if (s->unknown[i])
			buf_printf(
			    &cli->out, " %s", c->requirements.v[i].number);
	buf_putc(&cli->out, '\n');
}

static void
as_text(struct cli *cli, const struct year *y, const struct standing *standings,
    const struct stood *stood, const struct edition *now)
{
	const struct catalogue *c = &y->catalogue;
	const bool *unknown = stood != NULL ? stood->unknown : NULL;
	size_t i;

	if (now != NULL)
		say_superseded(cli, now);
	line(cli, c, "Overall", standings, unknown, SCORE_ALL);
	for (i = 0; i < c->initiatives.n; i++)
		line(cli, c, c->initiatives.v[i].name, standings, unknown, i);
	if (unknown != NULL)
		not_known(cli, c, stood);
}

/* The moment of --at, of which as much as has been: 0, or the exit code. */
static int
moment_of(const char *text, int64_t *at)
{
	int64_t now = clock_now();

	if (!stood_instant(text, at))
		return cli_wrong("%s is no instant: write it as "
				 "2026-12-24T09:00:00Z, or a day for its end",
		    text);
	if (clock_day(*at) > clock_day(now))
		return cli_wrong("%s: this moment has not come yet", text);
	if (*at > now)
		*at = now;
	return 0;
}

/* 0, or the exit code after having said why. */
static int
stood_then(struct cli *cli, const struct year *y, int64_t at, struct stood *s)
{
	enum err e =
	    stood_at(cli->db, cli->arena, &y->assessment, &y->catalogue, at, s);

	if (e == ERR_NOTFOUND)
		return cli_fail("%s %s was not open yet on %s", y->org.code,
		    y->assessment.version, cli->value[OPT_AT]);
	return e == OK ? 0 : cli_error(e, y->org.code);
}

/* *now stays NULL where the first edition counts, or nothing was published. */
static enum err
newest(struct cli *cli, const struct year *y, struct edition *x,
    const struct edition **now)
{
	enum err e = edition_read(cli->db, cli->arena, y->org.id,
	    y->assessment.version, STAGE_FINAL, 0, x);

	if (e == OK && x->number > 1)
		*now = x;
	return e == ERR_NOTFOUND ? OK : e;
}

int
cmd_score(struct cli *cli)
{
	bool then = cli->value[OPT_AT] != NULL;
	const struct edition *now = NULL;
	struct standing *standings;
	struct edition x;
	struct stood stood;
	struct year y;
	int64_t at = 0;
	int code;
	enum err e = OK;

	if ((then && (code = moment_of(cli->value[OPT_AT], &at)) != 0) ||
	    (code = cli_year(cli, &y)) != 0 ||
	    (then && (code = stood_then(cli, &y, at, &stood)) != 0))
		return code;
	if (then)
		standings = stood.standings;
	else
		e = assessment_standings(cli->db, cli->arena, &y.assessment,
		    &y.catalogue, &standings);
	if (e == OK)
		e = newest(cli, &y, &x, &now);
	if (e != OK)
		return cli_error(e, y.org.code);
	if (cli_json(cli))
		as_json(cli, &y, standings, then ? &stood : NULL, now);
	else
		as_text(cli, &y, standings, then ? &stood : NULL, now);
	return EXIT_DONE;
}
