/* emit.c - C text: literals, names of files, lines. */
#include <string.h>

#include "emit.h"

/* C99 promises literals of 4,095 bytes, and -Wpedantic holds us to it. */
#define LITERAL_MOST 4000

static void
emit_byte(struct buf *code, unsigned char c)
{
	if (c == '\n')
		buf_puts(code, "\\n");
	else if (c == '\t')
		buf_puts(code, "\\t");
	else if (c == '"' || c == '\\' || c == '?') /* ?: trigraphs */
		buf_add(code, (char[]){ '\\', (char)c }, 2);
	else if (c < ' ' || c > '~')
		buf_printf(code, "\\%03o", c);
	else
		buf_putc(code, (char)c);
}

void
emit_literal(struct buf *code, const char *s, size_t n)
{
	size_t i;

	buf_putc(code, '"');
	for (i = 0; i < n; i++) {
		emit_byte(code, (unsigned char)s[i]);
		if (s[i] == '\n' && i + 1 < n)
			buf_puts(code, "\"\n\t    \"");
	}
	buf_putc(code, '"');
}

void
emit_indent(struct buf *code, size_t depth)
{
	for (; depth > 0; depth--)
		buf_putc(code, '\t');
}

void
emit_text(struct buf *code, size_t depth, const struct buf *text)
{
	size_t i, n;

	for (i = 0; i < text->n; i += n) {
		n = text->n - i;
		if (n > LITERAL_MOST)
			n = LITERAL_MOST;
		emit_indent(code, depth);
		buf_puts(code, "buf_add(out, ");
		emit_literal(code, text->p + i, n);
		buf_printf(code, ", %zu);\n", n);
	}
}

void
emit_line(struct buf *code, const char *file, size_t line)
{
	buf_printf(code, "#line %zu ", line);
	emit_literal(code, file, strlen(file));
	buf_putc(code, '\n');
}
