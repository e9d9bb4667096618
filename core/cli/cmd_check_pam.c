/* cmd_check_pam.c - igtk check-pam: does the stack refuse what it should? */
#include <string.h>

#include <sodium.h>

#include "broker.h"
#include "buf.h"
#include "cli.h"
#include "doctor.h"
#include "secret.h"

/* Of each secret: the right one, a wrong one, or none at all. */
enum give { RIGHT, WRONG, NONE };

static const struct trial {
	const char *what;
	enum give password, code;
	bool passes;
} with_code[] = {
	{ "right password, right code", RIGHT, RIGHT, true },
	{ "right password, no code", RIGHT, NONE, false },
	{ "right password, wrong code", RIGHT, WRONG, false },
	{ "wrong password, right code", WRONG, RIGHT, false },
	{ "wrong password, wrong code", WRONG, WRONG, false },
	{ "wrong password, no code", WRONG, NONE, false },
}, without_code[] = {
	{ "right password", RIGHT, NONE, true },
	{ "wrong password", WRONG, NONE, false },
	{ "no password", NONE, NONE, false },
};

struct secrets {
	char password[AUTH_PASSWORD_SIZE];
	char code[AUTH_CODE_SIZE], next[AUTH_CODE_SIZE]; /* one each time */
};

static const char *
chosen(enum give give, const char *right)
{
	return give == RIGHT ? right : give == WRONG ? "000000" : "";
}

static bool
gather(struct cli *cli, struct secrets *s)
{
	const char *file = cli->value[OPT_PASSWORD_FILE];

	if (!secret_ask(file, "Password", s->password, sizeof(s->password)))
		return false;
	if (!cli->config.sign_in.code)
		return true;
	return secret_ask(file, "Code", s->code, sizeof(s->code)) &&
	       secret_ask(file, "The next code (wait for it)", s->next,
		   sizeof(s->next));
}

/* 0: as it should be; 1: not; 2: nobody was there to ask. */
static int
try(struct cli *cli, const struct trial *t, const struct secrets *s)
{
	const char *code = t->passes ? s->code : s->next;
	char account[AUTH_USER_SIZE];
	enum auth_verdict v;
	bool passed;

	v = broker_ask(cli->config.sign_in.socket, AUTH_SIGN_IN, cli->files[0],
	    chosen(t->password, s->password), chosen(t->code, code), "",
	    account);
	if (v == AUTH_BUSY || v == AUTH_DOWN)
		return 2;
	passed = v == AUTH_OK;
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "given", t->what);
		jsonw_bool(&cli->json, "accepted", passed);
		jsonw_bool(&cli->json, "right", passed == t->passes);
		jsonw_close(&cli->json, '}');
	} else {
		buf_printf(&cli->out, "%-6s %-28s %s\n",
		    passed == t->passes ? "ok" : "FAULT", t->what,
		    passed ? "accepted" : "refused");
	}
	return passed != t->passes;
}

/* Nobody judged: it may be the broker, or what stands behind it. */
static int
unanswered(struct cli *cli)
{
	enum sssd s = sssd_look(cli->arena);
	const char *detail, *advice = sssd_advice(s, &detail);

	if (s == SSSD_STOPPED || s == SSSD_SILENT)
		return cli_fail("SSSD: %s. %s", detail, advice);
	return cli_fail("igtk-authd, at %s, or PAM behind it does not answer; "
			"its log and igtk doctor say more",
	    cli->config.sign_in.socket);
}

int
cmd_check_pam(struct cli *cli)
{
	bool code = cli->config.sign_in.code;
	const struct trial *trials = code ? with_code : without_code;
	size_t n = code ? sizeof(with_code) / sizeof(*with_code)
			: sizeof(without_code) / sizeof(*without_code);
	struct secrets s = { 0 };
	int wrong = 0, one = 0;
	size_t i;

	if (!gather(cli, &s)) {
		sodium_memzero(&s, sizeof(s));
		return cli_fail("a password%s needed: on a terminal, or by "
				"--password-file",
		    code ? " and two codes are" : " is");
	}
	cli_list_begin(cli);
	for (i = 0; i < n && one != 2; i++) {
		one = try(cli, &trials[i], &s);
		wrong += one == 1;
	}
	(void)cli_list_end(cli);
	sodium_memzero(&s, sizeof(s));
	if (one == 2)
		return unanswered(cli);
	return wrong == 0 ? EXIT_DONE : EXIT_FAILED;
}
