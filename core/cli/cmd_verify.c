/* cmd_verify.c - igtk verify: that nothing was altered, in one command. */
#include <ctype.h>
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "cli_backup.h"
#include "finding.h"
#include "keep.h"
#include "verify.h"

static const char keep_it[] =
    "Somebody changed the file by hand: keep it as it is, and compare it with "
    "the last backup that passes, see igtk verify DIR";

/* Names that say what is in them. */
static bool
is_digest(const char *name)
{
	return strspn(name, "0123456789abcdef") == KEEP_DIGEST - 1 &&
	       strlen(name) == KEEP_DIGEST - 1;
}

/* ---- the evidence that lies beside the records ---- */

struct files {
	struct proof proof;
	int64_t unnamed; /* nothing says what was in them */
};

static void
file(struct verify *v, const char *folder, const char *name, struct files *f)
{
	struct arena *a = v->cli->arena;
	const char *path = arena_printf(a, "%s/%s", folder, name);
	char digest[KEEP_DIGEST];
	enum err e;

	if (!is_digest(name)) {
		f->unnamed++;
		return;
	}
	if ((e = keep_copy(path, NULL, digest)) == OK &&
	    strcmp(digest, name) == 0)
		f->proof.n++;
	else if (f->proof.wrong == NULL)
		f->proof.wrong = arena_printf(a, "%s: %s", path,
		    e == OK ? "it is not what was stored: its hash is another"
			    : "it cannot be read");
}

static enum err
files(struct verify *v, const char *folder, struct files *out)
{
	struct names names;
	enum err e = keep_names(v->cli->arena, folder, &names);
	size_t i;

	for (i = 0; e == OK && i < names.n; i++)
		file(v, folder, names.v[i], out);
	return e;
}

/* ---- what is said ---- */

static int
say(struct verify *v, const char *thing, const struct proof *p,
    const char *detail, const char *advice)
{
	finding_say(v->cli, &(struct finding_line){ thing,
				p->wrong == NULL ? FINDING_FINE : FINDING_FAULT,
				p->n, p->wrong == NULL ? detail : p->wrong,
				p->wrong == NULL ? "" : advice });
	return p->wrong != NULL;
}

static int
say_records(struct verify *v)
{
	struct arena *a = v->cli->arena;
	int faults;

	faults = say(v, "audit", &v->chains,
	    arena_printf(a, "%lld rows in %lld chains, none broken",
		(long long)v->chains.n, (long long)v->organisations + 1),
	    keep_it);
	faults += say(v, "answers", &v->answers,
	    arena_printf(a, "%lld answers as the audit trail tells them",
		(long long)v->answers.n),
	    keep_it);
	faults += say(v, "figures", &v->figures,
	    arena_printf(a, "%lld training figures as they count again",
		(long long)v->figures.n),
	    "A summary is counted anew with the next sign-in of a new day; "
	    "what was kept with a publication is not: compare it with a "
	    "backup, see igtk verify DIR");
	faults += say(v, "published", &v->published,
	    arena_printf(a,
		"%lld publications, editions and stages as they were said",
		(long long)v->published.n),
	    keep_it);
	return faults;
}

static int
say_files(struct verify *v, const char *folder, const struct files *f)
{
	struct arena *a = v->cli->arena;

	if (f->proof.wrong == NULL && f->unnamed > 0) {
		finding_say(v->cli,
		    &(struct finding_line){ "evidence", FINDING_DOUBT,
			f->proof.n,
			arena_printf(a,
			    "%lld files as their names say; %lld others in %s "
			    "are not named by their hash",
			    (long long)f->proof.n, (long long)f->unnamed,
			    folder),
			"Only a backup tells what was in those" });
		return 0;
	}
	return say(v, "evidence", &f->proof,
	    arena_printf(
		a, "%lld files as their names say", (long long)f->proof.n),
	    "Take that file from a backup, see igtk verify DIR");
}

/* ---- looking it over ---- */

static enum err
chains(struct verify *v)
{
	const char *org;
	int64_t seq;
	enum err e = audit_count(v->db, &v->chains.n);

	if (e == OK)
		e = audit_check(v->db, v->cli->arena, &org, &seq);
	if (e != ERR_CONFLICT)
		return e;
	v->chains.n = 0;
	v->chains.wrong = arena_printf(v->cli->arena,
	    "the audit chain of %s is broken at row %lld",
	    org[0] != '\0' ? org : "the installation", (long long)seq);
	return OK;
}

/* One picture of the records, whoever works with them meanwhile. */
static enum err
look(struct db *db, void *arg)
{
	struct verify *v = arg;
	enum err e = chains(v);

	(void)db;
	return e == OK ? verify_years(v) : e;
}

static int
open_records(struct verify *v)
{
	struct cli *cli = v->cli;
	enum err e = db_open(cli->path, DB_READ, &cli->db);

	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s: there is no database; igtk init makes one", cli->path);
	if (e == ERR_INVALID)
		return cli_fail("%s: this is no database of this program; "
				"igtk doctor says more",
		    cli->path);
	v->db = cli->db;
	return e == OK ? 0 : cli_error(e, cli->path);
}

/* What is damaged is not read any further. */
static int
whole(struct verify *v, bool *fine)
{
	struct arena *a = v->cli->arena;
	struct proof p = { .n = 1 };
	enum err e = db_whole(v->db);

	if (e != OK && e != ERR_INVALID)
		return cli_error(e, v->cli->path);
	if (e == ERR_INVALID)
		p = (struct proof){ 0, arena_printf(a,
					   "%s is damaged; the lines above say "
					   "where",
					   v->cli->path) };
	*fine = say(v, "database", &p,
		    arena_printf(
			a, "%s: every page, index and reference", v->cli->path),
		    "Keep a copy of it, and go back to the last backup that "
		    "passes, see igtk verify DIR") == 0;
	return 0;
}

static int
records(struct verify *v, int *faults)
{
	const char *folder = arena_printf(v->cli->arena, "%s/evidence",
	    keep_folder(v->cli->arena, v->cli->path));
	struct files found = { 0 };
	bool fine = false;
	int code = whole(v, &fine);
	enum err e;

	*faults = !fine;
	if (code != 0)
		return code;
	if (fine) {
		if ((e = db_read(v->db, look, v)) != OK)
			return cli_error(e, v->cli->path);
		*faults += say_records(v);
	}
	if ((e = files(v, folder, &found)) != OK)
		return cli_error(e, folder);
	*faults += say_files(v, folder, &found);
	return 0;
}

int
cmd_verify(struct cli *cli)
{
	struct verify v = { .cli = cli };
	int faults = 0, code;

	if (cli->nfiles > 0)
		return restore_verify(cli);
	if ((code = open_records(&v)) != 0)
		return code;
	cli_list_begin(cli);
	code = records(&v, &faults);
	(void)cli_list_end(cli);
	if (code != 0)
		return code;
	if (!cli_json(cli))
		buf_printf(&cli->out, "%s: %s\n", cli->path,
		    faults == 0 ? "pass" : "NOT as it was written");
	return faults == 0 ? EXIT_DONE : EXIT_FAILED;
}
