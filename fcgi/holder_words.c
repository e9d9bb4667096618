/* holder_words.c - owners as forms ask for them and faults speak of them. */
#include "holder_words.h"
#include "arena.h"
#include "owner.h"
#include "req.h"

static struct text_items
texts(struct req *r, const struct holder_names *all)
{
	struct text_items items = { .n = all->n };
	size_t i;

	items.v = arena_array(r->arena, all->n, sizeof(*items.v));
	for (i = 0; i < all->n; i++)
		items.v[i].text = all->v[i];
	return items;
}

enum err
holder_items(struct req *r, struct text_items *out)
{
	struct holder_names all;
	enum err e = holder_names(r->db, r->arena, r->session.org, &all);

	if (e == OK)
		*out = texts(r, &all);
	return e;
}

enum err
holder_person_items(struct req *r, struct text_items *out)
{
	struct holder_names all;
	enum err e = holder_person_names(r->db, r->arena, r->session.org, &all);

	if (e == OK)
		*out = texts(r, &all);
	return e;
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
