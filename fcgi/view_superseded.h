/* view_superseded.h - what the pages of a year say of its newest edition. */
#ifndef VIEW_SUPERSEDED_H
#define VIEW_SUPERSEDED_H
#include <stdint.h>

struct superseded_view {
	int64_t at; /* 0: the first edition counts, or there is none */
	const char *reason, *grade, *percent;
	unsigned below;
	int grade_level;
};
#endif
