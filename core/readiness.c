/* readiness.c - listing what still blocks publication, and who holds it. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "db.h"
#include "duty.h"
#include "org.h"
#include "readiness.h"
#include "role.h"
#include "sql.h"

/* The names of those who hold any of these roles, the first six. */
static enum err
holders(struct db *db, struct arena *a, int64_t org, unsigned roles,
    const char **names)
{
	*names = "";
	db_list(db, SQL(role_holders, .org = org, .roles = roles));
	while (db_next(db))
		*names = arena_printf(a, "%s%s%s", *names,
		    (*names)[0] != '\0' ? ", " : "", db_text(db, a));
	return db_end(db);
}

/* The roles that may do this act, as bits. */
static unsigned
roles_for(enum act act, enum workflow workflow)
{
	unsigned all = 0, i;
	enum role role;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if (assessment_may(act, workflow, role))
			all |= role;
	return all;
}

static void
add(struct readiness *out, enum blocker_kind kind, const struct requirement *r,
    const struct duty *d, const char *holder)
{
	out->blockers.v[out->blockers.n++] =
	    (struct blocker){ kind, r, d, holder };
}

struct names {
	const char *confirm, *duties, *national;
};

static enum err
who(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct names *out, const char **publisher)
{
	enum workflow w = c->workflow;
	enum err e;

	if ((e = holders(db, a, s->org, roles_for(ACT_CONFIRM, w),
		 &out->confirm)) != OK ||
	    (e = holders(
		 db, a, s->org, roles_for(ACT_DUTIES, w), &out->duties)) != OK)
		return e;
	if (s->withdrawn_at != 0 && (e = holders(db, a, ORG_INSTALLATION,
					 ROLE_NATIONAL, &out->national)) != OK)
		return e;
	return holders(db, a, s->org, roles_for(ACT_PUBLISH, w), publisher);
}

/* A duty is held by somebody, who is asked: "SIRO (Ann Lee)". */
static const char *
owner(struct arena *a, const char *name, const struct duty_holder *duties,
    size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (duties[i].name[0] != '\0' &&
		    strcmp(duties[i].duty->title, name) == 0)
			return arena_printf(a, "%s (%s)", name, duties[i].name);
	return name;
}

static void
answers(struct arena *a, const struct assessment *s, const struct catalogue *c,
    const struct answer_row *rows, const struct duty_holder *duties,
    const struct names *names, struct readiness *out)
{
	bool full = c->workflow == WORKFLOW_FULL;
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		if (rows[i].state < ANSWER_COMPLETE && !rows[i].exempt)
			add(out, BLOCKER_ANSWER, &c->requirements.v[i], NULL,
			    owner(a, rows[i].owner, duties, c->duties.n));
	for (i = 0; full && i < c->requirements.n; i++)
		if (rows[i].state == ANSWER_COMPLETE && !rows[i].exempt)
			add(out, BLOCKER_CONFIRM, &c->requirements.v[i], NULL,
			    names->confirm);
	if (full && s->state == ASSESSMENT_OPEN)
		add(out, BLOCKER_WHOLE, NULL, NULL, names->confirm);
}

enum err
readiness_of(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, day today, struct readiness *out)
{
	struct duty_holder *duties;
	struct answer_row *rows;
	struct names names;
	enum err e;
	size_t i;

	*out = (struct readiness){ .days_left = s->due_on - today };
	out->blockers.v = arena_array(
	    a, c->requirements.n + c->duties.n + 2, sizeof(*out->blockers.v));
	if ((e = who(db, a, s, c, &names, &out->publisher)) != OK)
		return e;
	if (s->state == ASSESSMENT_PUBLISHED)
		return OK;
	if ((e = answer_list(db, a, s, c, &rows)) != OK ||
	    (e = duty_list(db, a, s->org, c, today, &duties)) != OK)
		return e;
	answers(a, s, c, rows, duties, &names, out);
	for (i = 0; i < c->duties.n; i++)
		if (c->duties.v[i].required && duties[i].name[0] == '\0')
			add(out, BLOCKER_DUTY, NULL, &c->duties.v[i],
			    names.duties);
	if (s->withdrawn_at != 0)
		add(out, BLOCKER_WITHDRAWN, NULL, NULL, names.national);
	return OK;
}
