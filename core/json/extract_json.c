/* extract_json.c - the regulator's list, with the names and types of its day.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "extract.h"
#include "json_walk.h"
#include "log.h"

static const struct walk_text any_line = { 1, 200, TEXT_AREA, false };

static enum err
read_state(struct arena *a, struct extract_state *s)
{
	struct buf faults = { 0 };
	struct walk walk = {
		.arena = a, .faults = &faults, .name = "org", .max = 1
	};
	struct node root;

	s->name = s->type = "";
	if (walk_open(&walk, s->detail, strlen(s->detail), 1u << 16, &root)) {
		s->name = walk_text(walk_member(&root, "name"), &any_line);
		s->type = walk_code(walk_member(&root, "type"), SHAPE_CAPITALS);
		walk_close(&root);
	}
	if (walk.n > 0)
		log_error("extract.past", "fault=%s", buf_text(&faults));
	buf_clear(&faults);
	return walk.n > 0 ? ERR_IO : OK;
}

enum err
extract_within(
    struct db *db, struct arena *a, day on, extract_sink *sink, void *arg)
{
	struct extract_past past;
	enum err e = extract_told(db, a, clock_begin(on + 1), &past);
	size_t i;

	for (i = 0; e == OK && i < past.n; i++)
		e = read_state(a, &past.v[i]);
	return e == OK ? extract_list(db, a, on, &past, sink, arg) : e;
}

struct extracting {
	struct arena *arena;
	day on;
	extract_sink *sink;
	void *arg;
};

static enum err
all(struct db *db, void *arg)
{
	const struct extracting *x = arg;

	return extract_within(db, x->arena, x->on, x->sink, x->arg);
}

enum err
extract_on(
    struct db *db, struct arena *a, day on, extract_sink *sink, void *arg)
{
	struct extracting x = { a, on, sink, arg };

	return db_read(db, all, &x);
}
