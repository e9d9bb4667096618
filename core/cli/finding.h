/* finding.h - a line about one thing that was looked at, and what to do. */
#ifndef FINDING_H
#define FINDING_H
#include <stdint.h>

struct cli;

enum finding { FINDING_FINE, FINDING_DOUBT, FINDING_FAULT };

struct finding_line {
	const char *thing;
	enum finding finding;
	int64_t count; /* of what was found right; -1: nothing is counted */
	const char *detail, *advice; /* how it is; what to do ("" for fine) */
};
/* Say it: a line, or an object of a list that is open. */
void finding_say(struct cli *, const struct finding_line *);
#endif
