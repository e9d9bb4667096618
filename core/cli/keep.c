/* keep.c - files and folders of a backup: copying, hashing, listing. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "arena.h"
#include "buf.h"
#include "keep.h"

#define PIECE (1u << 16)
#define TEXT_MOST (64u << 20)

static enum err
why(void)
{
	switch (errno) {
	case ENOENT:
		return ERR_NOTFOUND;
	case EEXIST:
		return ERR_CONFLICT;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return ERR_FULL;
	default:
		return ERR_IO;
	}
}

static enum err
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return why();
		p += put;
		n -= (size_t)put;
	}
	return OK;
}

/* From one to the other, or nowhere where `to` is negative. */
static enum err
pour(int from, int to, crypto_hash_sha256_state *h)
{
	static char piece[PIECE];
	enum err e = OK;
	ssize_t got;

	while (e == OK && (got = read(from, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return why();
		crypto_hash_sha256_update(
		    h, (const unsigned char *)piece, (size_t)got);
		if (to >= 0)
			e = write_all(to, piece, (size_t)got);
	}
	return e;
}

static enum err
copy(int from, const char *to, crypto_hash_sha256_state *h)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err e;

	if (fd < 0)
		return why();
	e = pour(from, fd, h);
	if (e == OK && fsync(fd) < 0)
		e = why();
	if (close(fd) < 0 && e == OK)
		e = why();
	if (e != OK)
		unlink(to);
	return e;
}

enum err
keep_copy(const char *from, const char *to, char digest[KEEP_DIGEST])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	int fd = open(from, O_RDONLY | O_CLOEXEC);
	crypto_hash_sha256_state h;
	enum err e;

	if (fd < 0)
		return why();
	crypto_hash_sha256_init(&h);
	e = to != NULL ? copy(fd, to, &h) : pour(fd, -1, &h);
	close(fd);
	crypto_hash_sha256_final(&h, hash);
	sodium_bin2hex(digest, KEEP_DIGEST, hash, sizeof(hash));
	return e;
}

enum err
keep_text(const char *path, const struct buf *text)
{
	struct arena *a = arena_open();
	const char *fresh = arena_printf(a, "%s.new", path);
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	enum err e = fd < 0 ? why() : write_all(fd, text->p, text->n);

	if (e == OK && fsync(fd) < 0)
		e = why();
	if (fd >= 0)
		close(fd);
	if (e == OK && rename(fresh, path) < 0)
		e = why();
	if (e != OK && fd >= 0)
		unlink(fresh);
	arena_close(a);
	return e;
}

enum err
keep_read(struct arena *a, const char *path, char **text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return why();
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > (off_t)TEXT_MOST) {
		close(fd);
		return ERR_INVALID;
	}
	*text = arena_alloc(a, (size_t)st.st_size + 1);
	while (got > 0 && n < (size_t)st.st_size) {
		got = read(fd, *text + n, (size_t)st.st_size - n);
		if (got > 0)
			n += (size_t)got;
	}
	close(fd);
	return strlen(*text) == (size_t)st.st_size ? OK : ERR_INVALID;
}

enum err
keep_sync(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e = fd < 0 || fsync(fd) < 0 ? why() : OK;

	if (fd >= 0)
		close(fd);
	return e;
}

const char *
keep_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/"
			     : arena_copy(a, path, (size_t)(slash - path));
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum err
keep_names(struct arena *a, const char *folder, struct names *out)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	size_t room = 0;

	*out = (struct names){ 0 };
	if (d == NULL)
		return errno == ENOENT ? OK : why();
	while ((entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (out->n == room) {
			const char **more;

			room = room == 0 ? 64 : 2 * room;
			more = arena_array(a, room, sizeof(*more));
			if (out->n > 0)
				memcpy(more, out->v, out->n * sizeof(*more));
			out->v = more;
		}
		out->v[out->n++] = arena_text(a, entry->d_name);
	}
	closedir(d);
	if (out->n > 0)
		qsort(out->v, out->n, sizeof(*out->v), by_name);
	return OK;
}

bool
keep_line(
    struct arena *a, const char **at, const char **digest, const char **name)
{
	const char *line = *at, *end = strchr(line, '\n');

	if (end == NULL || end - line < KEEP_DIGEST + 2 ||
	    strspn(line, "0123456789abcdef") != KEEP_DIGEST - 1 ||
	    strncmp(line + KEEP_DIGEST - 1, "  ", 2) != 0)
		return false;
	*digest = arena_copy(a, line, KEEP_DIGEST - 1);
	*name = arena_copy(
	    a, line + KEEP_DIGEST + 1, (size_t)(end - line) - KEEP_DIGEST - 1);
	*at = end + 1;
	return true;
}
