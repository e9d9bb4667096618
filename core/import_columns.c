/* import_columns.c - which column is what, guessed by the names they have. */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "import.h"
#include "import_priv.h"
#include "text.h"

#define STAFF (1u << IMPORT_STAFF)
#define TRAINING (1u << IMPORT_TRAINING)
#define BOTH (STAFF | TRAINING)

/* Names as import_fold leaves them, the likeliest first. */
static const struct {
	const char *name, *title;
	unsigned kinds;
	const char *known[14];
} fields[] = {
	[IMPORT_NONE] = { "", "Not used", BOTH, { NULL } },
	[IMPORT_NUMBER] = { "employee-number", "Employee number", BOTH,
	    { "employee number", "employee no", "employee id", "staff number",
		"staff no", "staff id", "payroll number", "payroll no",
		"personnel number", "person number", "esr number", "emp number",
		"emp no" } },
	[IMPORT_ASSIGNMENT] = { "assignment-number", "Assignment number", BOTH,
	    { "assignment number", "assignment employee number",
		"employee assignment number", "assignment no", "assignment" } },
	[IMPORT_FIRST] = { "first-name", "First name", BOTH,
	    { "first name", "forename", "forenames", "given name",
		"first names", "known as" } },
	[IMPORT_LAST] = { "last-name", "Last name", BOTH,
	    { "last name", "surname", "family name" } },
	[IMPORT_NAME] = { "name", "Whole name", BOTH,
	    { "full name", "name", "employee name", "staff name",
		"employee full name", "learner name", "learner" } },
	[IMPORT_UNIT] = { "unit", "Organisation unit", BOTH,
	    { "organisation unit", "organization unit", "org unit",
		"organisation", "organization", "organisation name",
		"department", "unit", "team", "ward" } },
	[IMPORT_GROUP] = { "staff-group", "Staff group", BOTH,
	    { "staff group", "staffgroup", "occupational group", "job group",
		"group" } },
	[IMPORT_POSITION] = { "position", "Position", BOTH,
	    { "position title", "position", "position name", "job title",
		"job role", "role", "job" } },
	[IMPORT_STARTS] = { "start-date", "Start date", STAFF,
	    { "start date", "latest start date", "employment start date",
		"hire date", "latest hire date", "date started", "date joined",
		"starts on", "started on" } },
	[IMPORT_ENDS] = { "end-date", "End date", STAFF,
	    { "end date", "termination date", "actual termination date",
		"leaving date", "employment end date", "date left",
		"leaver date", "last working day", "ends on" } },
	[IMPORT_MANAGER] = { "manager", "Manager's employee number", STAFF,
	    { "manager s employee number", "manager employee number",
		"managers employee number", "supervisor employee number",
		"supervisor s employee number", "line manager employee number",
		"line manager number", "manager number", "supervisor number",
		"manager staff number", "manager id", "manager no",
		"supervisor id" } },
	[IMPORT_MAIL] = { "e-mail", "E-mail address", STAFF,
	    { "e mail", "email", "email address", "e mail address",
		"work email", "work e mail" } },
	[IMPORT_BADGE] = { "badge", "Badge", STAFF,
	    { "badge", "badge number", "badge no", "badge id", "card number",
		"card no" } },
	[IMPORT_USER] = { "user-name", "User name", STAFF,
	    { "user name", "username", "login", "login name", "network account",
		"account name", "user" } },
	[IMPORT_COURSE] = { "course", "Course or competence", TRAINING,
	    { "competence name", "competence", "competency name", "competency",
		"course name", "course code", "course title", "course",
		"certification name", "certification", "training", "module",
		"class name", "learning" } },
	[IMPORT_REQUIRED] = { "required", "Required", TRAINING,
	    { "required", "required yes no", "mandatory" } },
	[IMPORT_MET] = { "met", "Met", TRAINING,
	    { "met", "met yes no", "requirement met", "competence met",
		"meets requirement", "achieved", "compliant", "status",
		"completion status", "compliance status" } },
	[IMPORT_DONE] = { "completion-date", "Completion date", TRAINING,
	    { "completion date", "date completed", "completed on",
		"completed date", "date of completion", "date achieved",
		"achieved date", "achieved on", "date attained", "completed",
		"date done" } },
	[IMPORT_EXPIRES] = { "expiry-date", "Expiry date", TRAINING,
	    { "expiry date", "expires on", "expiration date", "valid until",
		"valid to", "renewal date", "expires", "expiry" } },
	[IMPORT_SCORE] = { "score", "Score in percent", TRAINING,
	    { "score", "score percent", "percent", "mark" } },
};

