/*
 * multipart_fuzz.c - any bytes as a form with a file: in one piece or in many,
 * it is the same form or none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

struct seen {
	struct buf all;
	unsigned fields, files;
};

static enum err
on_field(void *arg, const char *name, const char *value, size_t n)
{
	struct seen *s = arg;

	if (s->files > 0 || name[0] == '\0' || n > MULTIPART_VALUE ||
	    value[n] != '\0' || ++s->fields > MULTIPART_PARTS)
		abort();
	buf_printf(&s->all, "%s=", name);
	buf_add(&s->all, value, n);
	return OK;
}

static enum err
on_file(void *arg, const char *name, const char *file_name)
{
	struct seen *s = arg;

	if (++s->files > 1 || strlen(file_name) > MULTIPART_FILE)
		abort();
	buf_printf(&s->all, "%s:%s ", name, file_name);
	return OK;
}

static enum err
on_bytes(void *arg, const char *bytes, size_t n)
{
	struct seen *s = arg;

	if (s->files != 1 || n == 0)
		abort();
	buf_add(&s->all, bytes, n);
	return OK;
}

static enum err
parse(struct seen *s, const char *p, size_t n, size_t piece)
{
	struct multipart *m = malloc(sizeof(*m));
	const struct multipart_sink sink = { on_field, on_file, on_bytes, s };
	size_t at, take;
	enum err e;

	if (m == NULL)
		abort();
	e = multipart_open(m, "multipart/form-data; boundary=b", &sink);
	for (at = 0; at < n && e == OK; at += take) {
		take = n - at < piece ? n - at : piece;
		e = multipart_feed(m, p + at, take);
	}
	if (e == OK)
		e = multipart_end(m);
	free(m);
	return e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct seen whole = { 0 }, pieces = { 0 };
	enum err e = parse(&whole, (const char *)bytes, n, n + 1);

	if (e != OK && e != ERR_MALFORMED)
		abort();
	if (parse(&pieces, (const char *)bytes, n, 1 + n % 7) != e)
		abort();
	if (e == OK && (whole.all.n != pieces.all.n ||
			   (whole.all.n > 0 && memcmp(whole.all.p, pieces.all.p,
						   whole.all.n) != 0)))
		abort();
	buf_clear(&whole.all);
	buf_clear(&pieces.all);
	return 0;
}
