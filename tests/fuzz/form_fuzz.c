/* form_fuzz.c - any bytes as a form: taken apart whole, or malformed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "form.h"
#include "req.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Ask for each field by every type: the types must stand any value. */
static void
ask(struct form *f, const char *name)
{
	struct typed_day t;
	int64_t v;

	if (form_line(f, name, "text", 40) == NULL ||
	    form_area(f, name, "text", 40) == NULL ||
	    form_need(f, name, "text", 40) == NULL || !form_tick(f, name))
		abort();
	if (form_secret(f, name, SIZE_MAX) == NULL)
		abort();
	v = form_int(f, name, "number", -5, 100, -6);
	if (v < -6 || v > 100)
		abort();
	form_day(f, name, "day", &t);
}

static void
check(struct form *f)
{
	size_t i, fields = f->n;

	if (f->malformed && f->n != 0)
		abort();
	for (i = 0; i < fields; i++) {
		const struct field *field = &f->v[i];

		if (field->n != strlen(field->value))
			abort();
		if (i > 0 && strcmp(f->v[i - 1].name, field->name) >= 0)
			abort();
		ask(f, field->name);
	}
	form_day(f, "due", "due day", &(struct typed_day){ 0 });
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_open();
	struct req r = { .arena = a, .query = "" };
	struct form f;
	bool malformed;
	enum err e;

	r.body = arena_copy(a, (const char *)bytes, n);
	r.body_n = n;
	form_open(&f, &r);
	malformed = f.malformed;
	check(&f);
	e = form_close(&f);
	if (malformed != (e == ERR_MALFORMED) || (e == OK && f.faults.n > 0) ||
	    (e == ERR_INVALID && f.faults.n == 0))
		abort();
	form_wipe(&f);
	arena_close(a);
	return 0;
}
