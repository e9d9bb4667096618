/* pages_desk.h - the handlers of everybody's own training and policies. */
#ifndef PAGES_DESK_H
#define PAGES_DESK_H
#include "err.h"

struct req;

enum err page_training(struct req *);      /* GET /training */
enum err page_course(struct req *);        /* GET /training/course/:code */
enum err page_course_attest(struct req *); /* POST /training/course/:code */
enum err page_correct(struct req *);       /* GET /training/correct/:id */
enum err page_correct_post(struct req *);  /* POST /training/correct/:id */

/* /training/certificate/:number, for whom it is for */
enum err page_certificate(struct req *);
/* /verify and /verify/:number, for everybody */
enum err page_verify(struct req *);
enum err page_verify_number(struct req *);

enum err page_policies(struct req *);   /* GET /training/policies */
enum err page_policy(struct req *);     /* GET /training/policies/:id */
enum err page_policy_ack(struct req *); /* POST /training/policies/:id */

/* The administrator's, below /manage/policies. */
enum err page_manage_policies(struct req *);      /* GET */
enum err page_manage_policy_new(struct req *);    /* GET new */
enum err page_manage_policy_add(struct req *);    /* POST new */
enum err page_manage_policy(struct req *);        /* GET :id */
enum err page_manage_policy_change(struct req *); /* POST :id */
enum err page_manage_policy_text(struct req *);   /* GET :id/text */
enum err page_manage_policy_revise(struct req *); /* POST :id/text */
#endif
