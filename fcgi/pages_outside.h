/* pages_outside.h - reviewers, commissioners and the national view. */
#ifndef PAGES_OUTSIDE_H
#define PAGES_OUTSIDE_H
#include "err.h"

struct req;

enum err page_reviews(struct req *); /* GET /reviews */
enum err page_review(struct req *);  /* GET /reviews/:organisation/:version */
enum err page_review_post(struct req *); /* POST the same */

enum err page_providers(struct req *);     /* GET /providers */
enum err page_providers_csv(struct req *); /* GET /providers/csv */

enum err page_overview(struct req *);     /* GET /overview */
enum err page_overview_csv(struct req *); /* GET /overview/csv */
enum err page_extract(struct req *);      /* GET /extract */
enum err page_extract_csv(struct req *);  /* GET /extract/csv */
#endif
