/* supersede_pages_test.c - putting right what was published, by a form. */
#include "desk_pages.h"
#include "edition.h"
#include "logged.h"
#include "signing.h"

#define PAGE "/assessment/13.0/supersede"
#define DONE "/assessment/13.0/publication?superseded=1"

static const struct visitor *
signer(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static void
filled(struct site *s, struct sheet *f)
{
	sheet_take(s, signer(s), PAGE, PAGE, f);
	sheet_set(f, s->arena, "level-101", "1");
	sheet_set(f, s->arena, "reason", "It was counted wrongly");
	sheet_set(f, s->arena, "accept", "1");
	sheet_set(f, s->arena, "password", "right");
}

static int64_t
editions(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM edition e JOIN org o ON "
			      "o.id = e.org_id WHERE o.code = 'AAA01' AND "
			      "e.stage = 3");
}

static int64_t
level_published(struct site *s)
{
	return site_number(s,
	    "SELECT l.level FROM publication_level l JOIN org o ON o.id = "
	    "l.org_id WHERE o.code = 'AAA01' AND l.number = '101'");
}

static void
what_is_wrong_is_said_and_kept(void **state)
{
	static const struct {
		const char *name, *value, *says;
		int status;
	} all[] = {
		{ "reason", "", "Enter the reason for change", 422 },
		{ "accept", NULL, "Tick that you accept the statement", 422 },
		{ "password", "", "Enter your password", 422 },
		{ "password", "wrong", "Enter the right password", 422 },
		{ "level-101", "2", "nothing would be different", 422 },
		{ "level-101", "3",
		    "101: a reviewer confirmed level 2. More is for next "
		    "year&#39;s assessment",
		    422 },
		{ "level-101", "4", "cannot be understood", 400 },
		{ "level-101", NULL, "cannot be understood", 400 },
		{ "statement", "00", "has changed", 409 },
		{ "edition", "7", "has changed", 409 },
	};
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		struct sheet f;

		filled(s, &f);
		sheet_set(&f, s->arena, all[i].name, all[i].value);
		assert_int_equal(sheet_send(s, signer(s), &f), all[i].status);
		sees(s, all[i].says);
		sees_not(s, "value=\"right\"");
		if (all[i].status != 400 && strcmp(all[i].name, "reason") != 0)
			sees(s, "value=\"It was counted wrongly\"");
		if (all[i].status != 400)
			sees(s, arena_printf(s->arena,
				    "<option value=\"%s\" selected>",
				    strcmp(all[i].name, "level-101") != 0
					? "1"
					: all[i].value));
	}
	assert_int_equal(editions(s), 1);
}

/* The levels to choose from: "0 1 2". */
static const char *
offered(struct site *s, const char *number)
{
	const char *p = strstr(buf_text(&s->w->reply.body),
	    arena_printf(s->arena, "name=\"level-%s\"", number));
	const char *all = "", *end;

	assert_non_null(p);
	end = strstr(p, "</select>");
	while ((p = strstr(p, "<option value=\"")) != NULL && p < end) {
		p += strlen("<option value=\"");
		all = arena_printf(s->arena, "%s%s%.*s", all,
		    all[0] != '\0' ? " " : "", (int)strcspn(p, "\""), p);
	}
	return all;
}

static void
only_what_was_confirmed_is_offered(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, signer(s), PAGE), 200);
	sees(s, "A level can be put right as far as a reviewer confirmed it.");
	assert_string_equal(offered(s, "101"), "0 1 2");
	assert_string_equal(offered(s, "105"), "0 1 2");
}

/* 112 was confirmed at level 2, and counted as level 1. */
static void
the_cap_is_said_beside_the_levels(void **state)
{
	static const char why[] =
	    "112: too few are trained (0%, 95% are asked for): level 1 at "
	    "most";
	struct site *s = *state;
	struct sheet f;

	filled(s, &f);
	sees(s, why);
	assert_string_equal(offered(s, "112"), "0 1");
	sees(s, "aria-describedby=\"level-112-why\"");
	sheet_set(&f, s->arena, "level-112", "2");
	assert_int_equal(sheet_send(s, signer(s), &f), 422);
	sees(s, "There is a problem");
	sees(s, arena_printf(s->arena, "<a href=\"#level-112\">%s</a>", why));
	sees(s, "id=\"level-112-error\"");
	assert_string_equal(offered(s, "112"), "0 1 2"); /* as typed */
}

static void
only_who_may_publish(void **state)
{
	static const enum role others[] = { ROLE_ASSESSOR, ROLE_REVIEWER,
		ROLE_VIEWER, ROLE_STAFF };
	struct site *s = *state;
	struct sheet f;
	size_t i;

	for (i = 0; i < COUNT(others); i++) {
		const struct visitor *v = site_as(s, A, others[i]);

		assert_int_equal(site_get(s, v, PAGE), 403);
		filled(s, &f);
		sheet_set(&f, s->arena, "csrf", v->csrf);
		assert_int_equal(sheet_send(s, v, &f), 403);
	}
	/* What is not published cannot be superseded. */
	assert_int_equal(
	    site_get(s, signer(s), "/assessment/14.1/supersede"), 404);
	assert_int_equal(editions(s), 1);
}

