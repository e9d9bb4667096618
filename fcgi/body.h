/* body.h - the body of a POST, as its route takes it. */
#ifndef BODY_H
#define BODY_H
#include <stdbool.h>

struct req;

/*
 * Read it: a form, a form with a file, or of a program a JSON object, which
 * becomes the form that it stands for.  True when it is there; else the answer
 * says why not: 400, 411, 413, 415, 422.
 */
bool body_take(struct req *);
#endif
