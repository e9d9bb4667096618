/* cmd_batch.c - igtk batch: making one, its sites, the dry run, what was done.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "batch.h"
#include "cli.h"
#include "cli_batch.h"
#include "clock.h"
#include "pack.h"
#include "person.h"

#define FILE_MOST (4u << 20)

static const char *
said(const struct cli *cli, enum option o)
{
	return cli->value[o] != NULL ? cli->value[o] : "";
}

/* ---- who, which, where ---- */

int
batch_as(struct cli *cli, struct org *o)
{
	const char *user = cli->value[OPT_AS];
	struct person p;
	unsigned roles;
	int code = cli_org(cli, cli->value[OPT_ORG], o);
	enum err e;

	if (code != 0)
		return code;
	e = person_find(cli->db, cli->arena, user, &p);
	if (e == ERR_NOTFOUND || (e == OK && p.closed))
		return cli_fail("there is no person %s who may act", user);
	if (e == OK)
		e = role_of(cli->db, p.id, o->id, &roles);
	if (e != OK)
		return cli_error(e, user);
	if ((roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) == 0)
		return cli_fail("%s is no administrator of %s, and does not "
				"act for its sites",
		    p.user, o->code);
	cli->unit =
	    (struct unit){ .org = o->id, .by = { p.id, p.user, "cli" } };
	return 0;
}

int
batch_named(struct cli *cli, const struct org *o, struct batch *b)
{
	const char *text = cli->files[0];
	char *end;
	int64_t id = strtoll(text, &end, 10);
	enum err e = ERR_NOTFOUND;

	if (*end == '\0' && id > 0)
		e = batch_read(cli->db, cli->arena, o->id, id, b);
	if (e == ERR_NOTFOUND)
		return cli_fail("%s has no batch %s; igtk batch list shows "
				"them",
		    o->code, text);
	return e == OK ? 0 : cli_error(e, text);
}

/* The words from the first on, and what is in the file, as codes. */
int
batch_codes_of(struct cli *cli, int first, const struct texts **codes)
{
	const char *file = cli->value[OPT_SITES], *bytes = "";
	struct texts *out = arena_alloc(cli->arena, sizeof(*out));
	struct buf all = { 0 }, faults = { 0 };
	size_t n = 0;
	enum err e = OK;
	int i;

	*codes = NULL;
	if (file == NULL && cli->nfiles <= first)
		return 0;
	if (file != NULL)
		e = pack_file(cli->arena, file, FILE_MOST, &bytes, &n, &faults);
	if (e != OK) {
		fputs(buf_text(&faults), stderr);
		buf_clear(&faults);
		return EXIT_FAILED;
	}
	buf_add(&all, bytes, strnlen(bytes, n));
	for (i = first; i < cli->nfiles; i++)
		buf_printf(&all, "\n%s", cli->files[i]);
	e = batch_codes(cli->arena, buf_text(&all), out);
	buf_clear(&all);
	*codes = out;
	if (e == ERR_INVALID)
		return cli_fail("more than %d codes at once", BATCH_CODES_MOST);
	return out->n > 0 ? 0 : cli_fail("%s holds no code", file);
}

int
batch_unknown(const struct texts *unknown, const char *of)
{
	size_t i, shown = unknown->n < 20 ? unknown->n : 20;
	struct buf all = { 0 };
	int code;

	for (i = 0; i < shown; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", unknown->v[i]);
	if (shown < unknown->n)
		buf_printf(&all, " and %zu more", unknown->n - shown);
	code =
	    cli_fail("nothing was changed: not of %s: %s", of, buf_text(&all));
	buf_clear(&all);
	return code;
}

/* ---- new, add, exclude ---- */

/* "112,114" as texts. */
static struct texts
numbers(struct cli *cli)
{
	const char *p = said(cli, OPT_REQUIREMENT);
	struct texts out = {
		arena_array(cli->arena, strlen(p) + 1, sizeof(*out.v)), 0
	};
	size_t n;

	for (; *p != '\0'; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (n > 0)
			out.v[out.n++] = arena_copy(cli->arena, p, n);
	}
	return out;
}

static int
say_batch(struct cli *cli, int64_t id, int64_t sites)
{
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "batch", id);
		jsonw_int(&cli->json, "sites", sites);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out, "%lld: %lld sites\n", (long long)id,
		    (long long)sites);
	}
	return EXIT_DONE;
}

/* Whoever is asked for and unknown is said. */
static int
refuse_sites(struct cli *cli, enum err e, const struct org *o,
    const struct batch_choice *choice, bool exclude)
{
	if (e == ERR_INVALID)
		return batch_unknown(&choice->unknown,
		    exclude
			? "this batch"
			: arena_printf(cli->arena, "the sites of %s", o->code));
	if (e == ERR_CONFLICT)
		return cli_fail("nothing was changed: there is no site of %s "
				"to %s",
		    o->code, exclude ? "exclude" : "add");
	return cli_error(e, o->code);
}

static int
change_sites(struct cli *cli, const struct org *o, const struct batch *b,
    const struct texts *codes, bool exclude)
{
	struct batch_choice choice = { .codes = codes };
	enum err e;

	e = exclude ? batch_exclude(cli->db, cli->arena, &cli->unit, b, &choice)
		    : batch_choose(cli->db, cli->arena, &cli->unit, b, &choice);
	if (e != OK)
		return refuse_sites(cli, e, o, &choice, exclude);
	return say_batch(cli, b->id, choice.changed);
}

static int
source_of(struct cli *cli, struct batch_new *n)
{
	struct org source = { .id = 0 };
	int code = 0;

	if (cli->value[OPT_SOURCE] != NULL)
		code = cli_org(cli, cli->value[OPT_SOURCE], &source);
	if (code == 0 && cli->value[OPT_SOURCE] != NULL)
		n->source = source.id;
	return code;
}

