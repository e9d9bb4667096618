/* multipart.c - the parts of a form with a file, byte by byte (RFC 7578). */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "multipart.h"

enum place { AT_START, AFTER_MARK, IN_HEADER, IN_BODY, AT_END };

static const char token[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyz0123456789_.-";
static const char boundary_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789'()+_,-./:=?";

/* What stands after "boundary=", once and as the last parameter. */
static size_t
boundary(const char *type, const char **at)
{
	static const char form[] = "multipart/form-data;";
	size_t n;
	bool quoted;

	if (strncasecmp(type, form, sizeof(form) - 1) != 0)
		return 0;
	type += sizeof(form) - 1;
	type += strspn(type, " ");
	if (strncasecmp(type, "boundary=", 9) != 0)
		return 0;
	type += 9;
	quoted = *type == '"';
	type += quoted;
	n = strspn(type, boundary_bytes);
	if (strcmp(type + n, quoted ? "\"" : "") != 0)
		return 0;
	*at = type;
	return n;
}

enum err
multipart_open(struct multipart *m, const char *content_type,
    const struct multipart_sink *sink)
{
	const char *at = "";
	size_t n = boundary(content_type, &at);

	if (n == 0 || n > MULTIPART_BOUNDARY)
		return ERR_MALFORMED;
	m->sink = *sink;
	snprintf(m->mark, sizeof(m->mark), "\r\n--%.*s", (int)n, at);
	m->mark_n = n + 4;
	m->place = AT_START;
	m->parts = 0;
	m->in_file = m->had_file = false;
	m->hold_n = m->value_n = 0;
	return OK;
}

static void
drop(struct multipart *m, size_t n)
{
	memmove(m->hold, m->hold + n, m->hold_n - n);
	m->hold_n -= n;
}

/* ---- the header of a part ---- */

/* A quoted value; to has room for most bytes and a NUL.  NULL: it is none. */
static const char *
quoted(const char *s, char *to, size_t most)
{
	size_t n;

	if (*s++ != '"')
		return NULL;
	n = strcspn(s, "\"");
	if (s[n] != '"' || n > most)
		return NULL;
	memcpy(to, s, n);
	to[n] = '\0';
	return s + n + 1;
}

/* form-data; name="x"; filename="y": this and nothing else. */
static bool
disposition(struct multipart *m, const char *s, char *file, bool *is_file)
{
	if (strncasecmp(s, "form-data;", 10) != 0)
		return false;
	s += 10 + strspn(s + 10, " ");
	if (strncmp(s, "name=", 5) != 0 ||
	    (s = quoted(s + 5, m->name, MULTIPART_NAME)) == NULL ||
	    m->name[0] == '\0' || m->name[strspn(m->name, token)] != '\0')
		return false;
	*is_file = *s == ';';
	if (!*is_file)
		return *s == '\0';
	s += 1 + strspn(s + 1, " ");
	return strncmp(s, "filename=", 9) == 0 &&
	       (s = quoted(s + 9, file, MULTIPART_FILE)) != NULL && *s == '\0';
}

/* One line; false where it asks for what we do not do. */
static bool
header_line(struct multipart *m, const char *s, char *file, bool *is_file)
{
	static const char what[] = "Content-Disposition:";
	static const char type[] = "Content-Type:";
	size_t n = sizeof(what) - 1;

	if (strncasecmp(s, what, n) == 0)
		return m->name[0] == '\0' &&
		       disposition(
			   m, s + n + strspn(s + n, " "), file, is_file);
	n = sizeof(type) - 1;
	if (strncasecmp(s, type, n) == 0) {
		s += n + strspn(s + n, " ");
		return strncasecmp(s, "multipart/", 10) != 0;
	}
	/* No encoding on the way, and no folded lines. */
	return strncasecmp(s, "Content-Transfer-Encoding:", 26) != 0 &&
	       *s != ' ' && *s != '\t' && strchr(s, ':') != NULL;
}

/* The header is whole: n bytes, its lines ended by NULs from here on. */
static enum err
take_header(struct multipart *m, size_t n)
{
	char file[MULTIPART_FILE + 1] = "", *s = m->hold, *end;
	bool is_file = false;
	unsigned lines = 0;

	m->name[0] = '\0';
	m->hold[n] = '\0';
	if (strlen(m->hold) != n)
		return ERR_MALFORMED;
	for (; *s != '\0'; s = end + 2) {
		end = strstr(s, "\r\n");
		*end = '\0';
		if (++lines > MULTIPART_HEADERS ||
		    !header_line(m, s, file, &is_file))
			return ERR_MALFORMED;
	}
	if (m->name[0] == '\0' || m->had_file)
		return ERR_MALFORMED;
	m->in_file = m->had_file = is_file;
	m->value_n = 0;
	return is_file ? m->sink.file(m->sink.arg, m->name, file) : OK;
}

static enum err
in_header(struct multipart *m, bool *more)
{
	const char *end = memmem(m->hold, m->hold_n, "\r\n\r\n", 4);
	size_t n;
	enum err e;

	if (end == NULL || (size_t)(end - m->hold) > MULTIPART_HEADER) {
		*more = true;
		return m->hold_n > MULTIPART_HEADER ? ERR_MALFORMED : OK;
	}
	n = (size_t)(end - m->hold) + 2; /* with the last line's own end */
	if ((e = take_header(m, n)) != OK)
		return e;
	drop(m, n + 2);
	m->place = IN_BODY;
	return OK;
}

/* ---- the body of a part ---- */

static enum err
give(struct multipart *m, size_t n)
{
	if (n == 0)
		return OK;
	if (m->in_file)
		return m->sink.bytes(m->sink.arg, m->hold, n);
	if (n > MULTIPART_VALUE - m->value_n)
		return ERR_MALFORMED;
	memcpy(m->value + m->value_n, m->hold, n);
	m->value_n += n;
	return OK;
}

static enum err
in_body(struct multipart *m, bool *more)
{
	const char *at = memmem(m->hold, m->hold_n, m->mark, m->mark_n);
	size_t n;
	enum err e;

	if (at == NULL) {
		/* Its beginning may be the end of what is here. */
		*more = true;
		n = m->hold_n < m->mark_n ? 0 : m->hold_n - m->mark_n + 1;
	} else {
		n = (size_t)(at - m->hold);
	}
	if ((e = give(m, n)) != OK)
		return e;
	drop(m, n);
	if (at == NULL)
		return OK;
	drop(m, m->mark_n);
	m->place = AFTER_MARK;
	if (m->in_file)
		return OK;
	m->value[m->value_n] = '\0';
	return m->sink.field(m->sink.arg, m->name, m->value, m->value_n);
}

/* ---- between the parts ---- */

static enum err
at_start(struct multipart *m, bool *more)
{
	size_t n = m->mark_n - 2; /* no line ends before the first one */

	*more = m->hold_n < n;
	if (memcmp(m->hold, m->mark + 2, *more ? m->hold_n : n) != 0)
		return ERR_MALFORMED;
	if (*more)
		return OK;
	drop(m, n);
	m->place = AFTER_MARK;
	return OK;
}

static enum err
after_mark(struct multipart *m, bool *more)
{
	*more = m->hold_n < 2;
	if (*more)
		return OK;
	if (memcmp(m->hold, "--", 2) == 0)
		m->place = AT_END;
	else if (memcmp(m->hold, "\r\n", 2) == 0 &&
		 ++m->parts <= MULTIPART_PARTS)
		m->place = IN_HEADER;
	else
		return ERR_MALFORMED;
	drop(m, 2);
	return OK;
}

/* Nothing but one end of line comes after the last mark. */
static enum err
at_end(const struct multipart *m, bool *more)
{
	*more = true;
	return m->hold_n <= 2 && memcmp(m->hold, "\r\n", m->hold_n) == 0
		   ? OK
		   : ERR_MALFORMED;
}

static enum err
step(struct multipart *m, bool *more)
{
	switch (m->place) {
	case AT_START:
		return at_start(m, more);
	case AFTER_MARK:
		return after_mark(m, more);
	case IN_HEADER:
		return in_header(m, more);
	case IN_BODY:
		return in_body(m, more);
	default:
		return at_end(m, more);
	}
}

enum err
multipart_feed(struct multipart *m, const char *bytes, size_t n)
{
	enum err e = OK;
	size_t take;
	bool more;

	while (n > 0 && e == OK) {
		take = sizeof(m->hold) - 1 - m->hold_n;
		if (take > n)
			take = n;
		memcpy(m->hold + m->hold_n, bytes, take);
		m->hold_n += take;
		bytes += take;
		n -= take;
		for (more = false; !more && e == OK;)
			e = step(m, &more);
	}
	return e;
}

enum err
multipart_end(const struct multipart *m)
{
	return m->place == AT_END ? OK : ERR_MALFORMED;
}
