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
/* The same of records that may have been altered: whatever they say. */
void bundle_put(struct arena *, const struct body *, struct buf *out);

/* What was said, and the salt of its evidence. */
MUST_USE enum err edition_body(struct db *, struct arena *,
    const struct edition *, const char **body, unsigned char salt[SALT]);
/* The figure that was kept with this stage; NULL where none was. */
MUST_USE enum err edition_training(struct db *, struct arena *,
    const struct assessment *, enum figure_stage, const struct frozen **);
/*
 * Is each signature of an edition of this very body, and in the audit trail?
 * ERR_CONFLICT: *wrong says what is not.
 */
MUST_USE enum err bundle_prove(struct db *, struct arena *,
    const struct edition *, const char *body, const char **wrong);
/* What the audit trail says of an edition that supersedes another, whose levels
 * were these; how many differ. */
size_t supersede_detail(struct arena *, const struct edition_new *,
    const struct edition_levels *was, int64_t number, struct buf *out);
#endif
