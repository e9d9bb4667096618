/* library_json.c - the library of law and guidance, and its file. */
#include <json-c/json.h>
#include <sodium.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "library.h"
#include "pack.h"
#include "pack_priv.h"

#define FAULTS_MAX 50
#define ENTRIES_MAX 500
#define PLACES_MAX 50
#define FORMAT "igtk-library"

static const struct walk_text brief = { 0, 300, TEXT_LINE, true };
static const struct walk_text plain = { 20, 2000, TEXT_AREA, true };

static const char *const kinds[] = {
	[SOURCE_ACT] = "act",
	[SOURCE_REGULATIONS] = "regulations",
	[SOURCE_COMMON_LAW] = "common-law",
	[SOURCE_CODE] = "nhs-code",
	[SOURCE_STANDARD] = "standard",
	[SOURCE_POLICY] = "policy",
	[SOURCE_GUIDANCE] = "guidance",
	[SOURCE_REPORT] = "report",
	[SOURCE_KINDS] = NULL,
};
static const char *const standings[] = {
	[STANDING_IN_FORCE] = "in-force",
	[STANDING_IN_PART] = "in-part",
	[STANDING_REPLACED] = "replaced",
	[STANDING_NOT_ESTABLISHED] = "not-established",
	[STANDINGS] = NULL,
};

bool
library_named(struct arena *a, const char *bytes, size_t n)
{
	struct buf unsaid = { 0 };
	struct walk w = { .arena = a, .faults = &unsaid, .name = "" };
	struct node root, format;
	bool is = false;

	if (walk_open(&w, bytes, n, PACK_BYTES_MAX, &root)) {
		format = walk_member(&root, "format");
		is = json_object_is_type(format.value, json_type_string) &&
		     strcmp(json_object_get_string(format.value), FORMAT) == 0;
		walk_close(&root);
	}
	buf_clear(&unsaid);
	return is;
}

/* A year, or null: it is not established. */
static int64_t
year(struct node leaf)
{
	if (leaf.present && leaf.value == NULL)
		return 0;
	return walk_int(leaf, 1000, 2200);
}

static const char *
code_at(const struct node *list, struct library *l, size_t at)
{
	struct node item = walk_item(list, at), m = walk_member(&item, "code");
	const char *code = walk_code(m, SHAPE_SLUG);
	size_t i;

	for (i = 0; i < at && code[0] != '\0'; i++)
		if (strcmp(l->entries.v[i].code, code) == 0) {
			walk_fault(&m, "this code is given twice");
			break;
		}
	return code;
}

static void
provenance(const struct node *o, struct library_entry *x)
{
	static const char *const keys[] = { "mark", "note", NULL };

	x->mark = x->note = "";
	if (!walk_object(o, keys, NULL))
		return;
	x->mark = pack_marks[walk_choice(walk_member(o, "mark"), pack_marks)];
	x->note = walk_text(walk_member(o, "note"), &plain);
}

static void
entry(const struct node *o, struct library_entry *x)
{
	static const char *const keys[] = { "code", "title", "kind", "year",
		"issued_by", "citation", "place", "about", "standing", "today",
		"replaced_by", "related", "provenance", NULL };
	struct node m = walk_member(o, "provenance");

	walk_object(o, keys, NULL);
	x->title = walk_text(walk_member(o, "title"), &pack_line);
	x->kind = (enum source_kind)walk_choice(walk_member(o, "kind"), kinds);
	x->year = year(walk_member(o, "year"));
	x->issuer = walk_text(walk_member(o, "issued_by"), &pack_line);
	x->citation = walk_text(walk_member(o, "citation"), &brief);
	x->place = walk_text(walk_member(o, "place"), &brief);
	x->about = walk_text(walk_member(o, "about"), &plain);
	x->standing = (enum source_standing)walk_choice(
	    walk_member(o, "standing"), standings);
	x->today = walk_text(walk_member(o, "today"), &plain);
	provenance(&m, x);
}

/* ---- what leads to another ---- */

static bool
holds(const struct places *p, size_t place)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i] == place)
			return true;
	return false;
}

/* One code of a list of entry `from`, judged; it is added if it is fine. */
static void
place(const struct node *leaf, const struct library *l, size_t from,
    struct places *out)
{
	const struct library_entry *x = &l->entries.v[from];
	const char *code = walk_code(*leaf, SHAPE_SLUG);
	size_t i;

	if (code[0] == '\0')
		return;
	for (i = 0; i < l->entries.n; i++)
		if (strcmp(l->entries.v[i].code, code) == 0)
			break;
	if (i == l->entries.n)
		walk_fault(leaf, "no source has this code");
	else if (i == from)
		walk_fault(leaf, "this is the source itself");
	else if (holds(&x->replaced_by, i) || holds(&x->related, i))
		walk_fault(leaf, "this source is named already");
	else
		out->v[out->n++] = i;
}

static void
places(const struct node *list, const struct library *l, size_t from,
    struct places *out)
{
	size_t i, n = walk_list(list, 0, PLACES_MAX);
	struct node item;

	out->v = arena_array(list->walk->arena, n, sizeof(*out->v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		place(&item, l, from, out);
	}
}

static void
entries(const struct node *list, struct library *l)
{
	size_t i, n = walk_list(list, 1, ENTRIES_MAX);
	struct node item, m;

	l->entries.v = arena_array(list->walk->arena, n, sizeof(*l->entries.v));
	for (i = 0; i < n; i++) {
		struct library_entry *x = &l->entries.v[i];

		item = walk_item(list, i);
		*x = (struct library_entry){ .code = code_at(list, l, i) };
		entry(&item, x);
	}
	l->entries.n = n;
	for (i = 0; i < n; i++) {
		struct library_entry *x = &l->entries.v[i];

		item = walk_item(list, i);
		m = walk_member(&item, "replaced_by");
		places(&m, l, i, &x->replaced_by);
		m = walk_member(&item, "related");
		places(&m, l, i, &x->related);
	}
}

static void
library(const struct node *root, struct library *l)
{
	static const char *const keys[] = { "format", "schema", "revision",
		"title", "released", "sources", NULL };
	struct node m = walk_member(root, "sources");

	walk_object(root, keys, NULL);
	l->revision = walk_int(walk_member(root, "revision"), 1, 9999);
	l->title = walk_text(walk_member(root, "title"), &pack_line);
	l->released_on = walk_day(walk_member(root, "released"));
	entries(&m, l);
}

enum err
library_parse(struct arena *a, const char *name, const char *bytes, size_t n,
    struct library *l, struct buf *faults)
{
	struct walk w = {
		.arena = a, .faults = faults, .name = name, .max = FAULTS_MAX
	};
	struct node root;

	*l = (struct library){ 0 };
	if (!walk_open(&w, bytes, n, PACK_BYTES_MAX, &root))
		return ERR_INVALID;
	if (walk_format(&root, FORMAT))
		library(&root, l);
	walk_close(&root);
	crypto_hash_sha256(l->digest, (const unsigned char *)bytes, n);
	return w.n == 0 ? OK : ERR_INVALID;
}
