/* bundle_set.h - a published year, a folder of keys, and a ring of them. */
#ifndef BUNDLE_SET_H
#define BUNDLE_SET_H
#include <dirent.h>
#include <sys/stat.h>

#include "bundle.h"
#include "edition.h"
#include "records_year.h"
#include "ring.h"
#include "signing.h"

/* What no public answer may hold. */
#define SECRET_TITLE "PRIVATE-TITLE"
#define SECRET_WHERE "PRIVATE-REFERENCE"
#define SECRET_COMMENT "PRIVATE-COMMENT"
#define SECRET_PLAN "PRIVATE-PLAN"
#define SECRET_OWNER "PRIVATE-OWNER"
#define SECRET_HOLDER "PRIVATE-HOLDER"

static inline const char *
keys_of(const struct records *r)
{
	return arena_printf(r->arena, "%s/keys", r->dir);
}

static inline struct signing_key
key_made(const struct records *r)
{
	struct unit u = unit_of(NULL, NULL);
	struct signing_key k;

	assert_err(signing_new(r->db, &u, keys_of(r), &k), OK);
	return k;
}

static inline void
keys_dropped(const struct records *r)
{
	DIR *d = opendir(keys_of(r));
	const struct dirent *f;

	if (d == NULL)
		return;
	while ((f = readdir(d)) != NULL)
		if (f->d_name[0] != '.')
			unlink(arena_printf(
			    r->arena, "%s/%s", keys_of(r), f->d_name));
	closedir(d);
	rmdir(keys_of(r));
}

static inline int
bundle_teardown(void **state)
{
	const struct year *y = *state;

	keys_dropped(y->r);
	return year_teardown(state);
}

#define with_bundle(test)                                                      \
	cmocka_unit_test_setup_teardown(test, year_setup, bundle_teardown)

static inline struct edition
edition_of(const struct year *y, int64_t number)
{
	struct edition x;

	assert_err(edition_read(y->r->db, y->r->arena, y->org->id,
		       y->set->version, STAGE_FINAL, number, &x),
	    OK);
	return x;
}

static inline enum err
bundle_try_sign(const struct year *y, const struct edition *x)
{
	struct unit u = year_unit(y, &y->r->admin);

	return bundle_sign(y->r->db, &u, y->r->arena, keys_of(y->r), x);
}

static inline void
bundle_of(const struct year *y, const struct edition *x, struct buf *out)
{
	assert_err(bundle_read(y->r->db, y->r->arena, x, out), OK);
}

/* All keys on record, by way of the file that others are given. */
static inline void
ring_of(const struct records *r, struct ring *ring)
{
	char name[] = "/tmp/igtk-ring.XXXXXX";
	struct buf text = { 0 };
	struct signing_keys all;
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	assert_err(signing_list(r->db, r->arena, NULL, &all), OK);
	signing_put(&all, &text);
	assert_int_equal(write(fd, text.p, text.n), (int)text.n);
	close(fd);
	*ring = (struct ring){ .n = 0 };
	assert_int_equal(ring_read(ring, name), 0);
	unlink(name);
	buf_clear(&text);
}

/* Supersede the newest edition: requirement i is at this level from a day on.
 */
static inline enum err
superseded_on(
    const struct year *y, size_t i, int level, const char *reason, day on)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct edition was = edition_of(y, 0);
	struct standing *v;
	struct edition_new n = { .org = y->org,
		.assessment = &y->s,
		.catalogue = y->set,
		.stage = STAGE_FINAL,
		.statement = publication_statement(y->r->arena, y->org, y->set),
		.reason = reason,
		.on = on };

	assert_err(
	    edition_standings(y->r->db, y->r->arena, &was, &y->s, y->set, &v),
	    OK);
	v[i].level = level;
	v[i].not_relevant = false;
	n.standings = v;
	return edition_supersede(y->r->db, &u, &n, &was);
}

static inline enum err
superseded(const struct year *y, size_t i, int level, const char *reason)
{
	return superseded_on(y, i, level, reason, TODAY);
}

/* Published, with everything private that there can be. */
static inline void
published_with_secrets(struct year *y)
{
	struct evidence e[1] = { { .title = SECRET_TITLE,
	    .reference = SECRET_WHERE } };
	struct unit u = year_unit(y, &y->r->admin);
	const struct duty_holder v[] = { { &y->set->duties.v[0], SECRET_HOLDER,
					     "PRIVATE-POST" },
		{ &y->set->duties.v[1], SECRET_HOLDER, "" },
		{ &y->set->duties.v[2], SECRET_HOLDER, "" } };
	struct answer a = year_read(y, R101);

	e[0].shows[K1A] = true;
	a.evidence.v = e;
	a.evidence.n = 1;
	a.comment[K1A] = SECRET_COMMENT;
	a.plan = SECRET_PLAN;
	records_group(y->r, y->org, 9, SECRET_OWNER);
	a.row.owner = SECRET_OWNER;
	year_save(y, R101, &a);
	year_ready(y, "1a 1b 2a");
	assert_err(duty_set(y->r->db, &u, &y->s, y->set, v), OK);
	assert_err(year_publish(y), OK);
	year_find(y);
}
#endif
