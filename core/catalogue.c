/* catalogue.c - finding sets of requirements and looking things up in one. */
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "db.h"
#include "sql.h"

const struct requirement *
catalogue_requirement(const struct catalogue *c, const char *number)
{
	size_t low = 0, high = c->requirements.n, mid;
	int order;

	while (low < high) {
		mid = (low + high) / 2;
		order = strcmp(number, c->requirements.v[mid].number);
		if (order == 0)
			return &c->requirements.v[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct criterion *
requirement_criterion(const struct requirement *r, const char *code)
{
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		if (strcmp(r->criteria.v[i].code, code) == 0)
			return &r->criteria.v[i];
	return NULL;
}

enum err
catalogue_find(
    struct db *db, const char *version, const char *type, int64_t *id)
{
	enum err e =
	    db_ask(db, SQL(pack_find, .version = version, .type = type));

	if (e == OK)
		*id = db_int(db);
	return e;
}

enum err
catalogue_asked(struct db *db, const char *version, const char *type, day today,
    int64_t *id)
{
	enum err e = db_ask(db,
	    SQL(pack_asked, .version = version, .type = type, .today = today));

	if (e == OK)
		*id = db_int(db);
	return e;
}

bool
catalogue_current(const struct catalogue_row *row, day today)
{
	return row->released_on <= today && row->withdrawn_at == 0;
}

enum err
catalogue_find_revision(struct db *db, const char *version, const char *type,
    int64_t revision, int64_t *id)
{
	enum err e = db_ask(db, SQL(pack_find_revision, .version = version,
				    .type = type, .revision = revision));

	if (e == OK)
		*id = db_int(db);
	return e;
}

enum err
catalogue_list(struct db *db, struct arena *a, const char *type,
    struct catalogue_rows *out)
{
	static const char *const workflows[] = { "simplified", "full" };
	enum err e = db_ask(db, SQL0(pack_count));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(pack_list, .type = type));
	while (db_next(db)) {
		struct catalogue_row *r = &out->v[out->n++];

		r->id = db_int(db);
		r->revision = db_int(db);
		r->requirements = db_int(db);
		r->framework = db_text(db, a);
		r->version = db_text(db, a);
		r->type = db_text(db, a);
		r->type_name = db_text(db, a);
		r->title = db_text(db, a);
		r->workflow = workflows[db_int(db) == WORKFLOW_FULL];
		r->mark = db_text(db, a);
		r->note = db_text(db, a);
		r->released_on = db_day(db);
		r->withdrawn_at = db_int(db);
	}
	return db_end(db);
}

static bool
among(const struct texts *t, const char *text)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->v[i], text) != 0)
		i++;
	return i < t->n;
}

enum err
catalogue_versions(struct db *db, struct arena *a, struct texts *out)
{
	enum err e = db_ask(db, SQL0(pack_count));
	const char *version;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL0(pack_versions));
	while (db_next(db)) {
		version = db_text(db, a);
		if (!among(out, version))
			out->v[out->n++] = version;
	}
	return db_end(db);
}

enum err
catalogue_loaded(struct db *db, int64_t id, int64_t *at)
{
	enum err e = db_ask(db, SQL(pack_loaded, .id = id));

	if (e == OK)
		*at = db_int(db);
	return e;
}

enum err
catalogue_in_force(
    struct db *db, struct arena *a, day today, const char **version)
{
	enum err e = db_ask(db, SQL(pack_in_force, .today = today));

	if (e == OK)
		*version = db_text(db, a);
	return e;
}

enum err
catalogue_type(
    struct db *db, struct arena *a, const char *type, const char **name)
{
	enum err e = db_ask(db, SQL(pack_type_name, .type = type));

	if (e == OK)
		*name = db_text(db, a);
	return e;
}

/* ---- reading one set whole ---- */

static void
pack_row(struct db *db, struct arena *a, struct catalogue *c)
{
	c->framework = db_text(db, a);
	c->version = db_text(db, a);
	c->type = db_text(db, a);
	c->revision = db_int(db);
	c->title = db_text(db, a);
	c->type_name = db_text(db, a);
	c->released_on = db_day(db);
	c->workflow = (enum workflow)db_int(db);
	c->interim = db_int(db) != 0;
	c->mark = db_text(db, a);
	c->note = db_text(db, a);
	c->baseline_md = db_text(db, a);
	c->update_md = db_text(db, a);
	c->final_md = db_text(db, a);
	c->rounding = (enum rounding)db_int(db);
	c->grade_level = (int)db_int(db);
	c->grade[0] = db_text(db, a);
	c->grade[1] = db_text(db, a);
	c->grade[2] = db_text(db, a);
	c->training_percent = db_int(db);
	c->training_course = db_text(db, a);
	c->training_capped = (int)db_int(db);
	c->statement = db_text(db, a);
	db_blob(db, c->digest, sizeof(c->digest));
}

static enum err
make_room(struct db *db, struct arena *a, struct catalogue *c)
{
	enum err e = db_ask(db, SQL(pack_counts, .pack = c->id));
	size_t duties, initiatives, origins, requirements;

	if (e != OK)
		return e;
	duties = (size_t)db_int(db);
	initiatives = (size_t)db_int(db);
	origins = (size_t)db_int(db);
	requirements = (size_t)db_int(db);
	c->duties.v = arena_array(a, duties, sizeof(*c->duties.v));
	c->initiatives.v =
	    arena_array(a, initiatives, sizeof(*c->initiatives.v));
	c->origins.v = arena_array(a, origins, sizeof(*c->origins.v));
	c->requirements.v =
	    arena_array(a, requirements, sizeof(*c->requirements.v));
	return OK;
}

