/* pages_plan.h - the handlers of the improvement plan and the forecast. */
#ifndef PAGES_PLAN_H
#define PAGES_PLAN_H
#include "err.h"

struct req;

/* below /assessment/:version/plan */
enum err page_plan(struct req *);           /* GET, the plan */
enum err page_plan_gap(struct req *);       /* POST, a gap becomes an action */
enum err page_action_new(struct req *);     /* GET new/:number */
enum err page_action_add(struct req *);     /* POST the same */
enum err page_action(struct req *);         /* GET action/:id */
enum err page_action_change(struct req *);  /* POST the same */
enum err page_action_report(struct req *);  /* POST action/:id/report */
enum err page_plan_report(struct req *);    /* GET report */
enum err page_plan_sign(struct req *);      /* GET sign */
enum err page_plan_sign_post(struct req *); /* POST the same */

enum err page_forecast(struct req *); /* GET /assessment/:version/forecast */
#endif
