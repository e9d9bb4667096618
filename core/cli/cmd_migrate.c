/* cmd_migrate.c - igtk init and igtk migrate: the schema, with a way back. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "cli.h"
#include "signing.h"

struct outcome {
	int from;
	const char *copy; /* of the records as they were; NULL: none */
	const char *key;  /* that was made with new records; NULL: none */
	bool dry;
};

static int
say(struct cli *cli, const struct outcome *o)
{
	int from = o->from, to = db_schema_ours();

	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "database", cli->path);
		jsonw_int(&cli->json, "from", from);
		jsonw_int(&cli->json, "to", to);
		jsonw_bool(&cli->json, "dry_run", o->dry);
		jsonw_text(&cli->json, "copy", o->copy);
		jsonw_text(&cli->json, "key", o->key);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else if (from == to || from == 0) {
		buf_printf(&cli->out, "%s is ready\n", cli->path);
		if (o->key != NULL)
			buf_printf(&cli->out,
			    "Publications are signed with the key %s\n",
			    o->key);
	} else if (o->dry) {
		buf_printf(&cli->out,
		    "%s can be brought from schema %d to %d; nothing was "
		    "changed\n",
		    cli->path, from, to);
	} else {
		buf_printf(&cli->out,
		    "%s is ready: brought from schema %d to %d\nThe records as "
		    "they were: %s\n",
		    cli->path, from, to, o->copy);
	}
	return EXIT_DONE;
}

/* A copy beside the records, for the way back. */
static int
copy_first(struct cli *cli, int from, const char **copy)
{
	enum err e = ERR_CONFLICT;
	int i;

	for (i = 0; i < 100 && e == ERR_CONFLICT; i++) {
		*copy = arena_printf(cli->arena,
		    i == 0 ? "%s.schema-%d" : "%s.schema-%d-%d", cli->path,
		    from, i);
		e = db_copy(cli->path, *copy);
	}
	if (e == ERR_FULL)
		return cli_fail("%s: the disk has no room for the copy that "
				"is made first; nothing was changed",
		    cli->path);
	return e == OK ? 0 : cli_error(e, *copy);
}

static void
forget(struct cli *cli, const char *copy)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		unlink(arena_printf(cli->arena, "%s%s", copy, ends[i]));
}

/* With new records comes a key, so that what is published is signed. */
static int
first_key(struct cli *cli, const char **id)
{
	const char *folder = cli_keys(cli);
	struct signing_key k;
	struct db *db = NULL;
	enum err e = db_open(cli->path, DB_WRITE, &db);

	cli_operator(cli, ORG_INSTALLATION);
	if (e == OK)
		e = signing_new(db, &cli->unit, folder, &k);
	db_close(db);
	if (e != OK)
		return cli_fail("%s is ready, but no key could be kept in %s: "
				"see to that folder and run igtk key new, or "
				"publications are not signed",
		    cli->path, folder);
	*id = arena_printf(cli->arena, "%s", k.id);
	return 0;
}

/* On a copy, which is looked over and thrown away. */
static int
rehearse(struct cli *cli, int from)
{
	const char *copy = arena_printf(
	    cli->arena, "%s.rehearsal-%d", cli->path, (int)getpid());
	enum err e = db_copy(cli->path, copy);

	if (e == OK)
		e = db_migrate(copy);
	if (e == OK)
		e = db_inspect(copy);
	forget(cli, copy);
	return e == OK ? say(cli, &(struct outcome){ from, NULL, NULL, true })
		       : cli_error(e, cli->path);
}

static int
bring_up(struct cli *cli, int from)
{
	const char *copy = NULL, *key = NULL;
	bool older = from > 0 && from < db_schema_ours();
	int code;
	enum err e;

	if (older && (code = copy_first(cli, from, &copy)) != 0)
		return code;
	if ((e = db_migrate(cli->path)) == OK) {
		if (from == 0 && (code = first_key(cli, &key)) != 0)
			return code;
		return say(cli, &(struct outcome){ from, copy, key, false });
	}
	if (copy != NULL)
		return cli_fail("%s: it could not be brought up to date and "
				"is as it was before; a copy is in %s",
		    cli->path, copy);
	return cli_error(e, cli->path);
}

int
cmd_init(struct cli *cli)
{
	int from = 0;
	enum err e = db_schema_of(cli->path, &from);

	if (e != OK && e != ERR_NOTFOUND)
		return cli_error(e, cli->path);
	return bring_up(cli, from);
}

int
cmd_migrate(struct cli *cli)
{
	int from = 0;
	enum err e = db_schema_of(cli->path, &from);

	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s: there is no database; igtk init makes one", cli->path);
	if (e != OK)
		return cli_error(e, cli->path);
	if (from > db_schema_ours())
		return cli_fail("%s has schema %d, of a newer igtk; this one "
				"works with %d. Install the newer program",
		    cli->path, from, db_schema_ours());
	return cli->value[OPT_DRY_RUN] != NULL && from != db_schema_ours()
		   ? rehearse(cli, from)
		   : bring_up(cli, from);
}
