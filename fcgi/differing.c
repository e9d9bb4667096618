/* differing.c - a record as it is and as it was typed, part by part. */
#include <string.h>

#include "arena.h"
#include "differing.h"
#include "req.h"
#include "sign.h"
#include "view_manage.h"

void
differing_of(struct req *r, const char *const *labels, const char *const *now,
    const char *const *typed, size_t n, struct manage_differences *out)
{
	size_t i;

	out->all.v = arena_array(r->arena, n, sizeof(*out->all.v));
	for (i = 0; i < n; i++)
		if (strcmp(now[i], typed[i]) != 0)
			out->all.v[out->all.n++] =
			    (struct manage_differing){ labels[i], now[i],
				    typed[i] };
}

const char *
differing_digest(struct req *r, const char *const *parts, size_t n)
{
	const char *whole = "";
	size_t i;

	for (i = 0; i < n; i++)
		whole = arena_printf(r->arena, "%s%s\n", whole, parts[i]);
	return sign_digest(r, whole);
}
