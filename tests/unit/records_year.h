/* records_year.h - one year of an organisation, and steps through it. */
#ifndef RECORDS_YEAR_H
#define RECORDS_YEAR_H
#include "duty.h"
#include "publication.h"
#include "readiness.h"
#include "records.h"

#define TODAY day_make(2026, 11, 22)
#define DUE day_make(2027, 3, 31)

/* Tests begin with the trust's year, of the full workflow. */
struct year {
	struct records *r;
	const struct org *org;
	const struct catalogue *set;
	struct assessment s;
};

#define with_year(test)                                                        \
	cmocka_unit_test_setup_teardown(test, year_setup, year_teardown)

static inline void
year_open(struct year *y, const struct org *o, const struct catalogue *c)
{
	y->org = o;
	y->set = c;
	records_year(y->r, o, c, &y->s);
}

static inline int
year_setup(void **state)
{
	struct year *y = calloc(1, sizeof(*y));
	void *r;

	assert_non_null(y);
	records_setup(&r);
	y->r = r;
	records_fill(y->r);
	year_open(y, &y->r->trust, &y->r->full);
	*state = y;
	return 0;
}

static inline int
year_teardown(void **state)
{
	struct year *y = *state;
	void *r = y->r;

	free(y);
	return records_teardown(&r);
}

/* The supplier's year instead: the simplified workflow. */
static inline void
year_simple(struct year *y)
{
	year_open(y, &y->r->supplier, &y->r->simple);
}

static inline const struct requirement *
year_asks(const struct year *y, size_t i)
{
	return &y->set->requirements.v[i];
}

static inline struct unit
year_unit(const struct year *y, const struct person *p)
{
	return unit_of(y->org, p);
}

static inline void
year_find(struct year *y)
{
	assert_err(assessment_find(y->r->db, y->r->arena, y->org->id,
		       y->set->version, &y->s),
	    OK);
}

static inline struct answer
year_read(const struct year *y, size_t i)
{
	struct answer a;

	assert_err(
	    answer_read(y->r->db, y->r->arena, &y->s, year_asks(y, i), &a), OK);
	return a;
}

static inline enum answer_state
year_state(const struct year *y, size_t i)
{
	return year_read(y, i).row.state;
}

/* Tick exactly the criteria of this text: "1a 1b". */
static inline void
tick(const struct year *y, size_t i, struct answer *a, const char *codes)
{
	const struct requirement *r = year_asks(y, i);
	size_t k;

	for (k = 0; k < r->criteria.n; k++)
		a->met[k] = strstr(codes, r->criteria.v[k].code) != NULL;
}

static inline enum err
year_try_save(const struct year *y, size_t i, struct answer *a,
    const struct person *p, bool complete)
{
	struct unit u = year_unit(y, p);

	return answer_save(y->r->db, &u, &y->s, year_asks(y, i), a, complete);
}

static inline void
year_save(const struct year *y, size_t i, struct answer *a)
{
	assert_err(year_try_save(y, i, a, &y->r->assessor, false), OK);
}

/* Each step by whoever does it in the full workflow. */
static inline enum err
year_complete(const struct year *y, size_t i)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return answer_complete(y->r->db, &u, &y->s, year_asks(y, i));
}

static inline enum err
year_confirm(const struct year *y, size_t i)
{
	struct unit u = year_unit(y, &y->r->reviewer);

	return answer_confirm(y->r->db, &u, &y->s, y->set, year_asks(y, i));
}

static inline enum err
year_reopen(const struct year *y, size_t i, const char *reason)
{
	struct unit u = year_unit(y, &y->r->reviewer);

	return answer_reopen(y->r->db, &u, &y->s, year_asks(y, i), reason);
}

static inline enum err
year_accept(const struct year *y, size_t i)
{
	struct unit u = year_unit(y, &y->r->admin);

	return answer_accept_plan(y->r->db, &u, &y->s, y->set, year_asks(y, i));
}

static inline enum err
year_confirm_whole(const struct year *y)
{
	struct unit u = year_unit(y, &y->r->reviewer);

	return assessment_confirm(y->r->db, &u, &y->s, y->set);
}

static inline enum err
year_duties(const struct year *y, const char *a, const char *b, const char *c)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct duty_holder v[] = { { &y->set->duties.v[0], a, "Post" },
		{ &y->set->duties.v[1], b, "" },
		{ &y->set->duties.v[2], c, "" } };

	return duty_set(y->r->db, &u, &y->s, y->set, v);
}

static inline enum err
year_publish_on(const struct year *y, day today)
{
	struct unit u = year_unit(y, &y->r->admin);
	unsigned char digest[STATEMENT_DIGEST];

	publication_digest(
	    publication_statement(y->r->arena, y->org, y->set), digest);
	return publication_publish(
	    y->r->db, &u, y->org, &y->s, y->set, digest, today);
}

static inline enum err
year_publish(const struct year *y)
{
	return year_publish_on(y, TODAY);
}

/* All the way, each requirement with these criteria met. */
static inline void
year_ready(struct year *y, const char *codes)
{
	bool full = y->set->workflow == WORKFLOW_FULL;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		struct answer a = year_read(y, i);

		tick(y, i, &a, codes);
		assert_err(year_try_save(y, i, &a, &y->r->assessor, true), OK);
		if (full)
			assert_err(year_confirm(y, i), OK);
	}
	if (full)
		assert_err(year_confirm_whole(y), OK);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	year_find(y);
}

/* The same, and published. */
static inline void
year_published(struct year *y, const char *codes)
{
	year_ready(y, codes);
	assert_err(year_publish(y), OK);
	year_find(y);
}

#endif
