/* cmd_handover.c - igtk handover: everything a person holds, to another. */
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "handover.h"
#include "holder.h"
#include "person.h"
#include "text.h"

/* Whoever it is about may be closed already: by user name, or by name. */
static int
giver(struct cli *cli, const struct org *o, struct person *p)
{
	const char *name = cli->value[OPT_FROM];
	struct people all;
	size_t i, found = 0;
	enum err e = person_list(cli->db, cli->arena, o->id, &all);

	if (e != OK)
		return cli_error(e, name);
	for (i = 0; i < all.n; i++)
		if (text_same(all.v[i].user, name)) {
			*p = all.v[i];
			return 0;
		}
	for (i = 0; i < all.n; i++)
		if (text_same(all.v[i].name, name)) {
			*p = all.v[i];
			found++;
		}
	if (found > 1)
		return cli_fail("%s has %zu people called %s; give the user "
				"name",
		    o->code, found, name);
	return found == 1 ? 0
			  : cli_fail("%s has nobody called %s", o->code, name);
}

static int
receiver(struct cli *cli, const struct org *o, int64_t *id)
{
	const char *name = cli->value[OPT_TO_NAME];
	struct holder h;
	enum err e = holder_named(cli->db, cli->arena, o->id, name, &h);

	if (e == ERR_CONFLICT)
		return cli_fail("%s has several called %s; give the user name",
		    o->code, name);
	if (e == ERR_NOTFOUND || e == ERR_DENIED ||
	    (e == OK && h.kind != HOLDER_PERSON))
		return cli_fail("%s has nobody called %s whose account is open",
		    o->code, name);
	if (e != OK)
		return cli_error(e, name);
	*id = h.key;
	return 0;
}

static void
say(struct cli *cli, const struct held *h)
{
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%s%s%s%s%s", held_title(h->kind),
		    h->code[0] != '\0' ? " " : "", h->code,
		    h->title[0] != '\0' ? ": " : "", h->title);
		if (h->n > 1 || h->kind == HELD_STAFF)
			buf_printf(&cli->out, " (%lld)", (long long)h->n);
		buf_putc(&cli->out, '\n');
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "kind", held_name(h->kind));
	jsonw_text(&cli->json, "code", h->code);
	jsonw_text(&cli->json, "title", h->title);
	jsonw_int(&cli->json, "count", h->n);
	jsonw_close(&cli->json, '}');
}

static int
move(struct cli *cli, int64_t from, int64_t to, const struct held_list *all)
{
	struct handover_move *v = arena_array(cli->arena, all->n, sizeof(*v));
	struct handover h = { .from = from,
		.v = v,
		.n = all->n,
		.from_on = DAY_NONE,
		.until_on = DAY_NONE };
	size_t i;
	enum err e;

	for (i = 0; i < all->n; i++)
		v[i] =
		    (struct handover_move){ all->v[i].kind, all->v[i].key, to };
	e = handover_do(cli->db, &cli->unit, &h, clock_day(clock_now()));
	if (e != OK && h.fault != HANDOVER_FINE)
		return cli_fail("nothing was handed over: %s: %s",
		    held_title(v[h.at].kind), handover_advice(h.fault));
	return e == OK ? 0 : cli_error(e, cli->value[OPT_FROM]);
}

int
cmd_handover(struct cli *cli)
{
	bool dry = cli->value[OPT_DRY_RUN] != NULL;
	struct held_list all;
	struct person from = { 0 };
	struct org o;
	int64_t to;
	int code;
	enum err e;
	size_t i;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0 ||
	    (code = giver(cli, &o, &from)) != 0 ||
	    (code = receiver(cli, &o, &to)) != 0)
		return code;
	if (to == from.id)
		return cli_fail("%s cannot hand over to themselves", from.user);
	cli_operator(cli, o.id);
	e = handover_list(
	    cli->db, cli->arena, o.id, from.id, clock_day(clock_now()), &all);
	if (e != OK)
		return cli_error(e, from.user);
	if (!dry && all.n > 0 && (code = move(cli, from.id, to, &all)) != 0)
		return code;
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i]);
	if (!cli_json(cli))
		buf_printf(&cli->out, "%s: %zu things %s\n", from.user, all.n,
		    dry ? "would be handed over" : "handed over");
	return cli_list_end(cli);
}
