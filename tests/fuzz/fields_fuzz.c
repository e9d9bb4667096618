/* fields_fuzz.c - any bytes as a program's JSON: a form, or said why not. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "form.h"
#include "json_fields.h"
#include "req.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What was taken is a form that nothing is wrong with. */
static void
check(struct arena *a, const struct buf *form)
{
	struct req r = { .arena = a, .query = "" };
	struct form f;

	r.body = arena_copy(a, form->p, form->n);
	r.body_n = form->n;
	form_open(&f, &r);
	if (f.malformed)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf form = { 0 }, faults = { 0 };
	struct arena *a = arena_open();
	const char *copy = arena_copy(a, (const char *)bytes, n);
	static const struct json_lists lists = { "r box", "codes w" };
	enum err e = json_fields(a, copy, n, &lists, &form, &faults);

	if (e == OK && faults.n == 0)
		check(a, &form);
	else if ((e != ERR_MALFORMED && e != ERR_INVALID) || faults.n == 0)
		abort();
	buf_clear(&form);
	buf_clear(&faults);
	arena_close(a);
	return 0;
}
