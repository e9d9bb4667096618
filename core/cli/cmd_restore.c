/* cmd_restore.c - igtk restore: a backup proved, and put in its place. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "backup.h"
#include "cli.h"
#include "cli_backup.h"
#include "keep.h"

struct restore {
	struct cli *cli;
	const char *folder; /* of the backup */
	const char *trial;  /* where its database is proved */
	char *manifest;
	const char *facts; /* as they were; NULL: not named */
	int64_t files;     /* hashed and found right */
	int64_t lines;     /* facts found again */
	int64_t chains;    /* that the live records go on from; -1: none */
};

static int
wrong(const char *folder, const char *name, const char *what)
{
	return cli_fail("%s/%s: %s", folder, name, what);
}

/* A name of ours, without a way out of the folder. */
static bool
name_fine(const char *name)
{
	const char *rest = name;

	if (strncmp(name, "evidence/", 9) == 0)
		rest = name + 9;
	return rest[0] != '\0' && rest[0] != '.' && strchr(rest, '/') == NULL;
}

/* One file of the manifest; its database goes to where it is proved. */
static int
take_file(struct restore *r, const char *digest, const char *name)
{
	struct arena *a = r->cli->arena;
	const char *from = arena_printf(a, "%s/%s", r->folder, name);
	bool records = strncmp(name, "igtk-", 5) == 0;
	char found[KEEP_DIGEST];
	enum err e;

	if (!name_fine(name))
		return wrong(r->folder, MANIFEST, "names a file elsewhere");
	e = keep_copy(from, records ? r->trial : NULL, found);
	if (e == ERR_NOTFOUND)
		return wrong(r->folder, name, "is missing");
	if (e != OK)
		return cli_error(e, records ? r->trial : from);
	if (strcmp(found, digest) != 0)
		return wrong(r->folder, name,
		    "is not as it was backed up: its hash is another");
	if (strncmp(name, FACTS ".", strlen(FACTS) + 1) == 0) {
		char *text;

		if ((e = keep_read(a, from, &text)) != OK)
			return cli_error(e, from);
		r->facts = text;
	}
	r->files++;
	return 0;
}

static int
take_files(struct restore *r)
{
	struct arena *a = r->cli->arena;
	const char *at, *digest, *name;
	enum err e = keep_read(
	    a, arena_printf(a, "%s/" MANIFEST, r->folder), &r->manifest);
	int code;

	if (e == ERR_NOTFOUND)
		return cli_fail(
		    "%s is no finished backup: it has no " MANIFEST, r->folder);
	if (e != OK)
		return cli_error(e, r->folder);
	for (at = r->manifest; keep_line(a, &at, &digest, &name);)
		if ((code = take_file(r, digest, name)) != 0)
			return code;
	if (*at != '\0' || r->files == 0)
		return wrong(r->folder, MANIFEST, "cannot be read");
	if (r->facts == NULL || access(r->trial, F_OK) < 0)
		return wrong(r->folder, MANIFEST, "is not complete");
	return 0;
}

/* Whole, up to date with this program, its chains unbroken. */
static int
open_trial(struct restore *r, struct db **db)
{
	const char *org;
	int64_t seq;
	enum err e;

	if (db_inspect(r->trial) != OK || db_migrate(r->trial) != OK)
		return cli_fail("%s: the database cannot be used; the lines "
				"above say why",
		    r->folder);
	if ((e = db_open(r->trial, DB_READ, db)) != OK)
		return cli_error(e, r->trial);
	e = audit_check(*db, r->cli->arena, &org, &seq);
	if (e == ERR_CONFLICT)
		return cli_fail("%s: the audit chain of %s is broken at row "
				"%lld",
		    r->folder, org[0] != '\0' ? org : "the installation",
		    (long long)seq);
	return e == OK ? 0 : cli_error(e, r->trial);
}

/* Each fact must be found again; a newer program may know more of them. */
static int
compare_facts(struct restore *r, struct db *db)
{
	struct arena *a = r->cli->arena;
	struct buf now = { 0 };
	const char *line, *end, *all;
	enum err e = backup_facts(db, &now);
	int code = e == OK ? 0 : cli_error(e, r->trial);

	all = arena_printf(a, "\n%s", buf_text(&now));
	buf_clear(&now);
	for (line = r->facts; code == 0 && (end = strchr(line, '\n')) != NULL;
	     line = end + 1) {
		int n = (int)(end - line);

		if (strstr(all, arena_printf(a, "\n%.*s\n", n, line)) != NULL)
			r->lines++;
		else
			code = cli_fail(
			    "%s: not found again: %.*s", r->folder, n, line);
	}
	return code;
}

