/* handover_read.c - what a person holds. */
#include "arena.h"
#include "db.h"
#include "handover_priv.h"
#include "sql.h"

static const struct {
	const char *name, *title;
	bool deputized;
} kinds[HELD_KINDS] = {
	[HELD_DUTY] = { "duty", "Holds a duty", true },
	[HELD_DUTY_DEPUTY] = { "duty-deputy", "Deputy for a duty", false },
	[HELD_REQUIREMENT] = { "requirement", "Owns a requirement", true },
	[HELD_REQUIREMENT_DEPUTY] = { "requirement-deputy",
	    "Deputy for a requirement", false },
	[HELD_CRITERIA] = { "criteria", "Owns criteria", false },
	[HELD_EVIDENCE] = { "evidence", "Looks after evidence", false },
	[HELD_ACTION] = { "action", "Owns an action", true },
	[HELD_ACTION_DEPUTY] = { "action-deputy", "Deputy for an action",
	    false },
	[HELD_GROUP] = { "group", "Belongs to a group", false },
	[HELD_STAFF] = { "staff", "Manages staff", false },
};

const char *
held_name(enum held_kind kind)
{
	return kinds[kind].name;
}

const char *
held_title(enum held_kind kind)
{
	return kinds[kind].title;
}

bool
held_deputized(enum held_kind kind)
{
	return kinds[kind].deputized;
}

enum err
party_read(struct db *db, struct arena *a, int64_t org, int64_t person,
    struct party *p)
{
	enum err e =
	    db_ask(db, SQL(handover_person, .org = org, .person = person));

	if (e != OK)
		return e;
	*p = (struct party){ .person = person };
	p->user = db_text(db, a);
	p->name = db_text(db, a);
	p->closed = db_int(db) != 0;
	p->here = db_int(db) != 0;
	p->holder = db_int(db);
	p->staff = db_int(db);
	return OK;
}

/* Rows of the statements held_*: as owner, as deputy or both. */
static enum err
take(struct db *db, struct arena *a, struct held_list *out,
    enum held_kind owner, enum held_kind deputy)
{
	struct held one;
	bool owns, deputizes;

	while (db_next(db)) {
		one = (struct held){ .kind = owner, .key = db_int(db) };
		owns = db_int(db) != 0;
		deputizes = db_int(db) != 0;
		one.code = db_text(db, a);
		one.title = db_text(db, a);
		one.n = db_int(db);
		if (owns)
			out->v[out->n++] = one;
		one.kind = deputy;
		if (deputizes)
			out->v[out->n++] = one;
	}
	return db_end(db);
}

static enum err
take_owned(struct db *db, struct arena *a, int64_t org, int64_t holder,
    struct held_list *out)
{
	enum err e;

	db_list(db, SQL(held_requirements, .org = org, .holder = holder));
	e = take(db, a, out, HELD_REQUIREMENT, HELD_REQUIREMENT_DEPUTY);
	if (e != OK)
		return e;
	db_list(db, SQL(held_criteria, .org = org, .holder = holder));
	if ((e = take(db, a, out, HELD_CRITERIA, HELD_CRITERIA)) != OK)
		return e;
	db_list(db, SQL(held_evidence, .org = org, .holder = holder));
	if ((e = take(db, a, out, HELD_EVIDENCE, HELD_EVIDENCE)) != OK)
		return e;
	db_list(db, SQL(held_actions, .org = org, .holder = holder));
	return take(db, a, out, HELD_ACTION, HELD_ACTION_DEPUTY);
}

/* By kind, each kind in the order in which it was read. */
static void
sort(struct arena *a, struct held_list *list)
{
	struct held *sorted = arena_array(a, list->n, sizeof(*sorted));
	size_t i, n = 0;
	unsigned kind;

	for (kind = 0; kind < HELD_KINDS; kind++)
		for (i = 0; i < list->n; i++)
			if (list->v[i].kind == kind)
				sorted[n++] = list->v[i];
	list->v = sorted;
}

static enum err
count(struct db *db, int64_t org, int64_t person, day today, bool places,
    int64_t *here, int64_t *elsewhere)
{
	enum err e = db_ask(db, SQL(held_count, .org = org, .person = person,
				    .today = today, .places = places));

	if (e != OK)
		return e;
	*here = db_int(db);
	*elsewhere = db_int(db);
	return OK;
}

enum err
handover_count(struct db *db, int64_t org, int64_t person, day today,
    int64_t *here, int64_t *elsewhere)
{
	return count(db, org, person, today, false, here, elsewhere);
}

enum err
handover_list(struct db *db, struct arena *a, int64_t org, int64_t person,
    day today, struct held_list *out)
{
	int64_t here, elsewhere;
	struct party p;
	enum err e;

	if ((e = party_read(db, a, org, person, &p)) != OK ||
	    (e = count(db, org, person, today, true, &here, &elsewhere)) != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)here, sizeof(*out->v));
	db_list(db, SQL(held_duties, .org = org, .person = person));
	if ((e = take(db, a, out, HELD_DUTY, HELD_DUTY_DEPUTY)) != OK ||
	    (e = take_owned(db, a, org, p.holder, out)) != OK)
		return e;
	db_list(db, SQL(held_groups, .org = org, .person = person));
	if ((e = take(db, a, out, HELD_GROUP, HELD_GROUP)) != OK)
		return e;
	db_list(
	    db, SQL(held_staff, .org = org, .person = person, .today = today));
	e = take(db, a, out, HELD_STAFF, HELD_STAFF);
	sort(a, out);
	return e;
}

enum err
handover_none(struct db *db, int64_t person, day today)
{
	int64_t here, elsewhere;
	enum err e = handover_count(db, 0, person, today, &here, &elsewhere);

	if (e != OK)
		return e;
	return here + elsewhere == 0 ? OK : ERR_DENIED;
}
