/* parse.c - a template from its first byte to its last. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit.h"
#include "parser.h"

enum err
parser_fault(struct parser *p, size_t line, const char *fmt, ...)
{
	va_list ap;

	p->fault->line = line;
	va_start(ap, fmt);
	vsnprintf(p->fault->text, sizeof(p->fault->text), fmt, ap);
	va_end(ap);
	return ERR_INVALID;
}

enum err
parser_refuse(struct parser *p, enum refusal no)
{
	return parser_fault(p, p->line, "%s", refusal_text(no));
}

struct buf *
parser_flush(struct parser *p)
{
	emit_text(&p->unit->code, p->depth + 1, &p->text);
	buf_reset(&p->text);
	return &p->unit->code;
}

struct buf *
parser_statement(struct parser *p)
{
	struct buf *code = parser_flush(p);

	emit_line(code, p->source->file, p->line);
	emit_indent(code, p->depth + 1);
	return code;
}

/*
 * Keep a byte of static text.  White space at the start of a line is worth
 * nothing outside <pre> and quotes, nor is a line that has nothing else.
 */
static void
keep(struct parser *p, char c)
{
	bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';

	if (p->spot.fresh && blank)
		return;
	buf_putc(&p->text, c);
	p->spot.fresh = c == '\n';
}

/* The name of a field ended, or goes on with a byte. */
static void
name_byte(struct parser *p, char c)
{
	struct buf *all = &p->unit->fields;

	if (p->spot.context.where == IN_VALUE) {
		buf_putc(&p->field, c);
		return;
	}
	if (p->field.n > 0 && !p->made) {
		buf_add(all, p->field.p, p->field.n);
		buf_putc(all, '\n');
	}
	buf_reset(&p->field);
	p->made = false;
}

static enum err
static_byte(struct parser *p)
{
	char c = p->source->text[p->at++];
	bool verbatim = context_verbatim(&p->spot.context);
	bool name = p->spot.context.where == IN_VALUE && p->spot.context.names;
	enum refusal no = context_step(&p->spot.context, c);

	if (no != FINE)
		return parser_refuse(p, no);
	if (name)
		name_byte(p, c);
	if (verbatim) {
		buf_putc(&p->text, c);
		p->spot.fresh = false;
	} else {
		keep(p, c);
	}
	p->line += c == '\n';
	return OK;
}

/* What stands between "{{" and "}}"; false where it is never closed. */
static bool
between(const struct parser *p, struct word *inside)
{
	const char *from = p->source->text + p->at + 2;
	size_t left = p->source->n - p->at - 2;
	const char *end = memmem(from, left, "}}", 2);

	if (end == NULL)
		return false;
	*inside = (struct word){ from, (size_t)(end - from) };
	return true;
}

static bool
opens(const struct parser *p)
{
	const struct tmplc_source *s = p->source;

	return s->n - p->at >= 2 && memcmp(s->text + p->at, "{{", 2) == 0;
}

static enum err
directive(
    struct parser *p, enum err (*obey)(struct parser *, struct word inside))
{
	struct word inside;
	enum err e;
	size_t i;

	if (!between(p, &inside))
		return parser_fault(p, p->line, "'{{' is never closed");
	p->made = p->spot.context.where == IN_VALUE && p->spot.context.names;
	if ((e = obey(p, inside)) != OK)
		return e;
	for (i = 0; i < inside.n; i++)
		p->line += inside.p[i] == '\n';
	p->at += inside.n + 4;
	return OK;
}

static enum err
finish(struct parser *p)
{
	const struct context outside = { 0 };
	const struct block *b;

	if (p->depth > 0) {
		b = &p->blocks[p->depth - 1];
		return parser_fault(
		    p, b->line, "{{#%s}} is never closed", block_name(b->kind));
	}
	if (p->spot.context.pre)
		return parser_fault(p, p->line, "the file ends inside <pre>");
	if (!context_same(&p->spot.context, &outside))
		return parser_fault(
		    p, p->line, "the file ends inside a tag or element");
	buf_puts(parser_flush(p), "}\n");
	return OK;
}

static enum err
parse(struct parser *p)
{
	enum err e;

	if (!opens(p))
		return parser_fault(p, 1, "%s", DIRECTIVE_VIEW_MISSING);
	for (e = directive(p, directive_view); e == OK;) {
		if (p->at == p->source->n)
			return finish(p);
		e = opens(p) ? directive(p, directive_obey) : static_byte(p);
	}
	return e;
}

enum err
tmplc_compile(const struct tmplc_source *source, struct tmplc_unit *unit,
    struct tmplc_fault *fault)
{
	struct parser p = {
		.source = source,
		.line = 1,
		.spot = { .fresh = true },
		.unit = unit,
		.fault = fault,
	};
	enum err e;

	unit->name = source->name;
	unit->file = source->file;
	if ((unit->tree = calloc(1, sizeof(*unit->tree))) == NULL)
		abort();
	e = parse(&p);
	buf_clear(&p.text);
	buf_clear(&p.field);
	return e;
}

void
tmplc_unit_clear(struct tmplc_unit *unit)
{
	buf_clear(&unit->view);
	buf_clear(&unit->code);
	buf_clear(&unit->fields);
	if (unit->tree != NULL)
		tree_clear(unit->tree);
	free(unit->tree);
	unit->tree = NULL;
}
