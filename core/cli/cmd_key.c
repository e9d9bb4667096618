/* cmd_key.c - igtk key: what publications are signed with. */
#include "cli.h"
#include "clock.h"
#include "edition.h"
#include "signing.h"

const char *
cli_keys(const struct cli *cli)
{
	return signing_folder(
	    cli->arena, cli->config.publication.keys, cli->path);
}

static void
say(struct cli *cli, const struct signing_key *k)
{
	char made[INSTANT_TEXT_SIZE], revoked[INSTANT_TEXT_SIZE];

	clock_text(k->made_at, made);
	clock_text(k->revoked_at, revoked);
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%s  made %.10s  %s%.10s%s%s\n", k->id,
		    made,
		    k->revoked_at != 0 ? "revoked "
		    : k->here          ? "here"
				       : "not here",
		    k->revoked_at != 0 ? revoked : "",
		    k->revoked_at != 0 ? ": " : "", k->reason);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "id", k->id);
	jsonw_hex(&cli->json, "public", k->public, KEY_PUBLIC);
	jsonw_text(&cli->json, "made", made);
	jsonw_bool(&cli->json, "here", k->here);
	jsonw_text(&cli->json, "revoked", k->revoked_at != 0 ? revoked : NULL);
	jsonw_text(&cli->json, "reason", k->revoked_at != 0 ? k->reason : NULL);
	jsonw_close(&cli->json, '}');
}

int
cmd_key_new(struct cli *cli)
{
	struct signing_key k;
	enum err e = signing_new(cli->db, &cli->unit, cli_keys(cli), &k);

	if (e != OK)
		return cli_error(e, cli_keys(cli));
	say(cli, &k);
	if (cli_json(cli))
		buf_putc(&cli->out, '\n');
	return EXIT_DONE;
}

int
cmd_key_list(struct cli *cli)
{
	struct signing_keys all;
	enum err e = signing_list(cli->db, cli->arena, cli_keys(cli), &all);
	size_t i;

	if (e != OK)
		return cli_error(e, "key list");
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i]);
	return cli_list_end(cli);
}

/* And what cannot be checked any more by that, and has to be signed anew. */
static int
say_revoked(struct cli *cli, const char *id)
{
	int64_t n;
	enum err e = bundle_unsigned_count(cli->db, &n);

	if (e != OK)
		return cli_error(e, id);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "name", id);
		jsonw_text(&cli->json, "result", "revoked");
		jsonw_int(&cli->json, "unsigned", n);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
		return EXIT_DONE;
	}
	cli_said(cli, id, "revoked");
	if (n > 0)
		buf_printf(&cli->out,
		    "publications without a signature that counts: %lld; igtk "
		    "bundle sign signs them with the newest key\n",
		    (long long)n);
	return EXIT_DONE;
}

int
cmd_key_revoke(struct cli *cli)
{
	const char *id = cli->files[0];
	enum err e =
	    signing_revoke(cli->db, &cli->unit, id, cli->value[OPT_REASON]);

	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "there is no key %s; igtk key list shows them", id);
	if (e == ERR_CONFLICT)
		return cli_fail("the key %s was revoked already", id);
	if (e == ERR_INVALID)
		return cli_fail("a reason is 1 to %d characters on one line",
		    KEY_REASON_MAX);
	return e == OK ? say_revoked(cli, id) : cli_error(e, id);
}

int
cmd_key_export(struct cli *cli)
{
	struct signing_keys all;
	enum err e = signing_list(cli->db, cli->arena, NULL, &all);
	size_t i;

	if (e != OK)
		return cli_error(e, "key export");
	if (!cli_json(cli)) {
		signing_put(&all, &cli->out);
		return EXIT_DONE;
	}
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i]);
	return cli_list_end(cli);
}
