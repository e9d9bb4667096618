/*
 * ical_read.c - a calendar on the standard input, as libical reads it: a line
 * "DAY UID SUMMARY" for each event.  It ends with 1 where anything is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

int
main(void)
{
	static char text[1 << 20];
	icalcomponent *all, *one;
	size_t n = fread(text, 1, sizeof(text) - 1, stdin);

	text[n] = '\0';
	all = icalparser_parse_string(text);
	if (all == NULL || icalcomponent_isa(all) != ICAL_VCALENDAR_COMPONENT)
		return fprintf(stderr, "no calendar\n"), 1;
	if (!icalrestriction_check(all) || icalcomponent_count_errors(all) > 0)
		return fprintf(
			   stderr, "%s\n", icalcomponent_as_ical_string(all)),
		       1;
	for (one =
		 icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT);
	     one != NULL; one = icalcomponent_get_next_component(
			      all, ICAL_VEVENT_COMPONENT)) {
		struct icaltimetype on = icalcomponent_get_dtstart(one);

		if (!on.is_date || icalcomponent_get_uid(one) == NULL)
			return fprintf(stderr, "an event without day or uid\n"),
			       1;
		printf("%04d-%02d-%02d %s %s\n", on.year, on.month, on.day,
		    icalcomponent_get_uid(one), icalcomponent_get_summary(one));
	}
	icalcomponent_free(all);
	return 0;
}
