/* cmd_remind.c - igtk remind: what people are to be told, and the telling. */
#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "remind.h"

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

int
cmd_remind(struct cli *cli)
{
	const char *url = arena_printf(cli->arena, "%s%s",
	    cli->config.web.public_url, cli->config.web.base_path);
	const char *on = cli->value[OPT_ON];
	struct digests all;
	day today;
	enum err e;

	if (cli->value[OPT_SEND] != NULL)
		return cli_fail("mail is not sent from here yet");
	today = clock_day(clock_now());
	if (on != NULL && !day_parse(on, &today))
		return cli_fail("%s is no day; write it like 2027-03-31", on);
	if ((e = remind_plan(cli->db, cli->arena, today, url, &all)) != OK)
		return cli_error(e, "reminders");
	return print(cli, &all);
}
