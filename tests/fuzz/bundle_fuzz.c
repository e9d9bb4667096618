/*
 * bundle_fuzz.c - what is taken for canonical JSON gives the same bytes when it
 * is read by another parser and written again; and no bundle is valid but by
 * a signature.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "buf.h"
#include "bundle.h"
#include "canon.h"
#include "jsonw.h"
#include "ring.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
put(struct jsonw *w, const char *key, struct json_object *v)
{
	size_t i;

	switch (json_object_get_type(v)) {
	case json_type_object: {
		jsonw_open(w, key, '{');
		json_object_object_foreach(v, name, member)
		    put(w, name, member);
		jsonw_close(w, '}');
		break;
	}
	case json_type_array:
		jsonw_open(w, key, '[');
		for (i = 0; i < json_object_array_length(v); i++)
			put(w, NULL, json_object_array_get_idx(v, i));
		jsonw_close(w, ']');
		break;
	case json_type_string:
		jsonw_text(w, key, json_object_get_string(v));
		break;
	case json_type_int:
		jsonw_int(w, key, json_object_get_int64(v));
		break;
	case json_type_boolean:
		jsonw_bool(w, key, json_object_get_boolean(v));
		break;
	case json_type_null:
		jsonw_null(w, key);
		break;
	case json_type_double:
		abort(); /* not one of our numbers */
	}
}

static void
same_bytes(const char *text, size_t n)
{
	struct buf out = { 0 };
	struct jsonw w = { .out = &out, .canonical = true };
	struct json_tokener *t = json_tokener_new();
	struct json_object *tree = json_tokener_parse_ex(t, text, (int)n);

	if (tree == NULL)
		abort();
	put(&w, NULL, tree);
	if (out.n != n || memcmp(out.p, text, n) != 0)
		abort();
	buf_clear(&out);
	json_object_put(tree);
	json_tokener_free(t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct ring none;
	struct bundle_verdict v;
	struct canon member;
	char *copy, text[64];
	size_t at;

	if ((copy = malloc(n + 1)) == NULL)
		abort();
	memcpy(copy, bytes, n);
	copy[n] = '\0';
	if (canon_fine(copy, n, &at)) {
		same_bytes(copy, n);
		if (canon_member((struct canon){ copy, n }, "a", &member))
			(void)canon_text(member, text, sizeof(text));
	} else if (at > n) {
		abort();
	}
	if (bundle_check(copy, n, &none, &v) || v.reason[0] == '\0' ||
	    memcmp(copy, bytes, n) != 0)
		abort();
	free(copy);
	return 0;
}
