/*
 * import_file.h - files that were sent by a browser and wait to be taken in.
 * Their bytes lie elsewhere; this is what is known of them.
 */
#ifndef IMPORT_FILE_H
#define IMPORT_FILE_H
#include "import.h"

struct import_file {
	int64_t id;
	enum import_kind kind;
	const char *stored_as; /* 32 hexadecimal digits */
	const char *name, *profile;
	bool part; /* it holds only a part of the staff */
	int64_t at;
	int64_t run; /* that took it in; 0: it waits */
	/* What each column is, by place. */
	enum import_field as[CSV_COLUMNS];
	size_t n;
};

/* Note f and set its id. */
MUST_USE enum err import_file_add(
    struct db *, int64_t org, struct import_file *f);
/* ERR_NOTFOUND: the organisation has none with this id. */
MUST_USE enum err import_file_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct import_file *);
/* Set what its columns are, and the profile's name. */
MUST_USE enum err import_file_map(
    struct db *, int64_t org, const struct import_file *);
MUST_USE enum err import_file_drop(struct db *, int64_t org, int64_t id);
/* Forget those of before this instant. */
MUST_USE enum err import_file_sweep(struct db *, int64_t before);

/* Those that wait, newest first, at most limit; staff as in import_runs. */
struct import_files {
	struct import_file *v;
	size_t n;
};
MUST_USE enum err import_file_list(struct db *, struct arena *, int64_t org,
    bool staff, int64_t limit, struct import_files *);
#endif
