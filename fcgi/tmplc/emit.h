/* emit.h - C text: literals, names of files, lines. */
#ifndef EMIT_H
#define EMIT_H
#include <stddef.h>

#include "buf.h"

/* n bytes as a C string literal, broken after its newlines. */
void emit_literal(struct buf *code, const char *, size_t n);

/* Statements that append the text; none where it is empty. */
void emit_text(struct buf *code, size_t depth, const struct buf *text);

/* What follows stands in this line of this file. */
void emit_line(struct buf *code, const char *file, size_t line);

void emit_indent(struct buf *code, size_t depth);
#endif
