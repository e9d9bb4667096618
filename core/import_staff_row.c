/* import_staff_row.c - what a row of a file says of one of the staff. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "import_staff_priv.h"
#include "text.h"

#define NAME_MOST 100
#define LINE_MOST 200

/* A line of text; a sentence where it is none. */
static const char *
text_cell(const struct import_run *r, enum import_field f, const char *s,
    size_t most, const char **to)
{
	const char *title = import_field_title(f);

	*to = s;
	if (!text_fine(s, strlen(s), TEXT_LINE))
		return arena_printf(r->row,
		    "%s must be one line without hidden or control characters",
		    title);
	if (text_length(s, strlen(s)) > most)
		return arena_printf(
		    r->row, "%s must be %zu characters or fewer", title, most);
	return NULL;
}

static const char *
number_cell(
    const struct import_run *r, const struct csv_row *row, const char **to)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789-./";
	const char *s = import_number(r, row), *employee;

	/* An assignment's number stands for whom it is given to. */
	if (import_cell(r, row, IMPORT_NUMBER)[0] == '\0' &&
	    (employee = import_employee(r, s)) != NULL)
		s = employee;
	*to = s;
	if (s[0] == '\0')
		return "The employee number is missing";
	if (strlen(s) > 20 || s[strspn(s, safe)] != '\0')
		return arena_printf(r->row,
		    "The employee number \"%.40s\" must be 1 to 20 letters, "
		    "digits, and the marks - . and /",
		    s);
	return NULL;
}

/* Without "Mr", "Dr." and their like before it. */
static const char *
untitled(const char *s)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss", "mx",
		"dr", "prof", "professor", "sir", "rev", NULL };
	size_t n = strcspn(s, " ."), i;

	for (i = 0; titles[i] != NULL; i++)
		if (strlen(titles[i]) == n &&
		    strncasecmp(s, titles[i], n) == 0 && s[n] != '\0' &&
		    s[n + strspn(s + n, " .")] != '\0')
			return s + n + strspn(s + n, " .");
	return s;
}

/* "Mensah, Kofi" or "Kofi Mensah". */
static void
split_name(const struct import_run *r, const char *whole, const char **first,
    const char **last)
{
	const char *comma = strchr(whole, ',');
	const char *space = strrchr(whole, ' ');

	if (comma != NULL) {
		*last = text_trim(r->row, whole, (size_t)(comma - whole));
		*first =
		    untitled(text_trim(r->row, comma + 1, strlen(comma + 1)));
	} else if (space != NULL) {
		*last = space + 1;
		*first =
		    untitled(text_trim(r->row, whole, (size_t)(space - whole)));
	} else {
		*last = whole;
		*first = "";
	}
}

static const char *
name_cells(
    const struct import_run *r, const struct csv_row *row, struct staff *s)
{
	const char *first = import_cell(r, row, IMPORT_FIRST);
	const char *last = import_cell(r, row, IMPORT_LAST);
	const char *says;

	if (first[0] == '\0' && last[0] == '\0')
		split_name(r, import_cell(r, row, IMPORT_NAME), &first, &last);
	if (first[0] == '\0')
		return "The first name is missing";
	if (last[0] == '\0')
		return "The last name is missing";
	says = text_cell(r, IMPORT_FIRST, first, NAME_MOST, &s->first_name);
	if (says == NULL)
		says =
		    text_cell(r, IMPORT_LAST, last, NAME_MOST, &s->last_name);
	return says;
}

static const char *
mail_fault(const char *s)
{
	const char *at = strchr(s, '@');

	if (s[0] == '\0' ||
	    (at != NULL && at != s && at[1] != '\0' &&
		strpbrk(s, " ,;<>\"") == NULL && strchr(at + 1, '@') == NULL))
		return NULL;
	return "The e-mail address must be like kofi.mensah@trust.example";
}

/* A field that the file may leave out: then it stays as it is. */
static const char *
take_text(const struct import_run *r, const struct csv_row *row,
    enum import_field f, size_t most, const char **to)
{
	if (!import_has(r, f))
		return NULL;
	return text_cell(r, f, import_cell(r, row, f), most, to);
}

static const char *
take_day(const struct import_run *r, const struct csv_row *row,
    enum import_field f, day *to)
{
	return import_has(r, f) ? import_cell_day(r, row, f, to) : NULL;
}

static const char *
take_texts(
    const struct import_run *r, const struct csv_row *row, struct staff *s)
{
	const char *says;

	if ((says = take_text(r, row, IMPORT_UNIT, LINE_MOST, &s->unit)) !=
		NULL ||
	    (says = take_text(
		 r, row, IMPORT_POSITION, LINE_MOST, &s->position)) != NULL ||
	    (says = take_text(
		 r, row, IMPORT_GROUP, LINE_MOST, &s->group_name)) != NULL ||
	    (says = take_text(r, row, IMPORT_BADGE, 40, &s->badge)) != NULL ||
	    (says = take_text(r, row, IMPORT_MAIL, LINE_MOST, &s->mail)) !=
		NULL)
		return says;
	return mail_fault(s->mail);
}

const char *
staff_row_read(
    const struct import_run *r, const struct csv_row *row, struct staff *s)
{
	const char *says;

	if ((says = import_unreadable(r, row)) != NULL ||
	    (says = number_cell(r, row, &s->number)) != NULL ||
	    (says = name_cells(r, row, s)) != NULL ||
	    (says = take_texts(r, row, s)) != NULL ||
	    (says = take_day(r, row, IMPORT_STARTS, &s->starts_on)) != NULL ||
	    (says = take_day(r, row, IMPORT_ENDS, &s->ends_on)) != NULL)
		return says;
	if (s->starts_on != DAY_NONE && s->ends_on != DAY_NONE &&
	    s->ends_on < s->starts_on)
		return "The end date must not be before the start date";
	return NULL;
}
