/* view_exempted.h - exemptions, as those who did not grant them see them. */
#ifndef VIEW_EXEMPTED_H
#define VIEW_EXEMPTED_H
#include <stddef.h>

#include "day.h"
#include "html.h"

/* An exemption, as those it is for are told of it. */
struct exempt_line {
	const char *said; /* what it is, of whom and when */
	const char *reason;
	const char *end_reason; /* "": it was not taken back */
};
struct exempt_lines {
	struct exempt_line *v;
	size_t n;
};

/* A requirement that was exempted after it was published. */
struct exempted_line {
	struct href to; /* of the requirement; NULL for the public */
	const char *number;
	day on;
	const char *days; /* "": without a first or a last day */
};
struct exempted_lines {
	struct exempted_line *v;
	size_t n;
};
#endif
