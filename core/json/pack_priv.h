/* pack_priv.h - what the two halves of the pack reader share. */
#ifndef PACK_PRIV_H
#define PACK_PRIV_H
#include "catalogue.h"
#include "json_walk.h"

extern const struct walk_text pack_line;    /* names, titles, evidence */
extern const struct walk_text pack_point;   /* criteria and reasons */
extern const struct walk_text pack_area;    /* descriptions and notes */
extern const char *const pack_marks[];      /* how sure we are */
extern const char *const pack_text_marks[]; /* and of texts */

/* Read c->requirements; initiatives and origins of c are there already. */
void pack_requirements(const struct node *list, struct catalogue *c);
#endif
