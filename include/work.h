/* work.h - what waits for one person (behaviour.md section 5). */
#ifndef WORK_H
#define WORK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;

enum work_kind {       /* the more pressing first, of what is due together */
	WORK_ANSWER,   /* a requirement to answer */
	WORK_CONFIRM,  /* one to confirm, that somebody else completed */
	WORK_ACTION,   /* of the improvement plan */
	WORK_DUTY,     /* a duty to accept */
	WORK_EVIDENCE, /* evidence to look at again */
	WORK_TRAINING, /* a course */
	WORK_POLICY,   /* a policy to read */
	WORK_KINDS
};
/* "requirement", "confirm", "action", ...: as commands and files have it. */
const char *work_kind_name(enum work_kind);
/* "Requirement to answer", for people. */
const char *work_kind_title(enum work_kind);

/* Evidence waits from so many days before the day of its review. */
#define WORK_REVIEW_DAYS 30

struct work_item {
	enum work_kind kind;
	day due_on;          /* DAY_NONE: at once */
	const char *version; /* of the year; "" where it is of none */
	int64_t id;          /* of the action, evidence, policy, holding */
	const char *code;    /* the requirement's number, duty or course */
	const char *title;
	const char *owner; /* whose it is, in words; "" for one's own alone */
};
struct work_list {
	struct work_item *v;
	size_t n;
};

/* Who asks, and where. */
struct work_asker {
	int64_t org, person;
	unsigned roles; /* that they hold there */
	day today;
};

/*
 * All that waits for them, most urgent first: what they own or stand in for
 * themselves, by a group or by a duty that they hold today; what a reviewer
 * is to confirm; what is owed by them as one of the staff.  Of open years
 * only.
 */
MUST_USE enum err work_of(
    struct db *, struct arena *, const struct work_asker *, struct work_list *);

/* Its day has passed; a course's counts on the days before its own only. */
bool work_late(const struct work_item *, day today);

/* The path of the page where it is done: "/assessment/14.1/requirement/101". */
const char *work_path(struct arena *, const struct work_item *);

/* "14.1-101 Title": what it is, as a link reads. */
const char *work_words(struct arena *, const struct work_item *);
#endif
