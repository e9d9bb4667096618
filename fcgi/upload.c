/* upload.c - files that come with forms, stored while they come. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "arena.h"
#include "clock.h"
#include "config.h"
#include "guard.h"
#include "log.h"
#include "multipart.h"
#include "text.h"
#include "upload.h"

#define KEPT (2 * 24 * 3600 * SECOND)
#define NAME_BYTES 32 /* hexadecimal digits */

static const char hex_digits[] = "0123456789abcdef";

struct taking {
	struct req *r;
	struct buf body;
	struct upload *up;
	int fd;
	bool large;
	size_t length; /* as announced */
};

/* The folder beside the database, for nobody else's eyes; -1: there is none. */
static int
folder(const struct req *r, bool make)
{
	const char *name =
	    arena_printf(r->arena, "%s-import", r->app->config->database.path);

	if (make && mkdir(name, 0700) < 0 && errno != EEXIST)
		return -1;
	return open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* A name that we gave: no path hides in it. */
static bool
ours(const char *name)
{
	return strlen(name) == NAME_BYTES &&
	       name[strspn(name, hex_digits)] == '\0';
}

static int
open_at(struct req *r, const char *name, int flags)
{
	int dir = folder(r, (flags & O_CREAT) != 0), fd = -1;

	if (dir >= 0 && ours(name))
		fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (dir >= 0)
		close(dir);
	return fd;
}

int
upload_open(struct req *r, const char *stored_as)
{
	return open_at(r, stored_as, O_RDONLY);
}

void
upload_drop(struct req *r, const char *stored_as)
{
	int dir = folder(r, false);

	if (dir < 0)
		return;
	if (ours(stored_as))
		unlinkat(dir, stored_as, 0);
	close(dir);
}

void
upload_sweep(struct req *r)
{
	int fd = folder(r, false);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	struct stat st;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (ours(entry->d_name) &&
		    fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    st.st_mtime * SECOND < r->now - KEPT)
			unlinkat(fd, entry->d_name, 0);
	if (dir != NULL)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

/* ---- taking one ---- */

static void
coded(struct buf *b, const char *s, size_t n)
{
	for (; n > 0; n--, s++)
		if ((*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z') ||
		    (*s >= 'a' && *s <= 'z') || strchr("_.-", *s) != NULL)
			buf_putc(b, *s);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*s);
}

static enum err
take_field(void *arg, const char *name, const char *value, size_t n)
{
	struct taking *t = arg;

	if (t->body.n > UPLOAD_FIELDS)
		return ERR_MALFORMED;
	if (t->body.n > 0)
		buf_putc(&t->body, '&');
	coded(&t->body, name, strlen(name));
	buf_putc(&t->body, '=');
	coded(&t->body, value, n);
	return OK;
}

static void
set_body(struct taking *t)
{
	t->r->body = arena_copy(t->r->arena, t->body.p, t->body.n);
	t->r->body_n = t->body.n;
}

static enum err
store_begins(struct taking *t)
{
	unsigned char random[NAME_BYTES / 2];
	char name[NAME_BYTES + 1];

	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(name, sizeof(name), random, sizeof(random));
	t->fd = open_at(t->r, name, O_WRONLY | O_CREAT | O_EXCL);
	if (t->fd < 0) {
		log_error("upload.store", "errno=%d", errno);
		t->up->fault = errno == ENOSPC ? ERR_FULL : ERR_IO;
		return OK;
	}
	t->up->stored_as = arena_text(t->r->arena, name);
	return OK;
}

static enum err
take_file(void *arg, const char *name, const char *file_name)
{
	struct taking *t = arg;
	const char *slash = strrchr(file_name, '/');
	const char *back = strrchr(file_name, '\\');

	if (strcmp(name, "file") != 0)
		return ERR_MALFORMED;
	if (slash != NULL)
		file_name = slash + 1;
	if (back != NULL && back + 1 > file_name)
		file_name = back + 1;
	if (!text_fine(file_name, strlen(file_name), TEXT_LINE))
		return ERR_MALFORMED;
	t->up = arena_alloc(t->r->arena, sizeof(*t->up));
	t->up->name = arena_text(t->r->arena, file_name);
	set_body(t);
	/* Who may not send it fills no disk either. */
	return guard_csrf(t->r) == OK ? store_begins(t) : OK;
}

static enum err
take_bytes(void *arg, const char *bytes, size_t n)
{
	struct taking *t = arg;
	ssize_t put;

	t->up->bytes += (int64_t)n;
	if ((size_t)t->up->bytes > UPLOAD_FILE) {
		t->large = true;
		return ERR_INVALID;
	}
	while (n > 0 && t->fd >= 0 && t->up->fault == OK) {
		put = write(t->fd, bytes, n);
		if (put < 0 && errno != EINTR) {
			log_error("upload.store", "errno=%d", errno);
			t->up->fault = errno == ENOSPC || errno == EDQUOT
					   ? ERR_FULL
					   : ERR_IO;
		}
		if (put > 0) {
			bytes += put;
			n -= (size_t)put;
		}
	}
	return OK;
}

/* Everything there is, at most limit bytes, through the parser. */
static enum err
read_all(struct taking *t, struct multipart *m, size_t limit)
{
	const struct wire_request *w = t->r->wire;
	size_t got, whole = 0;
	enum err e = OK;
	char s[16384];

	while (e == OK && (got = w->read(w->from, s, sizeof(s))) > 0) {
		whole += got;
		e = whole > limit ? ERR_MALFORMED : multipart_feed(m, s, got);
	}
	if (e != OK)
		return e;
	return whole == t->length ? multipart_end(m) : ERR_MALFORMED;
}

void
upload_empty(struct req *r)
{
	const struct wire_request *w = r->wire;
	size_t got, whole = 0;
	char s[16384];

	while (whole < 2 * UPLOAD_FILE &&
	       (got = w->read(w->from, s, sizeof(s))) > 0)
		whole += got;
}

static void
finish(struct taking *t, bool keep)
{
	if (t->fd >= 0 && close(t->fd) < 0 && t->up->fault == OK)
		t->up->fault = ERR_IO;
	if (t->up != NULL && t->up->stored_as != NULL &&
	    (!keep || t->up->fault != OK)) {
		upload_drop(t->r, t->up->stored_as);
		t->up->stored_as = NULL;
	}
}

enum body_fault
upload_body(struct req *r, size_t limit)
{
	struct taking t = { .r = r, .fd = -1 };
	const struct multipart_sink sink = { take_field, take_file, take_bytes,
		&t };
	struct multipart *m = arena_alloc(r->arena, sizeof(*m));
	enum err e;

	if (!req_length(r, &t.length))
		return BODY_NO_LENGTH;
	if (t.length > limit)
		return BODY_TOO_LARGE;
	if (multipart_open(m, r->wire->content_type, &sink) != OK)
		return BODY_WRONG_TYPE;
	e = read_all(&t, m, limit);
	set_body(&t);
	finish(&t, e == OK);
	r->upload = t.up;
	buf_clear(&t.body);
	if (t.large)
		return BODY_TOO_LARGE;
	return e == OK ? BODY_OK : BODY_CUT;
}
