/* work_set.h - holders and what belongs to them, written past the door. */
#ifndef WORK_SET_H
#define WORK_SET_H
#include "records_year.h"
#include "remind.h"
#include "staff.h"
#include "training.h"
#include "work.h"

__attribute__((format(printf, 2, 3))) static inline void
put(const struct year *y, const char *fmt, ...)
{
	char sql[800];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(sql, sizeof(sql), fmt, ap);
	va_end(ap);
	assert_int_equal(raw(y->r, sql), SQLITE_OK);
}

#define ORG(y) (long long)(y)->org->id

/* Holders of the trust: a person, a group with a member, a duty. */
static inline void
hold_person(const struct year *y, int id, const struct person *p)
{
	put(y, "INSERT INTO holder VALUES (%lld, %d, %lld, NULL, NULL)", ORG(y),
	    id, (long long)p->id);
}

static inline void
hold_group(const struct year *y, int id, const struct person *p)
{
	put(y, "INSERT INTO work_group VALUES (%lld, %d, 'Night', 'night', 0)",
	    ORG(y), id);
	put(y, "INSERT INTO work_group_member VALUES (%lld, %d, %lld)", ORG(y),
	    id, (long long)p->id);
	put(y, "INSERT INTO holder VALUES (%lld, %d, NULL, %d, NULL)", ORG(y),
	    id, id);
}

static inline void
hold_duty(const struct year *y, int id, const char *duty)
{
	put(y, "INSERT INTO holder VALUES (%lld, %d, NULL, NULL, '%s')", ORG(y),
	    id, duty);
}

/* Who holds a duty; ids 0: nobody. */
static inline void
name_duty(const struct year *y, int id, const char *duty, int64_t person,
    int64_t deputy, const char *from, const char *until)
{
	put(y,
	    "INSERT INTO duty_holding (org_id, id, duty, person_id, name, post,"
	    " deputy_id, document, from_on, until_on, accepted_at, named_at,"
	    " named_by) VALUES (%lld, %d, '%s', NULLIF(%lld, 0), 'x', '',"
	    " NULLIF(%lld, 0), '', '%s', NULLIF('%s', ''), 1, 1, 'x')",
	    ORG(y), id, duty, (long long)person, (long long)deputy, from,
	    until);
}

static inline void
own(const struct year *y, size_t i, const char *column, int holder)
{
	put(y,
	    "UPDATE answer SET %s = %d WHERE org_id = %lld AND "
	    "assessment_id = %lld AND requirement_id = %lld",
	    column, holder, ORG(y), (long long)y->s.id,
	    (long long)year_asks(y, i)->id);
}

static inline void
act(const struct year *y, int id, size_t i, int owner, const char *due)
{
	put(y,
	    "INSERT INTO action (org_id, id, assessment_id, requirement_id, "
	    "title, reach, owner_id, due_on, progress, state, edition, "
	    "added_at, added_by) VALUES (%lld, %d, %lld, %lld, 'Action %d', 2, "
	    "%d, '%s', 0, 0, 0, 1, 'x')",
	    ORG(y), id, (long long)y->s.id, (long long)year_asks(y, i)->id, id,
	    owner, due);
}

/*
 * What is counted of everybody at once is what waits for each: so much of it is
 * to be told of, and so much of that is late.
 */
static inline void
counted_alike(const struct year *y, const struct person *p, day today)
{
	struct work_asker who = { y->org->id, p->id, 0, today };
	struct remind_state s;
	struct work_list all;
	size_t i, things = 0, late = 0;
	const char *mail;
	bool late_only;

	assert_err(role_of(y->r->db, p->id, y->org->id, &who.roles), OK);
	assert_err(work_of(y->r->db, y->r->arena, &who, &all), OK);
	assert_err(
	    remind_chosen(y->r->db, y->r->arena, p->id, &late_only, &mail), OK);
	for (i = 0; i < all.n && mail[0] == '\0'; i++) {
		bool is = work_late(&all.v[i], today);

		late += is;
		things += remind_rung(all.v[i].due_on, is, today) < RUNG_NONE;
	}
	assert_err(
	    remind_state(y->r->db, y->r->arena, y->org->id, today, 0, 1000, &s),
	    OK);
	for (i = 0; i < s.nowhere.n; i++)
		if (s.nowhere.v[i].person == p->id)
			break;
	assert_int_equal(i < s.nowhere.n ? s.nowhere.v[i].things : 0, things);
	assert_int_equal(i < s.nowhere.n ? s.nowhere.v[i].late : 0, late);
}

static inline struct work_list
work_now(const struct year *y, const struct person *p, unsigned roles)
{
	const struct work_asker who = { y->org->id, p->id, roles, TODAY };
	struct work_list all;

	assert_err(work_of(y->r->db, y->r->arena, &who, &all), OK);
	if (p->org == y->org->id) {
		counted_alike(y, p, TODAY);
		counted_alike(y, p, DUE - 7);
		counted_alike(y, p, DUE + 1);
	}
	return all;
}

/* "requirement 101; action Action 7": what waits, in its order. */
static inline const char *
waits(const struct year *y, const struct person *p, unsigned roles)
{
	struct work_list all = work_now(y, p, roles);
	const char *text = "";
	size_t i;

	for (i = 0; i < all.n; i++)
		text = arena_printf(y->r->arena, "%s%s%s %s", text,
		    i > 0 ? "; " : "", work_kind_name(all.v[i].kind),
		    all.v[i].kind == WORK_ANSWER ||
			    all.v[i].kind == WORK_CONFIRM ||
			    all.v[i].kind == WORK_DUTY
			? all.v[i].code
			: all.v[i].title);
	return text;
}
#endif
