/* cmd_duty.c - igtk duty: who holds what, named and taken back. */
#include <stdio.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "duty.h"
#include "person.h"

static const char *const states[DUTY_STATES] = {
	[DUTY_VACANT] = "vacant",
	[DUTY_LEFT] = "left",
	[DUTY_EXPIRED] = "expired",
	[DUTY_UNACCEPTED] = "unaccepted",
	[DUTY_COMING] = "coming",
	[DUTY_HELD] = "held",
};

static void
say_day(struct cli *cli, const char *key, day d)
{
	char text[DAY_TEXT_SIZE];

	day_text(d, text);
	if (d == DAY_NONE)
		jsonw_null(&cli->json, key);
	else
		jsonw_text(&cli->json, key, text);
}

/* Nobody is null, and so is what belongs to nobody. */
static void
say_holder(struct cli *cli, const struct holding *h)
{
	char at[INSTANT_TEXT_SIZE];

	jsonw_text(&cli->json, "holder", h->id != 0 ? h->name : NULL);
	jsonw_bool(&cli->json, "account", h->person != 0);
	jsonw_text(
	    &cli->json, "deputy", h->deputy != 0 ? h->deputy_name : NULL);
	jsonw_text(&cli->json, "document", h->id != 0 ? h->document : NULL);
	say_day(cli, "from", h->id != 0 ? h->from_on : DAY_NONE);
	say_day(cli, "until", h->id != 0 ? h->until_on : DAY_NONE);
	clock_text(h->accepted_at, at);
	jsonw_text(&cli->json, "accepted", h->accepted_at != 0 ? at : NULL);
}

static void
say(struct cli *cli, const struct named_duty *d)
{
	const char *state = d->closed ? "closed" : states[d->state];

	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-24s %-10s %s\n", d->code, state,
		    d->now.id != 0 ? d->now.name : "");
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "code", d->code);
	jsonw_text(&cli->json, "title", d->title);
	jsonw_text(&cli->json, "post", d->post);
	jsonw_bool(&cli->json, "own", d->own);
	jsonw_text(&cli->json, "state", state);
	say_holder(cli, &d->now);
	jsonw_close(&cli->json, '}');
}

int
cmd_duty_list(struct cli *cli)
{
	struct named_duties all;
	struct org o;
	int code = cli_org(cli, cli->value[OPT_ORG], &o);
	enum err e;
	size_t i;

	if (code != 0)
		return code;
	e = duty_all(cli->db, cli->arena, o.id, clock_day(clock_now()), &all);
	if (e != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i]);
	return cli_list_end(cli);
}

/* The duty of --org and --duty, and the unit the operator's there. */
static int
place(struct cli *cli, struct org *o, struct named_duty *d)
{
	const char *code = cli->value[OPT_DUTY];
	int status = cli_org(cli, cli->value[OPT_ORG], o);
	enum err e;

	if (status != 0)
		return status;
	cli_operator(cli, o->id);
	e = duty_read(
	    cli->db, cli->arena, o->id, code, clock_day(clock_now()), d);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s has no duty %s; igtk duty list shows them",
		    o->code, code);
	return e == OK ? 0 : cli_error(e, code);
}

static int
account(struct cli *cli, const struct org *o, const char *user, int64_t *id)
{
	enum err e = duty_whom(cli->db, cli->arena, o->id, user, id);

	if (e == ERR_NOTFOUND || e == ERR_CONFLICT)
		return cli_fail("%s has no account %s", o->code, user);
	return e == OK ? 0 : cli_error(e, user);
}

/* An account by --user, or somebody without one by --name. */
static int
whom(struct cli *cli, const struct org *o, struct holding *h)
{
	const char *user = cli->value[OPT_USER], *name = cli->value[OPT_NAME];
	const char *deputy = cli->value[OPT_DEPUTY];
	int code = 0;

	h->name = name != NULL ? name : "";
	if (user != NULL)
		code = account(cli, o, user, &h->person);
	if (code == 0 && deputy != NULL)
		code = account(cli, o, deputy, &h->deputy);
	return code;
}

