/* pages_owner.h - the handlers of groups, and of giving work out. */
#ifndef PAGES_OWNER_H
#define PAGES_OWNER_H
#include "err.h"

struct req;

enum err page_groups(struct req *);       /* GET /groups */
enum err page_group_new(struct req *);    /* GET /groups/new */
enum err page_group_add(struct req *);    /* POST the same */
enum err page_group(struct req *);        /* GET /groups/:id */
enum err page_group_change(struct req *); /* POST the same */

enum err page_give(struct req *);       /* GET /assessment/:version/owners */
enum err page_give_check(struct req *); /* GET .../owners/check */
enum err page_give_save(struct req *);  /* POST .../owners */
#endif
