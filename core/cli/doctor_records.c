/* doctor_records.c - the database: there, of this program, guarded. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "doctor.h"
#include "edition.h"
#include "keep.h"
#include "signing.h"

static void
schema(struct doctor *d)
{
	struct cli *cli = d->cli;
	int number = 0;
	enum err e = db_schema_of(cli->path, &number);

	if (e == ERR_NOTFOUND) {
		doctor_says(d, "database", FINDING_FAULT,
		    arena_printf(cli->arena, "%s is not there", cli->path),
		    "igtk init makes it; or set [database] path");
	} else if (e != OK) {
		doctor_says(d, "database", FINDING_FAULT,
		    arena_printf(cli->arena, "%s cannot be opened", cli->path),
		    "The line above says why");
	} else if (number != db_schema_ours()) {
		doctor_says(d, "database", FINDING_FAULT,
		    arena_printf(cli->arena,
			"%s has schema %d, and this program works with %d",
			cli->path, number, db_schema_ours()),
		    number < db_schema_ours() ? "Run igtk migrate"
					      : "Install the newer program");
	} else if (db_open(cli->path, DB_READ, &d->db) != OK) {
		doctor_says(d, "database", FINDING_FAULT,
		    arena_printf(cli->arena, "%s cannot be read", cli->path),
		    "Run this as the user of igtk-fcgi");
	} else {
		doctor_says(d, "database", FINDING_FINE,
		    arena_printf(
			cli->arena, "%s, schema %d", cli->path, number),
		    "");
	}
}

static void
modes(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	const char *path = d->cli->path, *folder = keep_folder(a, path);
	struct stat file, place;

	if (stat(path, &file) < 0 || stat(folder, &place) < 0)
		return;
	if ((file.st_mode & 077) != 0)
		doctor_says(d, "modes", FINDING_FAULT,
		    arena_printf(a, "others may read or write %s", path),
		    arena_printf(a, "chmod 600 %s", path));
	else if (file.st_uid != place.st_uid)
		doctor_says(d, "modes", FINDING_FAULT,
		    arena_printf(a, "%s and its folder have two owners", path),
		    arena_printf(a, "Give both to the user of igtk-fcgi"));
	else if ((place.st_mode & 022) != 0)
		doctor_says(d, "modes", FINDING_FAULT,
		    arena_printf(a, "others may write in %s", folder),
		    arena_printf(a, "chmod go-w %s", folder));
	else if (access(folder, W_OK) < 0)
		doctor_says(d, "modes", FINDING_FAULT,
		    arena_printf(a, "%s: %s", folder, strerror(errno)),
		    "Run this as the user of igtk-fcgi; that user must be "
		    "able to write there");
	else
		doctor_says(d, "modes", FINDING_FINE,
		    "records for their owner only", "");
}

static void
engine(struct doctor *d)
{
	const char *fault, *name = db_engine(&fault);

	if (fault == NULL)
		doctor_says(d, "engine", FINDING_FINE, name, "");
	else
		doctor_says(d, "engine", FINDING_FINE,
		    arena_printf(d->cli->arena, "%s (known: %s)", name, fault),
		    "");
}

/* Who runs this may be root, and the service is not. */
static bool
others_own(struct doctor *d, const char *folder, const char *id)
{
	struct arena *a = d->cli->arena;
	const char *key = arena_printf(a, "%s/%s.key", folder, id);
	struct stat records, place, file;

	return stat(d->cli->path, &records) == 0 && stat(folder, &place) == 0 &&
	       stat(key, &file) == 0 &&
	       (place.st_uid != records.st_uid ||
		   file.st_uid != records.st_uid);
}

/* Can what is published be signed here? */
static void
keys(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	const char *folder = cli_keys(d->cli);
	struct signing_keys all;
	struct signing_key now;
	int64_t n;
	enum err e;

	if (d->db == NULL || signing_list(d->db, a, NULL, &all) != OK)
		return;
	e = signing_current(d->db, a, folder, &now);
	if (e == OK && others_own(d, folder, now.id))
		doctor_says(d, "keys", FINDING_DOUBT,
		    arena_printf(a,
			"%s and the records have two owners, and publications "
			"are not signed",
			folder),
		    "Give it and the files in it to the user of igtk-fcgi");
	else if (e == OK && bundle_unsigned_count(d->db, &n) == OK && n > 0)
		doctor_says(d, "keys", FINDING_DOUBT,
		    arena_printf(a,
			"publications without a signature that counts: %lld",
			(long long)n),
		    "igtk bundle sign signs them");
	else if (e == OK)
		doctor_says(d, "keys", FINDING_FINE,
		    arena_printf(a, "publications are signed with %s", now.id),
		    "");
	else if (all.n == 0)
		doctor_says(d, "keys", FINDING_DOUBT,
		    "there is no key, and publications are not signed",
		    "igtk key new makes one");
	else
		doctor_says(d, "keys", FINDING_DOUBT,
		    arena_printf(
			a, "no key that counts can be read in %s", folder),
		    "Bring the files back, or run igtk key new");
}

void
doctor_records(struct doctor *d)
{
	schema(d);
	modes(d);
	engine(d);
	keys(d);
}
