/* duty_words.h - named duties as pages show them. */
#ifndef DUTY_WORDS_H
#define DUTY_WORDS_H
#include "duty.h"
#include "view_duty.h"

struct req;

/* May whoever asks see the list, and may they change it? */
bool duty_may_read(const struct req *);
bool duty_may_change(const struct req *);

struct duty_row duty_row(struct req *, const struct named_duty *);
struct held_row held_row(struct req *, const struct holding *);

/* "2 duties are vacant and 1 is not accepted yet."; "" where none is. */
const char *duty_gap_words(struct req *, const struct duty_gaps *);

/* Gaps for those who may mend them, and the way to the list. */
MUST_USE enum err duty_gaps_fill(struct req *, struct duty_gaps_view *);
/* What the reader was named for and has not accepted. */
MUST_USE enum err duty_asked_fill(struct req *, struct duty_list_view *);
#endif
