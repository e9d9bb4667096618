/* tree.c - nodes, and where they are shown. */
#include <stdlib.h>
#include <string.h>

#include "tree.h"

/* Room for one more, doubling at each power of two. */
static void *
room(void *v, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0)
		return v;
	v = realloc(v, (n == 0 ? 1 : 2 * n) * size);
	if (v == NULL)
		abort();
	return v;
}

void
tree_clear(struct tree *t)
{
	free(t->nodes);
	free(t->showings);
	free(t->literals);
	*t = (struct tree){ 0 };
}

static size_t
add_node(struct tree *t, struct node node)
{
	t->nodes = room(t->nodes, t->node_n, sizeof(node));
	t->nodes[t->node_n] = node;
	return t->node_n++;
}

static bool
named(const struct node *node, size_t parent, struct word name)
{
	return node->parent == parent && node->name.n == name.n &&
	       (name.n == 0 || memcmp(node->name.p, name.p, name.n) == 0);
}

size_t
tree_member(struct tree *t, size_t parent, struct word name, size_t line)
{
	size_t i;

	if (t->node_n == 0)
		add_node(t, (struct node){ .line = line });
	for (i = 1; i < t->node_n; i++)
		if (named(&t->nodes[i], parent, name))
			return i;
	return add_node(t, (struct node){ name, parent, line });
}

void
tree_literal(struct tree *t, struct literal literal)
{
	t->literals = room(t->literals, t->literal_n, sizeof(literal));
	t->literals[t->literal_n++] = literal;
}

void
tree_show(struct tree *t, struct showing s)
{
	const struct showing *last;

	if (t->showing_n > 0) {
		last = &t->showings[t->showing_n - 1];
		s.literal = last->literal + last->literals;
	}
	s.literals = t->literal_n - s.literal;
	t->showings = room(t->showings, t->showing_n, sizeof(s));
	t->showings[t->showing_n++] = s;
}

size_t
tree_element(const struct tree *t, size_t node)
{
	size_t i;

	for (i = node + 1; i < t->node_n; i++)
		if (named(&t->nodes[i], node, (struct word){ NULL, 0 }))
			return i;
	return 0;
}

bool
tree_within(const struct tree *t, size_t node, size_t other)
{
	while (node > other)
		node = t->nodes[node].parent;
	return node == other;
}
