/* team_words.h - whose team is asked for, and what it needs in words. */
#ifndef TEAM_WORDS_H
#define TEAM_WORDS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "team.h"
#include "view_team.h"

struct req;

/*
 * The manager whose team is shown: whoever asks (of 0), or one of those below
 * them; for administrators anybody.  ERR_NOTFOUND: of is none of these.
 * lead->id 0: whoever asks has no staff record here.
 */
MUST_USE enum err team_lead(struct req *, int64_t of, struct staff *lead);

bool team_administers(const struct req *);

/* Why there is no team to be shown; the whole answer.  Always OK. */
enum err team_none(struct req *, const struct staff *lead);

/*
 * The two above and the team itself.  *shown: there is none, and the answer
 * says why.  ERR_*: as team_lead and team_read.
 */
MUST_USE enum err team_take(
    struct req *, int64_t of, struct staff *lead, struct team *, bool *shown);

struct team_line team_words(const struct team_need *);

/* The needs of somebody for which keep says yes, the most urgent first. */
typedef bool team_keep(const struct team_need *, day on, int days);
struct team_lines team_lines_of(
    struct req *, const struct team_member *, team_keep *keep, int days);
/* Gaps, what falls due within the days, and why nothing is asked. */
bool team_keep_open(const struct team_need *, day on, int days);
/* Gaps, and what falls due within the days: to be chased. */
bool team_keep_chase(const struct team_need *, day on, int days);

/* "Staff nurse, Ward 6"; what is not known is left out. */
const char *team_sub(struct req *, const struct staff *);

/* What somebody needs, and what they completed. */
MUST_USE enum err team_record(
    struct req *, const struct staff *, struct record_of *);

/* Page `page` of n with so many on each; *first is the place of its first. */
struct pager pager_of(int64_t page, size_t n, size_t each, size_t *first);
#endif
