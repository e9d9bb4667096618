/* cmd_whatif.c - igtk whatif: what would make the grade satisfactory. */
#include "answer.h"
#include "arena.h"
#include "cli.h"
#include "edition.h"
#include "whatif.h"

static void
figures(struct jsonw *w, const char *key, const struct score *s)
{
	jsonw_open(w, key, '{');
	if (s->percent < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", s->percent);
	jsonw_text(w, "grade", grade_name(s->grade));
	jsonw_int(w, "points", s->points);
	jsonw_int(w, "of", s->of);
	jsonw_int(w, "below", s->below);
	jsonw_close(w, '}');
}

static void
step_json(struct jsonw *w, const struct whatif_step *s)
{
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "requirement", s->requirement->number);
	jsonw_text(w, "title", s->requirement->title);
	jsonw_int(w, "from", s->from);
	jsonw_int(w, "to", s->to);
	jsonw_open(w, "missing", '[');
	for (i = 0; i < s->missing.n; i++)
		jsonw_text(w, NULL, s->missing.v[i]);
	jsonw_close(w, ']');
	jsonw_bool(w, "depends_on_training", s->training);
	jsonw_close(w, '}');
}

static void
as_json(struct cli *cli, const struct year *y, int64_t edition,
    const struct whatif *p)
{
	struct jsonw *w = &cli->json;
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "organisation", y->org.code);
	jsonw_text(w, "version", y->catalogue.version);
	jsonw_int(w, "level", y->catalogue.grade_level);
	if (edition > 0)
		jsonw_int(w, "edition", edition);
	figures(w, "now", &p->now);
	jsonw_open(w, "raise", '[');
	for (i = 0; i < p->steps.n; i++)
		step_json(w, &p->steps.v[i]);
	jsonw_close(w, ']');
	figures(w, "then", &p->then);
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

static void
line(struct cli *cli, const struct year *y, const char *when,
    const struct score *s)
{
	buf_printf(&cli->out, "%s: ", when);
	if (s->percent < 0)
		buf_printf(&cli->out, "not applicable\n");
	else
		buf_printf(&cli->out, "%d%%, %u below level %d, %s\n",
		    s->percent, s->below, y->catalogue.grade_level,
		    y->catalogue.grade[s->grade]);
}

static void
as_lines(struct cli *cli, const struct year *y, int64_t edition,
    const struct whatif *p)
{
	size_t i, k;

	if (edition > 1)
		buf_printf(&cli->out,
		    "published once more: edition %lld counts\n",
		    (long long)edition);
	line(cli, y, "now", &p->now);
	for (i = 0; i < p->steps.n; i++) {
		const struct whatif_step *s = &p->steps.v[i];

		buf_printf(&cli->out,
		    "  %s from level %d to %d:", s->requirement->number,
		    s->from, s->to);
		for (k = 0; k < s->missing.n; k++)
			buf_printf(&cli->out, " %s", s->missing.v[k]);
		buf_printf(&cli->out,
		    s->lowered  ? " the criteria are met, and what was "
				  "published once more says less"
		    : s->capped ? " the criteria are met"
				: "");
		buf_printf(&cli->out,
		    s->training ? ", and enough people are trained\n" : "\n");
	}
	line(cli, y, "then", &p->then);
}

/* The levels that count: where it was published once more, those. */
static enum err
standings_now(struct cli *cli, const struct year *y, int64_t *edition,
    struct standing **out)
{
	struct answer_row *rows;
	enum err e = edition_answers(
	    cli->db, cli->arena, &y->assessment, &y->catalogue, edition, &rows);
	size_t n = y->catalogue.requirements.n, i;

	*out = arena_array(cli->arena, n, sizeof(**out));
	for (i = 0; e == OK && i < n; i++)
		(*out)[i] = answer_standing(&rows[i]);
	return e;
}

int
cmd_whatif(struct cli *cli)
{
	struct standing *standings;
	struct whatif plan;
	int64_t edition;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0)
		return code;
	e = standings_now(cli, &y, &edition, &standings);
	if (e == OK) {
		whatif_of(cli->arena, &y.catalogue, standings, NULL, &plan);
		e = whatif_missing(
		    cli->db, cli->arena, &y.assessment, &y.catalogue, &plan);
	}
	if (e != OK)
		return cli_error(e, y.org.code);
	if (cli_json(cli))
		as_json(cli, &y, edition, &plan);
	else
		as_lines(cli, &y, edition, &plan);
	return EXIT_DONE;
}
