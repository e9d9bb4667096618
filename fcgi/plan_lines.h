/* plan_lines.h - the plan's lines as several pages show them. */
#ifndef PLAN_LINES_H
#define PLAN_LINES_H
#include "plan.h"
#include "view_plan.h"

struct req;

struct badge plan_badge(const struct action *, day today);
struct action_line plan_action(
    struct req *, const struct year *, const struct action *);
struct plan_row plan_row(
    struct req *, const struct year *, const struct plan_line *);
struct signed_view plan_signed(const struct plan_signature *);

/* The last signature, and whether the plan is another one since. */
MUST_USE enum err plan_last_signed(struct req *, const struct year *,
    const struct plan *, struct signed_view *, bool *is_signed, bool *changed);

const char *plan_hex(struct req *, const unsigned char digest[PLAN_DIGEST]);
#endif
