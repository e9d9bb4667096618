/* exchange_json.c - answers of an assessment, from JSON. */
#include <string.h>

#include "arena.h"
#include "exchange.h"
#include "json_walk.h"

#define FAULTS_MAX 200
#define ANSWERS_MAX 500
#define CRITERIA_MAX 60
#define EVIDENCE_MAX 200

static const struct walk_text name_line = { 0, 200, TEXT_LINE, false };
static const struct walk_text title_line = { 1, 200, TEXT_LINE, false };
static const struct walk_text reference_line = { 0, 500, TEXT_LINE, false };
static const struct walk_text area = { 0, 4000, TEXT_AREA, false };

/* Codes of criteria, each of them once. */
static void
criteria(const struct node *list, size_t min, struct texts *t)
{
	size_t i, j, n = walk_list(list, min, CRITERIA_MAX);
	struct node item;
	const char *code;

	t->v = arena_array(list->walk->arena, n, sizeof(*t->v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		code = walk_code(item, SHAPE_CRITERION);
		for (j = 0; j < t->n && strcmp(t->v[j], code) != 0; j++)
			;
		if (j < t->n)
			walk_fault(&item, "this criterion is named already");
		else if (code[0] != '\0')
			t->v[t->n++] = code;
	}
}

static void
target(const struct node *o, struct exchange_answer *a)
{
	static const char *const none[] = { NULL };
	static const char *const keys[] = { "level", "date", NULL };
	struct node level, date;

	a->target_level = LEVEL_NONE;
	a->target_on = DAY_NONE;
	if (o->value == NULL || !walk_object(o, none, keys))
		return;
	level = walk_member(o, "level");
	date = walk_member(o, "date");
	if (!level.present && !date.present)
		walk_fault(o, "must have a level, a date or both");
	if (level.present)
		a->target_level = (int)walk_int(level, 0, LEVEL_MAX);
	a->target_on = walk_day(date);
}

static void
comments(const struct node *map, struct exchange_answer *a)
{
	struct node *v;
	size_t i, n = walk_map(map, &v);

	a->comments.v =
	    arena_array(map->walk->arena, n, sizeof(*a->comments.v));
	for (i = 0; i < n; i++) {
		if (!walk_key(&v[i], SHAPE_CRITERION))
			continue;
		a->comments.v[a->comments.n++] = (struct exchange_comment){
			.criterion = arena_text(map->walk->arena, v[i].key),
			.text = walk_text(v[i], &area),
		};
	}
}

static void
evidence(const struct node *list, struct exchange_answer *a)
{
	static const char *const required[] = { "criteria", "title", NULL };
	static const char *const optional[] = { "reference", NULL };
	size_t i, n = walk_list(list, 0, EVIDENCE_MAX);
	struct exchange_evidence *e;
	struct node item, m;

	a->evidence.v =
	    arena_array(list->walk->arena, n, sizeof(*a->evidence.v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		if (!walk_object(&item, required, optional))
			continue;
		e = &a->evidence.v[a->evidence.n++];
		m = walk_member(&item, "criteria");
		criteria(&m, 1, &e->criteria);
		e->title = walk_text(walk_member(&item, "title"), &title_line);
		e->reference =
		    walk_text(walk_member(&item, "reference"), &reference_line);
	}
}

static bool
answer(const struct node *o, struct exchange_answer *a)
{
	static const char *const required[] = { "requirement", NULL };
	static const char *const optional[] = { "met", "not_relevant",
		"not_relevant_record", "target", "owner", "plan", "comments",
		"evidence", NULL };
	struct node m;

	if (!walk_object(o, required, optional))
		return false;
	a->requirement = walk_code(walk_member(o, "requirement"), SHAPE_NUMBER);
	m = walk_member(o, "met");
	criteria(&m, 0, &a->met);
	a->not_relevant = walk_bool(walk_member(o, "not_relevant"));
	a->not_relevant_record =
	    walk_text(walk_member(o, "not_relevant_record"), &area);
	m = walk_member(o, "target");
	target(&m, a);
	a->owner = walk_text(walk_member(o, "owner"), &name_line);
	a->plan = walk_text(walk_member(o, "plan"), &area);
	m = walk_member(o, "comments");
	comments(&m, a);
	m = walk_member(o, "evidence");
	evidence(&m, a);
	return true;
}

static void
answers(const struct node *list, struct exchange *x)
{
	size_t i, j, n = walk_list(list, 0, ANSWERS_MAX);
	struct exchange_answer *a;
	struct node item, m;

	x->answers.v = arena_array(list->walk->arena, n, sizeof(*x->answers.v));
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		a = &x->answers.v[x->answers.n];
		*a = (struct exchange_answer){ 0 };
		if (!answer(&item, a) || a->requirement[0] == '\0')
			continue;
		m = walk_member(&item, "requirement");
		for (j = 0; j < x->answers.n; j++)
			if (strcmp(x->answers.v[j].requirement,
				a->requirement) == 0)
				walk_fault(&m, "answered already");
		x->answers.n++;
	}
}

static void
previous(const struct node *o, struct exchange *x)
{
	static const char *const keys[] = { "version", "levels", NULL };
	struct node levels, *v;
	size_t i, n;

	if (!walk_object(o, keys, NULL))
		return;
	x->previous_version =
	    walk_code(walk_member(o, "version"), SHAPE_VERSION);
	levels = walk_member(o, "levels");
	n = walk_map(&levels, &v);
	x->previous.v = arena_array(o->walk->arena, n, sizeof(*x->previous.v));
	for (i = 0; i < n; i++) {
		if (!walk_key(&v[i], SHAPE_NUMBER))
			continue;
		x->previous.v[x->previous.n++] = (struct exchange_level){
			.requirement = arena_text(o->walk->arena, v[i].key),
			.level = (int)walk_int(v[i], 0, LEVEL_MAX),
		};
	}
}

static void
organisation(const struct node *o, struct exchange *x)
{
	static const char *const required[] = { "code", NULL };
	static const char *const optional[] = { "name", "type", NULL };

	if (!walk_object(o, required, optional))
		return;
	x->org_code = walk_code(walk_member(o, "code"), SHAPE_ORGANISATION);
	x->org_name = walk_text(walk_member(o, "name"), &name_line);
	x->org_type = walk_code(walk_member(o, "type"), SHAPE_CAPITALS);
}

static void
exchange(const struct node *root, struct exchange *x)
{
	static const char *const required[] = { "format", "schema",
		"organisation", "version", "answers", NULL };
	static const char *const optional[] = { "previous", NULL };
	struct node m;

	walk_object(root, required, optional);
	m = walk_member(root, "organisation");
	organisation(&m, x);
	x->version = walk_code(walk_member(root, "version"), SHAPE_VERSION);
	m = walk_member(root, "answers");
	answers(&m, x);
	m = walk_member(root, "previous");
	previous(&m, x);
}

enum err
exchange_read(struct arena *a, const char *name, const char *bytes, size_t n,
    struct exchange *x, struct buf *faults)
{
	struct walk w = {
		.arena = a, .faults = faults, .name = name, .max = FAULTS_MAX
	};
	struct node root;

	*x = (struct exchange){ 0 };
	if (!walk_open(&w, bytes, n, EXCHANGE_BYTES_MAX, &root))
		return ERR_INVALID;
	if (walk_format(&root, "igtk-assessment"))
		exchange(&root, x);
	walk_close(&root);
	return w.n == 0 ? OK : ERR_INVALID;
}
