/* pack_file.c - a file, or standard input, whole and within a limit. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "pack.h"

#define CHUNK 65536u

static enum err
unreadable(const char *file, int error, struct buf *faults)
{
	buf_printf(faults, "%s: cannot be read: %s\n", file, strerror(error));
	return error == ENOENT || error == ENOTDIR ? ERR_NOTFOUND : ERR_IO;
}

static enum err
too_large(const char *file, size_t max, struct buf *faults)
{
	buf_printf(faults, "%s: larger than %zu bytes\n", file, max);
	return ERR_INVALID;
}

/* At most max + 1 bytes, so that one too many is noticed. */
static enum err
read_all(
    int fd, const char *file, size_t max, struct buf *b, struct buf *faults)
{
	size_t want;
	ssize_t got;

	for (;;) {
		want = max - b->n < CHUNK ? max - b->n + 1 : CHUNK;
		got = read(fd, buf_room(b, want), want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return unreadable(file, errno, faults);
		if (got == 0)
			return OK;
		b->n += (size_t)got;
		if (b->n > max)
			return too_large(file, max, faults);
	}
}

static enum err
read_file(int fd, struct arena *a, const char *file, size_t max,
    const char **bytes, size_t *n, struct buf *faults)
{
	struct buf b = { 0 };
	struct stat st;
	enum err e;

	if (fstat(fd, &st) != 0)
		return unreadable(file, errno, faults);
	if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > max)
		return too_large(file, max, faults);
	if ((e = read_all(fd, file, max, &b, faults)) == OK) {
		*bytes = arena_copy(a, b.p, b.n);
		*n = b.n;
	}
	buf_clear(&b);
	return e;
}

enum err
pack_fd(struct arena *a, int fd, const char *name, size_t max,
    const char **bytes, size_t *n, struct buf *faults)
{
	*bytes = NULL;
	*n = 0;
	return read_file(fd, a, name, max, bytes, n, faults);
}

enum err
pack_file(struct arena *a, const char *file, size_t max, const char **bytes,
    size_t *n, struct buf *faults)
{
	enum err e;
	int fd;

	*bytes = NULL;
	*n = 0;
	if (strcmp(file, "-") == 0)
		return read_file(
		    STDIN_FILENO, a, "standard input", max, bytes, n, faults);
	fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return unreadable(file, errno, faults);
	e = read_file(fd, a, file, max, bytes, n, faults);
	close(fd);
	return e;
}
