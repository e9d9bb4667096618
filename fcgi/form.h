/* form.h - typed fields of a form or a query, and what is wrong with them. */
#ifndef FORM_H
#define FORM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"
#include "text.h"

struct req;

struct fault {
	const char *field;   /* the input's id, for the summary's link */
	const char *message; /* what to do, in a sentence without full stop */
};
struct faults {
	struct fault *v;
	size_t n;
};

struct field {
	const char *name, *value;
	size_t n;   /* bytes of value */
	bool taken; /* some form_ call asked for it */
};

struct form {
	struct req *r;
	struct field *v; /* by name */
	size_t n;
	char *copy; /* the bytes that names and values lie in */
	size_t copy_n;
	bool malformed; /* a field twice, unknown, or not UTF-8 */
	struct faults faults;
};

/*
 * Take the body (form_open) or the query string (form_query) apart: percent
 * decoded once, UTF-8, no NUL, at most 1,000 fields.  What cannot be taken
 * apart makes form_close say ERR_MALFORMED.  csrf and op are taken by the
 * guard.
 */
void form_open(struct form *, struct req *);
void form_query(struct form *, struct req *);
/* The same for a form's bytes that were kept. */
void form_kept(struct form *, struct req *, const char *bytes, size_t n);

/*
 * The calls below never fail: a missing field is "", and a value that breaks
 * its rule adds a fault and comes back as it was typed, to be shown again.
 */

/* Trimmed; at most max characters; "" allowed.  label is for the message. */
const char *form_line(
    struct form *, const char *name, const char *label, size_t max);
const char *form_area(
    struct form *, const char *name, const char *label, size_t max);
/* The same, and it may not be empty: "Enter <label>". */
const char *form_need(
    struct form *, const char *name, const char *label, size_t max);
/* Byte for byte, untrimmed (passwords); NULL when longer than max bytes. */
const char *form_secret(struct form *, const char *name, size_t max);
/* One mail address, or "". */
const char *form_mail(struct form *, const char *name);
/* A ticked box: present with any value. */
bool form_tick(struct form *, const char *name);
/* A number; none where the field is missing or "" ; a fault when not one. */
int64_t form_int(struct form *, const char *name, const char *label,
    int64_t least, int64_t most, int64_t none);

/* Day, month and year in three boxes name-day, name-month, name-year. */
struct typed_day {
	const char *dom, *month, *year; /* as typed */
	day on;                         /* DAY_NONE when empty or wrong */
};
/* Month names are accepted too.  All empty: on = DAY_NONE without a fault. */
void form_day(
    struct form *, const char *name, const char *label, struct typed_day *);
/* Fill the boxes from a day that is on record. */
void typed_day_set(struct req *, struct typed_day *, day);

/* Add a fault of the handler's own.  Copied nowhere: texts must last. */
void form_fault(struct form *, const char *field, const char *message);

/* What was said about a field, for the message beside it; NULL: nothing. */
const char *faults_about(const struct faults *, const char *field);

/* Overwrite what the form holds and the body it came from: it had a secret. */
void form_wipe(struct form *);

/*
 * After the last field: OK; ERR_INVALID: show the form again with its faults
 * (422); ERR_MALFORMED: a field twice, unknown or undecodable: return it, the
 * dispatcher answers 400.
 */
MUST_USE enum err form_close(struct form *);
#endif
