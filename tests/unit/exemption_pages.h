/* exemption_pages.h - granting and ending exemptions, as a browser. */
#ifndef EXEMPTION_PAGES_H
#define EXEMPTION_PAGES_H
#include "desk_pages.h"

#define NEW "/exemptions/new"

static struct visitor national;

static inline int
open_site(void **state)
{
	struct site *s;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	site_visit(s, s->national, &national);
	return 0;
}

/* For A from 200 of 14.1, without days. */
static inline void
take_new(struct site *s, struct sheet *f)
{
	sheet_take(s, &national, NEW, NEW, f);
	sheet_set(f, s->arena, "org", "aaa01");
	sheet_set(f, s->arena, "version", "14.1");
	sheet_set(f, s->arena, "number", "200");
	sheet_set(f, s->arena, "reason", "Typed with <care>");
}

static inline void
set_days(struct site *s, struct sheet *f, const char *from, const char *until)
{
	sheet_set(f, s->arena, "from-day", from);
	sheet_set(f, s->arena, "from-month", "6");
	sheet_set(f, s->arena, "from-year", "2026");
	sheet_set(f, s->arena, "until-day", until);
	sheet_set(f, s->arena, "until-month", "6");
	sheet_set(f, s->arena, "until-year", "2026");
}

static inline int64_t
newest(struct site *s)
{
	return site_number(s, "SELECT id FROM exemption ORDER BY granted_at "
			      "DESC, id DESC LIMIT 1");
}

static inline const char *
page_of(struct site *s, const char *rest)
{
	return arena_printf(
	    s->arena, "/exemptions/%lld%s", (long long)newest(s), rest);
}

/* Grant what is in f. */
static inline void
grant(struct site *s, const struct sheet *f)
{
	assert_int_equal(sheet_send(s, &national, f), 303);
	assert_int_equal(
	    site_get(s, &national, site_header(s, "Location")), 200);
	sees(s, "The exemption was granted");
}

static inline void
end_newest(struct site *s, const char *reason)
{
	struct sheet f;

	sheet_take(s, &national, page_of(s, ""), page_of(s, "/end"), &f);
	sheet_set(&f, s->arena, "reason", reason);
	assert_int_equal(sheet_send(s, &national, &f), 303);
	assert_int_equal(
	    site_get(s, &national, site_header(s, "Location")), 200);
	sees(s, "The exemption was ended");
	sees(s, reason);
}
#endif
