/* site_parts.h - what a site of the tests consists of. */
#ifndef SITE_PARTS_H
#define SITE_PARTS_H
#include <sqlite3.h>

#include "org.h"
#include "world.h"

/* A and B have the full workflow, C the simplified one. */
enum { A, B, C, ORGS };
/* The roles that an organisation gives, in the order of role_at. */
#define ROLES 8
/* Stands in every text of B: nobody else may ever see it, in any case. */
#define MARK "MARKB"
/* The codes of duties: A's own, B's own, and one that is to be accepted. */
#define OWN_DUTY "own-own-post"
#define B_DUTY "own-other-post"
#define OFFERED "records-manager"

struct visitor {
	char cookie[200], csrf[64];
};

struct site_training;

struct site {
	struct world *w;
	sqlite3 *raw; /* a third connection, which sees what others commit */
	struct org org[ORGS];
	int64_t person[ORGS][ROLES], national, nobody; /* nobody: no role */
	struct visitor as[ORGS][ROLES];
	int64_t group[ORGS]; /* the grant of a role to a group */
	int64_t work_group[ORGS];
	int64_t import_file[ORGS], import_run[ORGS];
	int64_t batch[ORGS];
	int64_t action[ORGS]; /* of the plan of 14.1 */
	int version;          /* of the data, when last looked at */
	unsigned char hash[32];
	bool drafts; /* forms that are kept are no change of the records */
	struct buf form, upload;
	struct site_training *training;
	struct arena *arena; /* lives as long as the site */
};
#endif
