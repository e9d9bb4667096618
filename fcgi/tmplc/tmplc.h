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

/* Zeroed before use; the caller clears both, also after a fault. */
struct tmplc_unit {
	struct buf view; /* the name of the struct it shows */
	struct buf code; /* one C function */
};

struct tmplc_fault {
	size_t line;
	char text[200];
};

/* Compile one template.  ERR_INVALID: the fault says where and why. */
MUST_USE enum err tmplc_compile(
    const struct tmplc_source *, struct tmplc_unit *, struct tmplc_fault *);
#endif
