/* pages_exemption.h - what the route table calls of exemptions. */
#ifndef PAGES_EXEMPTION_H
#define PAGES_EXEMPTION_H
#include "err.h"

struct req;

enum err page_exemptions(struct req *);    /* GET /exemptions */
enum err page_exemption_new(struct req *); /* GET /exemptions/new */
enum err page_exemption_add(struct req *); /* POST /exemptions/new */
enum err page_exemption(struct req *);     /* GET /exemptions/:id */
enum err page_exemption_end(struct req *); /* POST /exemptions/:id/end */
#endif
