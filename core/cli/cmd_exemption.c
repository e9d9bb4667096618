/* cmd_exemption.c - igtk exemption: granting, taking back, listing. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "exemption.h"

static const char *
said(const struct cli *cli, enum option o)
{
	return cli->value[o] != NULL ? cli->value[o] : "";
}

int
cmd_exemption_add(struct cli *cli)
{
	struct exemption x = { .type = said(cli, OPT_TYPE),
		.version = cli->value[OPT_VERSION],
		.number = cli->value[OPT_REQUIREMENT],
		.reason = cli->value[OPT_REASON] };
	struct org o = { .id = ORG_INSTALLATION };
	int code;
	enum err e;

	if ((code = cli_day(cli, OPT_FROM_DAY, DAY_NONE, &x.from_on)) != 0 ||
	    (code = cli_day(cli, OPT_UNTIL, DAY_NONE, &x.until_on)) != 0)
		return code;
	if ((cli->value[OPT_ORG] == NULL) == (cli->value[OPT_TYPE] == NULL))
		return cli_wrong("give one of --org and --type");
	if (cli->value[OPT_ORG] != NULL)
		code = cli_org(cli, cli->value[OPT_ORG], &o);
	if (code != 0)
		return code;
	x.org = o.id;
	cli_operator(cli, o.id);
	e = exemption_add(cli->db, &cli->unit, &x);
	if (e == ERR_INVALID)
		return cli_fail("the reason is not 1 to %d characters, or only "
				"blanks, or the last day is before the first",
		    EXEMPTION_REASON_MAX);
	if (e == ERR_NOTFOUND)
		return cli_fail("no set of version %s for them asks for %s",
		    x.version, x.number);
	if (e == ERR_CONFLICT)
		return cli_fail("they are exempt from %s already on some of "
				"these days",
		    x.number);
	if (e != OK)
		return cli_error(e, x.number);
	return cli_said(
	    cli, arena_printf(cli->arena, "%lld", (long long)x.id), "granted");
}

int
cmd_exemption_end(struct cli *cli)
{
	int64_t id = strtoll(cli->files[0], NULL, 10);
	struct exemption x;
	enum err e = exemption_read(cli->db, cli->arena, id, &x);

	if (e == ERR_NOTFOUND)
		return cli_fail("there is no exemption %s", cli->files[0]);
	if (e == OK) {
		cli_operator(cli, x.org);
		e = exemption_end(
		    cli->db, &cli->unit, id, cli->value[OPT_REASON]);
	}
	if (e == ERR_CONFLICT)
		return cli_fail("%s was taken back before", cli->files[0]);
	if (e == ERR_INVALID)
		return cli_fail("the reason is not 1 to %d characters",
		    EXEMPTION_REASON_MAX);
	return e == OK ? cli_said(cli, cli->files[0], "ended")
		       : cli_error(e, cli->files[0]);
}

static void
as_json(struct jsonw *w, const struct exemption *x)
{
	char at[INSTANT_TEXT_SIZE], from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];

	clock_text(x->at, at);
	day_text(x->from_on, from);
	day_text(x->until_on, until);
	jsonw_open(w, NULL, '{');
	jsonw_int(w, "id", x->id);
	jsonw_text(w, "organisation", x->code);
	jsonw_text(w, "type", x->type);
	jsonw_text(w, "version", x->version);
	jsonw_text(w, "requirement", x->number);
	jsonw_text(w, "reason", x->reason);
	jsonw_text(w, "from", from);
	jsonw_text(w, "until", until);
	jsonw_text(w, "granted", at);
	jsonw_text(w, "by", x->by);
	jsonw_int(w, "published_before", x->published);
	jsonw_bool(w, "ended", x->ended_at != 0);
	jsonw_text(w, "end_reason", x->end_reason);
	jsonw_close(w, '}');
}

int
cmd_exemption_list(struct cli *cli)
{
	struct exemptions all;
	enum err e =
	    exemption_list(cli->db, cli->arena, said(cli, OPT_VERSION), &all);
	size_t i;

	if (e != OK)
		return cli_error(e, "exemptions");
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++) {
		const struct exemption *x = &all.v[i];

		if (cli_json(cli)) {
			as_json(&cli->json, x);
			continue;
		}
		buf_printf(&cli->out, "%lld %s %s-%s%s%s: %s\n",
		    (long long)x->id, x->org != 0 ? x->code : x->type,
		    x->version, x->number, x->ended_at != 0 ? ", ended" : "",
		    x->published > 0 ? ", after publication" : "", x->reason);
	}
	return cli_list_end(cli);
}
