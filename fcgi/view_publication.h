/* view_publication.h - the view of what a year was published as. */
#ifndef VIEW_PUBLICATION_H
#define VIEW_PUBLICATION_H
#include "view_outside.h"
#include "view_year.h"

struct publication_view {
	struct page_view page;
	struct exempted_lines exempted;
	const char *title, *percent, *grade, *by, *digest;
	int64_t at;
	bool late, in_play;
	day due_on;
	unsigned below;
	int grade_level;
	struct text_items statement;
	struct href list, score, public, stages;
	struct href supersede; /* for those who may */
	struct superseded_view superseded;
	const char *sign; /* the newest is not signed: what signs it; or NULL */
	struct review_words words; /* what reviewers said of the newest */
	bool awaits;               /* an applicant's, and nothing was said */
};
#endif
