/* verify.h - what igtk verify looks over. */
#ifndef VERIFY_H
#define VERIFY_H
#include "cli.h"

/* What is proved of one thing, up to the first of it that is wrong. */
struct proof {
	int64_t n;         /* found right */
	const char *wrong; /* which is not, and what of it; NULL: none */
};

struct verify {
	struct cli *cli;
	struct db *db;
	struct proof chains; /* rows of the audit trail */
	struct proof answers;
	struct proof figures;   /* of training */
	struct proof published; /* publications, their editions and stages */
	int64_t organisations;
};

/*
 * All years of all organisations: fills answers, figures and published.  Only
 * an error of the machine is one here.
 */
MUST_USE enum err verify_years(struct verify *);
#endif