/* "chain CODE SEQ HASH": do the live records hold that row, the same? */
static int
goes_on(struct restore *r, struct db *live, const char *line)
{
	unsigned char hash[CHAIN_HASH];
	char found[2 * CHAIN_HASH + 1];
	const char *code = line + strlen("chain ");
	long long seq;
	char *hex;
	enum err e;

	if (strncmp(line, "chain ", strlen("chain ")) != 0)
		return 0;
	code = arena_copy(r->cli->arena, code, strcspn(code, " "));
	seq = strtoll(line + strlen("chain ") + strlen(code), &hex, 10);
	if (seq == 0)
		return 0;
	e = audit_hash(live, code, seq, hash);
	if (e != OK && e != ERR_NOTFOUND)
		return cli_error(e, r->cli->path);
	sodium_bin2hex(found, sizeof(found), hash, sizeof(hash));
	if (e == ERR_NOTFOUND || strncmp(found, hex + 1, 2 * CHAIN_HASH) != 0)
		return cli_fail("the records in use do not go on from this "
				"backup: row %lld of the chain of %s is "
				"another one",
		    seq, code);
	r->chains++;
	return 0;
}

static int
compare_live(struct restore *r)
{
	const char *line, *end;
	struct db *live;
	int code = 0;

	r->chains = -1;
	if (db_open(r->cli->path, DB_READ, &live) != OK)
		return 0; /* there is nothing to compare with */
	r->chains = 0;
	for (line = r->facts; code == 0 && (end = strchr(line, '\n')) != NULL;
	     line = end + 1)
		code = goes_on(r, live, line);
	db_close(live);
	return code;
}

static int
restore_evidence(struct restore *r, const char *to)
{
	struct arena *a = r->cli->arena;
	const char *folder = arena_printf(a, "%s/evidence", keep_folder(a, to));
	const char *at, *digest, *name;
	char found[KEEP_DIGEST];
	enum err e = OK;

	for (at = r->manifest; e == OK && keep_line(a, &at, &digest, &name);) {
		if (strncmp(name, "evidence/", 9) != 0)
			continue;
		if (mkdir(folder, 0700) < 0 && errno != EEXIST)
			return cli_error(ERR_IO, folder);
		e = keep_copy(arena_printf(a, "%s/%s", r->folder, name),
		    arena_printf(a, "%s/%s", folder, name + 9), found);
		if (e == ERR_CONFLICT) /* is there: by its name the same */
			e = OK;
	}
	return e == OK ? 0 : cli_error(e, folder);
}

static int
put_in_place(struct restore *r, const char *to)
{
	struct arena *a = r->cli->arena;
	int code = restore_evidence(r, to);
	enum err e;

	if (code != 0)
		return code;
	/* A link never takes the place of a file that came meanwhile. */
	if (link(r->trial, to) < 0)
		return cli_fail("%s: %s", to, strerror(errno));
	if ((e = keep_sync(keep_folder(a, to))) != OK)
		return cli_error(e, to);
	return 0;
}

static void
forget_trial(const struct restore *r)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock",
		"-journal" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		unlink(arena_printf(r->cli->arena, "%s%s", r->trial, ends[i]));
}

static int
say(struct restore *r, const char *to)
{
	struct cli *cli = r->cli;

	if (cli_json(cli)) {
		jsonw_open(&cli->json, NULL, '{');
		jsonw_text(&cli->json, "backup", r->folder);
		jsonw_text(&cli->json, "result", "pass");
		jsonw_text(&cli->json, "restored", to);
		jsonw_int(&cli->json, "files", r->files);
		jsonw_int(&cli->json, "facts", r->lines);
		jsonw_int(&cli->json, "chains_in_use", r->chains);
		jsonw_close(&cli->json, '}');
		buf_putc(&cli->out, '\n');
		return EXIT_DONE;
	}
	buf_printf(&cli->out,
	    "%s: pass. %lld files as backed up, the database whole, its audit "
	    "chains unbroken, %lld facts found again\n",
	    r->folder, (long long)r->files, (long long)r->lines);
	if (r->chains >= 0)
		buf_printf(&cli->out, "%s goes on from it in %lld chains\n",
		    cli->path, (long long)r->chains);
	if (to != NULL)
		buf_printf(&cli->out, "%s: restored\n", to);
	return EXIT_DONE;
}

static int
prove(struct restore *r)
{
	struct db *db = NULL;
	int code = take_files(r);

	if (code == 0)
		code = open_trial(r, &db);
	if (code == 0)
		code = compare_facts(r, db);
	db_close(db);
	return code;
}

/* to NULL: only prove it. */
static int
restore(struct cli *cli, const char *to)
{
	struct restore r = {
		.cli = cli, .folder = cli->files[0], .chains = -1
	};
	int code;

	r.trial = arena_printf(cli->arena, "%s.restore-%d",
	    to != NULL ? to : cli->path, (int)getpid());
	code = prove(&r);
	if (code == 0)
		code = to == NULL ? compare_live(&r) : put_in_place(&r, to);
	forget_trial(&r);
	return code == 0 ? say(&r, to) : code;
}

int
restore_verify(struct cli *cli)
{
	return restore(cli, NULL);
}

int
cmd_restore(struct cli *cli)
{
	const char *to = cli->value[OPT_TO];
	bool only = cli->value[OPT_VERIFY_ONLY] != NULL;

	if ((to == NULL) != only)
		return cli_wrong("give one of --to and --verify-only");
	if (to != NULL && access(to, F_OK) == 0)
		return cli_fail("%s is there already; nothing is written over. "
				"Move it away first",
		    to);
	return restore(cli, to);
}
