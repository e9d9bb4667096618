/* differing.h - a record as it is and as it was typed, part by part. */
#ifndef DIFFERING_H
#define DIFFERING_H
#include <stddef.h>

struct manage_differences;
struct req;

/* Those of n parts that differ; labels say what each is. */
void differing_of(struct req *, const char *const *labels,
    const char *const *now, const char *const *typed, size_t n,
    struct manage_differences *);

/* What a form holds of a record, to know whether it changed meanwhile. */
const char *differing_digest(struct req *, const char *const *parts, size_t n);
#endif
