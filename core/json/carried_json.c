/* carried_json.c - what was left of a requirement, as the trail tells it. */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "carried.h"
#include "catalogue.h"
#include "json_walk.h"
#include "log.h"

#define LEFT_MOST 10000 /* of one requirement */

static const struct walk_text any_area = { 0, 100000, TEXT_AREA, false };

static enum carried_kind
kind_of(struct node n)
{
	const char *names[CARRIED_KINDS + 1] = { NULL };
	size_t k;

	for (k = 0; k < CARRIED_KINDS; k++)
		names[k] = carried_kind_name((enum carried_kind)k);
	return (enum carried_kind)walk_choice(n, names);
}

static const char *
member(const struct node *o, const char *key)
{
	return walk_text(walk_member(o, key), &any_area);
}

static void
take(const struct node *o, struct arena *a, struct carried_lines *out)
{
	const char *number = member(o, "requirement"), *now = member(o, "now");
	struct node list = walk_member(o, "left");
	size_t i, n = walk_list(&list, 1, LEFT_MOST);
	struct carried_line *v = arena_array(a, out->n + n, sizeof(*v));

	if (out->n > 0)
		memcpy(v, out->v, out->n * sizeof(*v));
	out->v = v;
	for (i = 0; i < n; i++) {
		struct node item = walk_item(&list, i);

		v[out->n++] = (struct carried_line){ .number = number,
			.now = now,
			.kind = kind_of(walk_member(&item, "kind")),
			.criteria = member(&item, "criteria"),
			.text = member(&item, "text"),
			.about = member(&item, "about"),
			.taken = member(&item, "taken") };
	}
}

static enum err
read_row(struct arena *a, const char *detail, struct carried_lines *out)
{
	struct buf faults = { 0 };
	struct walk walk = { .arena = a,
		.faults = &faults,
		.name = "assessment.left",
		.max = 1 };
	struct node root;

	if (walk_open(&walk, detail, strlen(detail), 64u << 20, &root)) {
		take(&root, a, out);
		walk_close(&root);
	}
	if (walk.n > 0)
		log_error("carried.row", "fault=%s", buf_text(&faults));
	buf_clear(&faults);
	return walk.n > 0 ? ERR_IO : OK;
}

enum err
carried_list(struct db *db, struct arena *a, const struct assessment *s,
    struct carried_lines *out)
{
	struct texts details;
	enum err e = carried_told(db, a, s, &details);
	size_t i;

	*out = (struct carried_lines){ 0 };
	for (i = 0; e == OK && i < details.n; i++)
		e = read_row(a, details.v[i], out);
	return e;
}
