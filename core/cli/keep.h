/* keep.h - files and folders of a backup: copying, hashing, listing. */
#ifndef KEEP_H
#define KEEP_H
#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct arena;
struct buf;

#define KEEP_DIGEST 65 /* SHA-256 in hex, with its NUL */

/*
 * Copy a file whole into a new one, owner-only and synced; digest is of its
 * bytes.  to NULL: only hash it.  ERR_NOTFOUND: no such file.  ERR_CONFLICT:
 * there is one of the new name.  ERR_FULL, ERR_IO.
 */
MUST_USE enum err keep_copy(
    const char *from, const char *to, char digest[KEEP_DIGEST]);

/* Write a text as a whole new file under its name, or not at all. */
MUST_USE enum err keep_text(const char *path, const struct buf *text);
MUST_USE enum err keep_read(struct arena *, const char *path, char **text);

/* Make the names in a folder last. */
MUST_USE enum err keep_sync(const char *folder);

/* The folder a path lies in. */
const char *keep_folder(struct arena *, const char *path);

/* The names in a folder, by name; none where there is no folder. */
struct names {
	const char **v;
	size_t n;
};
MUST_USE enum err keep_names(
    struct arena *, const char *folder, struct names *);

/* A line "DIGEST  NAME" of a manifest; moves *at on; false after the last. */
bool keep_line(
    struct arena *, const char **at, const char **digest, const char **name);
#endif
