/* json_walk.h - strict JSON, read member by member; faults carry their path. */
#ifndef JSON_WALK_H
#define JSON_WALK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "text.h"

struct arena;
struct buf;
struct json_object;

#define WALK_DEPTH_MAX 16          /* lists and objects inside each other */
#define WALK_KEYS_MAX 1000         /* in one object */
#define WALK_KEY_MAX 100           /* bytes of one key */
#define WALK_NUMBER_MAX 40         /* bytes of one number */
#define WALK_VALUES_MAX 1000000    /* in one file */
#define WALK_CONTAINERS_MAX 250000 /* lists and objects in one file */

/* One reading of one file. */
struct walk {
	struct arena *arena; /* borrowed: what is read is copied into it */
	struct buf *faults;  /* borrowed: a line for each fault */
	const char *name;    /* of the file, as its faults give it */
	size_t n, max;       /* faults found; faults written at most */
	size_t values;       /* of one file, fewer than the most; 0: the most */
};

/* A value, and how it was reached from the root. */
struct node {
	struct walk *walk;
	const struct node *up;     /* must outlive this; NULL: the root */
	const char *key;           /* NULL: an element, by its index */
	size_t index;              /* among the elements */
	bool present;              /* false: an absent member */
	struct json_object *value; /* NULL: null, or absent */
};

struct walk_text {
	size_t min, max; /* characters */
	enum text_kind kind;
	bool tidy; /* no white space at the ends, lines end in \n alone */
};

/* Codes, by how they look. */
enum walk_shape {
	SHAPE_FRAMEWORK,    /* "igt" */
	SHAPE_VERSION,      /* "14.1" */
	SHAPE_CAPITALS,     /* "CTP", "IGM" */
	SHAPE_SLUG,         /* "dpa-1998" */
	SHAPE_DUTY,         /* "accountable-officer": a slug, a letter first */
	SHAPE_NUMBER,       /* "114" */
	SHAPE_CRITERION,    /* "1a" */
	SHAPE_ORGANISATION, /* "8XX01" */
	SHAPE_COURSE,       /* "IG-ANNUAL" */
	SHAPE_COUNT
};

/*
 * Judge bytes against RFC 8259 in bounded memory and without recursion: one
 * object, no NUL, no lone surrogate, no key twice within an object, the limits
 * above.  The first fault of form ends it and gives false; a repeated key is a
 * fault, but scanning goes on.  That text is UTF-8 is for walk_text to see.
 */
bool json_scan(struct walk *, const char *bytes, size_t n);

/* Parse bytes, at most max, into root; false (and faults) if impossible. */
bool walk_open(
    struct walk *, const char *bytes, size_t n, size_t max, struct node *root);
void walk_close(struct node *root);

/* Write "NAME: $.path: " and the reason, printf-like, as one fault. */
void walk_fault(const struct node *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* False, and a fault, where the root names another format or schema. */
bool walk_format(const struct node *root, const char *format);

/* Begin a fault by "NAME: $"; false if enough were written. */
bool walk_line(struct walk *);
void walk_path_key(struct buf *, const char *key, size_t n);
void walk_path_index(struct buf *, size_t index);

/* The member of an object; where there is none, not present. */
struct node walk_member(const struct node *, const char *key);

/*
 * True for an object.  A key in neither list is a fault, and so is an absent
 * one of `required`.  Lists end in NULL; `optional` may be NULL.
 */
bool walk_object(const struct node *, const char *const *required,
    const char *const *optional);

/* The members of an object that serves as a map; *v in the arena. */
size_t walk_map(const struct node *, struct node **v);

/* How many elements to read, at most max; fewer than min are a fault too. */
size_t walk_list(const struct node *, size_t min, size_t max);
struct node walk_item(const struct node *list, size_t index);

/*
 * The value of a leaf, copied into the arena.  What is absent gives no fault;
 * that, and every fault, gives "", 0, false or DAY_NONE.
 */
const char *walk_text(struct node, const struct walk_text *);
const char *walk_code(struct node, enum walk_shape);
int64_t walk_int(struct node, int64_t min, int64_t max);
bool walk_bool(struct node);
day walk_day(struct node);

/* The index of the text among `choices`, which end in NULL; 0 after a fault. */
size_t walk_choice(struct node, const char *const *choices);

/* Says of a key what walk_code says of a text. */
bool walk_key(const struct node *, enum walk_shape);
#endif
