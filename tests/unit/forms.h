/* forms.h - every form of the site, as its pages offer them. */
#ifndef FORMS_H
#define FORMS_H
#include "kiosk_site.h"
#include "markup.h"

#include "route.h"

#define FORMS 100

struct offered {
	const struct visitor *v;
	const struct route *route;
	struct sheet sheet;
};

struct forms {
	struct site *s;
	struct visitor pre, national;
	struct visitor at[STAGES]; /* at a terminal each */
	struct offered v[FORMS];
	size_t n;
};

static inline const struct route *
post_route(const char *path)
{
	const char *args[REQ_ARGS];
	char room[300];
	unsigned allow;

	return route_find(METHOD_POST, path, args, room, sizeof(room), &allow);
}

static inline void
forms_add(struct forms *f, const struct visitor *v, const struct sheet *sheet)
{
	const struct route *route = post_route(sheet->action);
	size_t i;

	assert_non_null(route);
	for (i = 0; i < f->n; i++)
		if (f->v[i].route == route)
			return;
	assert_true(f->n < FORMS);
	f->v[f->n++] = (struct offered){ v, route, *sheet };
}

/* Every form of a page that is sent, and not a search. */
static inline void
forms_of(struct forms *f, const struct visitor *v, const char *page)
{
	static struct sheet sheet;
	const char *p;

	if (site_get(f->s, v, page) != 200)
		fail_msg("%s: %d", page, f->s->w->reply.status);
	p = buf_text(&f->s->w->reply.body);
	while (sheet_next(&sheet, f->s->arena, &p, NULL))
		if (!sheet.search)
			forms_add(f, v, &sheet);
}

/* A form that no page shows as the records are: csrf and op, and fields. */
static inline void
forms_bare(struct forms *f, const struct visitor *v, const char *path,
    const char *const *fields)
{
	static struct sheet sheet;

	sheet = (struct sheet){ 0 };
	snprintf(sheet.action, sizeof(sheet.action), "%s", path);
	sheet_set(&sheet, f->s->arena, "csrf", v->csrf);
	sheet_set(&sheet, f->s->arena, "op", "77");
	for (; *fields != NULL; fields += 2)
		sheet_set(&sheet, f->s->arena, fields[0], fields[1]);
	forms_add(f, v, &sheet);
}

static inline void
forms_sign_in(struct forms *f)
{
	static struct sheet sheet;
	char pre[64];
	const char *p;

	assert_int_equal(site_get(f->s, NULL, "/sign-in"), 200);
	hidden(f->s->w, "csrf", f->pre.csrf);
	cookie_set(f->s->w, "__Host-igtk-pre", pre);
	snprintf(
	    f->pre.cookie, sizeof(f->pre.cookie), "__Host-igtk-pre=%.43s", pre);
	p = buf_text(&f->s->w->reply.body);
	assert_true(sheet_next(&sheet, f->s->arena, &p, "/sign-in"));
	sheet_set(&sheet, f->s->arena, "user", "a-nobody");
	sheet_set(&sheet, f->s->arena, "password", "wrong");
	forms_add(f, &f->pre, &sheet);
}

/* What everybody sets for themselves. */
static inline void
forms_settings(struct forms *f, const struct visitor *v)
{
	static const char *const none[] = { NULL };

	forms_of(f, v, "/settings");
	forms_of(f, v, "/settings/tokens");
	forms_bare(f, v, "/settings/tokens/7/revoke", none);
	forms_bare(f, v, "/people/7/tokens/7/revoke", none);
	forms_bare(f, v, "/settings/calendar/end", none);
}

/* Training and policies: dates that fit, and a password where one is asked. */
static inline void
forms_training(struct forms *f, const struct visitor *a)
{
	struct site *s = f->s;
	const struct site_training *t = s->training;
	int i = (int)role_place(ROLE_ADMINISTRATOR), year, month, dom;
	char page[100];
	size_t k;

	forms_settings(f, a);
	forms_of(f, a, "/training/course/IG-ANNUAL");
	snprintf(page, sizeof(page), "/training/correct/%lld",
	    (long long)t->completion[A][i]);
	forms_of(f, a, page);
	snprintf(page, sizeof(page), "/training/policies/%lld",
	    (long long)t->policy[A]);
	forms_of(f, a, page);
	forms_of(f, a, "/manage/policies/new");
	snprintf(page, sizeof(page), "/manage/policies/%lld",
	    (long long)t->policy[A]);
	forms_of(f, a, page);
	snprintf(page, sizeof(page), "/manage/policies/%lld/text",
	    (long long)t->policy[A]);
	forms_of(f, a, page);
	day_split(clock_day(clock_now()) - 5, &year, &month, &dom);
	for (k = 0; k < f->n; k++) {
		struct sheet *sheet = &f->v[k].sheet;

		if (sheet_field(sheet, "done-day") == NULL ||
		    sheet_field(sheet, "password") == NULL)
			continue;
		sheet_set(sheet, s->arena, "done-day",
		    arena_printf(s->arena, "%d", dom));
		sheet_set(sheet, s->arena, "done-month",
		    arena_printf(s->arena, "%d", month));
		sheet_set(sheet, s->arena, "done-year",
		    arena_printf(s->arena, "%d", year));
		sheet_set(sheet, s->arena, "password", "right");
	}
}