static enum err
short_lists(struct db *db, struct arena *a, struct catalogue *c)
{
	enum err e;

	db_list(db, SQL(pack_duties, .pack = c->id));
	while (db_next(db)) {
		struct duty *d = &c->duties.v[c->duties.n++];

		d->code = db_text(db, a);
		d->title = db_text(db, a);
		d->required = db_int(db) != 0;
	}
	if ((e = db_end(db)) != OK)
		return e;
	db_list(db, SQL(initiatives, .pack = c->id));
	while (db_next(db)) {
		struct initiative *i = &c->initiatives.v[c->initiatives.n++];

		i->code = db_text(db, a);
		i->name = db_text(db, a);
	}
	if ((e = db_end(db)) != OK)
		return e;
	db_list(db, SQL(origins, .pack = c->id));
	while (db_next(db)) {
		struct origin *o = &c->origins.v[c->origins.n++];

		o->code = db_text(db, a);
		o->title = db_text(db, a);
	}
	return db_end(db);
}

static enum err
requirement_rows(struct db *db, struct arena *a, struct catalogue *c)
{
	int level;

	db_list(db, SQL(requirements, .pack = c->id));
	while (db_next(db)) {
		struct requirement *r = &c->requirements.v[c->requirements.n++];

		r->id = db_int(db);
		r->number = db_text(db, a);
		r->initiative = (size_t)db_int(db);
		r->title = db_text(db, a);
		r->description = db_text(db, a);
		r->changes = db_text(db, a);
		r->nr_reason = db_text(db, a);
		r->nr_record = db_text(db, a);
		r->training = db_int(db) != 0;
		r->marks.set = db_text(db, a);
		r->marks.title = db_text(db, a);
		r->marks.criteria = db_text(db, a);
		for (level = 0; level <= LEVEL_MAX; level++)
			r->summary[level] = db_text(db, a);
	}
	return db_end(db);
}

#define CRITERIA_MAX 60
#define EVIDENCE_MAX 60
#define ORIGINS_MAX 200

static enum err
origins_of(struct db *db, struct arena *a, const struct catalogue *c,
    struct requirement *r)
{
	size_t found[ORIGINS_MAX], i;

	db_list(db, SQL(requirement_origins, .requirement = r->id));
	while (db_next(db) && r->origins.n < ORIGINS_MAX)
		found[r->origins.n++] = (size_t)db_int(db);
	r->origins.v = arena_array(a, r->origins.n, sizeof(*r->origins.v));
	for (i = 0; i < r->origins.n; i++)
		r->origins.v[i] = &c->origins.v[found[i]];
	return db_end(db);
}

static enum err
evidence_of(struct db *db, struct arena *a, struct criterion *k)
{
	const char *found[EVIDENCE_MAX];

	db_list(db, SQL(expectations, .criterion = k->id));
	while (db_next(db) && k->evidence.n < EVIDENCE_MAX)
		found[k->evidence.n++] = db_text(db, a);
	k->evidence.v = arena_array(a, k->evidence.n, sizeof(*found));
	memcpy(k->evidence.v, found, k->evidence.n * sizeof(*found));
	return db_end(db);
}

static enum err
criteria_of(struct db *db, struct arena *a, struct requirement *r)
{
	struct criterion found[CRITERIA_MAX];
	enum err e;
	size_t i;

	db_list(db, SQL(criteria, .requirement = r->id));
	while (db_next(db) && r->criteria.n < CRITERIA_MAX) {
		struct criterion *k = &found[r->criteria.n++];

		*k = (struct criterion){ .id = db_int(db) };
		k->code = db_text(db, a);
		k->level = (int)db_int(db);
		k->text = db_text(db, a);
		k->maintenance = db_int(db) != 0;
		k->responsibility = db_int(db) != 0;
	}
	if ((e = db_end(db)) != OK)
		return e;
	r->criteria.v = arena_array(a, r->criteria.n, sizeof(*found));
	memcpy(r->criteria.v, found, r->criteria.n * sizeof(*found));
	for (i = 0; i < r->criteria.n; i++)
		if ((e = evidence_of(db, a, &r->criteria.v[i])) != OK)
			return e;
	return OK;
}

enum err
catalogue_read(struct db *db, struct arena *a, int64_t id, struct catalogue *c)
{
	enum err e;
	size_t i;

	*c = (struct catalogue){ .id = id };
	if ((e = db_ask(db, SQL(pack_read, .id = id))) != OK)
		return e;
	pack_row(db, a, c);
	if ((e = make_room(db, a, c)) != OK ||
	    (e = short_lists(db, a, c)) != OK ||
	    (e = requirement_rows(db, a, c)) != OK)
		return e;
	for (i = 0; i < c->requirements.n; i++) {
		struct requirement *r = &c->requirements.v[i];

		if ((e = origins_of(db, a, c, r)) != OK ||
		    (e = criteria_of(db, a, r)) != OK)
			return e;
	}
	return OK;
}
