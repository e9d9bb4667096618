/* tmplc_fuzz.c - any bytes as a template: compiled or refused, with a line. */
#include <stdlib.h>
#include <string.h>

#include "tmplc.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* No byte of a template may end a literal or a line of the C that is made. */
static void
check_code(const struct buf *code)
{
	size_t i;

	for (i = 0; i < code->n; i++)
		if ((code->p[i] < ' ' && code->p[i] != '\n' &&
			code->p[i] != '\t') ||
		    code->p[i] > '~')
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct tmplc_source source = {
		.name = "x",
		.file = "x.html",
		.text = (const char *)data,
		.n = n,
	};
	struct tmplc_unit unit = { 0 };
	const struct tmplc_unit *all[] = { &unit };
	struct buf json = { 0 };
	struct tmplc_fault fault = { 0 };
	size_t i, lines = 1;

	for (i = 0; i < n; i++)
		lines += data[i] == '\n';
	if (tmplc_compile(&source, &unit, &fault) == OK &&
	    tmplc_json(all, 1, 0, &json, &fault) == OK)
		check_code(&unit.code);
	else if (fault.line < 1 || fault.line > lines || fault.text[0] == '\0')
		abort();
	buf_clear(&json);
	tmplc_unit_clear(&unit);
	return 0;
}
