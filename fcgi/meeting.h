/* meeting.h - the form of a group session: who may be ticked, what was typed.
 */
#ifndef MEETING_H
#define MEETING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"
#include "team_words.h"

struct req;

struct attendee {
	struct staff staff;
	const char *field; /* "who-17" */
	bool on;
	const char *fault; /* NULL: none */
};

struct meeting {
	struct attendee *v; /* by unit, then name */
	size_t n;
	bool anybody; /* the administrator's: staff numbers may be typed */
	const char *course, *trainer, *sheet, *numbers, *wanted;
	struct typed_day held;
	struct course of; /* code NULL: none was chosen */
};

/* Whoever asks, and who may be ticked; lead->id 0: no staff record. */
MUST_USE enum err meeting_open(
    struct req *, struct meeting *, struct staff *lead);

/* What was typed; adds a fault for everything that cannot be recorded. */
MUST_USE enum err meeting_take(struct form *, struct meeting *);

/* Put what is wrong with somebody beside them, and into the summary. */
void meeting_fault(struct form *, const struct meeting *, struct attendee *,
    enum completion_fault);

size_t meeting_present(const struct meeting *);
#endif
