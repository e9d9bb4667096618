/* catalogue_store.c - putting a checked pack on record, whole. */
#include <string.h>

#include "audit.h"
#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"

static enum err
insert_pack(struct db *db, const struct catalogue *c, int64_t at)
{
	return db_do(db,
	    SQL(pack_insert, .id = c->id, .framework = c->framework,
		.version = c->version, .type = c->type, .revision = c->revision,
		.title = c->title, .type_name = c->type_name,
		.released_on = c->released_on, .workflow = c->workflow,
		.interim = c->interim, .mark = c->mark, .note = c->note,
		.baseline_md = c->baseline_md, .update_md = c->update_md,
		.final_md = c->final_md, .rounding = c->rounding,
		.grade_level = c->grade_level, .grade_0 = c->grade[0],
		.grade_1 = c->grade[1], .grade_2 = c->grade[2],
		.training_percent = c->training_percent,
		.training_course = c->training_course,
		.training_capped = c->training_capped,
		.statement = c->statement,
		.digest = { c->digest, sizeof(c->digest) }, .at = at));
}

static enum err
insert_lists(struct db *db, const struct catalogue *c)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->duties.n && e == OK; i++)
		e = db_do(
		    db, SQL(pack_duty_insert, .pack = c->id,
			    .position = (int64_t)i, .code = c->duties.v[i].code,
			    .title = c->duties.v[i].title,
			    .required = c->duties.v[i].required));
	for (i = 0; i < c->initiatives.n && e == OK; i++)
		e = db_do(db, SQL(initiative_insert, .pack = c->id,
				  .position = (int64_t)i,
				  .code = c->initiatives.v[i].code,
				  .name = c->initiatives.v[i].name));
	for (i = 0; i < c->origins.n && e == OK; i++)
		e = db_do(db,
		    SQL(origin_insert, .pack = c->id, .position = (int64_t)i,
			.code = c->origins.v[i].code,
			.title = c->origins.v[i].title));
	return e;
}

static enum err
insert_criterion(struct db *db, int64_t requirement, struct criterion *k)
{
	enum err e;
	size_t i;

	k->id = db_id(db);
	e = db_do(
	    db, SQL(criterion_insert, .id = k->id, .requirement = requirement,
		    .code = k->code, .level = k->level, .text = k->text,
		    .maintenance = k->maintenance,
		    .responsibility = k->responsibility));
	for (i = 0; i < k->evidence.n && e == OK; i++)
		e = db_do(
		    db, SQL(expectation_insert, .criterion = k->id,
			    .position = (int64_t)i, .text = k->evidence.v[i]));
	return e;
}

static enum err
insert_requirement(
    struct db *db, const struct catalogue *c, struct requirement *r)
{
	enum err e;
	size_t i;

	r->id = db_id(db);
	e = db_do(
	    db, SQL(requirement_insert, .id = r->id, .pack = c->id,
		    .number = r->number, .initiative = (int64_t)r->initiative,
		    .title = r->title, .description = r->description,
		    .changes = r->changes, .nr_reason = r->nr_reason,
		    .nr_record = r->nr_record, .training = r->training,
		    .mark_set = r->marks.set, .mark_title = r->marks.title,
		    .mark_criteria = r->marks.criteria,
		    .summary_0 = r->summary[0], .summary_1 = r->summary[1],
		    .summary_2 = r->summary[2], .summary_3 = r->summary[3]));
	for (i = 0; i < r->origins.n && e == OK; i++)
		e = db_do(db, SQL(requirement_origin_insert,
				  .requirement = r->id, .position = (int64_t)i,
				  .origin = r->origins.v[i] - c->origins.v));
	for (i = 0; i < r->criteria.n && e == OK; i++)
		e = insert_criterion(db, r->id, &r->criteria.v[i]);
	return e;
}

static enum err
note(struct db *db, struct db_head *head, const struct catalogue *c)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "framework", c->framework);
	jsonw_text(&w, "version", c->version);
	jsonw_text(&w, "type", c->type);
	jsonw_int(&w, "revision", c->revision);
	jsonw_hex(&w, "sha256", c->digest, sizeof(c->digest));
	jsonw_close(&w, '}');
	e = audit_add(db, head, "catalogue.load", c->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
store(struct db *db, struct db_head *head, void *arg)
{
	struct catalogue *c = arg;
	enum err e;
	size_t i;

	c->id = db_id(db);
	if ((e = insert_pack(db, c, head->at)) != OK ||
	    (e = insert_lists(db, c)) != OK)
		return e;
	for (i = 0; i < c->requirements.n; i++)
		if ((e = insert_requirement(db, c, &c->requirements.v[i])) !=
		    OK)
			return e;
	return note(db, head, c);
}

enum err
catalogue_store(struct db *db, struct unit *u, struct catalogue *c)
{
	unsigned char held[sizeof(c->digest)];
	enum err e;

	e = db_ask(db,
	    SQL(pack_digest, .framework = c->framework, .version = c->version,
		.type = c->type, .revision = c->revision));
	if (e == ERR_NOTFOUND)
		return db_write(db, u, store, c);
	if (e != OK)
		return e;
	db_blob(db, held, sizeof(held));
	u->repeated = memcmp(held, c->digest, sizeof(held)) == 0;
	return u->repeated ? OK : ERR_CONFLICT;
}
