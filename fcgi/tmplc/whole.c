/* whole.c - a template's tree with those of its parts put into it. */
#include <stdio.h>
#include <string.h>

#include "whole.h"

#define DEPTH_MOST 16

/* A tree on its way into the whole one. */
struct graft {
	const struct tree *from;
	size_t root; /* where its view stands in the whole */
	const struct graft *host;
	const struct showing *at; /* the host's place for it */
};

static bool
same(struct word w, const char *text)
{
	return w.n == strlen(text) && memcmp(w.p, text, w.n) == 0;
}

/* The node that one of the part's own is in the whole. */
static size_t
place(struct whole *w, const struct graft *g, size_t node)
{
	const struct node *from;

	if (node == 0) /* also of a tree without nodes */
		return g->root;
	from = &g->from->nodes[node];
	return tree_member(
	    &w->tree, place(w, g, from->parent), from->name, from->line);
}

/* What must hold for a showing, the parts around it included. */
static void
add_literals(
    struct whole *w, const struct graft *g, const struct showing *showing)
{
	struct literal literal;
	size_t i;

	if (g->host != NULL)
		add_literals(w, g->host, g->at);
	for (i = 0; i < showing->literals; i++) {
		literal = g->from->literals[showing->literal + i];
		literal.node = place(w, g, literal.node);
		tree_literal(&w->tree, literal);
	}
}

static const struct tmplc_unit *
unit_named(const struct whole *w, struct word name)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (same(name, w->all[i]->name))
			return w->all[i];
	return NULL;
}

static enum err
fault(struct whole *w, const struct showing *s, const char *what)
{
	w->fault->line = s->line;
	snprintf(w->fault->text, sizeof(w->fault->text), "%.*s: %s",
	    s->part.n < 40 ? (int)s->part.n : 40, s->part.p, what);
	return ERR_INVALID;
}

static enum err graft(struct whole *, const struct graft *);

static enum err
graft_part(struct whole *w, const struct graft *host, const struct showing *s)
{
	const struct tmplc_unit *unit = unit_named(w, s->part);
	struct graft g = { .host = host, .at = s };
	enum err e;

	if (same(s->part, PART_FOOT))
		return OK;
	g.root = place(w, host, s->node);
	if (same(s->part, PART_HEAD)) {
		w->frame = g.root;
		return OK;
	}
	if (unit == NULL)
		return fault(w, s, "there is no such part");
	if (w->depth == DEPTH_MOST)
		return fault(w, s, "too many parts in parts");
	g.from = unit->tree;
	buf_add(&w->fields, unit->fields.p, unit->fields.n);
	w->depth++;
	e = graft(w, &g);
	w->depth--;
	return e;
}

static enum err
graft(struct whole *w, const struct graft *g)
{
	const struct showing *s;
	struct showing mine;
	enum err e = OK;
	size_t i;

	for (i = 0; i < g->from->showing_n && e == OK; i++) {
		s = &g->from->showings[i];
		if (s->part.n > 0) {
			e = graft_part(w, g, s);
			continue;
		}
		mine = *s;
		mine.node = place(w, g, s->node);
		add_literals(w, g, s);
		tree_show(&w->tree, mine);
	}
	return e;
}

enum err
whole_make(struct whole *w)
{
	const struct graft g = { .from = w->unit->tree };

	buf_add(&w->fields, w->unit->fields.p, w->unit->fields.n);
	return graft(w, &g);
}

/* ---- asking ---- */

enum shown
whole_shown(const struct whole *w, size_t node)
{
	enum shown shown = SHOWN_NOT;
	size_t i;

	for (i = 0; i < w->tree.showing_n && shown <= SHOWN_TRUTH; i++)
		if (w->tree.showings[i].node == node)
			shown = w->tree.showings[i].shown;
	return shown;
}

bool
whole_tells(const struct whole *w, size_t node)
{
	const struct showing *s;
	size_t i;

	for (i = 0; i < w->tree.showing_n; i++) {
		s = &w->tree.showings[i];
		if (s->shown != SHOWN_NOT &&
		    tree_within(&w->tree, s->node, node) &&
		    (w->frame == 0 ||
			!tree_within(&w->tree, s->node, w->frame)))
			return true;
	}
	return false;
}

void
whole_path(const struct whole *w, size_t node, struct buf *code)
{
	const struct node *it = &w->tree.nodes[node];
	const struct node *parent = &w->tree.nodes[it->parent];

	if (it->name.n == 0) {
		buf_printf(code, "(*e_%zu)", node);
		return;
	}
	if (it->parent == 0)
		buf_puts(code, "v->");
	else if (parent->name.n == 0)
		buf_printf(code, "e_%zu->", it->parent);
	else
		whole_path(w, it->parent, code);
	if (it->parent != 0 && parent->name.n > 0)
		buf_putc(code, '.');
	buf_add(code, it->name.p, it->name.n);
}

/* The element that a node lies in; 0: it lies in none. */
static size_t
element_of(const struct tree *t, size_t node)
{
	while (node != 0 && t->nodes[node].name.n > 0)
		node = t->nodes[node].parent;
	return node;
}

/* A list that is walked has elements, and of another's nothing is known. */
static bool
worth(const struct whole *w, const struct literal *l, size_t node)
{
	const struct tree *t = &w->tree;
	const struct node *it = &t->nodes[l->node];
	size_t element = element_of(t, l->node);

	if (element != 0 && !tree_within(t, node, element))
		return false;
	return l->not || !same(it->name, "n") || node == it->parent ||
	       !tree_within(t, node, it->parent);
}

/* The literals of one showing, behind a bracket; none: it always holds. */
static void
conjunction(const struct whole *w, const struct showing *s, struct buf *code)
{
	const struct literal *l;
	size_t i;

	for (i = 0; i < s->literals; i++) {
		l = &w->tree.literals[s->literal + i];
		if (!worth(w, l, s->node))
			continue;
		buf_puts(code, code->n > 1 ? " && " : "");
		buf_printf(code, "%sHTML_TRUE(", l->not ? "!" : "");
		whole_path(w, l->node, code);
		buf_putc(code, ')');
	}
}

bool
whole_test(const struct whole *w, size_t node, struct buf *code)
{
	enum shown shown = whole_shown(w, node);
	struct buf one = { 0 }, all = { 0 };
	const struct showing *s;
	bool always = false;
	size_t i;

	for (i = 0; i < w->tree.showing_n && !always; i++) {
		s = &w->tree.showings[i];
		if (s->node != node || s->shown != shown)
			continue;
		buf_reset(&one);
		buf_putc(&one, '(');
		conjunction(w, s, &one);
		always = one.n == 1;
		buf_putc(&one, ')');
		if (strstr(buf_text(&all), buf_text(&one)) == NULL)
			buf_printf(&all, "%s%s", all.n > 0 ? " || " : "",
			    buf_text(&one));
	}
	if (!always)
		buf_add(code, all.p, all.n);
	buf_clear(&one);
	buf_clear(&all);
	return !always;
}
