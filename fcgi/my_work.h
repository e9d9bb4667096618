/* my_work.h - what waits for whoever is signed in, for their first page. */
#ifndef MY_WORK_H
#define MY_WORK_H
#include "err.h"
#include "view_year.h"

struct req;

/* The most urgent ones, or all of them. */
MUST_USE enum err my_work(struct req *, bool all, struct my_work_view *);
#endif
