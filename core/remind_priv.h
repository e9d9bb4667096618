/* remind_priv.h - a plan while it is made, one person after another. */
#ifndef REMIND_PRIV_H
#define REMIND_PRIV_H
#include "remind.h"
#include "work.h"

/* How much of one kind waits in one organisation. */
struct remind_count {
	size_t n, late;
	day first; /* the first day of them; DAY_NONE: none has one */
};
struct remind_part {
	const char *org;
	struct remind_count kinds[WORK_KINDS];
	struct remind_part *next;
};

/* Others' overdue work that is told to somebody above them. */
struct remind_raised {
	size_t people, things;
};
struct remind_person {
	struct digest d;
	size_t room; /* of d.things */
	struct remind_part *parts, **parts_end;
	struct remind_raised team, siro;
};

void remind_note(
    struct arena *, struct remind_person *, const char *key, enum rung);
/* Fill subject and text. */
void remind_words(
    struct arena *, struct remind_person *, const char *url, day today);
#endif
