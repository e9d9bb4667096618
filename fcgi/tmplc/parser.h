/* parser.h - a template being read: what directives work on. */
#ifndef PARSER_H
#define PARSER_H
#include <stdbool.h>
#include <stddef.h>

#include "context.h"
#include "tmplc.h"
#include "tree.h"

#define BLOCKS_MOST 32
#define WORDS_MOST 5

#define DIRECTIVE_VIEW_MISSING "the file must begin with {{view struct NAME}}"

enum block_kind { BLOCK_IF, BLOCK_UNLESS, BLOCK_EACH };

/* Where the way through the page stands: in HTML, and on its line. */
struct spot {
	struct context context;
	bool fresh; /* nothing has been written on this line yet */
};

struct block {
	enum block_kind kind;
	size_t line;
	struct word var; /* of an each */
	size_t node;     /* what is asked for, or the element */
	bool other;      /* its {{else}} was met */
	struct spot began;
	struct spot arm; /* the end of the arm before the {{else}} */
};

struct parser {
	const struct tmplc_source *source;
	size_t at, line;
	struct spot spot;
	struct buf text;  /* static text not yet emitted; owned */
	struct buf field; /* the name of a field as far as it was read; owned */
	bool made;        /* part of that name is known only to the page */
	struct block blocks[BLOCKS_MOST];
	size_t depth;
	struct tmplc_unit *unit;
	struct tmplc_fault *fault;
};

struct directive {
	const char *form; /* how it is written */
	enum err (*obey)(
	    struct parser *, const struct directive *, const struct word *);
	enum value value;      /* of values: what the context allows */
	const char *call;      /* of values: what prints them */
	enum shown shown;      /* of values: as what */
	enum block_kind block; /* of blocks */
};

/* Say what is wrong, and return ERR_INVALID for the caller to pass on. */
MUST_USE enum err parser_fault(struct parser *, size_t line, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));
MUST_USE enum err parser_refuse(struct parser *, enum refusal);

/* Write out the static text; returns the code. */
struct buf *parser_flush(struct parser *);

/* Begin a C statement, whose names are looked for in this line. */
struct buf *parser_statement(struct parser *);
void parser_path(struct parser *, struct word path); /* as C */

/* The loop that is open and has w as its variable; NULL: none. */
const struct block *parser_loop(const struct parser *, struct word w);

/*
 * The node of a path.  ERR_INVALID: it follows a pointer that is no loop's
 * variable, which might be NULL; the fault says so.
 */
MUST_USE enum err parser_node(struct parser *, struct word path, size_t *node);

/* A node, or its part, is shown here, as far as the place tells people. */
void parser_show(struct parser *, size_t node, enum shown, struct word part);

bool word_is(struct word, const char *);
bool word_is_ident(struct word);
bool word_is_path(struct word);     /* ident(.ident | ->ident)* */
bool word_is_template(struct word); /* [a-z][a-z0-9_]* */
int word_shown(struct word);        /* how much of it a message shows */

/* Obey one directive, "{{" and "}}" taken off.  ERR_INVALID: fault is set. */
MUST_USE enum err directive_obey(struct parser *, struct word);

/* The view line.  ERR_INVALID: fault is set. */
MUST_USE enum err directive_view(struct parser *, struct word);

/* The directives of blocks.  ERR_INVALID: fault is set. */
MUST_USE enum err block_if(
    struct parser *, const struct directive *, const struct word *);
MUST_USE enum err block_each(
    struct parser *, const struct directive *, const struct word *);
MUST_USE enum err block_else(
    struct parser *, const struct directive *, const struct word *);
MUST_USE enum err block_end(
    struct parser *, const struct directive *, const struct word *);
const char *block_name(enum block_kind);
#endif
