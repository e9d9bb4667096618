/* doctor.h - what igtk doctor looks at: each thing, how it is, what to do. */
#ifndef DOCTOR_H
#define DOCTOR_H
#include "cli.h"

enum finding { FINDING_FINE, FINDING_DOUBT, FINDING_FAULT };

struct doctor {
	struct cli *cli;
	struct db *db; /* NULL: the records cannot be opened */
	int doubts, faults;
};

/* Say one line: the thing, how it is, and what to do about it ("" for fine). */
void doctor_says(struct doctor *, const char *thing, enum finding,
    const char *detail, const char *advice);

void doctor_records(struct doctor *);  /* sets db */
void doctor_machine(struct doctor *);  /* disk, clock, groups, backup */
void doctor_services(struct doctor *); /* broker, front, PAM, mail */
#endif
