/* duty_set.h - people who are named for duties, and what the tests ask. */
#ifndef DUTY_SET_H
#define DUTY_SET_H
#include "duty.h"
#include "records.h"

#define TODAY day_make(2026, 11, 26)

static inline struct unit
clerk(struct records *r)
{
	return unit_of(&r->trust, &r->admin);
}

static inline struct person
somebody(
    struct records *r, const struct org *o, const char *user, const char *name)
{
	struct unit u = unit_of(o, &r->admin);
	struct person p = { .user = user, .name = name };

	assert_err(person_add(r->db, &u, &p), OK);
	p.user = user;
	return p;
}

static inline void
leaves(struct records *r, struct person *p)
{
	p->closed = true;
	raw(r, arena_printf(r->arena,
		   "UPDATE person SET closed = 1 WHERE id = %lld",
		   (long long)p->id));
}

static inline struct holding
offer(const char *duty, const struct person *p)
{
	return (struct holding){ .duty = duty,
		.person = p != NULL ? p->id : 0,
		.name = p != NULL ? "" : "Somebody Else",
		.post = "Director",
		.document = "Letter of 1 April",
		.from_on = TODAY,
		.until_on = DAY_NONE };
}

static inline enum err
name(struct records *r, struct holding *h, int64_t was)
{
	enum holding_fault fault;
	struct unit u = clerk(r);

	return duty_name(r->db, &u, h, was, &fault);
}

static inline enum err
accept_as(struct records *r, const struct person *p, int64_t holding, day on)
{
	struct unit u = unit_of(&r->trust, p);

	return duty_accept(r->db, &u, holding, on);
}

static inline struct named_duty
duty_on(struct records *r, const char *code, day on)
{
	struct named_duty d;

	assert_err(duty_read(r->db, r->arena, r->trust.id, code, on, &d), OK);
	return d;
}

static inline struct duty_gaps
gaps_on(struct records *r, day on)
{
	struct named_duties all;

	assert_err(duty_all(r->db, r->arena, r->trust.id, on, &all), OK);
	return duty_gaps(&all);
}
#endif
