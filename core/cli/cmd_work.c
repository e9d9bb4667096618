/* cmd_work.c - igtk work: what waits for a person, in each organisation. */
#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "person.h"
#include "work.h"

static void
say(struct cli *cli, const struct org *o, const struct work_item *item)
{
	char due[DAY_TEXT_SIZE];
	const char *words = work_words(cli->arena, item);
	bool late = work_late(item, clock_day(clock_now()));

	day_text(item->due_on, due);
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-10s %-7s %-11s %s\n",
		    due[0] != '\0' ? due : "now", late ? "overdue" : "",
		    work_kind_name(item->kind), words);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "organisation", o->code);
	jsonw_text(&cli->json, "kind", work_kind_name(item->kind));
	jsonw_text(&cli->json, "title", words);
	jsonw_text(&cli->json, "due", due[0] != '\0' ? due : NULL);
	jsonw_bool(&cli->json, "overdue", late);
	jsonw_text(&cli->json, "link", work_path(cli->arena, item));
	jsonw_close(&cli->json, '}');
}

static enum err
work_in(struct cli *cli, const struct org *o, const struct person *p)
{
	struct work_asker who = {
		.org = o->id, .person = p->id, .today = clock_day(clock_now())
	};
	struct work_list all;
	enum err e;
	size_t i;

	if ((e = role_of(cli->db, p->id, o->id, &who.roles)) != OK ||
	    (e = work_of(cli->db, cli->arena, &who, &all)) != OK)
		return e;
	for (i = 0; i < all.n; i++)
		say(cli, o, &all.v[i]);
	return OK;
}

/* Where they have a part; or the one that was asked for. */
static int
places(struct cli *cli, const struct person *p, struct orgs *all)
{
	const char *code = cli->value[OPT_ORG];
	enum err e;

	if (code == NULL) {
		e = org_of_person(cli->db, cli->arena, p->id, all);
		return e == OK ? 0 : cli_error(e, p->user);
	}
	all->n = 1;
	all->v = arena_array(cli->arena, 1, sizeof(*all->v));
	return cli_org(cli, code, &all->v[0]);
}

int
cmd_work(struct cli *cli)
{
	const char *user = cli->value[OPT_USER];
	struct orgs orgs;
	struct person p;
	int code;
	enum err e = person_find(cli->db, cli->arena, user, &p);
	size_t i;

	if (e == ERR_NOTFOUND)
		return cli_fail("nobody has the user name %s; igtk person list "
				"shows them",
		    user);
	if (e != OK)
		return cli_error(e, user);
	if ((code = places(cli, &p, &orgs)) != 0)
		return code;
	cli_list_begin(cli);
	for (i = 0; i < orgs.n; i++)
		if ((e = work_in(cli, &orgs.v[i], &p)) != OK)
			return cli_error(e, user);
	return cli_list_end(cli);
}
