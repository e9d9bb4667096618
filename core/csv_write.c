/* csv_write.c - rows that spreadsheets read as text and as nothing else. */
#include <string.h>

#include "buf.h"
#include "csv.h"

void
csv_begin(struct buf *b)
{
	buf_puts(b, "\xef\xbb\xbf");
}

static bool
formula(char first)
{
	return first != '\0' && strchr("=+-@\t\r", first) != NULL;
}

void
csv_put(struct buf *b, const char *cell, bool first)
{
	const char *quote;

	buf_puts(b, first ? "\"" : ",\"");
	if (formula(cell[0]))
		buf_putc(b, '\'');
	while ((quote = strchr(cell, '"')) != NULL) {
		buf_add(b, cell, (size_t)(quote - cell) + 1);
		buf_putc(b, '"');
		cell = quote + 1;
	}
	buf_puts(b, cell);
	buf_putc(b, '"');
}

void
csv_end(struct buf *b)
{
	buf_puts(b, "\r\n");
}

const char *
csv_plain(const char *cell)
{
	return cell[0] == '\'' && formula(cell[1]) ? cell + 1 : cell;
}