static void
it_stands_beside_what_it_supersedes(void **state)
{
	struct site *s = *state;
	struct logged log;
	struct sheet f, late;

	assert_int_equal(
	    site_get(s, signer(s), "/assessment/13.0/publication"), 200);
	sees(s, PAGE);
	/* Before it, no address can claim it. */
	assert_int_equal(site_get(s, signer(s), DONE), 200);
	sees_not(s, "notification-banner");
	sees(s, "This publication is not signed: ");
	sees(s, "Its levels are what next year's assessment starts from");
	filled(s, &late);
	filled(s, &f);
	logged_begin(&log);
	assert_int_equal(sheet_send(s, signer(s), &f), 303);
	logged_end(&log);
	assert_int_equal(logged_count(&log, "<4>publish.unsigned "), 1);
	assert_int_equal(
	    logged_count(&log, " org=AAA01 version=13.0 why=notfound"), 1);
	assert_string_equal(site_header(s, "Location"), DONE);
	assert_int_equal(site_get(s, signer(s), DONE), 200);
	sees(s, "notification-banner--success");
	sees(s, ">It was published once more<");
	/* No key is there; and no page leads to what is not. */
	sees(s, "What counts now is not signed");
	sees(s, ">igtk bundle sign --org AAA01 --version 13.0<");
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0"), 200);
	sees(s, "It was counted wrongly");
	sees(s, ": from 2 to 1");
	assert_int_equal(editions(s), 2);
	/* A form made before it. */
	sheet_set(&late, s->arena, "level-101", "0");
	assert_int_equal(sheet_send(s, signer(s), &late), 409);
	sees(s, "has changed");
	sees(s, "<option value=\"0\" selected>");
	assert_int_equal(editions(s), 2);
}

/* The key lies beside the database, where the worker looks for it. */
static void
what_is_published_is_signed_at_once(void **state)
{
	struct site *s = *state;
	const char *keys = arena_printf(s->arena, "%s/keys", s->w->dir);
	struct unit u = by(0, 0, "test");
	struct signing_key k;
	struct logged log;
	struct sheet f;

	assert_int_equal(signing_new(s->w->app.writer, &u, keys, &k), OK);
	filled(s, &f);
	sheet_set(&f, s->arena, "level-101", "0");
	logged_begin(&log);
	assert_int_equal(sheet_send(s, signer(s), &f), 303);
	logged_end(&log);
	assert_int_equal(logged_count(&log, "publish.unsigned"), 0);
	unlink(arena_printf(s->arena, "%s/%s.key", keys, k.id));
	rmdir(keys);
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0/bundle/3"), 200);
	sees(s, arena_printf(s->arena, "\"key\":\"%s\"", k.id));
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0/bundle/2"), 404);
	/* The year's own page says what counts now. */
	assert_int_equal(
	    site_get(s, signer(s), "/assessment/13.0/publication"), 200);
	sees(s, "It was published once more on ");
	sees_not(s, "is not signed");
	sees_not(s, "igtk bundle sign");
	sees_not(s, "Its levels are what");
	sees(s, "starts from the levels that count now");
	/* And its answers are what they were. */
	assert_int_equal(level_published(s), 2);
}

static void
the_pages_of_the_year_say_what_counts_now(void **state)
{
	static const char *const pages[] = { "", "/score", "/score/IGM", "/at",
		"/at?on=2026-01-01T00:00:00Z", "/stages", "/publication" };
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	size_t i;

	for (i = 0; i < COUNT(pages); i++) {
		site_get(s, v,
		    arena_printf(s->arena, "/assessment/13.0%s", pages[i]));
		sees(s, "It was published once more on ");
		sees(s, "for this reason: It was counted wrongly");
		sees(s, "What counts now: ");
		if (i + 1 == COUNT(pages))
			break;
		site_get(s, v,
		    arena_printf(s->arena, "/assessment/14.1%s", pages[i]));
		sees_not(s, "What counts now");
	}
}

/* The year beside another one that is looked at. */
static void
a_comparison_says_what_counts_now(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);

	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/at?against=13.0"), 200);
	sees(s, "Published<");
	sees(s, "Published once more on ");
	sees(s, ". What counts now: ");
	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/at?against=14.1"), 200);
	sees_not(s, "Published once more on ");
}

static void
what_if_starts_from_what_counts_now(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);

	assert_int_equal(site_get(s, v, "/assessment/13.0/whatif"), 200);
	sees(s, "the levels here are those of edition 3, which counts now");
	sees(s, ", 2 below level 2.");
	sees(s, "The criteria are met. What was published once more says less");
	sees(s, "The criteria are met. Too few are trained for it to count");
	assert_int_equal(site_get(s, v, "/assessment/14.1/whatif"), 200);
	sees_not(s, "once more");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wrong_is_said_and_kept),
		cmocka_unit_test(only_what_was_confirmed_is_offered),
		cmocka_unit_test(the_cap_is_said_beside_the_levels),
		cmocka_unit_test(only_who_may_publish),
		cmocka_unit_test(it_stands_beside_what_it_supersedes),
		cmocka_unit_test(what_is_published_is_signed_at_once),
		cmocka_unit_test(the_pages_of_the_year_say_what_counts_now),
		cmocka_unit_test(a_comparison_says_what_counts_now),
		cmocka_unit_test(what_if_starts_from_what_counts_now),
	};

	return cmocka_run_group_tests_name(
	    "supersede_pages", tests, site_open, site_close);
}
