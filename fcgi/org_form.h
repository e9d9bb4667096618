/* org_form.h - the fields of an organisation, for a new one and to change. */
#ifndef ORG_FORM_H
#define ORG_FORM_H
#include "form.h"
#include "relation.h"
#include "view_org.h"

struct req;

/* As typed, or as it is on record. */
struct org_typed {
	const char *code, *name, *type, *parent, *purpose, *commissioner;
};

/* The fields but for code and commissioner. */
MUST_USE enum err org_form_fields(struct req *, const struct org_typed *,
    const struct faults *, struct org_fields *);

/*
 * Take name, type, parent and purpose; the parent's code becomes an id.  What
 * is wrong is a fault of the form.
 */
MUST_USE enum err org_form_take(
    struct req *, struct form *, struct org_typed *, struct relation *);

/*
 * An organisation by its code in a field, in small letters or capital ones;
 * *id 0 where the field is empty, and where there is none, a fault.
 */
MUST_USE enum err org_form_find(struct req *, struct form *, const char *field,
    const char *code, int64_t *id);

/* Say what ERR_INVALID was about. */
void org_form_fault(struct form *, enum relation_fault);

/* "Acute Trust"; the code where no pack speaks of it. */
const char *org_type_words(struct req *, const char *type);

const char *org_purpose_words(enum purpose);
#endif