/* A team, staff, courses and needs; somebody is ticked as present. */
static inline void
forms_manage(struct forms *f, const struct visitor *a)
{
	struct site *s = f->s;
	long long id = (long long)s->training->staff[A][0];
	int year, month, dom;
	char text[100];
	size_t k;

	forms_of(f, site_as(s, A, ROLE_MANAGER), "/team/session");
	forms_of(f, a, "/manage/staff/new");
	snprintf(text, sizeof(text), "/manage/staff/%lld", id);
	forms_of(f, a, text);
	snprintf(text, sizeof(text), "/manage/staff/%lld/change", id);
	forms_of(f, a, text);
	forms_of(f, a, "/manage/courses/new");
	forms_of(f, a, "/manage/courses/IG-ANNUAL");
	forms_of(f, a, "/manage/needs");
	snprintf(text, sizeof(text), "who-%lld", id);
	day_split(clock_day(clock_now()) - 5, &year, &month, &dom);
	for (k = 0; k < f->n; k++) {
		struct sheet *sheet = &f->v[k].sheet;

		if (sheet_field(sheet, "held-day") == NULL)
			continue;
		sheet_set(sheet, s->arena, text, "1");
		sheet_set(sheet, s->arena, "held-day",
		    arena_printf(s->arena, "%d", dom));
		sheet_set(sheet, s->arena, "held-month",
		    arena_printf(s->arena, "%d", month));
		sheet_set(sheet, s->arena, "held-year",
		    arena_printf(s->arena, "%d", year));
	}
}

/* What terminals offer, and the pages about them. */
static inline void
forms_kiosk(struct forms *f, struct site *s)
{
	static const char *const none[] = { NULL };
	static const char *const code[] = { "code", "K7F2-9QXM-41AB", NULL };
	static struct terminal t[STAGES];
	struct staff who = site_staff(s, A, "20415678", "Kofi",
	    s->person[A][role_place(ROLE_ADMINISTRATOR)]);
	int i;

	for (i = 0; i < STAGES; i++) {
		site_terminal(s, A, "Ward 6", &t[i]);
		t[i].staff = who;
		/* Wrong PINs of nobody's are counted nowhere. */
		if (i == AT_NAMED)
			t[i].staff.id = 0;
		site_stand(s, &t[i], (enum stage)i, &f->at[i]);
	}
	forms_of(f, &f->at[AT_TERMINAL], "/kiosk");
	forms_of(f, &f->at[AT_NAMED], "/kiosk/proof");
	forms_of(f, &f->at[AT_PROVED], "/kiosk/attest/IG-ANNUAL");
	forms_bare(f, &f->at[AT_PROVED], "/kiosk/stay", none);
	forms_bare(f, &f->pre, "/kiosk/register", code);
	forms_of(f, site_as(s, A, ROLE_ADMINISTRATOR), "/manage/kiosks");
	forms_of(f, site_as(s, A, ROLE_ADMINISTRATOR), "/training/pin");
}

/* The people below the manager are given to the administrator. */
static inline void
forms_handover(struct forms *f, const struct visitor *a)
{
	struct site *s = f->s;
	size_t k;

	forms_of(f, a,
	    arena_printf(s->arena, "/handover/%lld",
		(long long)s->person[A][role_place(ROLE_MANAGER)]));
	for (k = 0; k < f->n; k++) {
		struct sheet *sheet = &f->v[k].sheet;

		if (strncmp(sheet->action, "/handover/", 10) != 0)
			continue;
		sheet_set(sheet, s->arena, "to", "a-administrator");
		sheet_set(sheet, s->arena, "do", "move");
	}
}

/* Duties, owners and groups. */
static inline void
forms_holders(struct forms *f, const struct visitor *a)
{
	struct site *s = f->s;
	char file[60];

	forms_of(f, a, "/duties");
	forms_of(f, a, "/duties/" OWN_DUTY);
	forms_of(f, a, "/duties/" OFFERED);
	forms_of(f, a, "/duties/" OFFERED "/accept");
	forms_of(f, a,
	    "/assessment/14.1/owners/check?r-101=1&owner=siro&by-day=1"
	    "&by-month=2&by-year=2027");
	forms_of(f, a, "/groups/new");
	snprintf(
	    file, sizeof(file), "/groups/%lld", (long long)s->work_group[A]);
	forms_of(f, a, file);
}

/* What the national role is offered. */
static inline void
forms_national(struct forms *f)
{
	static const char edit[] = "/catalogue/ACU-14.1-1/requirement/101/edit";

	forms_of(f, &f->national, "/organisations");
	forms_of(f, &f->national, "/organisations/new");
	forms_of(f, &f->national, edit);
	forms_of(f, &f->national, "/catalogue/ACU-14.1-1/withdraw");
	site_sql(f->s, "INSERT INTO withdrawal VALUES "
		       "(1, '13.0', 'ACU', 'Wrong', 1, 'test', NULL, NULL)");
	forms_of(f, &f->national, "/catalogue/ACU-13.0-1/withdraw");
	forms_of(f, &f->national, "/exemptions/new");
	forms_of(f, &f->national, "/exemptions/7");
}

