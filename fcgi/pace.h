/* pace.h - how often a token asks, counted by all workers together. */
#ifndef PACE_H
#define PACE_H
#include <stdint.h>

struct pace;

/* In memory that later children share.  Never NULL; it is kept for good. */
struct pace *pace_open(void);

/*
 * Count a request of a token at an instant.  0: go on.  Else it asked `most`
 * times within this minute already: so many seconds until the next begins.
 */
int64_t pace_take(struct pace *, int64_t token, int64_t most, int64_t now);
#endif
