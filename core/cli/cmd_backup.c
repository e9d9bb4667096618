/* cmd_backup.c - igtk backup: a copy of everything, while it is in use. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "backup.h"
#include "cli.h"
#include "cli_backup.h"
#include "keep.h"

struct backup {
	struct cli *cli;
	const char *folder;
	const char *copy; /* beside the records, until it is kept */
	const char *name; /* of the database in the folder */
	struct buf manifest;
	int64_t evidence; /* files newly copied */
};

static int
refuse(const char *what, enum err e)
{
	if (e == ERR_FULL)
		return cli_fail("%s: the disk is full; the backup before this "
				"one is as it was",
		    what);
	return cli_error(e, what);
}

/* Only into a folder of its own; two at a time would be one too many. */
static int
enter(struct backup *b)
{
	struct arena *a = b->cli->arena;
	struct names names;
	enum err e;
	int fd;

	if (mkdir(b->folder, 0700) < 0 && errno != EEXIST)
		return cli_fail("%s: the folder cannot be made: %s", b->folder,
		    strerror(errno));
	if ((e = keep_names(a, b->folder, &names)) != OK)
		return cli_error(e, b->folder);
	if (names.n > 0 &&
	    access(arena_printf(a, "%s/" MANIFEST, b->folder), F_OK) < 0 &&
	    access(arena_printf(a, "%s/" BACKUP_LOCK, b->folder), F_OK) < 0)
		return cli_fail("%s holds other files; name an empty folder, "
				"or that of an earlier backup",
		    b->folder);
	fd = open(arena_printf(a, "%s/" BACKUP_LOCK, b->folder),
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0)
		return cli_fail("%s: %s", b->folder,
		    fd < 0 ? strerror(errno) : "another backup is at work");
	return 0; /* the lock goes with the process */
}

static void
add_line(struct backup *b, const char *digest, const char *name)
{
	buf_printf(&b->manifest, "%s  %s\n", digest, name);
}

/* The copy is made beside the records, where the disk is known to be local. */
static int
keep_records(struct backup *b)
{
	struct arena *a = b->cli->arena;
	char digest[KEEP_DIGEST], when[32];
	time_t now = time(NULL);
	struct buf facts = { 0 };
	struct db *db = NULL;
	enum err e;

	strftime(when, sizeof(when), "%Y%m%dT%H%M%SZ", gmtime(&now));
	b->name = arena_printf(a, "igtk-%s-%d.db", when, (int)getpid());
	if ((e = db_copy(b->cli->path, b->copy)) != OK)
		return refuse(b->cli->path, e);
	if ((e = db_open(b->copy, DB_READ, &db)) == OK)
		e = backup_facts(db, &facts);
	db_close(db);
	if (e == OK)
		e = keep_copy(b->copy,
		    arena_printf(a, "%s/%s", b->folder, b->name), digest);
	if (e == OK) {
		add_line(b, digest, b->name);
		e = keep_text(
		    arena_printf(a, "%s/" FACTS ".%s", b->folder, b->name),
		    &facts);
	}
	buf_clear(&facts);
	return e == OK ? 0 : refuse(b->folder, e);
}

static int
keep_facts(struct backup *b)
{
	struct arena *a = b->cli->arena;
	const char *name = arena_printf(a, FACTS ".%s", b->name);
	char digest[KEEP_DIGEST];
	enum err e =
	    keep_copy(arena_printf(a, "%s/%s", b->folder, name), NULL, digest);

	if (e != OK)
		return refuse(b->folder, e);
	add_line(b, digest, name);
	return 0;
}

/* Evidence never changes under its name: what is kept stays as it is. */
static int
keep_evidence(struct backup *b)
{
	struct arena *a = b->cli->arena;
	const char *from =
	    arena_printf(a, "%s/evidence", keep_folder(a, b->cli->path));
	const char *to = arena_printf(a, "%s/evidence", b->folder);
	struct names names;
	char digest[KEEP_DIGEST];
	enum err e = keep_names(a, from, &names);
	size_t i;

	if (names.n > 0 && mkdir(to, 0700) < 0 && errno != EEXIST)
		return refuse(to, ERR_IO);
	for (i = 0; i < names.n && e == OK; i++) {
		const char *kept = arena_printf(a, "%s/%s", to, names.v[i]);

		if (access(kept, F_OK) == 0)
			e = keep_copy(kept, NULL, digest);
		else if ((e = keep_copy(
			      arena_printf(a, "%s/%s", from, names.v[i]), kept,
			      digest)) == OK)
			b->evidence++;
		if (e == OK)
			add_line(b, digest,
			    arena_printf(a, "evidence/%s", names.v[i]));
	}
	return e == OK ? 0 : refuse(to, e);
}

/* What the manifest does not speak of is of an earlier backup. */
static void
forget_older(struct backup *b)
{
	struct arena *a = b->cli->arena;
	const char *facts = arena_printf(a, FACTS ".%s", b->name);
	struct names names;
	size_t i;

	if (keep_names(a, b->folder, &names) != OK)
		return;
	for (i = 0; i < names.n; i++) {
		const char *n = names.v[i];

		if ((strncmp(n, "igtk-", 5) == 0 && strcmp(n, b->name) != 0) ||
		    (strncmp(n, FACTS ".", strlen(FACTS) + 1) == 0 &&
			strcmp(n, facts) != 0))
			unlink(arena_printf(a, "%s/%s", b->folder, n));
	}
}

static int
finish(struct backup *b)
{
	struct arena *a = b->cli->arena;
	enum err e;

	/* From here on the new one counts, and not before. */
	if ((e = keep_sync(b->folder)) != OK ||
	    (e = keep_text(arena_printf(a, "%s/" MANIFEST, b->folder),
		 &b->manifest)) != OK ||
	    (e = keep_sync(b->folder)) != OK)
		return refuse(b->folder, e);
	forget_older(b);
	if (cli_json(b->cli)) {
		jsonw_open(&b->cli->json, NULL, '{');
		jsonw_text(&b->cli->json, "backup", b->folder);
		jsonw_text(&b->cli->json, "database", b->name);
		jsonw_int(&b->cli->json, "evidence_copied", b->evidence);
		jsonw_close(&b->cli->json, '}');
		buf_putc(&b->cli->out, '\n');
		return EXIT_DONE;
	}
	buf_printf(&b->cli->out, "%s: backed up as %s\n", b->folder, b->name);
	return EXIT_DONE;
}

int
cmd_backup(struct cli *cli)
{
	struct backup b = { .cli = cli, .folder = cli->files[0] };
	int code;

	b.copy =
	    arena_printf(cli->arena, "%s.backup-%d", cli->path, (int)getpid());
	code = enter(&b);
	if (code == 0)
		code = keep_records(&b);
	unlink(b.copy);
	if (code == 0)
		code = keep_facts(&b);
	if (code == 0)
		code = keep_evidence(&b);
	if (code == 0)
		code = finish(&b);
	buf_clear(&b.manifest);
	return code;
}
