/* batch_desk.h - a head office with sixty sites, at its pages. */
#ifndef BATCH_DESK_H
#define BATCH_DESK_H
#include "desk_pages.h"
#include "relation.h"
#include "site.h"

/* C is the head office; its sites are 60 of its own type. */
#define PARTS 60

static inline int
open_site(void **state)
{
	struct relation_row parts[PARTS];
	struct unit u = by(0, 0, "test");
	struct site *s;
	int i;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	for (i = 0; i < PARTS; i++)
		parts[i] = (struct relation_row){
			.code = arena_printf(s->arena, "P%03d", i),
			.name = arena_printf(s->arena, "Pharmacy %d", i),
			.type = "CTP",
			.parent = s->org[C].code,
			.commissioner = "",
		};
	assert_int_equal(
	    relation_load(s->w->app.writer, &u, parts, PARTS, true), OK);
	return 0;
}

static inline const struct visitor *
admin(struct site *s)
{
	return site_as(s, C, ROLE_ADMINISTRATOR);
}

static inline const char *
page_of(struct site *s, const char *rest)
{
	return arena_printf(s->arena, "/sites/batch/%lld%s",
	    (long long)site_number(s, "SELECT MAX(id) FROM batch"), rest);
}

/* A batch for these sites; "": all. */
static inline int
make_one(struct site *s, const char *codes)
{
	static const char page[] = "/sites/batch/new";
	struct sheet f;

	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "version", "14.1");
	sheet_set(&f, s->arena, "type", "CTP");
	sheet_set(&f, s->arena, "codes", codes);
	return sheet_send(s, admin(s), &f);
}

static inline int
act(struct site *s, const char *what)
{
	const char *page = page_of(s, "");
	struct sheet f;

	sheet_take(s, admin(s), page, page_of(s, "/act"), &f);
	sheet_set(&f, s->arena, "do", what);
	sheet_set(&f, s->arena, "sure", "1");
	return sheet_send(s, admin(s), &f);
}

static inline int
change(struct site *s, const char *what, const char *codes)
{
	struct sheet f;

	sheet_take(s, admin(s), page_of(s, ""), page_of(s, "/sites"), &f);
	sheet_set(&f, s->arena, "do", what);
	sheet_set(&f, s->arena, "codes", codes);
	return sheet_send(s, admin(s), &f);
}

static inline int64_t
sites_in(struct site *s, int state, int excluded)
{
	return site_number(
	    s, arena_printf(s->arena,
		   "SELECT count(*) FROM batch_site WHERE batch_id = (SELECT "
		   "MAX(id) FROM batch) AND state = %d AND excluded = %d",
		   state, excluded));
}

#define with_sites(test)                                                       \
	cmocka_unit_test_setup_teardown(test, open_site, site_close)
#endif
