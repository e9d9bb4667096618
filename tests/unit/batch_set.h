/* batch_set.h - a head office with sites, and steps of a batch for them. */
#ifndef BATCH_SET_H
#define BATCH_SET_H
#include "batch.h"
#include "records_year.h"
#include "relation.h"

#define SITES_MOST 40

struct chain {
	struct records *r;
	struct year y;     /* the head office's */
	struct person who; /* its administrator */
	struct org head, site[SITES_MOST];
	size_t n;
};

#define with_chain(test)                                                       \
	cmocka_unit_test_setup_teardown(test, chain_setup, chain_teardown)

static inline struct org *
chain_part(struct chain *c, const char *code, const char *type)
{
	struct org *o = &c->site[c->n++];
	struct relation rel = { .parent = c->head.id };
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;

	*o = (struct org){ .code = code, .name = code, .type = type };
	assert_err(relation_register(c->r->db, &u, o, &rel, 0, &fault), OK);
	return o;
}

/* The head office's answers: the first three requirements, at level 2. */
static inline void
chain_answers(struct chain *c)
{
	struct evidence v = {
		.title = "Policy", .reference = "Shelf 3", .shows = { true }
	};
	size_t i;

	for (i = 0; i < 3; i++) {
		struct answer a = year_read(&c->y, i);

		tick(&c->y, i, &a, "1a 1b 2a");
		a.comment[K1A] = "As head office does it";
		a.evidence.v = &v;
		a.evidence.n = 1;
		assert_err(year_try_save(&c->y, i, &a, &c->who, true), OK);
	}
}

static inline int
chain_setup_of(void **state, size_t sites)
{
	struct chain *c = calloc(1, sizeof(*c));
	void *r;
	size_t i;

	assert_non_null(c);
	records_setup(&r);
	c->r = r;
	records_fill(c->r);
	records_org(c->r, &c->head, "HQ001", "CTP");
	records_person(c->r, &c->who, &c->head, "hana", ROLE_ADMINISTRATOR);
	for (i = 0; i < sites; i++)
		chain_part(
		    c, arena_printf(c->r->arena, "S%03zu", i + 1), "CTP");
	c->y.r = c->r;
	year_open(&c->y, &c->head, &c->r->simple);
	chain_answers(c);
	*state = c;
	return 0;
}

static inline int
chain_setup(void **state)
{
	return chain_setup_of(state, 4);
}

static inline int
chain_teardown(void **state)
{
	struct chain *c = *state;
	void *r = c->r;

	free(c);
	return records_teardown(&r);
}

static inline struct unit
chain_unit(const struct chain *c)
{
	return unit_of(&c->head, &c->who);
}

/* A batch that opens years and marks complete, with what else is asked for. */
static inline struct batch_new
chain_asked(void)
{
	return (struct batch_new){ .version = "14",
		.type = "CTP",
		.owner = "",
		.complete = true,
		.opens = true };
}

static inline struct batch
chain_read(struct chain *c, int64_t id)
{
	struct batch b;

	assert_err(batch_read(c->r->db, c->r->arena, c->head.id, id, &b), OK);
	return b;
}

static inline struct texts
chain_codes(struct chain *c, const char *text)
{
	struct texts out;

	assert_err(batch_codes(c->r->arena, text, &out), OK);
	return out;
}

/* codes NULL: all. */
static inline enum err
chain_choose(struct chain *c, const struct batch *b, const char *codes)
{
	struct texts t = chain_codes(c, codes != NULL ? codes : "");
	struct batch_choice choice = { .codes = codes != NULL ? &t : NULL };
	struct unit u = chain_unit(c);

	return batch_choose(c->r->db, c->r->arena, &u, b, &choice);
}

static inline enum err
chain_exclude(struct chain *c, const struct batch *b, const char *codes)
{
	struct texts t = chain_codes(c, codes);
	struct batch_choice choice = { .codes = &t };
	struct unit u = chain_unit(c);

	return batch_exclude(c->r->db, c->r->arena, &u, b, &choice);
}

static inline struct batch
chain_make(struct chain *c, struct batch_new n, const char *codes)
{
	struct unit u = chain_unit(c);
	struct batch b;

	assert_err(batch_make(c->r->db, c->r->arena, &u, &n), OK);
	b = chain_read(c, n.id);
	assert_err(chain_choose(c, &b, codes), OK);
	return chain_read(c, n.id);
}

static inline enum err
chain_begin(struct chain *c, const struct batch *b, enum batch_act act,
    const char *codes)
{
	struct texts t = chain_codes(c, codes != NULL ? codes : "");
	unsigned char digest[STATEMENT_DIGEST];
	struct batch_begin x = { .act = act,
		.codes = codes != NULL ? &t : NULL };
	struct unit u = chain_unit(c);
	const char *statement;

	if (act == BATCH_PUBLISH) {
		assert_err(batch_statement(c->r->db, c->r->arena, b, &c->head,
			       &statement, digest),
		    OK);
		x.digest = digest;
	}
	return batch_begin(c->r->db, c->r->arena, &u, b, &x);
}

static inline struct batch_run
chain_go(struct chain *c, const struct batch *b, enum batch_act act)
{
	struct batch_run run = { .act = act, .today = TODAY };
	struct unit u = chain_unit(c);

	assert_err(batch_go(c->r->db, &u, b, &run), OK);
	return run;
}

/* The whole of an act. */
static inline struct batch_run
chain_do(struct chain *c, const struct batch *b, enum batch_act act,
    const char *codes)
{
	assert_err(chain_begin(c, b, act, codes), OK);
	return chain_go(c, b, act);
}

/* The year of a site, to look at it and to work in it. */
static inline struct year
chain_year(struct chain *c, size_t site)
{
	struct year y = {
		.r = c->r, .org = &c->site[site], .set = &c->r->simple
	};

	year_find(&y);
	return y;
}

static inline struct batch_site
chain_site(struct chain *c, const struct batch *b, size_t site)
{
	struct batch_site s;

	assert_err(
	    batch_site_read(c->r->db, c->r->arena, b, c->site[site].id, &s),
	    OK);
	return s;
}

static inline struct batch_look
chain_look(struct chain *c, const struct batch *b, size_t site)
{
	struct batch_work *w;
	struct batch_look look;

	assert_err(batch_work_read(c->r->db, c->r->arena, b, &w), OK);
	assert_err(batch_look(c->r->db, c->r->arena, w, c->site[site].id, TODAY,
		       &look),
	    OK);
	return look;
}

static inline void
open_site(struct chain *c, size_t site)
{
	struct assessment s;

	records_year(c->r, &c->site[site], &c->r->simple, &s);
}

/* Is this reason among them, of this requirement ("" for the site)? */
static inline bool
found(const struct batch_findings *f, enum batch_reason reason,
    const char *number)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->v[i].reason == reason &&
		    strcmp(f->v[i].number, number) == 0)
			return true;
	return false;
}

static inline bool
stopped(struct chain *c, const struct batch *b, size_t site,
    enum batch_reason reason)
{
	struct batch_look look = chain_look(c, b, site);

	return found(&look.stops, reason, "");
}

/* Somebody at the site answers a requirement. */
static inline void
chain_local(
    struct chain *c, size_t site, size_t i, const char *codes, bool complete)
{
	struct year y = chain_year(c, site);
	struct answer a = year_read(&y, i);

	tick(&y, i, &a, codes);
	a.comment[K1B] = "As we do it here";
	assert_err(year_try_save(&y, i, &a, &c->r->assessor, complete), OK);
}
#endif
