/* cmd_publish.c - igtk assessment publish: with the password, once more. */
#include <stdio.h>

#include <sodium.h>

#include "arena.h"
#include "broker.h"
#include "cli.h"
#include "clock.h"
#include "publication.h"
#include "readiness.h"
#include "secret.h"
#include "text.h"

int
cli_authenticate(struct cli *cli)
{
	char password[AUTH_PASSWORD_SIZE] = "", code[AUTH_CODE_SIZE] = "";
	const char *file = cli->value[OPT_PASSWORD_FILE];
	bool second = cli->config.sign_in.code, got;
	char account[AUTH_USER_SIZE];
	enum auth_verdict v = AUTH_NO;

	got = secret_ask(file, "Password", password, sizeof(password)) &&
	      (!second || secret_ask(file, "Code", code, sizeof(code)));
	if (got)
		v = broker_ask(cli->config.sign_in.socket, AUTH_AGAIN,
		    cli->unit.by.name, password, code, "", account);
	sodium_memzero(password, sizeof(password));
	sodium_memzero(code, sizeof(code));
	if (!got)
		return cli_fail("a password is needed: on a terminal, or by "
				"--password-file");
	if (v == AUTH_BUSY || v == AUTH_DOWN)
		return cli_fail("sign-in cannot be reached now; try again");
	if (v != AUTH_OK || !text_same(account, cli->unit.by.name))
		return cli_fail("the password was not accepted");
	return 0;
}

static int
say_published(struct cli *cli, const struct year *y)
{
	struct publication p;
	enum err e;

	e = publication_read(cli->db, cli->arena, &y->assessment, &p);
	if (e != OK)
		return cli_error(e, y->org.code);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "organisation", y->org.code);
		jsonw_text(&cli->json, "version", y->assessment.version);
		jsonw_text(&cli->json, "grade", grade_name(p.grade));
		if (p.percent < 0)
			jsonw_null(&cli->json, "percent");
		else
			jsonw_int(&cli->json, "percent", p.percent);
		jsonw_bool(&cli->json, "late", p.late);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%s %s is published%s: %s\n", y->org.code,
		    y->assessment.version, p.late ? ", late" : "",
		    p.percent < 0 ? "nothing is in play"
				  : y->catalogue.grade[p.grade]);
	}
	return EXIT_DONE;
}

int
cmd_assessment_publish(struct cli *cli)
{
	unsigned char digest[STATEMENT_DIGEST];
	const char *statement;
	struct readiness ready;
	struct year y;
	int code;
	enum err e;

	if ((code = cli_year(cli, &y)) != 0 ||
	    (code = cli_act(cli, &y, ACT_PUBLISH)) != 0)
		return code;
	if (y.assessment.state == ASSESSMENT_PUBLISHED)
		return cli_fail("%s %s is published already", y.org.code,
		    y.assessment.version);
	if (y.assessment.withdrawn_at != 0)
		return cli_fail("%s: %s", y.org.code,
		    assessment_withdrawn(cli->arena, &y.assessment));
	e = readiness_of(cli->db, cli->arena, &y.assessment, &y.catalogue,
	    clock_day(clock_now()), &ready);
	if (e != OK)
		return cli_error(e, y.org.code);
	if (ready.blockers.n > 0)
		return cli_fail("%zu things block publication; igtk "
				"assessment readiness lists them",
		    ready.blockers.n);
	statement = publication_statement(cli->arena, &y.org, &y.catalogue);
	publication_digest(statement, digest);
	fprintf(stderr,
	    "%s\n\nWith your password you accept this statement "
	    "and publish.\n",
	    statement);
	if ((code = cli_authenticate(cli)) != 0)
		return code;
	/* Whoever was asked for the password may have let midnight pass. */
	e = publication_publish(cli->db, &cli->unit, &y.org, &y.assessment,
	    &y.catalogue, digest, clock_day(clock_now()));
	if (e != OK)
		return cli_error(e, y.org.code);
	cli_sign(cli, &y);
	return say_published(cli, &y);
}
