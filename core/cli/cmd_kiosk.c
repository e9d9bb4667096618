/* cmd_kiosk.c - igtk kiosk: terminals and the codes that register them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "kiosk.h"

static void
instant(struct cli *cli, const char *key, int64_t at)
{
	char text[INSTANT_TEXT_SIZE];

	if (at == 0) {
		jsonw_null(&cli->json, key);
		return;
	}
	clock_text(at, text);
	jsonw_text(&cli->json, key, text);
}

int
cmd_kiosk_add(struct cli *cli)
{
	struct kiosk k = { .place = cli->value[OPT_PLACE] };
	char code[KIOSK_CODE_SIZE], until[INSTANT_WORDS_SIZE];
	struct org o;
	enum err e;
	int status;

	if ((status = cli_place(cli, &o)) != 0)
		return status;
	e = kiosk_add(cli->db, &cli->unit, &k, code);
	if (e == ERR_INVALID)
		return cli_fail("a place is 1 to %d characters on one line",
		    KIOSK_PLACE_MAX);
	if (e != OK)
		return cli_error(e, k.place);
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "id", k.id);
		jsonw_text(&cli->json, "place", k.place);
		jsonw_text(&cli->json, "code", code);
		instant(cli, "code_until", k.code_until);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		clock_words(k.code_until, until);
		buf_printf(&cli->out,
		    "%s\nType this code at the terminal, on the page /kiosk, "
		    "until %s.\nIt works once and is not shown again.\n",
		    code, until);
	}
	explicit_bzero(code, sizeof(code));
	return EXIT_DONE;
}

static void
say(struct cli *cli, const struct kiosk *k)
{
	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-19lld %-10s %s\n", (long long)k->id,
		    kiosk_state_name(k->state), k->place);
		return;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_int(&cli->json, "id", k->id);
	jsonw_text(&cli->json, "place", k->place);
	jsonw_text(&cli->json, "state", kiosk_state_name(k->state));
	instant(cli, "added", k->added_at);
	instant(cli, "code_until",
	    k->state == KIOSK_WAITING || k->state == KIOSK_LAPSED
		? k->code_until
		: 0);
	instant(cli, "registered", k->registered_at);
	instant(cli, "used", k->seen_at);
	instant(cli, "revoked", k->revoked_at);
	jsonw_close(&cli->json, '}');
}

int
cmd_kiosk_list(struct cli *cli)
{
	struct kiosks all;
	struct org o;
	int status;
	enum err e;
	size_t i;

	if ((status = cli_place(cli, &o)) != 0)
		return status;
	e = kiosk_list(cli->db, cli->arena, o.id, clock_now(), &all);
	if (e != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++)
		say(cli, &all.v[i]);
	return cli_list_end(cli);
}

/* An id as the list shows it; 0 for what is none. */
static int64_t
id_of(const char *text)
{
	char *end;
	long long id;

	errno = 0;
	id = strtoll(text, &end, 10);
	return errno == 0 && *end == '\0' && text[0] >= '1' && text[0] <= '9'
		   ? id
		   : 0;
}

int
cmd_kiosk_revoke(struct cli *cli)
{
	const char *text = cli->files[0];
	struct org o;
	int status;
	enum err e;

	if ((status = cli_place(cli, &o)) != 0)
		return status;
	e = kiosk_revoke(cli->db, &cli->unit, id_of(text));
	if (e == ERR_NOTFOUND)
		return cli_fail("%s has no terminal %s in use; igtk kiosk "
				"list shows them",
		    o.code, text);
	return e == OK ? cli_said(cli, text, "revoked") : cli_error(e, text);
}
