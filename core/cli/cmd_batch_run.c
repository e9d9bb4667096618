/* cmd_batch_run.c - igtk batch: answering, undoing, publishing, and a look. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "batch.h"
#include "cli.h"
#include "cli_batch.h"
#include "clock.h"

/* ---- acts ---- */

static void
tell(void *arg, int64_t done, int64_t of)
{
	progress_tell(arg, done, of);
}

static int
say_run(struct cli *cli, const struct batch *b, const struct batch_run *run)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "batch", b->id);
		jsonw_text(&cli->json, "act", batch_act_name(run->act));
		jsonw_int(&cli->json, "done", run->done);
		jsonw_int(&cli->json, "blocked", run->blocked);
		jsonw_int(&cli->json, "waiting", run->left);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out,
		    "%s: done at %lld sites, blocked at %lld\n",
		    batch_act_name(run->act), (long long)run->done,
		    (long long)run->blocked);
	}
	return run->blocked > 0 ? EXIT_FAILED : EXIT_DONE;
}

static int
go(struct cli *cli, const struct batch *b, enum batch_act act)
{
	struct progress progress;
	struct batch_run run = { .act = act,
		.keys = cli_keys(cli),
		.today = clock_day(clock_now()),
		.progress = tell,
		.progress_arg = &progress };
	long long over;
	enum err e;

	progress_begin(&progress, "sites");
	e = batch_go(cli->db, &cli->unit, b, &run);
	progress_end(&progress);
	over = run.done + run.blocked;
	if (e != OK)
		return cli_fail("it stopped after %lld sites: %s; the same "
				"command goes on",
		    over, err_name(e));
	return say_run(cli, b, &run);
}

static int
begin(struct cli *cli, const struct batch *b, struct batch_begin *x)
{
	enum err e = batch_begin(cli->db, cli->arena, &cli->unit, b, x);

	if (e == ERR_INVALID && x->unknown.n > 0)
		return batch_unknown(&x->unknown, "this batch");
	if (e == ERR_INVALID)
		return cli_fail("its sites have changed meanwhile; try again");
	if (e == ERR_NOTFOUND)
		return cli_fail("no chosen site is in the state for this; igtk "
				"batch show lists them");
	if (e == ERR_CONFLICT)
		return cli_fail("%s has begun to %s and it is not done; go on "
				"with that, or igtk batch stop",
		    b->act_name, batch_act_name(b->act));
	return e == OK ? 0 : cli_error(e, "batch");
}

int
cmd_batch_answer(struct cli *cli)
{
	struct batch_begin x = { .act = BATCH_ANSWER };
	struct batch b;
	struct org o;
	int code;

	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0 ||
	    (code = begin(cli, &b, &x)) != 0)
		return code;
	return go(cli, &b, BATCH_ANSWER);
}

int
cmd_batch_undo(struct cli *cli)
{
	struct batch_begin x = { .act = BATCH_UNDO };
	struct batch b;
	struct org o;
	int code;

	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0 ||
	    (code = batch_codes_of(cli, 1, &x.codes)) != 0 ||
	    (code = begin(cli, &b, &x)) != 0)
		return code;
	return go(cli, &b, BATCH_UNDO);
}

int
cmd_batch_publish(struct cli *cli)
{
	unsigned char digest[STATEMENT_DIGEST];
	struct batch_begin x = { .act = BATCH_PUBLISH, .digest = digest };
	const char *statement;
	struct batch b;
	struct org o;
	long long sites;
	int code;
	enum err e;

	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0)
		return code;
	sites = b.n.chosen + b.n.answered;
	e = batch_statement(cli->db, cli->arena, &b, &o, &statement, digest);
	if (e != OK)
		return cli_error(e, o.code);
	fprintf(stderr,
	    "%s\n\nWith your password you accept this statement for each of "
	    "%lld sites and publish what is not blocked, for good.\n",
	    statement, sites);
	if ((code = cli_authenticate(cli)) != 0 ||
	    (code = begin(cli, &b, &x)) != 0)
		return code;
	return go(cli, &b, BATCH_PUBLISH);
}

