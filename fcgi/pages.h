/* pages.h - the handlers, each named after its page. */
#ifndef PAGES_H
#define PAGES_H
#include "err.h"

struct req;

enum err page_start(struct req *);         /* GET / */
enum err page_health(struct req *);        /* GET /healthz */
enum err page_metrics(struct req *);       /* GET /metrics */
enum err page_help(struct req *);          /* GET /help */
enum err page_accessibility(struct req *); /* GET /accessibility */

enum err page_sign_in(struct req *);      /* GET /sign-in */
enum err page_sign_in_post(struct req *); /* POST /sign-in */
enum err page_sign_out(struct req *);     /* POST /sign-out */
enum err page_session_keep(struct req *); /* POST /session/keep */
enum err page_organisation(struct req *); /* POST /organisation */
#endif
