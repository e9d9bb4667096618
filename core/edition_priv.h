/* edition_priv.h - between editions and the bundles made of them. */
#ifndef EDITION_PRIV_H
#define EDITION_PRIV_H
#include "edition.h"

#define SALT 32

struct evidence_row {
	const char *number, *title, *reference;
};
struct evidence_rows {
	struct evidence_row *v;
	size_t n;
};
/* All that is cited in an assessment, by requirement. */
MUST_USE enum err edition_evidence(struct db *, struct arena *, int64_t org,
    int64_t assessment, struct evidence_rows *);

struct body {
	const struct edition_new *of;
	const struct score *score;
	const struct frozen *training; /* NULL: none was kept */
	struct evidence_rows evidence;
	unsigned char salt[SALT];
	unsigned char superseded[EDITION_DIGEST]; /* if of->out.number > 1 */
};
/* The part of a bundle that an edition is, in canonical JSON. */
void bundle_body(struct arena *, const struct body *, struct buf *out);
#endif
