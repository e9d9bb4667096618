/* pack_json.c - a catalogue pack: the set as a whole, and its file. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "pack.h"
#include "pack_priv.h"

#define FAULTS_MAX 50
#define DUTIES_MAX 20
#define INITIATIVES_MAX 20
#define ORIGINS_MAX 200
/* Of packs that do not say; the same stand in the schema. */
#define DEFAULT_COURSE "IG-ANNUAL"
#define DEFAULT_CAPPED 1

const struct walk_text pack_line = { 1, 300, TEXT_LINE, true };
const struct walk_text pack_point = { 1, 1000, TEXT_LINE, true };
const struct walk_text pack_area = { 1, 5000, TEXT_AREA, true };
const char *const pack_marks[] = { "source", "memory", "reconstructed", NULL };
const char *const pack_text_marks[] = { "source", "memory", "reconstructed",
	MARK_EDITED, NULL };

static const struct walk_text statement = { 20, 5000, TEXT_AREA, true };

static void
organisation_type(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "code", "name", "workflow",
		"interim", NULL };
	static const char *const workflows[] = {
		[WORKFLOW_SIMPLIFIED] = "simplified",
		[WORKFLOW_FULL] = "full",
		NULL,
	};

	if (!walk_object(o, keys, NULL))
		return;
	c->type = walk_code(walk_member(o, "code"), SHAPE_CAPITALS);
	c->type_name = walk_text(walk_member(o, "name"), &pack_line);
	c->workflow =
	    (enum workflow)walk_choice(walk_member(o, "workflow"), workflows);
	c->interim = walk_bool(walk_member(o, "interim"));
}

static void
provenance(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "mark", "note", NULL };

	if (!walk_object(o, keys, NULL))
		return;
	c->mark = pack_marks[walk_choice(walk_member(o, "mark"), pack_marks)];
	c->note = walk_text(walk_member(o, "note"), &pack_area);
}

/* "MM-DD" that every year has: the 29th of February is not one. */
static const char *
month_day(struct node leaf)
{
	static const struct walk_text five = { 5, 5, TEXT_LINE, false };
	const char *text = walk_text(leaf, &five);
	char date[32];
	day on;

	if (text[0] == '\0')
		return text;
	snprintf(date, sizeof(date), "2001-%s", text);
	if (!day_parse(date, &on))
		walk_fault(&leaf, "must be a day of every year, MM-DD");
	return text;
}

static void
deadlines(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "baseline", "update", "final",
		NULL };

	if (!walk_object(o, keys, NULL))
		return;
	c->baseline_md = month_day(walk_member(o, "baseline"));
	c->update_md = month_day(walk_member(o, "update"));
	c->final_md = month_day(walk_member(o, "final"));
}

static void
grading(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "level", "satisfactory",
		"satisfactory_with_improvement_plan", "not_satisfactory",
		NULL };
	size_t i;

	if (!walk_object(o, keys, NULL))
		return;
	c->grade_level = (int)walk_int(walk_member(o, "level"), 1, LEVEL_MAX);
	for (i = 0; i < 3; i++)
		c->grade[i] =
		    walk_text(walk_member(o, keys[i + 1]), &pack_line);
}

static void
scoring(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "rounding", NULL };
	static const char *const roundings[] = {
		[ROUND_DOWN] = "down",
		[ROUND_NEAREST] = "nearest",
		NULL,
	};

	if (!walk_object(o, keys, NULL))
		return;
	c->rounding =
	    (enum rounding)walk_choice(walk_member(o, "rounding"), roundings);
}

static void
training(const struct node *o, struct catalogue *c)
{
	static const char *const keys[] = { "threshold_percent", NULL };
	static const char *const optional[] = { "course", "capped_level",
		NULL };
	struct node m;

	c->training_course = DEFAULT_COURSE;
	c->training_capped = DEFAULT_CAPPED;
	if (!walk_object(o, keys, optional))
		return;
	c->training_percent =
	    walk_int(walk_member(o, "threshold_percent"), 0, 100);
	m = walk_member(o, "course");
	if (m.present)
		c->training_course = walk_code(m, SHAPE_COURSE);
	m = walk_member(o, "capped_level");
	if (m.present)
		c->training_capped = (int)walk_int(m, 0, LEVEL_MAX - 1);
}

/* The code of element n; codes holds those of the elements before it. */
static const char *
code(const struct node *item, enum walk_shape shape, const char **codes,
    size_t n)
{
	struct node m = walk_member(item, "code");
	size_t i;

	codes[n] = walk_code(m, shape);
	for (i = 0; i < n && codes[n][0] != '\0'; i++)
		if (strcmp(codes[i], codes[n]) == 0) {
			walk_fault(&m, "this code is given twice");
			break;
		}
	return codes[n];
}

