/* doctor.h - what igtk doctor looks at: each thing, how it is, what to do. */
#ifndef DOCTOR_H
#define DOCTOR_H
#include "cli.h"
#include "finding.h"

struct doctor {
	struct cli *cli;
	struct db *db; /* NULL: the records cannot be opened */
	int doubts, faults;
	bool names_hang; /* SSSD is silent: ask for no account and no group */
};

/* Say one line: the thing, how it is, and what to do about it ("" for fine). */
void doctor_says(struct doctor *, const char *thing, enum finding,
    const char *detail, const char *advice);

#define PAM_FILE "/etc/pam.d/igtk"

/* How SSSD is, where this machine is told to ask it. */
enum sssd {
	SSSD_UNUSED,
	SSSD_UNNEEDED, /* does not run, and PAM does not ask it */
	SSSD_NAMELESS, /* PAM asks it, and names do not come from it */
	SSSD_STOPPED,
	SSSD_SILENT,
	SSSD_ANSWERS,
};
enum sssd sssd_look(struct arena *); /* takes 5 seconds where it is silent */
/* What to do about it ("" for nothing); detail is how it is. */
const char *sssd_advice(enum sssd, const char **detail);

void doctor_records(struct doctor *);  /* sets db */
void doctor_sssd(struct doctor *);     /* sets names_hang */
void doctor_machine(struct doctor *);  /* disk, clock, groups, backup */
void doctor_services(struct doctor *); /* broker, front, PAM, mail */
#endif
