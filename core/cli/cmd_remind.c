/* cmd_remind.c - igtk remind: what people are to be told, and the telling. */
#include <unistd.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "remind.h"
#include "remind_send.h"

static void
as_json(struct cli *cli, const struct digest *d)
{
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "user", d->user);
	jsonw_text(&cli->json, "name", d->name);
	if (d->mail[0] != '\0')
		jsonw_text(&cli->json, "mail", d->mail);
	else
		jsonw_null(&cli->json, "mail");
	jsonw_bool(&cli->json, "due", d->due);
	jsonw_int(&cli->json, "waiting", (int64_t)(d->n - d->raised));
	jsonw_int(&cli->json, "overdue", (int64_t)d->late);
	jsonw_int(&cli->json, "overdue_of_others", (int64_t)d->raised);
	jsonw_text(&cli->json, "subject", d->subject);
	jsonw_text(&cli->json, "text", d->text);
	jsonw_close(&cli->json, '}');
}

static void
as_text(struct cli *cli, const struct digest *d)
{
	if (d->mail[0] != '\0')
		buf_printf(&cli->out, "To: %s <%s>\n", d->name, d->mail);
	else
		buf_printf(&cli->out,
		    "To: %s (%s), who has no mail address: print this\n",
		    d->name, d->user);
	buf_printf(&cli->out, "Subject: %s\n\n%s\n", d->subject, d->text);
}

/* What would be sent, and to nobody. */
static int
print(struct cli *cli, const struct digests *all)
{
	size_t i;

	cli_list_begin(cli);
	for (i = 0; i < all->n; i++)
		if (cli_json(cli))
			as_json(cli, &all->v[i]);
		else if (all->v[i].due)
			as_text(cli, &all->v[i]);
	return cli_list_end(cli);
}

/* What must be set before anything is sent. */
static int
ready(struct cli *cli)
{
	const struct config *c = &cli->config;

	if (c->mail.from[0] == '\0')
		return cli_fail("set [mail] from to the address that reminders "
				"come from");
	if (c->web.public_url[0] == '\0')
		return cli_fail("set [web] public_url: the links in a mail "
				"need it");
	if (access(c->mail.sendmail, X_OK) < 0)
		return cli_fail(
		    "%s cannot be run; set [mail] sendmail", c->mail.sendmail);
	return 0;
}

static int
report(struct cli *cli, const struct sending *s, size_t nowhere)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "sent", (int64_t)s->sent);
		jsonw_int(&cli->json, "refused", (int64_t)s->refused);
		jsonw_int(&cli->json, "left", (int64_t)s->held);
		jsonw_int(&cli->json, "without_address", (int64_t)nowhere);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out,
		    "sent: %zu, refused: %zu, left for the next run: %zu, "
		    "without an address: %zu\n",
		    s->sent, s->refused, s->held, nowhere);
	}
	return s->refused == 0 ? EXIT_DONE : EXIT_FAILED;
}

static int
send(struct cli *cli, const char *url, day today)
{
	struct sending s = { .cli = cli };
	size_t nowhere = 0, i;
	struct digests all;
	int code = ready(cli);
	enum err e;

	if (code != 0 || (code = sending_begin(&s)) != 0)
		return code;
	/* What was settled just now counts for what is due. */
	if ((e = remind_plan(cli->db, cli->arena, today, url, &all)) != OK ||
	    (e = remind_keep(cli->db, &all, today)) != OK)
		return cli_error(e, "reminders");
	for (i = 0; i < all.n; i++)
		nowhere += all.v[i].due && all.v[i].mail[0] == '\0';
	code = sending_go(&s);
	i = (size_t)report(cli, &s, nowhere);
	return code != 0 ? code : (int)i;
}

int
cmd_remind(struct cli *cli)
{
	const char *url = arena_printf(cli->arena, "%s%s",
	    cli->config.web.public_url, cli->config.web.base_path);
	struct digests all;
	day today;
	int code = cli_day(cli, OPT_ON, clock_day(clock_now()), &today);
	enum err e;

	if (code != 0)
		return code;
	if (cli->value[OPT_SEND] != NULL)
		return send(cli, url, today);
	if ((e = remind_plan(cli->db, cli->arena, today, url, &all)) != OK)
		return cli_error(e, "reminders");
	return print(cli, &all);
}