static void
duties(const struct node *list, struct catalogue *c)
{
	static const char *const keys[] = { "code", "title", "required", NULL };
	size_t i, n = walk_list(list, 1, DUTIES_MAX);
	const char *codes[DUTIES_MAX];
	struct node item;

	c->duties.v = arena_array(list->walk->arena, n, sizeof(struct duty));
	c->duties.n = n;
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		walk_object(&item, keys, NULL);
		c->duties.v[i] = (struct duty){
			.code = code(&item, SHAPE_DUTY, codes, i),
			.title =
			    walk_text(walk_member(&item, "title"), &pack_line),
			.required = walk_bool(walk_member(&item, "required")),
		};
	}
}

static void
initiatives(const struct node *list, struct catalogue *c)
{
	static const char *const keys[] = { "code", "name", NULL };
	size_t i, n = walk_list(list, 1, INITIATIVES_MAX);
	const char *codes[INITIATIVES_MAX];
	struct node item;

	c->initiatives.v =
	    arena_array(list->walk->arena, n, sizeof(struct initiative));
	c->initiatives.n = n;
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		walk_object(&item, keys, NULL);
		c->initiatives.v[i] = (struct initiative){
			.code = code(&item, SHAPE_CAPITALS, codes, i),
			.name =
			    walk_text(walk_member(&item, "name"), &pack_line),
		};
	}
}

static void
origins(const struct node *list, struct catalogue *c)
{
	static const char *const keys[] = { "code", "title", NULL };
	size_t i, n = walk_list(list, 1, ORIGINS_MAX);
	const char *codes[ORIGINS_MAX];
	struct node item;

	c->origins.v = arena_array(list->walk->arena, n, sizeof(struct origin));
	c->origins.n = n;
	for (i = 0; i < n; i++) {
		item = walk_item(list, i);
		walk_object(&item, keys, NULL);
		c->origins.v[i] = (struct origin){
			.code = code(&item, SHAPE_SLUG, codes, i),
			.title =
			    walk_text(walk_member(&item, "title"), &pack_line),
		};
	}
}

static bool
names_origin(const struct requirement *r, const struct origin *o)
{
	size_t i;

	for (i = 0; i < r->origins.n; i++)
		if (r->origins.v[i] == o)
			return true;
	return false;
}

/* Every initiative and every origin must be used by a requirement. */
static void
unused(const struct node *root, const struct catalogue *c)
{
	struct node list = walk_member(root, "initiatives"), item;
	const struct requirement *r = c->requirements.v;
	size_t i, j, n = c->requirements.n;

	for (i = 0; i < c->initiatives.n; i++) {
		for (j = 0; j < n && r[j].initiative != i; j++)
			;
		item = walk_item(&list, i);
		if (j == n)
			walk_fault(&item, "no requirement is of it");
	}
	list = walk_member(root, "origins");
	for (i = 0; i < c->origins.n; i++) {
		for (j = 0; j < n; j++)
			if (names_origin(&r[j], &c->origins.v[i]))
				break;
		item = walk_item(&list, i);
		if (j == n)
			walk_fault(&item, "no requirement names it");
	}
}

static void
parts(const struct node *root, struct catalogue *c)
{
	static const struct {
		const char *key;
		void (*read)(const struct node *, struct catalogue *);
	} part[] = {
		{ "organisation_type", organisation_type },
		{ "provenance", provenance },
		{ "deadlines", deadlines },
		{ "scoring", scoring },
		{ "grading", grading },
		{ "training", training },
		{ "senior_management", duties },
		{ "initiatives", initiatives },
		{ "origins", origins },
		{ "requirements", pack_requirements },
	};
	struct node m;
	size_t i;

	for (i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		m = walk_member(root, part[i].key);
		part[i].read(&m, c);
	}
}

static void
catalogue(const struct node *root, struct catalogue *c)
{
	static const char *const keys[] = { "format", "schema", "framework",
		"version", "revision", "title", "released", "organisation_type",
		"provenance", "deadlines", "scoring", "grading", "training",
		"statement", "senior_management", "initiatives", "origins",
		"requirements", NULL };

	walk_object(root, keys, NULL);
	c->framework =
	    walk_code(walk_member(root, "framework"), SHAPE_FRAMEWORK);
	c->version = walk_code(walk_member(root, "version"), SHAPE_VERSION);
	c->revision = walk_int(walk_member(root, "revision"), 1, 9999);
	c->title = walk_text(walk_member(root, "title"), &pack_line);
	c->released_on = walk_day(walk_member(root, "released"));
	c->statement = walk_text(walk_member(root, "statement"), &statement);
	parts(root, c);
	unused(root, c);
}

enum err
pack_read(struct arena *a, const char *name, const char *bytes, size_t n,
    struct catalogue *c, struct buf *faults)
{
	struct walk w = {
		.arena = a, .faults = faults, .name = name, .max = FAULTS_MAX
	};
	struct node root;

	*c = (struct catalogue){ 0 };
	if (!walk_open(&w, bytes, n, PACK_BYTES_MAX, &root))
		return ERR_INVALID;
	if (walk_format(&root, "igtk-catalogue"))
		catalogue(&root, c);
	walk_close(&root);
	crypto_hash_sha256(c->digest, (const unsigned char *)bytes, n);
	return w.n == 0 ? OK : ERR_INVALID;
}
