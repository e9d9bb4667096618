/* org_form.c - the fields of an organisation. */
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "fields.h"
#include "org_form.h"
#include "req.h"

static const char *const purposes[PURPOSE_COUNT] = {
	[PURPOSE_ASSURANCE] = "Its own assurance, every year",
	[PURPOSE_NATIONAL] = "It applies for national services",
	[PURPOSE_CONTRACT] = "It applies for a contract with a commissioner",
};

const char *
org_purpose_words(enum purpose p)
{
	return purposes[p];
}

const char *
org_type_words(struct req *r, const char *type)
{
	const char *words;

	return catalogue_type(r->db, r->arena, type, &words) == OK ? words
								   : type;
}

static bool
listed(const struct choice_field *all, const char *type)
{
	size_t i;

	for (i = 0; i < all->all.n; i++)
		if (strcmp(all->all.v[i].value, type) == 0)
			return true;
	return false;
}

/* Each type that a pack speaks of, named as in the newest one. */
static enum err
add_types(struct req *r, const char *chosen, const struct faults *faults,
    struct choice_field *out)
{
	struct catalogue_rows packs;
	enum err e = catalogue_list(r->db, r->arena, "", &packs);
	size_t i;

	if (e != OK)
		return e;
	*out = field_choice(r, faults, "type", "Type",
	    "It decides which requirements are asked. The list holds the types "
	    "of the requirement sets loaded here.",
	    packs.n + 1);
	field_choice_add(out, "", "Select a type", chosen);
	for (i = 0; i < packs.n; i++)
		if (!listed(out, packs.v[i].type))
			field_choice_add(out, packs.v[i].type,
			    arena_printf(r->arena, "%s (%s)",
				packs.v[i].type_name, packs.v[i].type),
			    chosen);
	return OK;
}

enum err
org_form_fields(struct req *r, const struct org_typed *t,
    const struct faults *faults, struct org_fields *v)
{
	enum purpose p;

	v->name = field_text(r, faults, "name", "Name", NULL, t->name);
	v->parent = field_text(r, faults, "parent",
	    "Part of (code of its head office or trust)",
	    "For a site or a unit. Leave it empty for an organisation of its "
	    "own",
	    t->parent);
	v->parent.narrow = true;
	v->purpose = field_choice(r, faults, "purpose",
	    "What it publishes its assessment for",
	    "The publication of who applies for national services waits for an "
	    "external review",
	    PURPOSE_COUNT);
	for (p = PURPOSE_ASSURANCE; p < PURPOSE_COUNT; p++)
		field_choice_add(
		    &v->purpose, purpose_name(p), purposes[p], t->purpose);
	return add_types(r, t->type, faults, &v->type);
}

enum err
org_form_find(struct req *r, struct form *f, const char *field,
    const char *code, int64_t *id)
{
	struct org o;
	enum err e;

	*id = 0;
	if (code[0] == '\0')
		return OK;
	e = org_find(r->db, r->arena, code, &o);
	if (e == OK)
		*id = o.id;
	else if (e == ERR_NOTFOUND)
		form_fault(f, field,
		    "Enter the code of an organisation that is registered "
		    "here");
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
org_form_take(
    struct req *r, struct form *f, struct org_typed *t, struct relation *rel)
{
	const char *words;
	enum err e;

	rel->name = t->name = form_need(f, "name", "the name", 200);
	rel->type = t->type = form_line(f, "type", "the type", 40);
	t->parent = form_line(f, "parent", "the code", 10);
	t->purpose = form_line(f, "purpose", "the purpose", 40);
	if (t->purpose[0] == '\0')
		t->purpose = purpose_name(PURPOSE_ASSURANCE);
	rel->purpose = purpose_named(t->purpose);
	if (rel->purpose == PURPOSE_COUNT)
		form_fault(f, "purpose", "Select what it publishes it for");
	e = catalogue_type(r->db, r->arena, t->type, &words);
	if (e == ERR_NOTFOUND)
		form_fault(f, "type", "Select the type of organisation");
	else if (e != OK)
		return e;
	return org_form_find(r, f, "parent", t->parent, &rel->parent);
}

void
org_form_fault(struct form *f, enum relation_fault fault)
{
	switch (fault) {
	case RELATION_FINE:
	case RELATION_CLASH: /* of lists alone */
	case RELATION_NAME:
		form_fault(f, "name", "Enter the name in letters");
		break;
	case RELATION_CODE:
		form_fault(f, "code",
		    "Enter a code of 3 to 10 letters A to Z and digits");
		break;
	case RELATION_TYPE:
		form_fault(f, "type", "Select the type of organisation");
		break;
	case RELATION_PARENT:
		form_fault(f, "parent",
		    "Enter the code of an organisation that is registered "
		    "here");
		break;
	case RELATION_LOOP:
		form_fault(f, "parent",
		    "Enter another organisation: this one is the same, or is a "
		    "part of it itself");
		break;
	case RELATION_COMMISSIONER:
		form_fault(f, "commissioner",
		    "Enter the code of an organisation that is registered "
		    "here");
		break;
	}
}
