/* openapi_query.c - what the queries of pages ask, as the OpenAPI file has it.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "openapi.h"
#include "openapi_priv.h"
#include "pages_admin.h"
#include "pages_catalogue.h"
#include "pages_desk.h"
#include "pages_duty.h"
#include "pages_exemption.h"
#include "pages_figure.h"
#include "pages_handover.h"
#include "pages_import.h"
#include "pages_kiosk.h"
#include "pages_manage.h"
#include "pages_outside.h"
#include "pages_owner.h"
#include "pages_plan.h"
#include "pages_public.h"
#include "pages_remind.h"
#include "pages_sites.h"
#include "pages_stage.h"
#include "pages_team.h"
#include "pages_token.h"
#include "pages_year.h"
#include "route.h"
#include "tell.h"

#define DAY "on on-day on-month on-year"
#define WITH "with with-day with-month with-year with-time"
#define GIVE                                                                   \
	"section from all r-* owner deputy no-deputy by-day by-month by-year " \
	"no-due"
#define MATRIX "name show columns version page"
#define OVERVIEW "version show page"
#define PUBLIC "q type page"
#define SITES "q state page"

const struct told_query told_queries[] = {
	{ page_home, "all", "" },
	{ page_list, "section owner status", "" },
	{ page_requirement, "",
	    "saved completed confirmed reopened accepted overridden capped" },
	{ page_whatif, "suppose level-*", "" },
	{ page_readiness, "", "confirmed duties" },
	{ page_publication, "", "superseded" },
	{ page_give, GIVE, "given" },
	{ page_give_check, GIVE, "given" },
	{ page_stages, "", "submitted" },
	{ page_stood, DAY " on-time " WITH " against org only", "" },
	{ page_plan, "", "signed had added late" },
	{ page_action, "", "saved reported" },
	{ page_group, "", "added saved" },
	{ page_people, "", "granted revoked left" },
	{ page_person, "", "added part saved revoked" },
	{ page_matrix, MATRIX, "" },
	{ page_matrix_csv, MATRIX, "" },
	{ page_matrix_xlsx, MATRIX, "" },
	{ page_handover, "person", "" },
	{ page_groups, "page", "" },
	{ page_reminders, "page", "" },
	{ page_handover_of, "", "done away" },
	{ page_orgs, "q page", "choose added" },
	{ page_org, "", "saved added ended" },
	{ page_audit, "before installation", "" },
	{ page_reviews, "", "recorded" },
	{ page_overview, OVERVIEW, "" },
	{ page_overview_csv, OVERVIEW, "" },
	{ page_exemptions, "version type org show page", "granted" },
	{ page_exemption, "", "ended" },
	{ page_extract, DAY, "" },
	{ page_extract_csv, DAY, "" },
	{ page_sites, SITES, "" },
	{ page_sites_csv, SITES, "" },
	{ page_batch, SITES, "done stopped added excluded" },
	{ page_batch_check, SITES, "" },
	{ page_public, PUBLIC, "" },
	{ page_public_json, PUBLIC, "" },
	{ page_public_csv, PUBLIC, "" },
	{ page_public_version, "stage edition", "" },
	{ page_public_version_csv, "stage edition", "" },
	{ page_set, "", "loaded withdrawn reinstated" },
	{ page_changes, "since", "" },
	{ page_library, "q kind", "" },
	{ page_duty_list, "", "added" },
	{ page_duty, "", "named ended changed" },
	{ page_duty_accept, "", "done" },
	{ page_training, "", "corrected" },
	{ page_certificate, "", "new had corrected" },
	{ page_verify, "number", "" },
	{ page_policy, "", "done" },
	{ page_manage_policy, "group skip", "added saved revised" },
	{ page_settings, "", "saved ended again" },
	{ page_tokens, "", "revoked again" },
	{ page_pin, "", "saved" },
	{ page_kiosks, "", "again revoked unpinned" },
	{ page_team, "show unit page of", "recorded" },
	{ page_team_chase, "of within", "" },
	{ page_manage_staff, "like group page", "" },
	{ page_manage_member, "", "added saved out in" },
	{ page_manage_course, "", "added saved version named" },
	{ page_manage_needs, "", "saved added" },
	{ page_import, "", "dropped" },
	{ page_import_run, "", "done" },
	{ page_figure, "course " DAY " who page", "" },
	{ page_figure_csv, "course " DAY " who page", "" },
	{ page_figure_frozen, "who page", "" },
	{ page_figure_settings, "", "saved added" },
	{ NULL, NULL, NULL },
};

/* What a name asks, on whichever page. */
enum kind { TEXT, COUNT, ID, TICK, LEVELS, TICKS };

