/* cmd_import.c - igtk staff import, igtk training import. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "cli.h"
#include "clock.h"
#include "csv_file.h"
#include "import.h"
#include "import_say.h"
#include "progress.h"

struct import {
	struct cli *cli;
	int fd;
	struct csv_source source;
	struct csv_nature nature;
	struct import_columns columns;
	struct import_job job;
	struct import_report report;
	struct progress progress;
	FILE *rejected; /* NULL: not asked for */
	bool rejected_lost;
};

/* What the file is, and which of its columns is what. */
static int
look(struct import *m, const char *name, int64_t org)
{
	struct cli *cli = m->cli;
	const char *fault, *profile = m->job.profile;
	char why[CSV_WHY];
	enum err e;

	e = csv_look(&m->source, &m->nature, why);
	if (e == OK)
		e = import_headers(
		    cli->arena, &m->source, &m->nature, &m->columns, why);
	if (e != OK)
		return cli_fail("%s: %s", name, why);
	e = import_profile_use(
	    cli->db, cli->arena, org, m->job.kind, profile, &m->columns);
	if (e == ERR_NOTFOUND)
		return cli_fail("there is no profile %s for files of %s",
		    profile, import_kind_name(m->job.kind));
	if (e != OK)
		return cli_error(e, profile);
	fault = import_columns_fault(cli->arena, m->job.kind, &m->columns);
	return fault == NULL ? 0 : cli_fail("%s: %s", name, fault);
}

static void
tell(void *arg, int64_t lines)
{
	struct import *m = arg;

	progress_tell(&m->progress, lines, m->nature.lines);
}

static void
reject(void *arg, const struct import_line *line)
{
	struct import *m = arg;
	struct buf b = { 0 };

	if (line == NULL) {
		rewind(m->rejected);
		m->rejected_lost |= ftruncate(fileno(m->rejected), 0) < 0;
		import_refused_head(&b, &m->columns);
	} else {
		import_refused_put(&b, line);
	}
	m->rejected_lost |= fwrite(b.p, 1, b.n, m->rejected) != b.n;
	buf_clear(&b);
}

static int
open_rejected(struct import *m)
{
	const char *name = m->cli->value[OPT_REJECTED];
	int fd;

	if (name == NULL)
		return 0;
	/* Names and staff numbers stand in it: for the owner's eyes. */
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || (m->rejected = fdopen(fd, "w")) == NULL)
		return cli_fail("%s: %s", name, strerror(errno));
	m->job.refusal = reject;
	m->job.refusal_arg = m;
	return 0;
}

static int
close_rejected(struct import *m, int code)
{
	if (m->rejected == NULL)
		return code;
	m->rejected_lost |= fclose(m->rejected) != 0;
	m->rejected = NULL;
	if (!m->rejected_lost)
		return code;
	return cli_fail("%s: not all refused rows could be written",
	    m->cli->value[OPT_REJECTED]);
}

static int
run(struct import *m, const struct org *o, const char *name)
{
	struct cli *cli = m->cli;
	bool dry = cli->value[OPT_DRY_RUN] != NULL;
	const struct import_report *p = &m->report;
	enum err e;
	int code;

	if ((code = open_rejected(m)) != 0)
		return code;
	cli_operator(cli, o->id);
	progress_begin(&m->progress, "rows");
	e = dry ? import_try(cli->db, cli->arena, o->id, &m->job, &m->report)
		: import_apply(
		      cli->db, cli->arena, &cli->unit, &m->job, &m->report);
	progress_end(&m->progress);
	if (e == ERR_INVALID)
		return close_rejected(
		    m, cli_fail("%s: %s. Nothing was taken in", name, p->why));
	if (e != OK)
		return close_rejected(m, cli_error(e, name));
	import_say(cli, &m->job, &m->report, dry);
	code =
	    p->refused > 0 && p->refused == p->seen ? EXIT_FAILED : EXIT_DONE;
	if (code == EXIT_FAILED)
		cli_fail("%s: every row was refused", name);
	return close_rejected(m, code);
}

static int
import(struct cli *cli, enum import_kind kind)
{
	const char *name = cli->files[0];
	struct import *m = arena_alloc(cli->arena, sizeof(*m));
	struct org o;
	int code;

	m->cli = cli;
	m->fd = -1;
	m->source = (struct csv_source){ csv_read_fd, &m->fd };
	m->job = (struct import_job){ .kind = kind,
		.source = &m->source,
		.nature = &m->nature,
		.columns = &m->columns,
		.file_name = csv_file_name(name),
		.profile = cli->value[OPT_PROFILE] != NULL
			       ? cli->value[OPT_PROFILE]
			       : IMPORT_PROFILE,
		.part = cli->value[OPT_PART] != NULL,
		.today = clock_day(clock_now()),
		.progress = tell,
		.progress_arg = m };
	if ((code = cli_org(cli, cli->value[OPT_ORG], &o)) == 0 &&
	    (code = csv_file_open(name, &m->fd)) == 0 &&
	    (code = look(m, name, o.id)) == 0)
		code = run(m, &o, name);
	if (m->fd >= 0)
		close(m->fd);
	return code;
}

int
cmd_staff_import(struct cli *cli)
{
	return import(cli, IMPORT_STAFF);
}

int
cmd_training_import(struct cli *cli)
{
	return import(cli, IMPORT_TRAINING);
}
