/* cli_batch.h - what the commands about batches share. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H
#include "batch.h"
#include "org.h"
#include "progress.h"

struct cli;

/* Each: 0, or the exit code after having said why. */

/* --org, and --as who administers it or holds the national role. */
int batch_as(struct cli *, struct org *);
/* The batch whose number is the first word. */
int batch_named(struct cli *, const struct org *, struct batch *);
/* The codes from that word on and in --sites; NULL: none are given. */
int batch_codes_of(struct cli *, int first, const struct texts **codes);
/* Say which codes are not known; EXIT_FAILED. */
int batch_unknown(const struct texts *unknown, const char *of);
#endif