static const struct {
	const char *name;
	enum kind kind;
	const char *says;
} words[] = {
	{ "against", TEXT, "Version of the year to compare with" },
	{ "all", TICK, "All of them" },
	{ "before", ID, "Entries before this one" },
	{ "by-day", COUNT, "Day to answer by: the day of the month" },
	{ "by-month", TEXT, "Its month, in figures or by name" },
	{ "by-year", COUNT, "Its year" },
	{ "columns", TEXT, "Duties, requirements or, without it, both" },
	{ "course", TEXT, "Code of a course" },
	{ "deputy", TEXT, "Name of the deputy" },
	{ "edition", COUNT, "Which edition; without it, what counts" },
	{ "from", TEXT, "Name of the owner until now" },
	{ "group", ID, "Id of a staff group" },
	{ "installation", TICK, "What was done to the installation" },
	{ "kind", TEXT, "Kind of source" },
	{ "level-*", LEVELS, "By requirement: the level supposed" },
	{ "like", TEXT, "Name or number, or a part of it" },
	{ "name", TEXT, "A name, or a part of it" },
	{ "no-deputy", TICK, "Without a deputy" },
	{ "no-due", TICK, "Without a day to answer by" },
	{ "number", TEXT, "Number of a certificate" },
	{ "of", ID, "Id of the manager whose team it is" },
	{ "on", TEXT, "A day, such as 2027-03-31" },
	{ "on-day", COUNT, "The same in three: the day of the month" },
	{ "on-month", TEXT, "Its month, in figures or by name" },
	{ "on-time", TEXT, "A time of that day, such as 14:05" },
	{ "on-year", COUNT, "Its year" },
	{ "only", TICK, "Only what differs" },
	{ "org", TEXT, "Code of an organisation" },
	{ "owner", TEXT, "Name of the owner" },
	{ "page", COUNT, "Which page of the list, from 1" },
	{ "person", ID, "Id of a person: the answer is where to look" },
	{ "q", TEXT, "Words, or a part of a name or code" },
	{ "r-*", TICKS, "By requirement: it is among them" },
	{ "section", TEXT, "Code of a section" },
	{ "show", TEXT, "Which lines, as the choice of the page has them" },
	{ "since", TEXT, "The set that it is compared with" },
	{ "skip", COUNT, "How many lines to pass over" },
	{ "stage", TEXT, "baseline or update; without it, the last of them" },
	{ "state", TEXT, "State of the sites" },
	{ "status", TEXT, "Status of the answers" },
	{ "suppose", TICK, "Reckon with the levels that are given" },
	{ "type", TEXT, "Code of a type of organisation" },
	{ "unit", TEXT, "Name of a unit" },
	{ "version", TEXT, "A version" },
	{ "who", TEXT, "Which people, as the choice of the page has them" },
	{ "with", TEXT, "Day or instant to compare with" },
	{ "with-day", COUNT, "The same in three: the day of the month" },
	{ "with-month", TEXT, "Its month, in figures or by name" },
	{ "with-time", TEXT, "A time of that day, such as 14:05" },
	{ "with-year", COUNT, "Its year" },
	{ "within", COUNT, "How many days ahead, 90 at most" },
};

#define WORDS (sizeof(words) / sizeof(words[0]))

static bool
is(const char *text, const char *name, size_t n)
{
	return strlen(text) == n && memcmp(text, name, n) == 0;
}

/* The value of one name; a box is ticked by whatever it holds. */
static void
schema(struct tell *j, enum kind kind)
{
	tell_text(j, "type", kind == COUNT ? "integer" : "string");
	if (kind == COUNT)
		tell_int(j, "minimum", 0);
	if (kind == ID)
		tell_text(j, "pattern", "^[0-9]+$");
	if (kind == TICK)
		tell_text(j, "const", "1");
}

/* "level-*": any names that begin so, which OpenAPI has as one object. */
static void
each(struct tell *j, const char *name, size_t n, enum kind kind)
{
	struct buf b = { 0 };

	buf_putc(&b, '^');
	buf_add(&b, name, n - 1);
	tell_text(j, "style", "form");
	tell_truth(j, "explode", true);
	tell_open(j, "schema", '{');
	tell_text(j, "type", "object");
	tell_open(j, "patternProperties", '{');
	tell_open(j, buf_text(&b), '{');
	schema(j, kind == LEVELS ? COUNT : TICK);
	tell_close(j, '}');
	tell_close(j, '}');
	tell_truth(j, "additionalProperties", false);
	tell_close(j, '}');
	buf_clear(&b);
}

/* Its line of words[]; a name without one cannot be told. */
static size_t
line_of(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < WORDS; i++)
		if (is(words[i].name, name, n))
			return i;
	abort();
}

static void
parameter(struct tell *j, const char *name, size_t n, bool told)
{
	struct buf b = { 0 };
	size_t i = told ? 0 : line_of(name, n);

	buf_add(&b, name, n);
	tell_open(j, NULL, '{');
	tell_text(j, "name", buf_text(&b));
	tell_text(j, "in", "query");
	tell_text(j, "description",
	    told ? "In addresses that a POST leads to: what was done is told"
		 : words[i].says);
	if (!told && words[i].kind >= LEVELS) {
		each(j, name, n, words[i].kind);
	} else {
		tell_open(j, "schema", '{');
		schema(j, told ? TEXT : words[i].kind);
		tell_close(j, '}');
	}
	tell_close(j, '}');
	buf_clear(&b);
}

static void
each_of(struct tell *j, const char *names, bool told)
{
	size_t n;

	for (; *names != '\0'; names += n + (names[n] == ' ')) {
		n = strcspn(names, " ");
		parameter(j, names, n, told);
	}
}

void
openapi_query(struct tell *j, const struct route *route)
{
	const struct told_query *q = told_queries;

	while (q->handler != NULL && q->handler != route->handler)
		q++;
	if (q->handler == NULL)
		return;
	tell_open(j, "parameters", '[');
	each_of(j, q->asks, false);
	each_of(j, q->tells, true);
	tell_close(j, ']');
}
