/* figure_page.h - what the files of the training figure's pages share. */
#ifndef FIGURE_PAGE_H
#define FIGURE_PAGE_H
#include "figure.h"
#include "form.h"
#include "view_figure.h"

struct req;

#define FIGURE_ROWS 50 /* people on a page */

/* What an address asks for. */
struct figure_asked {
	const char *code; /* "" where none is named */
	struct typed_day day;
	int standing;
	const char *standing_text; /* as given: "", "done", "not", "left-out" */
	int64_t page;              /* 1 first */
	struct course course;
	bool whole; /* the day was typed right */
};

/*
 * Read course, on (or on-day, on-month, on-year), who and page of a query.
 * ERR_MALFORMED: unknown fields.  ERR_INVALID: shown again with faults.
 * ERR_NOTFOUND: no such course.
 */
MUST_USE enum err figure_ask(
    struct req *, struct form *, struct figure_asked *);

/* May whoever is signed in see who is behind it? */
bool figure_names(const struct req *);

/* The lines of a page, and what to say in each. */
void figure_lines(
    struct req *, const struct figure_people *, struct figure_view *);
/* "96%", or that it does not apply. */
const char *figure_percent_text(struct req *, int percent);
/* Is that enough, as a tag. */
struct badge figure_badge(int percent, bool enough);
/* The choices of people by standing. */
void figure_standings(struct req *, const char *chosen, struct choices *);
/* The standing that an address names; -1: all. */
int figure_standing_named(const char *);
#endif
