/* schema.h - is an answer what the OpenAPI file says of it? */
#ifndef SCHEMA_H
#define SCHEMA_H
#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "buf.h"

/* A member by its name; NULL: there is none. */
static inline struct json_object *
member(struct json_object *o, const char *name)
{
	struct json_object *value = NULL;

	return json_object_object_get_ex(o, name, &value) ? value : NULL;
}

static inline const char *
type_of(struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_null:
		return "null";
	case json_type_boolean:
		return "boolean";
	case json_type_int:
		return "integer";
	case json_type_string:
		return "string";
	case json_type_array:
		return "array";
	case json_type_object:
		return "object";
	default:
		return "number";
	}
}

/* "type" is one name, or a list of them. */
static inline bool
type_fits(struct json_object *schema, struct json_object *value)
{
	struct json_object *type = member(schema, "type");
	const char *is = type_of(value);
	size_t i;

	if (json_object_is_type(type, json_type_string))
		return strcmp(json_object_get_string(type), is) == 0;
	for (i = 0; i < json_object_array_length(type); i++)
		if (strcmp(json_object_get_string(
			       json_object_array_get_idx(type, i)),
			is) == 0)
			return true;
	return false;
}

/* Say where a value is not of its schema; every member must be known. */
static inline void
schema_check(struct json_object *schema, struct json_object *value,
    const char *where, struct buf *faults)
{
	struct json_object *properties, *items;
	size_t i;

	if (schema == NULL || !type_fits(schema, value)) {
		buf_printf(faults, "%s: %s\n", where,
		    schema == NULL ? "not in the schema" : type_of(value));
		return;
	}
	if ((properties = member(schema, "properties")) != NULL) {
		json_object_object_foreach(value, name, inner)
		    schema_check(member(properties, name), inner, name, faults);
		json_object_object_foreach(properties, known,
		    type) if (!json_object_object_get_ex(value, known, &type))
		    buf_printf(faults, "%s: %s lacks\n", where, known);
	}
	if ((items = member(schema, "items")) != NULL)
		for (i = 0; i < json_object_array_length(value); i++)
			schema_check(items, json_object_array_get_idx(value, i),
			    where, faults);
}
#endif
