/* csrf_samples.h - for each form one that is accepted with the right token. */
#ifndef CSRF_SAMPLES_H
#define CSRF_SAMPLES_H
#include "csrf_kiosk.h"

#include "route.h"

/* A form that is accepted where its token is right. */
struct sample {
	const char *pattern, *path, *fields;
};

static const struct sample samples[] = {
	{ "/assessment", "/assessment", "version=15.0" },
	{ "/assessment/:version/confirm", "/assessment/14.1/confirm", "" },
	{ "/assessment/:version/duties", "/assessment/14.1/duties",
	    "name-siro=Somebody" },
	{ "/assessment/:version/owners", "/assessment/14.1/owners",
	    "r-101=1&owner=siro" },
	{ "/groups/new", "/groups/new", "name=Eve" },
	{ "/assessment/:version/publish", "/assessment/14.1/publish",
	    "accept=1&password=right&statement=00" },
	{ "/assessment/:version/supersede", "/assessment/13.0/supersede",
	    "edition=1&accept=1&password=right&statement=00" },
	{ "/assessment/:version/stages", "/assessment/14.1/stages",
	    "stage=baseline&sure=1" },
	{ "/assessment/:version/plan", "/assessment/14.1/plan",
	    "requirement=110" },
	{ "/assessment/:version/plan/new/:number",
	    "/assessment/14.1/plan/new/205",
	    "title=Eve&reach=2&due-day=1&due-month=6&due-year=2030" },
	{ "/assessment/:version/plan/sign", "/assessment/14.1/plan/sign",
	    "plan=00&password=right&post=x" },
	{ "/assessment/:version/requirement/:number",
	    "/assessment/14.1/requirement/101", "edition=2&do=save&plan=x" },
	{ "/assessment/:version/requirement/:number/confirm",
	    "/assessment/14.1/requirement/105/confirm", "" },
	{ "/assessment/:version/requirement/:number/reopen",
	    "/assessment/14.1/requirement/105/reopen", "reason=x" },
	{ "/assessment/:version/requirement/:number/plan",
	    "/assessment/14.1/requirement/101/plan", "" },
	{ "/assessment/:version/requirement/:number/override",
	    "/assessment/14.1/requirement/112/override", "override-reason=x" },
	{ "/assessment/:version/requirement/:number/cap",
	    "/assessment/14.1/requirement/112/cap", "" },
	{ "/manage/figure/settings", "/manage/figure/settings", "model=needs" },
	{ "/manage/figure/reviews", "/manage/figure/reviews",
	    "kind=needs&done-day=1&done-month=6&done-year=24&who=x" },
	{ "/training/course/:code", "/training/course/IG-INTRO",
	    "done-day=1&done-month=1&done-year=2026&score=90&password=right&"
	    "statement=x&version=1" },
	{ "/team/session", "/team/session",
	    "course=IG-ANNUAL&held-day=1&held-month=6&held-year=2026&trainer=x&"
	    "sheet=x&do=record&password=right" },
	{ "/manage/staff/new", "/manage/staff/new",
	    "number=EVE1&first_name=Eve&last_name=Eve" },
	{ "/manage/courses/new", "/manage/courses/new",
	    "code=EVE&name=Eve&validity=always&level=0&statement=x" },
	{ "/manage/needs", "/manage/needs", "was=" },
	{ "/manage/needs/groups", "/manage/needs/groups", "group=Eve" },
	{ "/manage/policies/new", "/manage/policies/new",
	    "title=Eve&text=Eve&for-all=1" },
	{ "/duties", "/duties", "title=Eve" },
	{ "/duties/:code", "/duties/" OWN_DUTY,
	    "name=Eve&no-account=1&from-day=1&from-month=6&from-year=2026" },
	{ "/duties/:code/change", "/duties/" OWN_DUTY "/change", "title=Eve" },
	{ "/duties/:code/end", "/duties/" OFFERED "/end", "was=1" },
	{ "/duties/:code/accept", "/duties/" OFFERED "/accept",
	    "password=right&holding=1" },
	{ "/sites/batch/new", "/sites/batch/new",
	    "version=14.1&type=ACU&source=AAA01&all=1&owner=Eve" },
	{ "/people/new", "/people/new", "user=eve&name=Eve" },
	{ "/people/groups", "/people/groups", "group=eve&role=viewer" },
	{ "/catalogue/load", "/catalogue/load", "" },
	{ "/catalogue/:set/withdraw", "/catalogue/ACU-14.1-1/withdraw",
	    "reason=Eve&sure=1" },
	{ "/catalogue/:set/reinstate", "/catalogue/ACU-14.1-1/reinstate",
	    "sure=1" },
	{ "/catalogue/:set/requirement/:number/edit",
	    "/catalogue/ACU-14.1-1/requirement/101/edit", "title=Eve" },
	{ "/organisations/new", "/organisations/new",
	    "code=EVE01&name=Eve&type=ACU" },
	{ "/reviews/:organisation/:version", "/reviews/AAA01/13.0",
	    "edition=1&outcome=failed&grade=not-satisfactory&reason=Eve" },
	{ "/exemptions/new", "/exemptions/new",
	    "org=AAA01&version=14.1&number=101&reason=Eve&from-day=1&"
	    "from-month=1&from-year=2999" },
	{ "/exemptions/:id/end", "/exemptions/7/end", "reason=Eve" },
	{ "/manage/kiosks", "/manage/kiosks", "place=Hall" },
	{ "/manage/kiosks/pin", "/manage/kiosks/pin", "number=20415678" },
	{ "/training/pin", "/training/pin",
	    "pin=905172&again=905172&password=right" },
	{ "/settings", "/settings", "late-only=1" },
	{ "/settings/calendar", "/settings/calendar", "" },
	{ "/settings/calendar/end", "/settings/calendar/end", "" },
	{ "/settings/tokens", "/settings/tokens",
	    "name=Eve&write=1&until-day=1&until-month=6&until-year=2027&"
	    "password=right" },
	{ "/settings/tokens/:token/revoke", "/settings/tokens/7/revoke", "" },
	{ "/people/:id/tokens/:token/revoke", "/people/7/tokens/7/revoke", "" },
	{ "/kiosk", "/kiosk", "field=n-1&n-1=20415678" },
	{ "/kiosk/proof", "/kiosk/proof", "field=n-1&n-1=" KIOSK_PIN },
	{ "/kiosk/attest/:code", "/kiosk/attest/IG-ANNUAL",
	    "today=2026-01-31&version=1" },
};