int
cmd_batch_new(struct cli *cli)
{
	struct batch_new n = { .version = cli->value[OPT_VERSION],
		.owner = said(cli, OPT_OWNER),
		.complete = cli->value[OPT_COMPLETE] != NULL,
		.opens = cli->value[OPT_OPEN] != NULL,
		.over = cli->value[OPT_OVERWRITE] != NULL,
		.names = cli->value[OPT_NAMES] != NULL };
	struct batch_choice choice = { .codes = NULL };
	struct org o;
	int code;
	enum err e;

	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = source_of(cli, &n)) != 0 ||
	    (code = batch_codes_of(cli, 0, &choice.codes)) != 0)
		return code;
	n.type = cli->value[OPT_TYPE] != NULL ? cli->value[OPT_TYPE] : o.type;
	n.numbers = numbers(cli);
	n.sites = &choice;
	e = batch_make(cli->db, cli->arena, &cli->unit, &n);
	if (e == ERR_INVALID && n.fault != BATCH_FINE)
		return cli_fail("%s", batch_fault_words(n.fault));
	if (e != OK)
		return refuse_sites(cli, e, &o, &choice, false);
	return say_batch(cli, n.id, choice.changed);
}

static int
sites(struct cli *cli, bool exclude)
{
	const struct texts *codes;
	struct batch b;
	struct org o;
	int code;

	if (exclude && cli->nfiles == 1 && cli->value[OPT_SITES] == NULL)
		return cli_wrong("say which sites, by code or --sites");
	if ((code = batch_as(cli, &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0 ||
	    (code = batch_codes_of(cli, 1, &codes)) != 0)
		return code;
	return change_sites(cli, &o, &b, codes, exclude);
}

int
cmd_batch_add(struct cli *cli)
{
	return sites(cli, false);
}

int
cmd_batch_exclude(struct cli *cli)
{
	return sites(cli, true);
}

/* ---- the dry run ---- */

static void
say_findings(struct cli *cli, const struct batch_site *s, const char *act,
    const struct batch_findings *f)
{
	size_t i;

	if (cli_json(cli))
		jsonw_open(&cli->json, act, '[');
	for (i = 0; i < f->n; i++) {
		const struct batch_finding *x = &f->v[i];

		if (!cli_json(cli)) {
			buf_printf(&cli->out, "%-10s %-8s %s%s%s\n", s->code,
			    act, x->number, x->number[0] != '\0' ? ": " : "",
			    x->words);
			continue;
		}
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "reason", batch_reason_name(x->reason));
		jsonw_text(&cli->json, "requirement", x->number);
		jsonw_text(&cli->json, "says", x->words);
		jsonw_close(&cli->json, '}');
	}
	if (cli_json(cli))
		jsonw_close(&cli->json, ']');
}

struct checking {
	struct cli *cli;
	const struct batch *batch;
	const struct batch_work *work;
	struct arena *arena; /* of one site */
	struct progress progress;
	int64_t looked, stopped, blocked;
};

static enum err
check_one(void *arg, const struct batch_site *s)
{
	struct checking *c = arg;
	struct cli *cli = c->cli;
	struct batch_look look;
	enum err e;

	if (!batch_site_open(s))
		return OK;
	arena_reset(c->arena);
	e = batch_look(
	    cli->db, c->arena, c->work, s->site, clock_day(clock_now()), &look);
	if (e != OK)
		return e;
	c->looked++;
	c->stopped += look.stops.n > 0;
	c->blocked += look.publish.n > 0;
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "code", s->code);
		jsonw_int(&cli->json, "writes", (int64_t)look.writes);
	}
	say_findings(cli, s, "answer", &look.stops);
	say_findings(cli, s, "leave", &look.leaves);
	say_findings(cli, s, "publish", &look.publish);
	if (cli_json(cli))
		jsonw_close(&cli->json, '}');
	progress_tell(&c->progress, c->looked, c->batch->n.all);
	return OK;
}

static int
say_checked(struct cli *cli, const struct checking *c)
{
	if (cli_json(cli)) {
		jsonw_close(&cli->json, ']');
		jsonw_int(&cli->json, "looked_at", c->looked);
		jsonw_int(&cli->json, "cannot_be_answered", c->stopped);
		jsonw_int(&cli->json, "cannot_be_published", c->blocked);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
	} else {
		buf_printf(&cli->out,
		    "%lld sites: %lld cannot be answered, %lld could not be "
		    "published then\n",
		    (long long)c->looked, (long long)c->stopped,
		    (long long)c->blocked);
	}
	return c->stopped > 0 || c->blocked > 0 ? EXIT_FAILED : EXIT_DONE;
}

int
cmd_batch_check(struct cli *cli)
{
	struct checking c = { .cli = cli };
	struct batch_work *w;
	struct batch b;
	struct org o;
	int code;
	enum err e;

	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) != 0 ||
	    (code = batch_named(cli, &o, &b)) != 0)
		return code;
	if ((e = batch_work_read(cli->db, cli->arena, &b, &w)) != OK)
		return cli_error(e, o.code);
	c.batch = &b;
	c.work = w;
	c.arena = arena_open();
	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_int(&cli->json, "batch", b.id);
		jsonw_open(&cli->json, "sites", '[');
	}
	progress_begin(&c.progress, "sites");
	e = batch_each_site(cli->db, cli->arena, c.batch, check_one, &c);
	progress_end(&c.progress);
	arena_close(c.arena);
	return e == OK ? say_checked(cli, &c) : cli_error(e, o.code);
}
