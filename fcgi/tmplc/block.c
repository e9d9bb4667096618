/* block.c - if, unless, each: their arms must end alike. */
#include <string.h>

#include "emit.h"
#include "parser.h"

#define VARIABLE_MOST 30

const char *
block_name(enum block_kind kind)
{
	static const char *const names[] = { "if", "unless", "each" };

	return names[kind];
}

/* Enter a block; its statement has been written. */
static void
enter(struct parser *p, enum block_kind kind, struct word var, size_t node)
{
	p->blocks[p->depth++] = (struct block){
		.kind = kind,
		.line = p->line,
		.var = var,
		.node = node,
		.began = p->spot,
	};
}

static enum err
may_enter(struct parser *p)
{
	enum refusal no = context_block(&p->spot.context);

	if (no != FINE)
		return parser_refuse(p, no);
	if (p->depth == BLOCKS_MOST)
		return parser_fault(p, p->line, "too many blocks in blocks");
	return OK;
}

enum err
block_if(struct parser *p, const struct directive *d, const struct word *words)
{
	struct buf *code;
	size_t node;
	enum err e;

	if ((e = may_enter(p)) != OK ||
	    (e = parser_node(p, words[1], &node)) != OK)
		return e;
	parser_show(p, node, SHOWN_TRUTH, (struct word){ NULL, 0 });
	code = parser_statement(p);
	buf_printf(code, "if (%sHTML_TRUE(", d->block == BLOCK_IF ? "" : "!");
	parser_path(p, words[1]);
	buf_puts(code, ")) {\n");
	enter(p, d->block, (struct word){ NULL, 0 }, node);
	return OK;
}

/* The element's pointer is named so that no name of the page can meet it. */
static void
write_loop(struct parser *p, struct word list, struct word var)
{
	struct buf *code = parser_statement(p);
	char name[VARIABLE_MOST + 1] = { 0 };

	memcpy(name, var.p, var.n);
	buf_printf(code, "for (size_t i_%s = 0; i_%s < (", name, name);
	parser_path(p, list);
	buf_printf(code, ").n; i_%s++) { __typeof__(&(", name);
	parser_path(p, list);
	buf_printf(code, ").v[0]) e_%s = &(", name);
	parser_path(p, list);
	buf_printf(code, ").v[i_%s]; (void)e_%s;\n", name, name);
}

enum err
block_each(
    struct parser *p, const struct directive *d, const struct word *words)
{
	struct word list = words[1], var = words[3];
	size_t node;
	enum err e;

	if ((e = may_enter(p)) != OK || (e = parser_node(p, list, &node)) != OK)
		return e;
	if (parser_loop(p, var) != NULL)
		return parser_fault(p, p->line,
		    "'%.*s' is the variable of a loop around this one",
		    word_shown(var), var.p);
	if (var.n > VARIABLE_MOST)
		return parser_fault(p, p->line,
		    "the loop variable's name is "
		    "too long");
	write_loop(p, list, var);
	parser_show(p, node, SHOWN_LIST, (struct word){ NULL, 0 });
	enter(p, d->block, var,
	    tree_member(
		p->unit->tree, node, (struct word){ NULL, 0 }, p->line));
	p->spot.fresh = false; /* what precedes the body is also its end */
	return OK;
}

static struct block *
innermost(struct parser *p)
{
	return p->depth > 0 ? p->blocks + p->depth - 1 : NULL;
}

/* Write the brace that ends an arm, and perhaps begins another. */
static void
brace(struct parser *p, const char *text)
{
	struct buf *code = parser_flush(p);

	emit_indent(code, p->depth);
	buf_puts(code, text);
}

enum err
block_else(
    struct parser *p, const struct directive *d, const struct word *words)
{
	struct block *b = innermost(p);
	enum refusal no = context_block(&p->spot.context);

	(void)d;
	(void)words;
	if (b == NULL || b->kind == BLOCK_EACH || b->other)
		return parser_fault(
		    p, p->line, "{{else}} without {{#if}} or {{#unless}}");
	if (no != FINE)
		return parser_refuse(p, no);
	brace(p, "} else {\n");
	b->other = true;
	b->arm = p->spot;
	p->spot = b->began;
	return OK;
}

/* Where the ways through a block meet again. */
static bool
meet(const struct block *b, struct spot *spot)
{
	const struct spot *other = b->other ? &b->arm : &b->began;

	spot->fresh = spot->fresh && other->fresh;
	if (b->kind == BLOCK_EACH) /* the body is also what precedes itself */
		return context_same(&b->began.context, &spot->context) &&
		       context_join(&spot->context, &b->began.context);
	return context_join(&spot->context, &other->context);
}

enum err
block_end(struct parser *p, const struct directive *d, const struct word *words)
{
	struct block *b = innermost(p);
	enum refusal no = context_block(&p->spot.context);

	(void)words;
	if (b == NULL)
		return parser_fault(
		    p, p->line, "{{/%s}} closes nothing", block_name(d->block));
	if (b->kind != d->block)
		return parser_fault(p, p->line,
		    "{{/%s}} where {{#%s}} of line %zu is open",
		    block_name(d->block), block_name(b->kind), b->line);
	if (no != FINE)
		return parser_refuse(p, no);
	if (!meet(b, &p->spot))
		return parser_fault(p, p->line,
		    "{{#%s}} of line %zu ends in another context than it began",
		    block_name(b->kind), b->line);
	brace(p, "}\n");
	p->depth--;
	return OK;
}