const char *
import_kind_name(enum import_kind k)
{
	return k == IMPORT_STAFF ? "staff" : "training";
}

const char *
import_field_name(enum import_field f)
{
	return fields[f].name;
}

const char *
import_field_title(enum import_field f)
{
	return fields[f].title;
}

enum import_field
import_field_named(const char *name)
{
	unsigned i;

	for (i = 1; i < IMPORT_FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return (enum import_field)i;
	return IMPORT_NONE;
}

bool
import_field_of(enum import_kind k, enum import_field f)
{
	return (fields[f].kinds & 1u << k) != 0;
}

char *
import_fold(struct arena *a, const char *s)
{
	char *to = arena_alloc(a, strlen(s) + 1);
	size_t n = 0;

	for (; *s != '\0'; s++) {
		char c = *s;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80)
			to[n++] = c;
		else if (n > 0 && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	while (n > 0 && to[n - 1] == ' ')
		n--;
	to[n] = '\0';
	return to;
}

enum err
import_headers(struct arena *a, const struct csv_source *source,
    const struct csv_nature *nature, struct import_columns *out,
    char why[CSV_WHY])
{
	struct csv *c = csv_open(source, nature);
	struct csv_row row = { 0 };
	enum err e = csv_next(c, &row);
	size_t i;

	*out = (struct import_columns){ .n = row.n };
	if (e == OK && row.fault != NULL)
		snprintf(why, CSV_WHY, "Line %lld: %s", (long long)row.line,
		    row.fault);
	else if (e != OK)
		snprintf(why, CSV_WHY, "%s",
		    csv_why(c)[0] != '\0' ? csv_why(c) : "The file is empty");
	if (e == ERR_NOTFOUND || (e == OK && row.fault != NULL))
		e = ERR_INVALID;
	for (i = 0; e == OK && i < row.n; i++)
		out->header[i] = text_trim(a, csv_plain(row.cells[i]),
		    strlen(csv_plain(row.cells[i])));
	csv_close(c);
	return e;
}

static bool
take_named(struct import_columns *c, char *const folded[CSV_COLUMNS],
    enum import_field f, const char *name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->as[i] == IMPORT_NONE && strcmp(folded[i], name) == 0) {
			c->as[i] = f;
			return true;
		}
	return false;
}

void
import_guess(enum import_kind kind, struct import_columns *c)
{
	struct arena *a = arena_open();
	char *folded[CSV_COLUMNS];
	size_t i, f, k;

	for (i = 0; i < c->n; i++) {
		folded[i] = import_fold(a, c->header[i]);
		c->as[i] = IMPORT_NONE;
	}
	for (f = 1; f < IMPORT_FIELDS; f++)
		for (k = 0; k < 14 && fields[f].known[k] != NULL; k++)
			if (import_field_of(kind, (enum import_field)f) &&
			    take_named(c, folded, (enum import_field)f,
				fields[f].known[k]))
				break;
	arena_close(a);
}

static bool
has(const struct import_columns *c, enum import_field f)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->as[i] == f)
			return true;
	return false;
}

static const char *
twice(struct arena *a, const struct import_columns *c)
{
	size_t i, k;

	for (i = 0; i < c->n; i++)
		for (k = 0; k < i && c->as[i] != IMPORT_NONE; k++)
			if (c->as[k] == c->as[i])
				return arena_printf(a,
				    "Two columns are taken for the %s: \"%s\" "
				    "and \"%s\". Leave one of them out",
				    text_fold(a, fields[c->as[i]].title),
				    c->header[k], c->header[i]);
	return NULL;
}

const char *
import_columns_fault(
    struct arena *a, enum import_kind kind, const struct import_columns *c)
{
	const char *none = NULL;

	if (!has(c, IMPORT_NUMBER) && !has(c, IMPORT_ASSIGNMENT))
		none = "employee number";
	else if (kind == IMPORT_TRAINING && !has(c, IMPORT_COURSE))
		none = "course or competence";
	else if (kind == IMPORT_TRAINING && !has(c, IMPORT_DONE))
		none = "completion date";
	else if (kind == IMPORT_STAFF && !has(c, IMPORT_NAME) &&
		 !has(c, IMPORT_LAST))
		none = "last name";
	else if (kind == IMPORT_STAFF && !has(c, IMPORT_NAME) &&
		 !has(c, IMPORT_FIRST))
		none = "first name";
	if (none == NULL)
		return twice(a, c);
	return arena_printf(a,
	    "No column is known to hold the %s. The first line of the file "
	    "must name the columns; a mapping profile says which is which",
	    none);
}
