/* exempt_words.h - exemptions in words. */
#ifndef EXEMPT_WORDS_H
#define EXEMPT_WORDS_H
#include "exemption.h"
#include "year.h"

struct req;
struct exempted_lines;

/* "from 1 April 2026 until 31 March 2027", "until it is ended". */
const char *exemption_days(struct req *, const struct exemption *);
/* "14.1-101". */
const char *exemption_number(struct req *, const struct exemption *);
/* What was exempted after this year was published; links only for its own. */
MUST_USE enum err exempted_after(struct req *, const struct assessment *,
    const struct catalogue *, bool links, struct exempted_lines *);
struct badge exemption_badge(const struct exemption *, day today);
#endif
