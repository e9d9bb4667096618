/* demo.h - what the sample records of igtk demo are made of. */
#ifndef DEMO_H
#define DEMO_H
#include <stddef.h>

#include "day.h"
#include "err.h"

struct cli;

enum demo_group {
	GROUP_ADMIN,
	GROUP_NURSING,
	GROUP_MEDICAL,
	GROUP_HEALTH,
	GROUP_ESTATES,
	DEMO_GROUPS
};

#define NEVER 0

struct demo_member {
	const char *first, *last, *unit, *position;
	enum demo_group group;
	int manager; /* by place in the table; -1: nobody */
	int annual;  /* how many days ago the yearly course was done */
};
struct demo_account {
	size_t of; /* a place in the table */
	const char *user;
};

struct demo_house {
	const char *code; /* of the organisation */
	const char *mail; /* what follows the @ */
	int number;       /* of the first of the staff; the others by sixes */
	const char *const *groups; /* by enum demo_group */
	size_t ngroups;
	const struct demo_member *v; /* managers before their team */
	size_t n;
	const struct demo_account *accounts;
	size_t naccounts;
};
#define DEMO_MOST 60 /* staff in one house */

extern const struct demo_house demo_trust, demo_practice;

/* Those of the trust with a story of their own, by their place. */
enum {
	DEMO_ADA = 11,
	DEMO_KOFI = 13,
	DEMO_ON_LEAVE = 16,
	DEMO_STARTER = 22,
	DEMO_LEAVER = 30,
	DEMO_STARTER_TOO = 38
};

/*
 * The staff of the trust and of the practice, their groups and what these
 * need, and what they completed.  The organisations and accounts of the demo
 * are there already.
 */
MUST_USE enum err demo_training(struct cli *, day today);

/* Who holds which duty: some accepted, some not, some vacant. */
MUST_USE enum err demo_duties(struct cli *, day today);

/* A head office with four sites, and a batch of answers for them. */
MUST_USE enum err demo_sites(struct cli *, day today);

/* What the trust does about its gaps, and who signed that. */
MUST_USE enum err demo_plan(struct cli *, day today);

/* Who commissions whom, and who applies for national services. */
MUST_USE enum err demo_outside(struct cli *);
#endif
