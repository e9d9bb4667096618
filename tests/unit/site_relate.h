/* site_relate.h - how the organisations of a site stand to each other. */
#ifndef SITE_RELATE_H
#define SITE_RELATE_H
#include "relation.h"
#include "site_make.h"

/* A applies for national services, and C is a provider of A's. */
static inline void
relate(struct site *s)
{
	struct relation rel = { .org = s->org[A].id,
		.name = s->org[A].name,
		.type = s->org[A].type,
		.purpose = PURPOSE_NATIONAL };
	enum relation_fault fault;
	struct unit u = by(0, 0, "test");

	assert_int_equal(
	    relation_change(s->w->app.writer, &u, &rel, &fault), OK);
	u = by(0, 0, "test");
	assert_int_equal(
	    commission_add(s->w->app.writer, &u, s->org[A].id, s->org[C].id),
	    OK);
}
#endif
