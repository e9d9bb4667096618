/* holder_words.c - owners as forms ask for them and faults speak of them. */
#include "holder_words.h"
#include "arena.h"
#include "owner.h"
#include "req.h"

enum err
holder_items(struct req *r, struct text_items *out)
{
	struct holders all;
	enum err e = holder_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	out->n = all.n;
	out->v = arena_array(r->arena, all.n, sizeof(*out->v));
	for (i = 0; i < all.n; i++)
		out->v[i].text = all.v[i].name;
	return OK;
}

static const char *
advice(struct req *r, enum err e, const char *typed)
{
	switch (e) {
	case ERR_NOTFOUND:
		return arena_printf(r->arena,
		    "Nobody here is called %s. Choose a person, a group or a "
		    "duty from the list",
		    typed);
	case ERR_CONFLICT:
		return arena_printf(r->arena,
		    "More than one is called %s. Enter the user name of the "
		    "person",
		    typed);
	default:
		return arena_printf(r->arena,
		    "The group %s has no members. Choose somebody else, or "
		    "put people in it first",
		    typed);
	}
}

enum err
holder_typed(struct req *r, struct form *f, const char *field,
    const char *typed, const char *was, struct holder *h)
{
	enum err e =
	    owner_known(r->db, r->arena, r->session.org, typed, was, h);

	if (e != ERR_NOTFOUND && e != ERR_CONFLICT && e != ERR_DENIED)
		return e;
	/* A line that is too long has a fault already. */
	if (faults_about(&f->faults, field) == NULL)
		form_fault(f, field, advice(r, e, typed));
	return OK;
}
