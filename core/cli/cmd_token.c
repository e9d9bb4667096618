/* cmd_token.c - igtk token: what programs ask with in somebody's name. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api_token.h"
#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "person.h"

/* What was asked for; a usage fault is said. */
static int
ask(struct cli *cli, struct api_token *t)
{
	const char *scopes = cli->value[OPT_SCOPE];

	t->name = cli->value[OPT_NAME];
	t->scopes = scopes == NULL ? SCOPE_READ : scopes_named(scopes);
	if (t->scopes == 0)
		return cli_wrong("--scope is read, write, training, or several "
				 "with commas between");
	return cli_day(cli, OPT_UNTIL, DAY_NONE, &t->expires_on);
}

/* The person of --user, if they have a place in the organisation. */
static int
holder(struct cli *cli, const struct org *o, int64_t *person)
{
	const char *user = cli->value[OPT_USER];
	struct person p;
	unsigned roles = 0;
	enum err e = person_find(cli->db, cli->arena, user, &p);

	if (e == OK)
		e = role_of(cli->db, p.id, o->id, &roles);
	if (e == ERR_NOTFOUND)
		return cli_fail("there is no person %s; igtk person list "
				"shows who there is",
		    user);
	if (e != OK)
		return cli_error(e, user);
	*person = p.id;
	return p.org == o->id || roles != 0
		   ? EXIT_DONE
		   : cli_fail("%s has no place in %s; grant a role first, or "
			      "have them make the token on the page",
			 user, o->code);
}

static void
say_made(struct cli *cli, const struct api_token *t, const char *text)
{
	char until[DAY_TEXT_SIZE];

	day_text(t->expires_on, until);
	if (!cli_json(cli)) {
		buf_printf(&cli->out,
		    "%s\nIt works until %s and is not shown again.\n", text,
		    until);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_int(&cli->json, "id", t->id);
	jsonw_text(&cli->json, "name", t->name);
	jsonw_text(&cli->json, "token", text);
	jsonw_text(&cli->json, "scopes", scopes_words(cli->arena, t->scopes));
	jsonw_text(&cli->json, "until", until);
	jsonw_close(&cli->json, '}');
	buf_putc(&cli->out, '\n');
}

int
cmd_token_add(struct cli *cli)
{
	struct api_token t = { 0 };
	char text[API_TOKEN_TEXT];
	struct org o;
	int code;
	enum err e;

	if ((code = ask(cli, &t)) != 0 || (code = cli_place(cli, &o)) != 0 ||
	    (code = holder(cli, &o, &t.person)) != 0)
		return code;
	e = api_token_make(
	    cli->db, &cli->unit, &t, clock_day(clock_now()), text);
	if (e == ERR_INVALID)
		return cli_fail("a token's name is 1 to %d characters on one "
				"line, and its last day at most a year off",
		    API_TOKEN_NAME_MAX);
	if (e == ERR_DENIED)
		return cli_fail(
		    "the account of %s is closed", cli->value[OPT_USER]);
	if (e == ERR_CONFLICT)
		return cli_fail("%s has %d tokens that work; revoke one first",
		    cli->value[OPT_USER], API_TOKENS_MOST);
	if (e != OK)
		return cli_error(e, t.name);
	say_made(cli, &t, text);
	explicit_bzero(text, sizeof(text));
	return EXIT_DONE;
}

static const char *
state_of(const struct api_token *t, day today)
{
	if (t->revoked_at != 0)
		return "revoked";
	return t->expires_on < today ? "ended" : "works";
}

static void
say_day(struct cli *cli, const char *key, day on)
{
	char text[DAY_TEXT_SIZE];

	day_text(on, text);
	jsonw_text(&cli->json, key, on == DAY_NONE ? NULL : text);
}

static void
say(struct cli *cli, const struct api_token *t, day today)
{
	char until[DAY_TEXT_SIZE], used[DAY_TEXT_SIZE];

	day_text(t->expires_on, until);
	day_text(t->used_on, used);
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-19lld %-8s %s %-10s %s: %s (%s)\n",
		    (long long)t->id, state_of(t, today), until,
		    used[0] == '\0' ? "never" : used, t->holder, t->name,
		    scopes_words(cli->arena, t->scopes));
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_int(&cli->json, "id", t->id);
	jsonw_text(&cli->json, "person", t->holder);
	jsonw_text(&cli->json, "name", t->name);
	jsonw_text(&cli->json, "scopes", scopes_words(cli->arena, t->scopes));
	jsonw_text(&cli->json, "state", state_of(t, today));
	say_day(cli, "until", t->expires_on);
	say_day(cli, "used", t->used_on);
	jsonw_text(&cli->json, "revoked_by", t->revoked_by);
	jsonw_close(&cli->json, '}');
}

int
cmd_token_list(struct cli *cli)
{
	const day today = clock_day(clock_now());
	struct api_tokens all;
	struct org o;
	int code;
	enum err e;
	size_t i;

	if ((code = cli_place(cli, &o)) != 0)
		return code;
	e = api_token_list(cli->db, cli->arena, o.id, 0, &all);
	if (e != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i], today);
	return cli_list_end(cli);
}

int
cmd_token_revoke(struct cli *cli)
{
	const char *text = cli->files[0];
	long long id;
	struct org o;
	int code;
	char *end;
	enum err e;

	if ((code = cli_place(cli, &o)) != 0)
		return code;
	errno = 0;
	id = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || id < 1)
		id = 0; /* nothing has it */
	e = api_token_revoke(cli->db, &cli->unit, id, 0);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s has no token %s that is not revoked; igtk "
				"token list shows them",
		    o.code, text);
	return e == OK ? cli_said(cli, text, "revoked") : cli_error(e, text);
}
