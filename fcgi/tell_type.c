/* tell_type.c - the types of a view's values, as a schema of JSON. */
#include "tell.h"

void
tell_type_open(struct tell *j, const char *name)
{
	tell_open(j, name, '{');
	jsonw_text(&j->w, "type", "object");
	tell_open(j, "properties", '{');
}

void
tell_type_close(struct tell *j)
{
	tell_close(j, '}');
	tell_close(j, '}');
}

void
tell_list_open(struct tell *j, const char *name)
{
	tell_open(j, name, '{');
	jsonw_text(&j->w, "type", "array");
}

void
tell_list_close(struct tell *j)
{
	tell_close(j, '}');
}

void
tell_type(struct tell *j, const char *name, enum told_type t, bool may_lack)
{
	static const char *const names[][2] = {
		[TYPE_TEXT] = { "string", NULL },
		[TYPE_TRUTH] = { "boolean", NULL },
		[TYPE_INT] = { "integer", NULL },
		[TYPE_HREF] = { "string", "uri-reference" },
		[TYPE_DAY] = { "string", "date" },
		[TYPE_WHEN] = { "string", "date-time" },
	};

	tell_open(j, name, '{');
	/* Any text may be NULL, and so may an address; there may be no day. */
	tell_open(j, "type", '[');
	jsonw_text(&j->w, NULL, names[t][0]);
	if (t == TYPE_INT)
		jsonw_text(&j->w, NULL, "string");
	if (may_lack || (t != TYPE_TRUTH && t != TYPE_INT && t != TYPE_WHEN))
		jsonw_text(&j->w, NULL, "null");
	tell_close(j, ']');
	if (names[t][1] != NULL)
		jsonw_text(&j->w, "format", names[t][1]);
	tell_close(j, '}');
}
