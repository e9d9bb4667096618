/* upload.h - a form with a file: its fields as a body, its bytes on the disk.
 */
#ifndef UPLOAD_H
#define UPLOAD_H
#include <stdint.h>

#include "err.h"
#include "req.h"

#define UPLOAD_FILE ((size_t)25 << 20)   /* bytes of the file */
#define UPLOAD_FIELDS ((size_t)64 << 10) /* and of all that is around it */

struct upload {
	const char *name;      /* as sent, without folders; "" where none was */
	const char *stored_as; /* its name in our folder */
	int64_t bytes;
	enum err fault; /* ERR_FULL, ERR_IO: why it could not be stored */
};

/*
 * Take a multipart form: r->body becomes its fields as another form would
 * send them, r->upload its file.  The guard is asked before the first byte of
 * the file is stored: where it refuses, or nothing could be stored, the rest
 * is read and thrown away and r->upload->stored_as is NULL.
 * BODY_TOO_LARGE: the file is larger than UPLOAD_FILE.
 */
MUST_USE enum body_fault upload_body(struct req *, size_t limit);

/* Read what is left of a body, and throw it away. */
void upload_empty(struct req *);

/* Open a stored file for reading; -1: it is not there any more. */
int upload_open(struct req *, const char *stored_as);
/* Remove it. */
void upload_drop(struct req *, const char *stored_as);
/* Remove what has lain there for longer than two days. */
void upload_sweep(struct req *);
#endif
