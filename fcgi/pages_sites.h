/* pages_sites.h - a head office: its sites, and acts for many of them. */
#ifndef PAGES_SITES_H
#define PAGES_SITES_H
#include "err.h"

struct req;

enum err page_sites(struct req *);     /* GET /sites */
enum err page_sites_csv(struct req *); /* GET /sites/csv */

enum err page_batch_new(struct req *);     /* GET /sites/batch/new */
enum err page_batch_make(struct req *);    /* POST the same */
enum err page_batch(struct req *);         /* GET /sites/batch/:id */
enum err page_batch_act(struct req *);     /* POST /sites/batch/:id/act */
enum err page_batch_sites(struct req *);   /* POST /sites/batch/:id/sites */
enum err page_batch_check(struct req *);   /* GET /sites/batch/:id/check */
enum err page_batch_csv(struct req *);     /* GET /sites/batch/:id/csv */
enum err page_batch_site(struct req *);    /* GET /sites/batch/:id/site/:site */
enum err page_batch_publish(struct req *); /* GET /sites/batch/:id/publish */
enum err page_batch_publish_post(struct req *); /* POST the same */
#endif