static int
days(struct cli *cli, struct holding *h)
{
	int code = cli_day(cli, OPT_ON, clock_day(clock_now()), &h->from_on);

	if (code == 0)
		code = cli_day(cli, OPT_UNTIL, DAY_NONE, &h->until_on);
	return code;
}

static const char *
why_not(enum holding_fault fault)
{
	switch (fault) {
	case HOLDING_NAME:
		return "a name is 1 to 200 characters on one line";
	case HOLDING_DOCUMENT:
		return "a document is up to 200 characters on one line";
	case HOLDING_UNTIL:
		return "the last day is before the first";
	case HOLDING_PERSON:
	case HOLDING_PERSON_CLOSED:
		return "this account is closed";
	case HOLDING_DEPUTY:
	case HOLDING_DEPUTY_CLOSED:
		return "the deputy's account is closed";
	case HOLDING_DEPUTY_SAME:
		return "the deputy is the holder";
	case HOLDING_CLOSED:
		return "this duty is not needed there";
	default:
		return "they cannot be named";
	}
}

int
cmd_duty_name(struct cli *cli)
{
	const char *document = cli->value[OPT_DOCUMENT];
	struct holding h = { .document = document != NULL ? document : "" };
	enum holding_fault fault;
	struct named_duty d;
	struct org o;
	int code;
	enum err e;

	if ((cli->value[OPT_USER] == NULL) == (cli->value[OPT_NAME] == NULL))
		return cli_wrong("give --user, or --name for somebody without "
				 "an account");
	if ((code = days(cli, &h)) != 0 || (code = place(cli, &o, &d)) != 0 ||
	    (code = whom(cli, &o, &h)) != 0)
		return code;
	h.duty = d.code;
	h.post = d.post;
	e = duty_name(cli->db, &cli->unit, &h, d.now.id, &fault);
	if (e == ERR_INVALID)
		return cli_fail("%s", why_not(fault));
	if (e != OK)
		return cli_error(e, d.code);
	return cli_said(cli, d.code,
	    h.person != 0 ? "named, and asked to accept" : "named");
}

/* --as USER says yes; 0, or the exit code after having said why not. */
static int
holder(struct cli *cli, const struct org *o, const struct named_duty *d)
{
	const char *user = cli->value[OPT_AS];
	struct person p;
	enum err e = person_find(cli->db, cli->arena, user, &p);

	if (e == ERR_NOTFOUND || (e == OK && d->now.person != p.id))
		return cli_fail("%s is not named for %s", user, d->code);
	if (e != OK)
		return cli_error(e, user);
	if (p.closed)
		return cli_fail("the account of %s is closed", user);
	cli->unit =
	    (struct unit){ .org = o->id, .by = { p.id, p.user, "cli" } };
	return 0;
}

int
cmd_duty_accept(struct cli *cli)
{
	struct named_duty d;
	struct org o;
	int code;
	enum err e;

	if ((code = place(cli, &o, &d)) != 0 ||
	    (code = holder(cli, &o, &d)) != 0)
		return code;
	if (d.now.accepted_at != 0)
		return cli_fail("%s was accepted before", d.code);
	fprintf(stderr, "With your password you take on the duty %s at %s.\n",
	    d.title, o.name);
	if ((code = cli_authenticate(cli)) != 0)
		return code;
	e = duty_accept(cli->db, &cli->unit, d.now.id, clock_day(clock_now()));
	if (e == ERR_DENIED)
		return cli_fail("the last day of %s has passed", d.code);
	return e == OK ? cli_said(cli, d.code, "accepted")
		       : cli_error(e, d.code);
}

int
cmd_duty_end(struct cli *cli)
{
	struct named_duty d;
	struct org o;
	int code = place(cli, &o, &d);
	enum err e;

	if (code != 0)
		return code;
	if (d.now.id == 0)
		return cli_fail("nobody holds %s", d.code);
	e = duty_end(cli->db, &cli->unit, d.code, d.now.id);
	return e == OK ? cli_said(cli, d.code, "vacant") : cli_error(e, d.code);
}
