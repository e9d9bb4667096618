/* word.c - words and paths of directives, and the C they become. */
#include <string.h>

#include "parser.h"

bool
word_is(struct word w, const char *s)
{
	return w.n == strlen(s) && memcmp(w.p, s, w.n) == 0;
}

static bool
begins_ident(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* How many bytes at the start of w are an identifier. */
static size_t
ident(struct word w)
{
	size_t n = 0;

	if (w.n == 0 || !begins_ident(w.p[0]))
		return 0;
	while (n < w.n &&
	       (begins_ident(w.p[n]) || (w.p[n] >= '0' && w.p[n] <= '9')))
		n++;
	return n;
}

bool
word_is_ident(struct word w)
{
	return w.n > 0 && ident(w) == w.n;
}

/* ident(.ident | ->ident)* */
bool
word_is_path(struct word w)
{
	size_t n;

	while ((n = ident(w)) > 0 && n < w.n) {
		w.p += n;
		w.n -= n;
		n = w.n > 1 && memcmp(w.p, "->", 2) == 0 ? 2 : *w.p == '.';
		if (n == 0)
			return false;
		w.p += n;
		w.n -= n;
	}
	return n > 0;
}

bool
word_is_template(struct word w)
{
	size_t i;

	for (i = 0; i < w.n; i++)
		if (w.p[i] == '_' ? i == 0 : w.p[i] >= 'A' && w.p[i] <= 'Z')
			return false;
	return word_is_ident(w);
}

int
word_shown(struct word w)
{
	return w.n < 40 ? (int)w.n : 40;
}

const struct block *
parser_loop(const struct parser *p, struct word w)
{
	const struct block *b = p->blocks;

	for (; b < p->blocks + p->depth; b++)
		if (b->kind == BLOCK_EACH && b->var.n == w.n &&
		    memcmp(b->var.p, w.p, w.n) == 0)
			return b;
	return NULL;
}

/* A loop variable is a pointer; alone it stands for the element. */
void
parser_path(struct parser *p, struct word path)
{
	struct buf *code = &p->unit->code;
	struct word first = { path.p, ident(path) };

	if (parser_loop(p, first) == NULL)
		buf_puts(code, "v->");
	else
		buf_puts(code, first.n == path.n ? "*e_" : "e_");
	buf_add(code, path.p, path.n);
}

enum err
parser_node(struct parser *p, struct word path, size_t *node)
{
	const struct block *loop =
	    parser_loop(p, (struct word){ path.p, ident(path) });
	struct word left = path;
	size_t n = ident(left);

	*node = loop != NULL ? loop->node : 0;
	if (loop == NULL)
		*node = tree_member(
		    p->unit->tree, 0, (struct word){ left.p, n }, p->line);
	while (n < left.n) {
		if (left.p[n] == '-' && (loop == NULL || left.p != path.p))
			return parser_fault(p, p->line,
			    "'%.*s' follows a pointer that is no loop's "
			    "variable",
			    word_shown(path), path.p);
		n += left.p[n] == '-' ? 2 : 1;
		left = (struct word){ left.p + n, left.n - n };
		n = ident(left);
		*node = tree_member(
		    p->unit->tree, *node, (struct word){ left.p, n }, p->line);
	}
	return OK;
}

void
parser_show(struct parser *p, size_t node, enum shown shown, struct word part)
{
	struct showing s = {
		.node = node, .shown = shown, .part = part, .line = p->line
	};
	const struct block *b;

	if (!context_tells(&p->spot.context))
		return;
	for (b = p->blocks; b < p->blocks + p->depth; b++)
		if (b->kind != BLOCK_EACH)
			tree_literal(p->unit->tree,
			    (struct literal){ b->node,
				(b->kind == BLOCK_UNLESS) != b->other });
	tree_show(p->unit->tree, s);
}
