/* set_of.c - finding the set of an address, and its names. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "req.h"
#include "set_of.h"
#include "withdrawal.h"

enum err
set_find(struct req *r, const char *name, int64_t *id)
{
	const char *type_end = strchr(name, '-'), *last = strrchr(name, '-');
	char *end;
	long revision;

	if (type_end == NULL || last == type_end)
		return ERR_NOTFOUND;
	revision = strtol(last + 1, &end, 10);
	if (last[1] < '1' || last[1] > '9' || *end != '\0')
		return ERR_NOTFOUND;
	return catalogue_find_revision(r->db,
	    arena_copy(r->arena, type_end + 1, (size_t)(last - type_end - 1)),
	    arena_copy(r->arena, name, (size_t)(type_end - name)), revision,
	    id);
}

/* Is it withdrawn, the page says so above its heading. */
static enum err
warn(struct req *r, const struct catalogue *c)
{
	struct withdrawal w;
	enum err e = withdrawal_read(r->db, r->arena, c->version, c->type, &w);

	if (e == OK)
		req_warn(r, withdrawal_words(r->arena, c->version,
				clock_day(w.at), w.reason));
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
set_read(struct req *r, const char *name, struct catalogue *c)
{
	int64_t id;
	enum err e = set_find(r, name, &id);

	if (e == OK)
		e = catalogue_read(r->db, r->arena, id, c);
	return e == OK ? warn(r, c) : e;
}

const char *
set_name(struct req *r, const struct catalogue_row *row)
{
	return arena_printf(r->arena, "%s-%s-%lld", row->type, row->version,
	    (long long)row->revision);
}

const char *
set_version(struct req *r, const char *version, int64_t revision)
{
	if (revision == 1)
		return arena_printf(r->arena, "version %s", version);
	return arena_printf(r->arena, "version %s, revision %lld", version,
	    (long long)revision);
}

const char *
set_changes_title(struct req *r, const struct catalogue *before,
    const struct catalogue *after)
{
	const char *was = set_version(r, before->version, before->revision);
	const char *is = set_version(r, after->version, after->revision);

	if (strcmp(before->type, after->type) == 0)
		return arena_printf(r->arena, "What changed for %s: %s to %s",
		    after->type_name, was, is);
	return arena_printf(r->arena, "What changed: %s, %s, to %s, %s",
	    before->type_name, was, after->type_name, is);
}

const struct catalogue_row *
set_before(const struct catalogue_rows *rows, int64_t id)
{
	const struct catalogue_row *here = NULL;
	size_t i;

	for (i = 0; i < rows->n; i++) {
		if (here != NULL && strcmp(rows->v[i].type, here->type) == 0)
			return &rows->v[i];
		if (rows->v[i].id == id)
			here = &rows->v[i];
	}
	return NULL;
}

const char *
set_sure(const char *mark)
{
	if (strcmp(mark, "reconstructed") == 0)
		return "This set is a reconstruction";
	return strcmp(mark, "source") == 0 ? "Confirmed" : "From memory";
}
