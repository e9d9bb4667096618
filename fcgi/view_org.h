/* view_org.h - the views of organisations: registering and changing them. */
#ifndef VIEW_ORG_H
#define VIEW_ORG_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"

struct org_line {
	struct href to;
	int64_t id;
	const char *code, *name, *type;
	bool here;       /* where the session acts */
	struct href end; /* of commissioning; NULL */
	int64_t op;
};
struct org_lines {
	struct org_line *v;
	size_t n;
};
struct orgs_view {
	struct page_view page;
	struct href to, add, move;
	struct org_lines orgs;
	struct text_field like;
	const char *typed;
	int64_t at, previous, next; /* pages; 0: there is none */
};

struct org_fields {
	struct text_field name, parent;
	struct choice_field type, purpose;
};
struct org_new_view {
	struct page_view page;
	struct href save;
	struct text_field code, commissioner;
	struct org_fields fields;
};

struct org_view {
	struct page_view page;
	struct href save, add, parent, public, orgs;
	struct href sites; /* where the session acts in it */
	const char *code, *type, *purpose;
	const char *parent_name; /* NULL: none */
	const char *open_year;   /* that keeps its set; NULL: none is open */
	const char *open_type;   /* whose set that is */
	const char *was;
	struct org_fields fields;
	struct org_lines parts, commissioners;
	struct text_field commissioner;
};
#endif
