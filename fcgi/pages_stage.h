/* pages_stage.h - the handlers of stages, and of a year as it stood. */
#ifndef PAGES_STAGE_H
#define PAGES_STAGE_H
#include "err.h"

struct req;

/* below /assessment/:version */
enum err page_stages(struct req *);       /* GET stages */
enum err page_stage_submit(struct req *); /* POST stages */
enum err page_stage(struct req *);        /* GET stages/:stage */
enum err page_stood(struct req *);        /* GET at */
enum err page_trend(struct req *);        /* GET /trend */
#endif
