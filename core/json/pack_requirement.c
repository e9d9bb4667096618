/* pack_requirement.c - the requirements of a pack. */
#include <string.h>

#include "arena.h"
#include "pack_priv.h"

#define REQUIREMENTS_MAX 500
#define CRITERIA_MAX 20 /* at one level */
#define EVIDENCE_MAX 50 /* for one criterion */
#define ORIGINS_MAX 200

static const struct walk_text changes = { 0, 5000, TEXT_AREA, true };

static void
evidence(const struct node *list, struct texts *t)
{
	size_t i, n = walk_list(list, 1, EVIDENCE_MAX);

	t->v = arena_array(list->walk->arena, n, sizeof(*t->v));
	for (i = 0; i < n; i++)
		t->v[i] = walk_text(walk_item(list, i), &pack_line);
	t->n = n;
}

static void
criterion(
    const struct node *item, int level, size_t index, struct criterion *cr)
{
	static const char *const keys[] = { "id", "text", "maintenance",
		"responsibility", "evidence", NULL };
	char code[3] = { (char)('0' + level), (char)('a' + index), '\0' };
	struct node m;

	if (!walk_object(item, keys, NULL))
		return;
	m = walk_member(item, "id");
	cr->code = walk_code(m, SHAPE_CRITERION);
	if (cr->code[0] != '\0' && strcmp(cr->code, code) != 0)
		walk_fault(&m, "must be \"%s\", the next in order", code);
	cr->level = level;
	cr->text = walk_text(walk_member(item, "text"), &pack_point);
	cr->maintenance = walk_bool(walk_member(item, "maintenance"));
	cr->responsibility = walk_bool(walk_member(item, "responsibility"));
	m = walk_member(item, "evidence");
	evidence(&m, &cr->evidence);
}

static void
one_level(const struct node *item, int level, struct requirement *r)
{
	static const char *const keys[] = { "level", "summary", "criteria",
		NULL };
	struct node m, element;
	size_t i, n;

	if (!walk_object(item, keys, NULL))
		return;
	m = walk_member(item, "level");
	if (walk_int(m, 0, LEVEL_MAX) != level && m.present)
		walk_fault(&m, "a gap in levels: %d was expected", level);
	r->summary[level] = walk_text(walk_member(item, "summary"), &pack_line);
	m = walk_member(item, "criteria");
	n = walk_list(&m, level > 0, level > 0 ? CRITERIA_MAX : 0);
	for (i = 0; i < n; i++) {
		element = walk_item(&m, i);
		criterion(&element, level, i, &r->criteria.v[r->criteria.n++]);
	}
}

static void
levels(const struct node *list, struct requirement *r)
{
	size_t i, n = walk_list(list, LEVEL_MAX + 1, LEVEL_MAX + 1);
	struct node item;

	r->criteria.v = arena_array(list->walk->arena,
	    (size_t)LEVEL_MAX * CRITERIA_MAX, sizeof(*r->criteria.v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		one_level(&item, (int)i, r);
	}
}

static void
initiative(struct node leaf, const struct catalogue *c, struct requirement *r)
{
	const char *code = walk_code(leaf, SHAPE_CAPITALS);

	for (r->initiative = 0; r->initiative < c->initiatives.n;
	     r->initiative++)
		if (strcmp(c->initiatives.v[r->initiative].code, code) == 0)
			return;
	if (code[0] != '\0')
		walk_fault(&leaf, "no initiative has this code");
}

static const struct origin *
origin(struct node leaf, const struct catalogue *c)
{
	const char *code = walk_code(leaf, SHAPE_SLUG);
	size_t i;

	for (i = 0; i < c->origins.n && code[0] != '\0'; i++)
		if (strcmp(c->origins.v[i].code, code) == 0)
			return &c->origins.v[i];
	if (code[0] != '\0')
		walk_fault(&leaf, "no origin has this code");
	return NULL;
}

static void
origins(
    const struct node *list, const struct catalogue *c, struct requirement *r)
{
	size_t i, j, n = walk_list(list, 1, ORIGINS_MAX);
	const struct origin *o;
	struct node item;

	r->origins.v = arena_array(list->walk->arena, n, sizeof(*r->origins.v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		if ((o = origin(item, c)) == NULL)
			continue;
		for (j = 0; j < r->origins.n && r->origins.v[j] != o; j++)
			;
		if (j < r->origins.n)
			walk_fault(&item, "this origin is named already");
		else
			r->origins.v[r->origins.n++] = o;
	}
}

static void
not_relevant(const struct node *o, struct requirement *r)
{
	static const char *const keys[] = { "reason", "record", NULL };

	if (o->value == NULL || !walk_object(o, keys, NULL))
		return;
	r->nr_reason = walk_text(walk_member(o, "reason"), &pack_point);
	r->nr_record = walk_text(walk_member(o, "record"), &pack_point);
}

static void
marks(const struct node *o, struct marks *m)
{
	static const char *const keys[] = { "set", "title", "criteria", NULL };

	if (!walk_object(o, keys, NULL))
		return;
	m->set = pack_marks[walk_choice(walk_member(o, "set"), pack_marks)];
	m->title = pack_text_marks[walk_choice(
	    walk_member(o, "title"), pack_text_marks)];
	m->criteria = pack_text_marks[walk_choice(
	    walk_member(o, "criteria"), pack_text_marks)];
}

static void
requirement(
    const struct node *item, const struct catalogue *c, struct requirement *r)
{
	static const char *const keys[] = { "number", "initiative", "title",
		"description", "changes", "origins", "not_relevant", "training",
		"provenance", "levels", NULL };
	struct node m;

	if (!walk_object(item, keys, NULL))
		return;
	r->number = walk_code(walk_member(item, "number"), SHAPE_NUMBER);
	initiative(walk_member(item, "initiative"), c, r);
	r->title = walk_text(walk_member(item, "title"), &pack_line);
	r->description =
	    walk_text(walk_member(item, "description"), &pack_area);
	r->changes = walk_text(walk_member(item, "changes"), &changes);
	r->training = walk_bool(walk_member(item, "training"));
	m = walk_member(item, "origins");
	origins(&m, c, r);
	m = walk_member(item, "not_relevant");
	not_relevant(&m, r);
	m = walk_member(item, "provenance");
	marks(&m, &r->marks);
	m = walk_member(item, "levels");
	levels(&m, r);
}

/* A number must be greater than the last one that could be read. */
static void
in_order(const struct node *item, const char *last, const char *number)
{
	struct node m = walk_member(item, "number");
	int difference = strcmp(last, number);

	if (difference == 0)
		walk_fault(&m, "this number is given twice");
	else if (difference > 0)
		walk_fault(&m, "out of order: it follows %s", last);
}

void
pack_requirements(const struct node *list, struct catalogue *c)
{
	size_t i, n = walk_list(list, 1, REQUIREMENTS_MAX);
	const char *last = "";
	struct requirement *r;
	struct node item;

	c->requirements.v =
	    arena_array(list->walk->arena, n, sizeof(*c->requirements.v));
	c->requirements.n = n;
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		r = &c->requirements.v[i];
		r->initiative = c->initiatives.n;
		requirement(&item, c, r);
		if (r->number == NULL || r->number[0] == '\0')
			continue;
		in_order(&item, last, r->number);
		last = r->number;
	}
}
