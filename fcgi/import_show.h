/* import_show.h - a file that waits, looked at for a page. */
#ifndef IMPORT_SHOW_H
#define IMPORT_SHOW_H
#include "import_file.h"
#include "req.h"
#include "view_import.h"

/* A file with its bytes at hand. */
struct waiting {
	struct import_file file;
	int fd;
	struct csv_source source;
	struct csv_nature nature;
	struct import_columns columns;
	struct import_job job;
	char why[CSV_WHY];
};

/*
 * Does whoever asks reach files of this kind?  What is not reached is not
 * there: ERR_NOTFOUND.
 */
bool import_reached(const struct req *, enum import_kind);

/*
 * Find and open the file of the route's id.  ERR_NOTFOUND: it is not the
 * organisation's, not reached, or its bytes are gone.  ERR_INVALID: w->why.
 * Afterwards waiting_close, whatever came.
 */
MUST_USE enum err waiting_open(struct req *, struct waiting *);
void waiting_close(struct waiting *);
/* The same for a file that was just stored and is not noted yet. */
MUST_USE enum err waiting_look(struct req *, struct waiting *);

struct import_counts import_counts_of(
    struct req *, enum import_kind, const struct import_report *, bool done);
struct import_tolds import_told(struct req *, const struct import_lines *);
#endif
