/* handover_set.h - somebody who holds one thing of every kind. */
#ifndef HANDOVER_SET_H
#define HANDOVER_SET_H
#include "audit.h"
#include "handover.h"
#include "holder.h"
#include "training_set.h"

/* The year's answers to 101 to 104, and whatever else daniel holds. */
struct holdings {
	struct assessment year;
	struct staff ann, ben, cem; /* ben and cem are managed by ann: daniel */
	int64_t daniel, sunita, priya; /* holders */
};

static inline void
raw_do(struct records *r, const char *sql)
{
	sqlite3 *s = raw_open(r);
	char *why = NULL;

	if (sqlite3_exec(s, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(s);
}

static inline enum err
keep_one(struct db *db, struct db_head *head, void *arg)
{
	enum err e = holder_keep(db, head, arg);

	return e == OK ? audit_add(db, head, "test", 0, "{}") : e;
}

static inline int64_t
holder_made(struct records *r, const struct person *p)
{
	struct holder h = { .kind = HOLDER_PERSON, .key = p->id };
	struct unit u = unit_of(&r->trust, NULL);

	assert_err(db_write(r->db, &u, keep_one, &h), OK);
	return h.id;
}

static inline struct staff
staff_linked(struct records *r, const char *number, const char *name,
    const struct person *p, int64_t manager)
{
	struct staff s = staff_made(r, number, name, name);
	struct unit u = unit_of(&r->trust, NULL);

	s.number = number;
	s.first_name = s.last_name = name;
	s.person = p != NULL ? p->id : 0;
	s.manager = manager;
	assert_err(staff_change(r->db, &u, &s), OK);
	return s;
}

/* Answers are named by their requirement's number, all of one year. */
#define ANSWER_ID(number)                                                      \
	"(SELECT a.id FROM answer a JOIN requirement q ON "                    \
	"q.id = a.requirement_id WHERE q.number = '" number "')"

static inline void
holdings_owned(struct records *r, const struct holdings *h)
{
	long long org = (long long)r->trust.id, d = (long long)h->daniel;
	long long s = (long long)h->sunita, year = (long long)h->year.id;

	raw_do(r,
	    arena_printf(r->arena,
		"UPDATE answer SET owner_id = %lld, owner = 'sunita';"
		"UPDATE answer SET owner_id = %lld, owner = 'daniel', plan = "
		"'x', plan_state = 2, plan_accepted_at = 1 WHERE id IN (" //
		ANSWER_ID("101") ", " ANSWER_ID(
		    "102") ");"
			   "UPDATE answer SET deputy_id = %lld WHERE id = " //
		ANSWER_ID("103") ";"
				 "INSERT INTO answer_criterion (org_id, "
				 "answer_id, "
				 "criterion_id, met, comment, owner_id) SELECT "
				 "%lld, " //
		ANSWER_ID("104") ", MIN(id), 0, '', %lld FROM criterion;"
				 "INSERT INTO evidence (org_id, id, "
				 "assessment_id, answer_id, "
				 "title, reference, owner_id) VALUES (%lld, 7, "
				 "%lld, "                             //
		ANSWER_ID("104") ", 'E', '', %lld), (%lld, 8, %lld, " //
		ANSWER_ID("104") ", 'F', '', %lld);",
		s, d, d, org, d, org, year, d, org, year, d));
}

static inline void
holdings_others(struct records *r, const struct holdings *h)
{
	long long org = (long long)r->trust.id, d = (long long)h->daniel;
	long long s = (long long)h->sunita, year = (long long)h->year.id;
	long long me = (long long)r->assessor.id;

	raw_do(r,
	    arena_printf(r->arena,
		"INSERT INTO action SELECT %lld, 1, %lld, MIN(id), 'Act', 2, "
		"%lld, NULL, '2027-01-01', 0, 0, NULL, 1, 1, 'x', NULL FROM "
		"requirement;"
		"INSERT INTO action SELECT %lld, 2, %lld, MIN(id), 'Help', 2, "
		"%lld, %lld, '2027-01-01', 0, 0, NULL, 1, 1, 'x', NULL FROM "
		"requirement;"
		"INSERT INTO work_group VALUES (%lld, 5, 'Board', 'board', 0);"
		"INSERT INTO work_group_member VALUES (%lld, 5, %lld);"
		"INSERT INTO duty_holding (org_id, id, duty, person_id, name, "
		"post, deputy_id, document, from_on, named_at, named_by) "
		"VALUES (%lld, 1, 'siro', %lld, 'daniel', 'Director', NULL, "
		"'Letter', '2025-01-01', 1, 'x'), (%lld, 2, 'foi-lead', %lld, "
		"'sunita', '', %lld, '', '2025-01-01', 1, 'x');",
		org, year, d, org, year, s, d, org, org, me, org, me, org,
		(long long)r->reviewer.id, me));
}

static inline void
holdings_fill(struct records *r, struct holdings *h)
{
	records_fill(r);
	records_year(r, &r->trust, &r->full, &h->year);
	h->daniel = holder_made(r, &r->assessor);
	h->sunita = holder_made(r, &r->reviewer);
	h->priya = holder_made(r, &r->admin);
	h->ann = staff_linked(r, "1", "Ann", &r->assessor, 0);
	h->ben = staff_linked(r, "2", "Ben", &r->reviewer, h->ann.id);
	h->cem = staff_linked(r, "3", "Cem", NULL, h->ben.id);
	holdings_owned(r, h);
	holdings_others(r, h);
}

#define KINDS 11 /* things of daniel's: two requirements, one of each else */

static inline struct held_list
held_by(struct records *r, const struct person *p)
{
	struct held_list all;

	assert_err(
	    handover_list(r->db, r->arena, r->trust.id, p->id, TODAY, &all),
	    OK);
	return all;
}

/* All that somebody holds, to one. */
static inline struct handover
whole(struct records *r, const struct person *from, const struct person *to)
{
	struct held_list all = held_by(r, from);
	struct handover_move *v = arena_array(r->arena, all.n, sizeof(*v));
	size_t i;

	for (i = 0; i < all.n; i++)
		v[i] = (struct handover_move){ all.v[i].kind, all.v[i].key,
			to->id };
	return (struct handover){ .from = from->id,
		.v = v,
		.n = all.n,
		.from_on = DAY_NONE,
		.until_on = DAY_NONE };
}

static inline enum err
done(struct records *r, struct handover *h)
{
	struct unit u = unit_of(&r->trust, &r->admin);

	return handover_do(r->db, &u, h, TODAY);
}
#endif