static inline void
forms_year(struct forms *f, const struct visitor *a)
{
	forms_of(f, a, "/assessment/14.1/duties");
	forms_of(f, a, "/assessment/14.1/stages");
}

/* Of a head office. */
static inline void
forms_sites(struct forms *f, const struct visitor *a, const char *const *sign)
{
	static const char *const stop[] = { "do", "stop", NULL };
	static const char *const add[] = { "do", "add", "codes", "x", NULL };
	const char *batch = arena_printf(
	    f->s->arena, "/sites/batch/%lld", (long long)f->s->batch[A]);

	forms_of(f, a, "/sites/batch/new");
	forms_bare(f, a, arena_printf(f->s->arena, "%s/sites", batch), add);
	forms_bare(f, a, arena_printf(f->s->arena, "%s/act", batch), stop);
	forms_bare(f, a, arena_printf(f->s->arena, "%s/publish", batch), sign);
}

/* Of reviewers, and of an organisation that is registered. */
static inline void
forms_outside(struct forms *f)
{
	struct site *s = f->s;

	forms_of(f, site_as(s, A, ROLE_EXTERNAL_REVIEWER),
	    arena_printf(s->arena, "/reviews/%s/13.0", s->org[A].code));
	forms_of(f, &f->national,
	    arena_printf(
		s->arena, "/organisations/%lld", (long long)s->org[C].id));
}

static inline void
forms_take(struct forms *f, struct site *s)
{
	static const char *const none[] = { NULL };
	static const char *const why[] = { "override-reason", "x", NULL };
	static const char *const sign[] = { "password", "right", "accept", "1",
		"statement",
		"00000000000000000000000000000000000000000000000000000000000000"
		"00",
		NULL };
	char file[60];
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	const struct visitor *r = site_as(s, A, ROLE_REVIEWER);
	char person[60];

	f->s = s;
	forms_sign_in(f);
	snprintf(
	    person, sizeof(person), "/people/%lld", (long long)s->person[A][0]);
	site_visit(s, s->national, &f->national);
	site_move(s, &f->national, s->national, s->org[A].id);
	forms_of(f, site_as(s, A, ROLE_ASSESSOR),
	    "/assessment/14.1/requirement/101");
	forms_of(f, site_as(s, A, ROLE_ASSESSOR),
	    "/assessment/14.1/requirement/105");
	forms_of(f, r, "/assessment/14.1/requirement/101");
	forms_of(f, r, "/assessment/14.1/requirement/105");
	forms_of(f, a, "/home");
	forms_year(f, a);
	forms_of(f, site_as(s, A, ROLE_ASSESSOR), "/assessment/14.1/plan");
	forms_of(f, a, "/assessment/14.1/plan/new/205");
	forms_of(f, a,
	    arena_printf(s->arena, "/assessment/14.1/plan/action/%lld",
		(long long)s->action[A]));
	forms_of(f, a, "/assessment/14.1/plan/sign");
	forms_holders(f, a);
	forms_of(f, a, "/people");
	forms_of(f, a, "/people/new");
	forms_of(f, a, person);
	forms_handover(f, a);
	forms_outside(f);
	forms_sites(f, a, sign);
	forms_national(f);
	forms_training(f, a);
	forms_of(f, a, "/manage/figure/settings");
	forms_manage(f, a);
	forms_bare(f, a, "/session/keep", none);
	forms_bare(f, r, "/assessment/14.1/confirm", none);
	forms_bare(f, a, "/assessment/14.1/publish", sign);
	forms_of(f, a, "/assessment/13.0/supersede");
	forms_bare(f, r, "/assessment/14.1/requirement/101/drop", none);
	forms_bare(f, site_as(s, A, ROLE_ASSESSOR),
	    "/assessment/14.1/requirement/112/override", why);
	forms_bare(f, site_as(s, A, ROLE_ASSESSOR),
	    "/assessment/14.1/requirement/112/cap", none);
	snprintf(file, sizeof(file), "/manage/import/file/%lld",
	    (long long)s->import_file[A]);
	forms_of(f, a, file);
	forms_bare(f, a, arena_printf(s->arena, "%s/apply", file), none);
	forms_kiosk(f, s);
	site_mark(s);
}

/*
 * No form of the table may be forgotten; those with a file come in another
 * coding, and multipart_test breaks them.
 */
static inline void
forms_whole(const struct forms *f)
{
	size_t i, k;

	for (i = 0; i < routes_n; i++) {
		if (routes[i].method != METHOD_POST ||
		    route_uploads(&routes[i]))
			continue;
		for (k = 0; k < f->n; k++)
			if (f->v[k].route == &routes[i])
				break;
		if (k == f->n)
			fail_msg("no form for %s", routes[i].pattern);
	}
}
#endif
