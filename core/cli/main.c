/* main.c - igtk: the operator's command line. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <pwd.h>
#include <sodium.h>

#include "arena.h"
#include "carrier.h"
#include "cli.h"
#include "person.h"
#include "role.h"

#define DEFAULT_CONFIG "/etc/igtk/igtk.ini"

static void __attribute__((format(printf, 1, 0)))
say(const char *fmt, va_list ap)
{
	fputs("igtk: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

int
cli_fail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return EXIT_FAILED;
}

int
cli_wrong(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return EXIT_USAGE;
}

int
cli_error(enum err e, const char *what)
{
	static const char *const says[ERR_COUNT] = {
		[OK] = "done",
		[ERR_MALFORMED] = "this is not of the right form",
		[ERR_INVALID] = "this cannot be accepted",
		[ERR_DENIED] = "this may not be done",
		[ERR_NOTFOUND] = "there is no such thing",
		[ERR_CONFLICT] = "it exists already, or has changed meanwhile",
		[ERR_BUSY] = "the database is busy; try again",
		[ERR_FULL] = "the disk is full; nothing was stored",
		[ERR_IO] = "the machine failed; see the lines above",
	};

	return cli_fail("%s: %s", what, says[e]);
}

bool
cli_json(const struct cli *cli)
{
	return cli->value[OPT_JSON] != NULL;
}

void
cli_operator(struct cli *cli, int64_t org)
{
	const struct passwd *pw = getpwuid(getuid());

	cli->unit = (struct unit){ .org = org };
	cli->unit.by.name =
	    arena_text(cli->arena, pw != NULL ? pw->pw_name : "operator");
	cli->unit.by.source = "cli";
}

int
cli_org(struct cli *cli, const char *code, struct org *o)
{
	enum err e = org_find(cli->db, cli->arena, code, o);

	if (e == ERR_NOTFOUND)
		return cli_fail("there is no organisation %s", code);
	return e == OK ? 0 : cli_error(e, code);
}

int
cli_place(struct cli *cli, struct org *o)
{
	int code = cli_org(cli, cli->value[OPT_ORG], o);

	if (code == 0)
		cli_operator(cli, o->id);
	return code;
}

int
cli_year(struct cli *cli, struct year *y)
{
	const char *version = cli->value[OPT_VERSION];
	int code = cli_org(cli, cli->value[OPT_ORG], &y->org);
	enum err e;

	if (code != 0)
		return code;
	e = assessment_find(
	    cli->db, cli->arena, y->org.id, version, &y->assessment);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s has not opened version %s; "
				"igtk assessment open does it",
		    y->org.code, version);
	if (e == OK)
		e = catalogue_read(
		    cli->db, cli->arena, y->assessment.pack, &y->catalogue);
	return e == OK ? 0 : cli_error(e, version);
}

int
cli_act(struct cli *cli, const struct year *y, enum act act)
{
	const char *user = cli->value[OPT_AS];
	struct person p;
	unsigned roles;
	enum err e;

	e = person_find(cli->db, cli->arena, user, &p);
	if (e == ERR_NOTFOUND || (e == OK && p.closed))
		return cli_fail("there is no person %s who may act", user);
	if (e == OK)
		e = role_of(cli->db, p.id, y->org.id, &roles);
	if (e != OK)
		return cli_error(e, user);
	if (!assessment_may(act, y->catalogue.workflow, roles))
		return cli_fail("%s holds no role in %s that may do this",
		    p.user, y->org.code);
	cli->unit =
	    (struct unit){ .org = y->org.id, .by = { p.id, p.user, "cli" } };
	return 0;
}

void
cli_list_begin(struct cli *cli)
{
	if (cli_json(cli))
		jsonw_open(&cli->json, NULL, '[');
}

int
cli_list_end(struct cli *cli)
{
	if (cli_json(cli)) {
		jsonw_close(&cli->json, ']');
		buf_putc(&cli->out, '\n');
	}
	return EXIT_DONE;
}

int
cli_said(struct cli *cli, const char *name, const char *what)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "name", name);
		jsonw_text(&cli->json, "result", what);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%s: %s\n", name, what);
	}
	return EXIT_DONE;
}

static void
help(FILE *to)
{
	struct buf line = { 0 };
	size_t i;

	fputs("igtk - the Information Governance Toolkit, by command line\n\n",
	    to);
	for (i = 0; i < commands_n; i++) {
		buf_reset(&line);
		args_usage(&commands[i], &line);
		fprintf(
		    to, "%s\n        %s\n", buf_text(&line), commands[i].does);
	}
	fputs("\nExit status: 0 done, 1 failed, 2 wrong usage.\n", to);
	buf_clear(&line);
}

static int
help_command(const struct command *c)
{
	struct buf line = { 0 };

	args_usage(c, &line);
	printf("%s\n        %s\n", buf_text(&line), c->does);
	buf_clear(&line);
	return EXIT_DONE;
}

static const struct command *
find(const char *group, const char *verb, int *words)
{
	size_t i;

	for (i = 0; i < commands_n; i++) {
		const struct command *c = &commands[i];

		if (strcmp(c->group, group) != 0)
			continue;
		*words = c->verb[0] == '\0' ? 1 : 2;
		if (*words == 1 || strcmp(c->verb, verb) == 0)
			return c;
	}
	return NULL;
}

static int
configure(struct cli *cli)
{
	const char *file = cli->value[OPT_CONFIG];
	struct buf faults = { 0 };
	enum err e;

	if (file == NULL && access(DEFAULT_CONFIG, R_OK) == 0)
		file = DEFAULT_CONFIG;
	e = config_load(&cli->config, file, &faults);
	if (e != OK)
		fputs(buf_text(&faults), stderr);
	buf_clear(&faults);
	if (e != OK)
		return EXIT_FAILED;
	cli->settings = file;
	setenv("TZ", cli->config.web.timezone, 1);
	tzset();
	cli->path = cli->value[OPT_DB] != NULL ? cli->value[OPT_DB]
					       : cli->config.database.path;
	return 0;
}

static int
open_records(struct cli *cli)
{
	enum err e = db_open(cli->path, DB_WRITE, &cli->db);

	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s: there is no database; igtk init makes one", cli->path);
	return e == OK ? 0 : cli_error(e, cli->path);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	int code;

	if (argc > 0 && strcmp(argv[argc - 1], "--help") == 0)
		return help_command(cli->command);
	if (!args_parse(cli, argc, argv))
		return EXIT_USAGE;
	if ((code = configure(cli)) != 0)
		return code;
	if (cli->command->opens && (code = open_records(cli)) != 0)
		return code;
	cli_operator(cli, ORG_INSTALLATION);
	code = cli->command->run(cli);
	if (cli->out.n > 0 &&
	    fwrite(cli->out.p, 1, cli->out.n, stdout) != cli->out.n)
		code = EXIT_FAILED;
	if (fflush(stdout) != 0 && code == 0)
		code = cli_fail("standard output cannot be written");
	return code;
}

int
main(int argc, char **argv)
{
	struct cli cli = { 0 };
	int words = 0, code;

	if (argc > 0 && strcmp(argv[0], CARRIER_NAME) == 0)
		return carrier_main(argc, argv);
	if (argc > 1 && strcmp(argv[1], "--version") == 0)
		return printf("igtk %s\n", IGTK_VERSION) < 0;
	if (argc > 1 &&
	    (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
		if (argc > 2 && strcmp(argv[2], "--completion") == 0)
			completion_print(stdout);
		else
			help(stdout);
		return EXIT_DONE;
	}
	if (argc < 2 || (cli.command = find(argv[1], argc > 2 ? argv[2] : "",
			     &words)) == NULL) {
		help(stderr);
		return EXIT_USAGE;
	}
	if (sodium_init() < 0)
		return cli_fail("libsodium cannot be set up");
	cli.arena = arena_open();
	cli.json.out = &cli.out;
	code = run(&cli, argc - 1 - words, argv + 1 + words);
	db_close(cli.db);
	config_clear(&cli.config);
	buf_clear(&cli.out);
	arena_close(cli.arena);
	return code;
}
