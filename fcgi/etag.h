/* etag.h - what everybody may see, not sent again to whoever has it. */
#ifndef ETAG_H
#define ETAG_H
#include <stdbool.h>

struct req;

/*
 * Is r's answer one that browsers may keep and ask about: a public page or
 * export, found, for somebody who is not signed in?  All others are kept
 * nowhere.
 */
bool etag_given(const struct req *);

/*
 * Add the lines for keeping such an answer.  To whoever has it already it
 * becomes 304, with nothing in it.
 */
void etag_judge(struct req *);
#endif
