/* doctor_machine.c - the machine: disk, clock, groups, the last backup. */
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include "arena.h"
#include "audit.h"
#include "cli_backup.h"
#include "clock.h"
#include "doctor.h"
#include "keep.h"
#include "person.h"

#define MIB (INT64_C(1) << 20)
#define LEAST_MIB 200
#define BACKUP_HOURS 26 /* nightly, and a little late */

static void
disk(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	const char *folder = keep_folder(a, d->cli->path);
	struct statvfs fs;
	struct stat st;
	int64_t space, wanted = LEAST_MIB * MIB;

	if (statvfs(folder, &fs) < 0)
		return;
	space = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	if (stat(d->cli->path, &st) == 0 && 2 * st.st_size > wanted)
		wanted = 2 * st.st_size;
	doctor_says(d, "disk", space < wanted ? FINDING_FAULT : FINDING_FINE,
	    arena_printf(
		a, "%lld MiB free in %s", (long long)(space / MIB), folder),
	    space < wanted ? "Make room: twice the size of the database, for "
			     "the copy that an upgrade makes"
			   : "");
}

/* The newest row of the installation's chain. */
static int64_t
last_instant(struct doctor *d)
{
	struct audit_rows rows;

	if (d->db == NULL ||
	    audit_page(d->db, d->cli->arena, ORG_INSTALLATION, 0, 1, &rows) !=
		OK ||
	    rows.n == 0)
		return 0;
	return rows.v[0].at;
}

static void
clock_line(struct doctor *d)
{
	struct timex t = { 0 };
	char words[INSTANT_WORDS_SIZE];
	int64_t now = clock_now();
	int state = adjtimex(&t);

	clock_words(now, words);
	if (now < last_instant(d))
		doctor_says(d, "clock", FINDING_FAULT,
		    arena_printf(
			d->cli->arena, "%s is before what is on record", words),
		    "Set the clock right; records keep their order meanwhile");
	else if (state == TIME_ERROR || (t.status & STA_UNSYNC) != 0)
		doctor_says(d, "clock", FINDING_DOUBT, words,
		    "Nothing keeps it right: install chrony or "
		    "systemd-timesyncd, since days and deadlines rest on it");
	else
		doctor_says(d, "clock", FINDING_FINE, words, "");
}

static void
groups(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	struct groups all = { 0 };
	const char *lost = "";
	size_t i;

	if (d->db == NULL || role_groups(d->db, a, &all) != OK)
		return;
	if (d->names_hang && all.n > 0) {
		doctor_says(d, "groups", FINDING_DOUBT,
		    "not looked at while SSSD is silent", "Mend that first");
		return;
	}
	for (i = 0; i < all.n; i++)
		if (getgrnam(all.v[i]) == NULL)
			lost = arena_printf(a, "%s%s%s", lost,
			    lost[0] != '\0' ? ", " : "", all.v[i]);
	if (lost[0] != '\0')
		doctor_says(d, "groups", FINDING_FAULT,
		    arena_printf(a,
			"roles are given to groups that this "
			"machine does not know: %s",
			lost),
		    "See getent group NAME, and SSSD where they come from the "
		    "directory");
	else
		doctor_says(d, "groups", FINDING_FINE,
		    arena_printf(
			a, "%zu that roles are given to, all known", all.n),
		    "");
}

static void
backup(struct doctor *d)
{
	struct arena *a = d->cli->arena;
	const char *folder = d->cli->config.watch.backup;
	struct stat st;
	int64_t hours;

	if (folder[0] == '\0') {
		doctor_says(d, "backup", FINDING_DOUBT, "no folder to look at",
		    "Let igtk backup run each night, and set [watch] backup");
		return;
	}
	if (stat(arena_printf(a, "%s/" MANIFEST, folder), &st) < 0) {
		doctor_says(d, "backup", FINDING_FAULT,
		    arena_printf(a, "%s holds none", folder),
		    arena_printf(a, "Run igtk backup %s", folder));
		return;
	}
	hours = (clock_now() / SECOND - st.st_mtime) / 3600;
	doctor_says(d, "backup",
	    hours > BACKUP_HOURS ? FINDING_FAULT : FINDING_FINE,
	    arena_printf(a, "%s is %lld hours old", folder, (long long)hours),
	    hours > BACKUP_HOURS ? "Look why the nightly one did not run" : "");
}

void
doctor_machine(struct doctor *d)
{
	disk(d);
	clock_line(d);
	groups(d);
	backup(d);
}