/* C's, which A commissions. */
static inline void
org_sample(const struct site *s, const char *pattern, char *path, size_t n,
    char *fields, size_t room)
{
	const char *rest = pattern + strlen("/organisations/:id");
	long long id = (long long)s->org[C].id;

	batch_sample(s, pattern, path, n, fields, room);
	if (strncmp(pattern, "/organisations/:id", 18) != 0)
		return;
	snprintf(path, n, "/organisations/%lld%s", id, rest);
	snprintf(fields, room, "%s",
	    rest[0] != '\0' ? "commissioner=" MARK "1" : "name=Eve&type=CTP");
	if (strstr(rest, "/end") == NULL)
		return;
	snprintf(path, n, "/organisations/%lld/commissioners/%lld/end", id,
	    (long long)s->org[A].id);
	fields[0] = '\0';
}

/* Paths and fields that hold ids, filled by name. */
static inline struct sample
sample_of(struct site *s, const struct route *route)
{
	static char path[100], fields[80];
	struct sample made = { route->pattern, path, fields };
	size_t i;

	for (i = 0; i < COUNT(samples); i++)
		if (strcmp(samples[i].pattern, route->pattern) == 0)
			return samples[i];
	snprintf(path, sizeof(path), "%s", route->pattern);
	snprintf(fields, sizeof(fields), "name=Eve&was_name=Ann+Own");
	if (strncmp(path, "/training/", 10) == 0 ||
	    strncmp(path, "/manage/", 8) == 0)
		snprintf(fields, sizeof(fields), "title=Eve&text=Eve&not=1");
	training_path(s, route->pattern, path, sizeof(path));
	if (strstr(path, "/plan/action/:id") != NULL) {
		snprintf(path, sizeof(path),
		    "/assessment/14.1/plan/action/%lld%s",
		    (long long)s->action[A], strstr(route->pattern, ":id") + 3);
		snprintf(fields, sizeof(fields),
		    strstr(path, "/report") != NULL
			? "edition=1&progress=20"
			: "title=x&reach=2&due-day=1&due-month=6&"
			  "due-year=2030");
	}
	if (strcmp(path, "/manage/kiosks/:id/revoke") == 0)
		snprintf(path, sizeof(path), "/manage/kiosks/%lld/revoke",
		    (long long)terminals[AT_TERMINAL].kiosk.id);
	else if (strstr(path, "/revoke") != NULL)
		snprintf(path, sizeof(path), "/people/groups/%lld/revoke",
		    (long long)s->group[A]);
	else if (strcmp(path, "/groups/:id") == 0)
		snprintf(path, sizeof(path), "/groups/%lld",
		    (long long)s->work_group[A]);
	else if (strncmp(path, "/people/:id", 11) == 0)
		snprintf(path, sizeof(path), "/people/%lld%s",
		    (long long)s->person[A][0], route->pattern + 11);
	else if (strcmp(path, "/handover/:id") == 0)
		snprintf(path, sizeof(path), "/handover/%lld",
		    (long long)s->person[A][role_place(ROLE_MANAGER)]);
	else if (strncmp(path, "/manage/import/file/:id", 23) == 0)
		snprintf(path, sizeof(path), "/manage/import/file/%lld%s",
		    (long long)s->import_file[A], route->pattern + 23);
	else if (strstr(path, "/drop") != NULL)
		snprintf(path, sizeof(path),
		    "/assessment/14.1/requirement/101/drop");
	org_sample(
	    s, route->pattern, path, sizeof(path), fields, sizeof(fields));
	if (strncmp(path, "/manage/import/", 15) == 0)
		fields[0] = '\0';
	if (strcmp(route->pattern, "/people/:id/roles") == 0)
		snprintf(fields, sizeof(fields), "had=1&role-viewer=1");
	if (strncmp(path, "/handover/", 10) == 0)
		snprintf(fields, sizeof(fields),
		    "do=move&to=a-administrator&take-staff-%lld=1",
		    (long long)s->training->staff[A][role_place(ROLE_MANAGER)]);
	if (strcmp(path, "/organisation") == 0)
		snprintf(fields, sizeof(fields), "org=%lld",
		    (long long)s->org[A].id);
	assert_null(strchr(path, ':'));
	return made;
}
#endif
