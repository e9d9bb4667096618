/* tell_page.c - what the API tells of the frame that every page has. */
#include "tell.h"
#include "tmpl.h"
#include "view.h"

void
tmpl_head_json(struct tell *j, const struct page_view *v)
{
	size_t i;

	tell_open(j, "page", '{');
	tell_text(j, "title", v->title);
	tell_text(j, "notice", v->notice);
	tell_text(j, "warning", v->warning[0] != '\0' ? v->warning : NULL);
	tell_open(j, "faults", '[');
	for (i = 0; i < v->faults.n; i++) {
		tell_open(j, NULL, '{');
		tell_text(j, "field", v->faults.v[i].field);
		tell_text(j, "message", v->faults.v[i].message);
		tell_close(j, '}');
	}
	tell_close(j, ']');
	tell_close(j, '}');
}

void
tmpl_head_schema(struct tell *j)
{
	tell_type_open(j, "page");
	tell_type(j, "title", TYPE_TEXT, false);
	tell_type(j, "notice", TYPE_TEXT, true);
	tell_type(j, "warning", TYPE_TEXT, true);
	tell_list_open(j, "faults");
	tell_type_open(j, "items");
	tell_type(j, "field", TYPE_TEXT, false);
	tell_type(j, "message", TYPE_TEXT, false);
	tell_type_close(j);
	tell_list_close(j);
	tell_type_close(j);
}
