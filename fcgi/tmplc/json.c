/* json.c - what a template shows, as functions that write JSON. */
#include <string.h>

#include "emit.h"
#include "whole.h"

struct writer {
	struct whole *whole;
	struct buf *code;
	size_t depth;
	bool schema; /* the types, and not the values */
};

static void
line(struct writer *w, size_t node)
{
	emit_line(
	    w->code, w->whole->unit->file, w->whole->tree.nodes[node].line);
	emit_indent(w->code, w->depth);
}

/* What stands in a list has no name but that of its type. */
static void
key(struct writer *w, size_t node)
{
	const struct node *it = &w->whole->tree.nodes[node];

	if (it->name.n == 0)
		buf_puts(w->code, w->schema ? "\"items\"" : "NULL");
	else
		emit_literal(w->code, it->name.p, it->name.n);
}

static void
call(struct writer *w, const char *function, size_t node, const char *more)
{
	buf_printf(w->code, "%s(j, ", function);
	key(w, node);
	buf_puts(w->code, more);
}

static void
value(struct writer *w, size_t node)
{
	static const char *const calls[][2] = {
		[SHOWN_TRUTH] = { "TELL_TRUTH", "TELL_TRUTH_TYPE" },
		[SHOWN_VALUE] = { "TELL_VALUE", "TELL_TYPE" },
		[SHOWN_HREF] = { "TELL_HREF", "TELL_HREF_TYPE" },
		[SHOWN_DAY] = { "TELL_DAY", "TELL_DAY_TYPE" },
		[SHOWN_WHEN] = { "TELL_WHEN", "TELL_WHEN_TYPE" },
	};
	enum shown shown = whole_shown(w->whole, node);
	struct buf test = { 0 };
	bool may_lack = whole_test(w->whole, node, &test);

	line(w, node);
	if (may_lack && !w->schema)
		buf_printf(w->code, "if (%s)\n\t\t", buf_text(&test));
	call(w, calls[shown][w->schema], node, ", ");
	whole_path(w->whole, node, w->code);
	if (w->schema)
		buf_puts(w->code, may_lack ? ", true" : ", false");
	buf_puts(w->code, ");\n");
	if (may_lack && !w->schema)
		call(w, "\telse\n\t\ttell_lacks", node, ");\n");
	buf_clear(&test);
}

static void members(struct writer *, size_t node);
static void list(struct writer *, size_t node, size_t element);

/* Values and lists of a node that is shown in no other way are an object. */
static void
any(struct writer *w, size_t node)
{
	enum shown shown = whole_shown(w->whole, node);
	size_t element = tree_element(&w->whole->tree, node);

	if (element != 0) {
		list(w, node, element);
	} else if (shown != SHOWN_NOT && shown != SHOWN_LIST) {
		value(w, node);
	} else {
		line(w, node);
		call(w, w->schema ? "tell_type_open" : "tell_open", node,
		    w->schema ? ");\n" : ", '{');\n");
		members(w, node);
		line(w, node);
		buf_puts(w->code, w->schema ? "tell_type_close(j);\n"
					    : "tell_close(j, '}');\n");
	}
}

/* The statement that goes through a list; its element is e_NODE. */
static void
loop(struct writer *w, size_t node, size_t element)
{
	struct buf path = { 0 }, test = { 0 };
	const char *p;

	whole_path(w->whole, node, &path);
	p = buf_text(&path);
	line(w, node);
	if (w->schema) {
		buf_printf(w->code,
		    "{ __typeof__(&(%s).v[0]) e_%zu = NULL; (void)e_%zu;\n", p,
		    element, element);
	} else {
		if (whole_test(w->whole, node, &test))
			buf_printf(w->code, "if (%s)\n\t", buf_text(&test));
		buf_printf(w->code,
		    "for (size_t i_%zu = 0; i_%zu < (%s).n; i_%zu++) { "
		    "__typeof__(&(%s).v[0]) e_%zu = &(%s).v[i_%zu]; "
		    "(void)e_%zu;\n",
		    element, element, p, element, p, element, p, element,
		    element);
	}
	buf_clear(&path);
	buf_clear(&test);
}

static void
list(struct writer *w, size_t node, size_t element)
{
	line(w, node);
	call(w, w->schema ? "tell_list_open" : "tell_open", node,
	    w->schema ? ");\n" : ", '[');\n");
	loop(w, node, element);
	w->depth++;
	any(w, element);
	w->depth--;
	line(w, node);
	buf_puts(w->code,
	    w->schema ? "} tell_list_close(j);\n" : "} tell_close(j, ']');\n");
}

/* The frame of the page tells of itself. */
static void
frame(struct writer *w, size_t node)
{
	line(w, node);
	if (w->schema) {
		buf_puts(w->code, "tmpl_" PART_HEAD "_schema(j);\n");
		return;
	}
	buf_puts(w->code, "tmpl_" PART_HEAD "_json(j, &");
	whole_path(w->whole, node, w->code);
	buf_puts(w->code, ");\n");
}

static void
members(struct writer *w, size_t node)
{
	const struct tree *t = &w->whole->tree;
	size_t i;

	for (i = 1; i < t->node_n; i++) {
		if (i == node || t->nodes[i].parent != node)
			continue;
		if (i == w->whole->frame) {
			frame(w, i);
		} else if (whole_tells(w->whole, i)) {
			any(w, i);
		}
	}
}

static void
function(struct writer *w)
{
	const struct tmplc_unit *unit = w->whole->unit;
	int n = (int)unit->view.n;

	if (w->schema) {
		buf_printf(
		    w->code, "static const char fields_of_%s[] = ", unit->name);
		emit_literal(w->code, w->whole->fields.p, w->whole->fields.n);
		buf_puts(w->code, ";\n");
	}
	emit_line(w->code, unit->file, 1);
	if (w->schema)
		buf_printf(w->code,
		    "void\ntmpl_%s_schema(struct tell *j)\n"
		    "{\n\tconst struct %.*s *v = NULL;\n\n",
		    unit->name, n, unit->view.p);
	else
		buf_printf(w->code,
		    "void\ntmpl_%s_json(struct tell *j, const struct %.*s "
		    "*v)\n{\n",
		    unit->name, n, unit->view.p);
	buf_puts(w->code, "\t(void)j;\n\t(void)v;\n");
	w->depth = 1;
	members(w, 0);
	buf_puts(w->code, "}\n");
}

enum err
tmplc_json(const struct tmplc_unit *const *all, size_t n, size_t which,
    struct buf *code, struct tmplc_fault *fault)
{
	struct whole whole = {
		.all = all, .n = n, .unit = all[which], .fault = fault
	};
	struct writer w = { .whole = &whole, .code = code };
	enum err e;

	if (strcmp(whole.unit->name, PART_HEAD) == 0 ||
	    strcmp(whole.unit->name, PART_FOOT) == 0)
		return OK;
	if ((e = whole_make(&whole)) == OK) {
		function(&w);
		w.schema = true;
		function(&w);
	}
	tree_clear(&whole.tree);
	buf_clear(&whole.fields);
	return e;
}
