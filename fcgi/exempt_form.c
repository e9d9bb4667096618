/* exempt_form.c - the choices that the pages of exemptions share. */
#include <string.h>

#include "arena.h"
#include "exempt_form.h"
#include "fields.h"
#include "req.h"

bool
exempt_offers(const struct choice_field *c, const char *value)
{
	size_t i;

	for (i = 0; i < c->all.n; i++)
		if (strcmp(c->all.v[i].value, value) == 0)
			return true;
	return false;
}

struct choice_field
exempt_versions(struct req *r, const struct faults *faults,
    const struct catalogue_rows *sets, const char *none, const char *chosen)
{
	struct choice_field c =
	    field_choice(r, faults, "version", "Version", NULL, sets->n + 1);
	size_t i;

	field_choice_add(&c, "", none, chosen);
	for (i = 0; i < sets->n; i++)
		if (!exempt_offers(&c, sets->v[i].version))
			field_choice_add(
			    &c, sets->v[i].version, sets->v[i].version, chosen);
	return c;
}

struct choice_field
exempt_types(struct req *r, const struct faults *faults,
    const struct catalogue_rows *sets, const char *hint, const char *none,
    const char *chosen)
{
	struct choice_field c = field_choice(
	    r, faults, "type", "Type of organisation", hint, sets->n + 1);
	size_t i;

	field_choice_add(&c, "", none, chosen);
	for (i = 0; i < sets->n; i++)
		if (!exempt_offers(&c, sets->v[i].type))
			field_choice_add(&c, sets->v[i].type,
			    arena_printf(r->arena, "%s (%s)",
				sets->v[i].type_name, sets->v[i].type),
			    chosen);
	return c;
}
