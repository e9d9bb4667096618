/*
 * multipart.h - forms with a file (multipart/form-data), taken apart as they
 * come, in constant memory.  Fields first, then one file.
 */
#ifndef MULTIPART_H
#define MULTIPART_H
#include <stdbool.h>
#include <stddef.h>

#include "err.h"

#define MULTIPART_PARTS 64
#define MULTIPART_HEADER 8192 /* bytes of the header of one part */
#define MULTIPART_HEADERS 8   /* lines of it */
#define MULTIPART_BOUNDARY 70
#define MULTIPART_VALUE 4096 /* of one field */
#define MULTIPART_NAME 64
#define MULTIPART_FILE 255 /* bytes of a file's name */

/* What is done with the parts; an error ends it. */
struct multipart_sink {
	enum err (*field)(
	    void *arg, const char *name, const char *value, size_t n);
	/* The file begins; its name as sent, "" where none was chosen. */
	enum err (*file)(void *arg, const char *name, const char *file_name);
	enum err (*bytes)(void *arg, const char *, size_t n);
	void *arg;
};

struct multipart {
	struct multipart_sink sink;
	char mark[MULTIPART_BOUNDARY + 5]; /* CR LF - - boundary */
	size_t mark_n;
	int place;
	unsigned parts;
	bool in_file, had_file;
	char name[MULTIPART_NAME + 1];
	char value[MULTIPART_VALUE + 1];
	size_t value_n;
	char hold[MULTIPART_HEADER + 8192];
	size_t hold_n;
};

/* ERR_MALFORMED: the content type is not this one, or names no boundary. */
MUST_USE enum err multipart_open(struct multipart *, const char *content_type,
    const struct multipart_sink *);
/*
 * The next bytes.  ERR_MALFORMED: no form of ours: too many parts or headers,
 * a part without a name, a field after the file, a form in a form.  Else what
 * the sink returned.
 */
MUST_USE enum err multipart_feed(struct multipart *, const char *, size_t n);
/* ERR_MALFORMED: it broke off. */
MUST_USE enum err multipart_end(const struct multipart *);
#endif
