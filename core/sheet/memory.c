/*
 * memory.c - files that are none.  The workbook's library writes each part
 * into a temporary file and packs these into one with zipOpen; it knows no
 * other way.  A worker may open no file, so the two calls with which it asks
 * for one are answered here, in memory: the loader takes a program's own
 * function before a library's.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <minizip/zip.h>
#include <xlsxwriter.h>

#include "banned.h"

#include "sheet_priv.h"

size_t
memory_read(struct memory *m, void *to, size_t n)
{
	size_t left = m->at < m->bytes.n ? m->bytes.n - m->at : 0;

	if (n > left)
		n = left;
	if (n > 0)
		memcpy(to, m->bytes.p + m->at, n);
	m->at += n;
	return n;
}

void
memory_write(struct memory *m, const void *from, size_t n)
{
	size_t over = m->bytes.n - m->at;

	if (over > n)
		over = n;
	if (over > 0)
		memcpy(m->bytes.p + m->at, from, over);
	buf_add(&m->bytes, (const char *)from + over, n - over);
	m->at += n;
}

bool
memory_seek(struct memory *m, int64_t offset, int whence)
{
	int64_t from = whence == SEEK_CUR   ? (int64_t)m->at
		       : whence == SEEK_END ? (int64_t)m->bytes.n
					    : 0;

	if (from + offset < 0 || from + offset > (int64_t)m->bytes.n)
		return false;
	m->at = (size_t)(from + offset);
	return true;
}

/* ---- a part, as a FILE ---- */

static ssize_t
part_read(void *cookie, char *to, size_t n)
{
	return (ssize_t)memory_read(cookie, to, n);
}

static ssize_t
part_write(void *cookie, const char *from, size_t n)
{
	memory_write(cookie, from, n);
	return (ssize_t)n;
}

static int
part_seek(void *cookie, off64_t *offset, int whence)
{
	struct memory *m = cookie;

	if (!memory_seek(m, *offset, whence))
		return -1;
	*offset = (off64_t)m->at;
	return 0;
}

static int
part_close(void *cookie)
{
	struct memory *m = cookie;

	buf_clear(&m->bytes);
	free(m);
	return 0;
}

/* The library's own would open a file in this folder. */
FILE *
lxw_tmpfile(char *tmpdir)
{
	const cookie_io_functions_t how = { part_read, part_write, part_seek,
		part_close };
	struct memory *m = calloc(1, sizeof(*m));

	(void)tmpdir;
	if (m == NULL)
		abort();
	return fopencookie(m, "w+", how);
}

/* ---- the whole, as minizip sees a file ---- */

static struct memory *target; /* between sheet_end's two calls of it */

void
memory_target(struct memory *m)
{
	target = m;
}

static voidpf ZCALLBACK
whole_open(voidpf opaque, const char *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong ZCALLBACK
whole_read(voidpf opaque, voidpf stream, void *to, uLong n)
{
	(void)opaque;
	return memory_read(stream, to, n);
}

static uLong ZCALLBACK
whole_write(voidpf opaque, voidpf stream, const void *from, uLong n)
{
	(void)opaque;
	memory_write(stream, from, n);
	return n;
}

static long ZCALLBACK
whole_tell(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return (long)((struct memory *)stream)->at;
}

static long ZCALLBACK
whole_seek(voidpf opaque, voidpf stream, uLong offset, int origin)
{
	static const int whence[] = { [ZLIB_FILEFUNC_SEEK_SET] = SEEK_SET,
		[ZLIB_FILEFUNC_SEEK_CUR] = SEEK_CUR,
		[ZLIB_FILEFUNC_SEEK_END] = SEEK_END };

	(void)opaque;
	return memory_seek(stream, (int64_t)offset, whence[origin]) ? 0 : -1;
}

static int ZCALLBACK
whole_fine(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* The library's own would make a file with this name. */
zipFile ZEXPORT
zipOpen(const char *name, int append)
{
	zlib_filefunc_def how = {
		.zopen_file = whole_open,
		.zread_file = whole_read,
		.zwrite_file = whole_write,
		.ztell_file = whole_tell,
		.zseek_file = whole_seek,
		.zclose_file = whole_fine,
		.zerror_file = whole_fine,
		.opaque = target,
	};

	return target == NULL ? NULL : zipOpen2(name, append, NULL, &how);
}
