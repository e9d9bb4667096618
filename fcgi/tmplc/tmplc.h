/* tmplc.h - HTML templates to C: what the program and its fuzzer call. */
#ifndef TMPLC_H
#define TMPLC_H
#include <stddef.h>

#include "buf.h"
#include "err.h"

struct tmplc_source {
	const char *name; /* makes tmpl_NAME */
	const char *file; /* as messages and #line say it */
	const char *text; /* n bytes, not NUL-terminated */
	size_t n;
};

struct tree;

/* Zeroed before use, and cleared by the caller, also after a fault. */
struct tmplc_unit {
	const char *name;  /* borrowed */
	const char *file;  /* borrowed */
	struct buf view;   /* the name of the struct it shows */
	struct buf code;   /* one C function */
	struct buf fields; /* names that its forms give, each in a line */
	struct tree *tree; /* what it shows, in the words of its text */
};
void tmplc_unit_clear(struct tmplc_unit *);

struct tmplc_fault {
	size_t line;
	char text[200];
};

/* Compile one template.  ERR_INVALID: the fault says where and why. */
MUST_USE enum err tmplc_compile(
    const struct tmplc_source *, struct tmplc_unit *, struct tmplc_fault *);

/*
 * Two functions more for one of all templates, into code: tmpl_NAME_json
 * writes what the page shows as members of an object, each once and only where
 * the page shows it; tmpl_NAME_schema writes their types.  The template "head"
 * has both written by hand, and "foot" has nothing to tell.  ERR_INVALID: a
 * part that is missing, or in itself.
 */
MUST_USE enum err tmplc_json(const struct tmplc_unit *const *all, size_t n,
    size_t which, struct buf *code, struct tmplc_fault *);
#endif
