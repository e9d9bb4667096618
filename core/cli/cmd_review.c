/* cmd_review.c - igtk review: what reviewers from outside found. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "edition.h"
#include "person.h"
#include "role.h"

/* A reviewer for this organisation or for all, or the national role. */
static int
act(struct cli *cli, const struct org *o)
{
	const unsigned may = ROLE_EXTERNAL_REVIEWER | ROLE_NATIONAL;
	const char *user = cli->value[OPT_AS];
	unsigned here = 0, everywhere = 0;
	struct person p;
	enum err e = person_find(cli->db, cli->arena, user, &p);

	if (e == ERR_NOTFOUND || (e == OK && p.closed))
		return cli_fail("there is no person %s who may act", user);
	if (e == OK)
		e = role_of(cli->db, p.id, o->id, &here);
	if (e == OK)
		e = role_of(cli->db, p.id, ORG_INSTALLATION, &everywhere);
	if (e != OK)
		return cli_error(e, user);
	if (((here | everywhere) & may) == 0)
		return cli_fail(
		    "%s holds no role that may review %s", p.user, o->code);
	cli->unit =
	    (struct unit){ .org = o->id, .by = { p.id, p.user, "cli" } };
	return 0;
}

/* OUTCOME and GRADE; false: they are none, or not these two together. */
static bool
take(const struct cli *cli, struct edition_review *r)
{
	const char *outcome = cli->files[0];
	const char *grade = cli->nfiles > 1 ? cli->files[1] : NULL;
	unsigned g = GRADE_SATISFACTORY;

	if (strcmp(outcome, "more-evidence") == 0) {
		r->outcome = REVIEW_MORE;
		return grade == NULL;
	}
	r->outcome =
	    strcmp(outcome, "passed") == 0 ? REVIEW_PASSED : REVIEW_FAILED;
	if (grade == NULL ||
	    (r->outcome == REVIEW_FAILED && strcmp(outcome, "failed") != 0))
		return false;
	while (g < GRADE_NOT && strcmp(grade_name((enum grade)g), grade) != 0)
		g++;
	r->grade = (enum grade)g;
	return strcmp(grade_name(r->grade), grade) == 0;
}

int
cmd_review_record(struct cli *cli)
{
	struct edition_review r = { .reason = cli->value[OPT_REASON],
		.change = cli->value[OPT_CHANGE] };
	struct edition x;
	struct year y;
	int code;
	enum err e;

	if (!take(cli, &r))
		return cli_wrong("OUTCOME is passed or failed, with the grade "
				 "as reviewed (satisfactory, "
				 "satisfactory-with-improvement-plan, "
				 "not-satisfactory), or more-evidence without "
				 "one");
	if ((code = cli_year(cli, &y)) != 0 || (code = act(cli, &y.org)) != 0)
		return code;
	e = edition_read(cli->db, cli->arena, y.org.id, y.assessment.version,
	    STAGE_FINAL, 0, &x);
	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s %s is not published", y.org.code, y.assessment.version);
	if (e != OK)
		return cli_error(e, y.org.code);
	r.edition = &x;
	if (edition_regrades(&r) != (r.change != NULL))
		return cli_fail(
		    r.change == NULL
			? "this is another grade than the self-assessed one: "
			  "say why with --change, which is published"
			: "there is no other grade than the self-assessed one, "
			  "and no --change to publish");
	e = edition_review_add(cli->db, &cli->unit, &r);
	if (e == ERR_INVALID)
		return cli_fail("a reason is 1 to %d characters on one line",
		    EDITION_REASON_MAX);
	return e == OK ? cli_said(cli, y.org.code, cli->files[0])
		       : cli_error(e, y.org.code);
}
