/* csv.c - rows out of UTF-8, byte by byte (RFC 4180, and what people send). */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "csv_priv.h"

enum place { CELL_BEGINS, PLAIN, QUOTED, QUOTE_SEEN };

struct csv {
	struct csv_decoder in;
	char separator;
	size_t next; /* byte of in.text */
	enum place place;
	int64_t line;
	bool returned; /* the last byte was a carriage return */
	bool finished;
	/* the row being read */
	int64_t began, quote; /* lines */
	struct buf bytes;     /* its cells, each with a NUL */
	size_t starts[CSV_COLUMNS];
	const char *cells[CSV_COLUMNS];
	size_t n;
	bool blank;
	const char *fault;
	char why[CSV_WHY];
};

struct csv *
csv_open(const struct csv_source *source, const struct csv_nature *nature)
{
	struct csv *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	csv_decoder_open(&c->in, source, nature);
	c->separator = nature->separator;
	c->line = 1;
	return c;
}

void
csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	csv_decoder_close(&c->in);
	buf_clear(&c->bytes);
	free(c);
}

const char *
csv_why(const struct csv *c)
{
	return c->why;
}

int64_t
csv_at(const struct csv *c)
{
	return c->line;
}

static void
fault(struct csv *c, const char *what)
{
	if (c->fault == NULL)
		c->fault = what;
}

/* After a fault nothing more is kept: only the row's end is looked for. */
static void
keep(struct csv *c, char byte)
{
	if (c->fault != NULL)
		return;
	if (c->bytes.n - c->starts[c->n] >= CSV_CELL)
		fault(c, "a cell is longer than 64 KiB: is a quotation mark "
			 "missing at its end?");
	else if (c->bytes.n >= CSV_ROW)
		fault(c, "the row is longer than 1 MiB");
	else
		buf_putc(&c->bytes, byte);
	if (byte != ' ')
		c->blank = false;
}

static void
cell_begins(struct csv *c)
{
	c->place = CELL_BEGINS;
	if (c->n == CSV_COLUMNS)
		fault(c, "the row has more than 200 columns");
	else
		c->starts[c->n] = c->bytes.n;
}

static void
cell_ends(struct csv *c)
{
	if (c->n < CSV_COLUMNS) {
		buf_putc(&c->bytes, '\0');
		c->n++;
	}
}

static void
row_begins(struct csv *c)
{
	buf_reset(&c->bytes);
	c->n = 0;
	c->blank = true;
	c->fault = NULL;
	c->began = c->line;
	cell_begins(c);
}

static void
row_ends(struct csv *c, struct csv_row *row)
{
	size_t i;

	cell_ends(c);
	for (i = 0; i < c->n; i++)
		c->cells[i] = c->bytes.p + c->starts[i];
	*row = (struct csv_row){ c->began, c->cells, c->n, c->fault };
}

static void
count_line(struct csv *c, char byte)
{
	if (byte == '\r' || (byte == '\n' && !c->returned))
		c->line++;
	c->returned = byte == '\r';
}

/* A byte inside of quotation marks; true: they end here. */
static void
quoted(struct csv *c, char byte)
{
	if (byte == '"')
		c->place = QUOTE_SEEN;
	else
		keep(c, byte);
}

static bool
ends_row(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* True when the row is whole. */
static bool
take(struct csv *c, char byte)
{
	if (c->place == QUOTED) {
		quoted(c, byte);
		return false;
	}
	if (c->place == QUOTE_SEEN && byte == '"') {
		c->place = QUOTED;
		keep(c, byte);
		return false;
	}
	if (ends_row(byte))
		return true;
	if (byte == c->separator) {
		cell_ends(c);
		cell_begins(c);
	} else if (c->place == CELL_BEGINS && byte == '"') {
		c->place = QUOTED;
		c->quote = c->line;
	} else if (c->place == QUOTE_SEEN) {
		if (byte != ' ')
			fault(c, "something stands between a closing "
				 "quotation mark and the end of its cell");
	} else {
		c->place = PLAIN;
		keep(c, byte);
	}
	return false;
}

static enum err __attribute__((format(printf, 3, 4)))
refuse(struct csv *c, enum err e, const char *fmt, ...)
{
	va_list ap;

	c->finished = true;
	va_start(ap, fmt);
	vsnprintf(c->why, sizeof(c->why), fmt, ap);
	va_end(ap);
	return e;
}

/* More text, or ERR_NOTFOUND at the end of it. */
static enum err
more(struct csv *c)
{
	enum err e = csv_decode(&c->in);

	c->next = 0;
	if (e == ERR_INVALID)
		return refuse(c, e,
		    "Line %lld holds bytes that are no text in this file's "
		    "encoding. Save the file as CSV UTF-8 and send it again",
		    (long long)c->line);
	if (e != OK)
		return refuse(c, e, "The file cannot be read");
	return c->in.text_n == 0 ? ERR_NOTFOUND : OK;
}

static enum err
at_end(struct csv *c, struct csv_row *row)
{
	c->finished = true;
	if (c->place == QUOTED)
		return refuse(c, ERR_INVALID,
		    "The quotation mark that is opened in line %lld is never "
		    "closed. Close it, or take it out, and send the file again",
		    (long long)c->quote);
	if (c->blank)
		return ERR_NOTFOUND;
	row_ends(c, row);
	return OK;
}

enum err
csv_next(struct csv *c, struct csv_row *row)
{
	enum err e;
	char byte;

	if (c->finished)
		return c->why[0] == '\0' ? ERR_NOTFOUND : ERR_INVALID;
	row_begins(c);
	for (;;) {
		if (c->next == c->in.text_n && (e = more(c)) != OK)
			return e == ERR_NOTFOUND ? at_end(c, row) : e;
		byte = c->in.text[c->next++];
		if (byte == '\0')
			return refuse(c, ERR_INVALID,
			    "Line %lld holds a NUL byte: this is no text file. "
			    "Save it as CSV UTF-8 and send it again",
			    (long long)c->line);
		/* The other half of a CR LF belongs to the row before. */
		if (byte == '\n' && c->returned && c->place != QUOTED) {
			c->returned = false;
			continue;
		}
		if (take(c, byte)) {
			count_line(c, byte);
			if (!c->blank || c->fault != NULL)
				break;
			row_begins(c);
		} else {
			count_line(c, byte);
		}
	}
	row_ends(c, row);
	return OK;
}
