/* tree.h - what a template shows: members in members, and under which ifs. */
#ifndef TREE_H
#define TREE_H
#include <stdbool.h>
#include <stddef.h>

/* A piece of the template. */
struct word {
	const char *p;
	size_t n;
};

enum shown {
	SHOWN_NOT,
	SHOWN_TRUTH, /* only whether there is something */
	SHOWN_VALUE,
	SHOWN_HREF,
	SHOWN_DAY,
	SHOWN_WHEN,
	SHOWN_LIST
};

/* Node 0 is the view.  The child without a name is a list's element. */
struct node {
	struct word name; /* in the template's text */
	size_t parent;    /* before the node itself */
	size_t line;
};

/* A member that must be true, or must not. */
struct literal {
	size_t node;
	bool not ;
};

/* One place of the template where a node, or a part of it, is shown. */
struct showing {
	size_t node;
	enum shown shown;
	struct word part;         /* no bytes: the node itself */
	size_t literal, literals; /* all of these must hold */
	size_t line;
};

/* Zeroed, it is empty; all three are owned. */
struct tree {
	struct node *nodes;
	struct showing *showings;
	struct literal *literals;
	size_t node_n, showing_n, literal_n;
};

void tree_clear(struct tree *);

/* The member of a node with this name, which is made where there is none. */
size_t tree_member(struct tree *, size_t parent, struct word name, size_t line);

/* Literals that are added before their showing belong to it. */
void tree_literal(struct tree *, struct literal);
void tree_show(struct tree *, struct showing);

/* A list's element, or 0 where a node is no list. */
size_t tree_element(const struct tree *, size_t node);

/* Is a node inside another? */
bool tree_within(const struct tree *, size_t node, size_t other);
#endif
