/* import_say.h - what came of a file, for people and as JSON. */
#ifndef IMPORT_SAY_H
#define IMPORT_SAY_H
#include "cli.h"
#include "import.h"

void import_say(struct cli *, const struct import_job *,
    const struct import_report *, bool dry);
#endif
