/* pages_catalogue.h - the handlers of the catalogue and of the library. */
#ifndef PAGES_CATALOGUE_H
#define PAGES_CATALOGUE_H
#include "err.h"

struct req;

enum err page_catalogue(struct req *);      /* GET /catalogue */
enum err page_catalogue_load(struct req *); /* GET /catalogue/load */
enum err page_catalogue_take(struct req *); /* POST /catalogue/load */

/* below /catalogue/:set */
enum err page_set(struct req *);
enum err page_changes(struct req *);
enum err page_set_pack(struct req *);
enum err page_set_requirement(struct req *); /* .../:number */
enum err page_set_edit(struct req *);        /* GET .../edit */
enum err page_set_revise(struct req *);      /* POST .../edit */
enum err page_withdraw(struct req *);        /* GET .../withdraw */
enum err page_withdraw_post(struct req *);   /* POST .../withdraw */
enum err page_reinstate(struct req *);       /* POST .../reinstate */

enum err page_library(struct req *); /* GET /library */
enum err page_source(struct req *);  /* GET /library/:source */
#endif
