/* cmd_supersede.c - igtk assessment supersede: right what was published. */
#include <stdio.h>
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "edition.h"
#include "publication.h"

/* "114=1", "120=NR": 0, or the exit code after having said why. */
static int
take(const struct catalogue *c, struct standing *standings, const char *word)
{
	const char *equals = strchr(word, '=');
	const struct requirement *r = NULL;
	char number[16] = "";

	if (equals != NULL && equals - word < (long)sizeof(number)) {
		memcpy(number, word, (size_t)(equals - word));
		r = catalogue_requirement(c, number);
	}
	if (r == NULL)
		return cli_fail("%s is not of the form NUMBER=LEVEL, with the "
				"number of a requirement",
		    word);
	if (!edition_level_set(
		r, equals + 1, &standings[r - c->requirements.v]))
		return cli_fail("%s: it is exempt, or the level is not 0, 1, "
				"2, 3%s",
		    word, r->nr_reason != NULL ? " or NR" : "");
	return 0;
}

/* "114=1 114=2": the number of the first that comes again; NULL: none. */
static const char *
named_twice(const struct cli *cli)
{
	int i, k;

	for (i = 1; i < cli->nfiles; i++) {
		size_t n = strcspn(cli->files[i], "=");

		for (k = 0; k < i; k++)
			if (strcspn(cli->files[k], "=") == n &&
			    strncmp(cli->files[k], cli->files[i], n) == 0)
				return arena_copy(cli->arena, cli->files[i], n);
	}
	return NULL;
}

/* 0, or the exit code after having said which level may not be. */
static int
within_bounds(
    struct cli *cli, const struct year *y, const struct standing *standings)
{
	struct edition_bound *bounds;
	const char *why;
	enum err e = edition_bounds(
	    cli->db, cli->arena, &y->assessment, &y->catalogue, &bounds);
	size_t i;

	if (e != OK)
		return cli_error(e, y->org.code);
	for (i = 0; i < y->catalogue.requirements.n; i++)
		if ((why = edition_barred(&bounds[i], &standings[i])) != NULL)
			return cli_fail("%s", why);
	return 0;
}

static int
say(struct cli *cli, const struct year *y)
{
	struct edition x;
	enum err e = edition_read(cli->db, cli->arena, y->org.id,
	    y->assessment.version, STAGE_FINAL, 0, &x);

	if (e != OK)
		return cli_error(e, y->org.code);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "organisation", y->org.code);
		jsonw_text(&cli->json, "version", x.version);
		jsonw_int(&cli->json, "edition", x.number);
		jsonw_text(&cli->json, "grade", grade_name(x.grade));
		if (x.percent < 0)
			jsonw_null(&cli->json, "percent");
		else
			jsonw_int(&cli->json, "percent", x.percent);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out,
		    "%s %s: edition %lld supersedes the one before: %s\n",
		    y->org.code, x.version, (long long)x.number,
		    x.percent < 0 ? "nothing is in play" : x.grade_text);
	}
	return EXIT_DONE;
}

/* The newest edition, and what is to stand: 0, or the exit code, said why. */
static int
stand(struct cli *cli, const struct year *y, struct edition *x,
    struct standing **standings)
{
	int code = 0, i;
	enum err e;

	e = edition_read(cli->db, cli->arena, y->org.id, y->assessment.version,
	    STAGE_FINAL, 0, x);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s %s is not published", y->org.code,
		    y->assessment.version);
	if (e != OK || (e = edition_standings(cli->db, cli->arena, x,
			    &y->assessment, &y->catalogue, standings)) != OK)
		return cli_error(e, y->org.code);
	for (i = 0; code == 0 && i < cli->nfiles; i++)
		code = take(&y->catalogue, *standings, cli->files[i]);
	return code == 0 ? within_bounds(cli, y, *standings) : code;
}

static int
publish(struct cli *cli, const struct year *y, struct edition_new *n,
    const struct edition *after)
{
	enum err e;
	int code;

	n->statement =
	    publication_statement(cli->arena, &y->org, &y->catalogue);
	fprintf(stderr,
	    "%s\n\nWith your password you accept this statement "
	    "and publish once more.\n",
	    n->statement);
	if ((code = cli_authenticate(cli)) != 0)
		return code;
	e = edition_supersede(cli->db, &cli->unit, n, after);
	if (e == ERR_INVALID)
		return cli_fail("nothing would change, or the reason is not 1 "
				"to %d characters on one line",
		    EDITION_REASON_MAX);
	if (e != OK)
		return cli_error(e, y->org.code);
	cli_sign(cli, y);
	return say(cli, y);
}

int
cmd_assessment_supersede(struct cli *cli)
{
	struct edition_new n = { .stage = STAGE_FINAL };
	const char *twice = named_twice(cli);
	struct standing *standings;
	struct edition x;
	struct year y;
	int code;

	if (twice != NULL)
		return cli_wrong("%s is named twice", twice);
	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_PUBLISH)) != 0 ||
	    (code = stand(cli, &y, &x, &standings)) != 0)
		return code;
	n.org = &y.org;
	n.assessment = &y.assessment;
	n.catalogue = &y.catalogue;
	n.standings = standings;
	n.reason = cli->value[OPT_REASON];
	n.on = clock_day(clock_now());
	return publish(cli, &y, &n, &x);
}
