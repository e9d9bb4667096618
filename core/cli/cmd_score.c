/* cmd_score.c - igtk score: the figures, and what they are made of. */
#include "answer.h"
#include "arena.h"
#include "cli.h"
#include "score.h"

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

static void
figures(struct jsonw *w, const struct catalogue *c,
    const struct standing *standings, size_t initiative)
{
	struct score s;
	size_t i;

	score_sum(c, standings, initiative, &s);
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
one_requirement(struct jsonw *w, const char *number, const struct standing *s)
{
	if (s->exempt)
		jsonw_text(w, number, "exempt");
	else if (s->not_relevant)
		jsonw_text(w, number, "NR");
	else
		jsonw_int(w, number, s->level);
}

static void
as_json(struct cli *cli, const struct year *y, const struct standing *standings)
{
	const struct catalogue *c = &y->catalogue;
	struct jsonw *w = &cli->json;
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "organisation", y->org.code);
	jsonw_text(w, "version", c->version);
	figures(w, c, standings, SCORE_ALL);
	jsonw_open(w, "initiatives", '{');
	for (i = 0; i < c->initiatives.n; i++) {
		jsonw_open(w, c->initiatives.v[i].code, '{');
		figures(w, c, standings, i);
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
	jsonw_open(w, "requirements", '{');
	for (i = 0; i < c->requirements.n; i++)
		one_requirement(w, c->requirements.v[i].number, &standings[i]);
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

static void
line(struct cli *cli, const struct catalogue *c, const char *name,
    const struct standing *standings, size_t initiative)
{
	struct score s;

	score_sum(c, standings, initiative, &s);
	if (s.percent < 0)
		buf_printf(&cli->out, "%-50s not applicable\n", name);
	else
		buf_printf(&cli->out,
		    "%-50s %3d%% (%lld of %lld)  %u below level %d  %s\n", name,
		    s.percent, (long long)s.points, (long long)s.of, s.below,
		    c->grade_level, c->grade[s.grade]);
}

int
cmd_score(struct cli *cli)
{
	struct standing *standings;
	struct year y;
	int code;
	enum err e;
	size_t i;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = assessment_standings(
	    cli->db, cli->arena, &y.assessment, &y.catalogue, &standings);
	if (e != OK)
		return cli_error(e, y.org.code);
	if (cli_json(cli)) {
		as_json(cli, &y, standings);
		return EXIT_DONE;
	}
	line(cli, &y.catalogue, "Overall", standings, SCORE_ALL);
	for (i = 0; i < y.catalogue.initiatives.n; i++)
		line(cli, &y.catalogue, y.catalogue.initiatives.v[i].name,
		    standings, i);
	return EXIT_DONE;
}
