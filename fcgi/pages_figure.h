/* pages_figure.h - the handlers of the pages about the training figure. */
#ifndef PAGES_FIGURE_H
#define PAGES_FIGURE_H
#include "err.h"

struct req;

enum err page_figure(struct req *);        /* GET /manage/figure */
enum err page_figure_csv(struct req *);    /* GET /manage/figure/csv */
enum err page_figure_frozen(struct req *); /* GET /manage/figure/frozen/:id */
enum err page_figure_settings(struct req *);
enum err page_figure_model(struct req *);  /* POST .../settings */
enum err page_figure_review(struct req *); /* POST /manage/figure/reviews */

/* POST /assessment/:version/requirement/:number/override and /cap */
enum err page_override(struct req *);
enum err page_override_end(struct req *);
#endif
