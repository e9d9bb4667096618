/* site_import.h - files of staff of the sites in tests: taken in, waiting. */
#ifndef SITE_IMPORT_H
#define SITE_IMPORT_H
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "csv_memory.h"
#include "import_file.h"

#define UPLOAD_TYPE "multipart/form-data; boundary=site"

/* One row that is taken and one that is refused. */
static inline const char *
import_text(struct arena *a, const char *mark)
{
	return arena_printf(a,
	    "Employee Number,First Name,Last Name,Position\n"
	    "1,%s,Person,%s\n=,%s,Refused,%s\n",
	    mark, mark, mark, mark);
}

static inline void
import_taken(struct db *db, struct arena *a, struct unit *u, const char *mark,
    int64_t *run)
{
	const char *text = import_text(a, mark);
	struct csv_memory memory;
	struct csv_source source = csv_memory(&memory, text, strlen(text));
	struct import_report *report = arena_alloc(a, sizeof(*report));
	struct import_columns c;
	struct csv_nature nature;
	char why[CSV_WHY];
	struct import_job job = { .kind = IMPORT_STAFF,
		.source = &source,
		.nature = &nature,
		.columns = &c,
		.file_name = arena_printf(a, "%s.csv", mark),
		.profile = mark,
		.today = clock_day(clock_now()) };

	assert_int_equal(csv_look(&source, &nature, why), OK);
	assert_int_equal(import_headers(a, &source, &nature, &c, why), OK);
	import_guess(IMPORT_STAFF, &c);
	assert_int_equal(import_apply(db, a, u, &job, report), OK);
	assert_int_equal(report->refused, 1);
	*run = report->run;
}

/* Its columns are nothing yet, so that it is not taken in by chance. */
static inline void
import_waits(struct db *db, struct arena *a, int64_t org, const char *database,
    const char *mark, int64_t *id)
{
	const char *folder = arena_printf(a, "%s-import", database);
	const char *text = import_text(a, mark);
	struct import_file f = { .kind = IMPORT_STAFF,
		.name = arena_printf(a, "%s.csv", mark),
		.profile = mark,
		.n = 4 };
	int fd;

	f.stored_as = arena_printf(a, "%032llx", (unsigned long long)org);
	mkdir(folder, 0700);
	fd = open(arena_printf(a, "%s/%s", folder, f.stored_as),
	    O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	assert_int_equal(import_file_add(db, org, &f), OK);
	*id = f.id;
}

static inline bool
is_upload(const char *uri)
{
	static const char at[] = "/manage/import/";

	if (strncmp(uri, "/catalogue/load", 15) == 0)
		return true;
	return strncmp(uri, at, sizeof(at) - 1) == 0 &&
	       (strncmp(uri + sizeof(at) - 1, "staff", 5) == 0 ||
		   strncmp(uri + sizeof(at) - 1, "training", 8) == 0);
}

/* The same fields, whose values need no decoding, before an empty file. */
static inline void
upload_form(struct buf *out, const char *fields, size_t n)
{
	const char *end = fields + n, *s = fields, *equals, *and;

	buf_reset(out);
	for (; s < end; s = and+1) {
		and = memchr(s, '&', (size_t)(end - s));
		if (and == NULL)
			and = end;
		equals = memchr(s, '=', (size_t)(and-s));
		if (equals == NULL)
			continue;
		buf_printf(out,
		    "--site\r\nContent-Disposition: form-data; name=\"%.*s\""
		    "\r\n\r\n%.*s\r\n",
		    (int)(equals - s), s, (int)(and-equals - 1), equals + 1);
	}
	buf_puts(out, "--site\r\nContent-Disposition: form-data; "
		      "name=\"file\"; filename=\"x.csv\"\r\n\r\n\r\n--site--");
}
#endif