int
cmd_batch_stop(struct cli *cli)
{
	struct batch b;
	struct org o;
	int code;
	enum err e;

	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0)
		return code;
	e = batch_stop(cli->db, &cli->unit, &b);
	if (e == ERR_NOTFOUND)
		return cli_fail("no act is going on in this batch");
	if (e != OK)
		return cli_error(e, o.code);
	return cli_said(cli, cli->files[0], "stopped");
}

/* ---- a look ---- */

static void
say_counts(struct cli *cli, const struct batch *b)
{
	const struct batch_counts *n = &b->n;
	struct jsonw *w = &cli->json;

	if (cli_json(cli)) {
		jsonw_int(w, "batch", b->id);
		jsonw_text(w, "version", b->version);
		jsonw_text(w, "type", b->type);
		jsonw_text(w, "source", b->source_code);
		jsonw_int(w, "sites", n->all);
		jsonw_int(w, "chosen", n->chosen);
		jsonw_int(w, "answered", n->answered);
		jsonw_int(w, "undone", n->undone);
		jsonw_int(w, "published", n->published);
		jsonw_int(w, "excluded", n->excluded);
		jsonw_int(w, "blocked", n->blocked);
		jsonw_int(w, "waiting", n->waiting);
		jsonw_int(w, "left_alone", n->kept);
		return;
	}
	buf_printf(&cli->out,
	    "%lld: version %s, type %s, answers of %s: %lld sites, %lld "
	    "chosen, %lld answered, %lld undone, %lld published, %lld "
	    "excluded, %lld blocked, %lld waiting\n",
	    (long long)b->id, b->version, b->type, b->source_code,
	    (long long)n->all, (long long)n->chosen, (long long)n->answered,
	    (long long)n->undone, (long long)n->published,
	    (long long)n->excluded, (long long)n->blocked,
	    (long long)n->waiting);
}

int
cmd_batch_list(struct cli *cli)
{
	struct batches all;
	struct org o;
	int code;
	enum err e;
	size_t i;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0)
		return code;
	if ((e = batch_list(cli->db, cli->arena, o.id, &all)) != OK)
		return cli_error(e, o.code);
	cli_list_begin(cli);
	for (i = 0; i < all.n; i++) {
		if (cli_json(cli))
			jsonw_open(&cli->json, NULL, '{');
		say_counts(cli, &all.v[i]);
		if (cli_json(cli))
			jsonw_close(&cli->json, '}');
	}
	return cli_list_end(cli);
}

static enum err
say_site(void *arg, const struct batch_site *s)
{
	struct cli *cli = arg;
	const char *state = s->excluded && s->state != BATCH_PUBLISHED
				? "excluded"
				: batch_state_name(s->state);

	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-10s %-9s %s%s%s\n", s->code, state,
		    s->name, s->why[0] != '\0' ? ": " : "", s->why);
		return OK;
	}
	jsonw_open(&cli->json, NULL, '{');
	jsonw_text(&cli->json, "code", s->code);
	jsonw_text(&cli->json, "name", s->name);
	jsonw_text(&cli->json, "state", batch_state_name(s->state));
	jsonw_bool(&cli->json, "excluded", s->excluded);
	jsonw_bool(&cli->json, "waits", s->waits != BATCH_NOTHING);
	jsonw_int(&cli->json, "left_alone", s->kept);
	jsonw_text(&cli->json, "blocked_by", s->why);
	jsonw_close(&cli->json, '}');
	return OK;
}

int
cmd_batch_show(struct cli *cli)
{
	struct batch b;
	struct org o;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0)
		return code;
	if (cli->value[OPT_CSV] != NULL) {
		e = batch_csv(cli->db, cli->arena, &b, &cli->out);
		return e == OK ? EXIT_DONE : cli_error(e, o.code);
	}
	if (cli_json(cli))
		jsonw_open(&cli->json, NULL, '{');
	say_counts(cli, &b);
	if (cli_json(cli))
		jsonw_open(&cli->json, "at", '[');
	e = batch_each_site(cli->db, cli->arena, &b, say_site, cli);
	if (cli_json(cli)) {
		jsonw_close(&cli->json, ']');
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	}
	return e == OK ? EXIT_DONE : cli_error(e, o.code);
}
