/* pages_manage.h - the handlers of staff, courses and who needs them. */
#ifndef PAGES_MANAGE_H
#define PAGES_MANAGE_H
#include "err.h"

struct req;

enum err page_manage(struct req *); /* GET /manage */

enum err page_manage_staff(struct req *);        /* GET /manage/staff */
enum err page_manage_staff_new(struct req *);    /* GET /manage/staff/new */
enum err page_manage_staff_add(struct req *);    /* POST /manage/staff/new */
enum err page_manage_member(struct req *);       /* GET /manage/staff/:id */
enum err page_manage_staff_edit(struct req *);   /* GET .../:id/change */
enum err page_manage_staff_change(struct req *); /* POST .../:id/change */
enum err page_manage_leave_out(struct req *);    /* POST .../:id/exclusions */
/* POST /manage/staff/:id/exclusions/:exclusion/end */
enum err page_manage_let_in(struct req *);

enum err page_manage_courses(struct req *);       /* GET /manage/courses */
enum err page_manage_course_new(struct req *);    /* GET /manage/courses/new */
enum err page_manage_course_add(struct req *);    /* POST the same */
enum err page_manage_course(struct req *);        /* GET ...courses/:code */
enum err page_manage_course_change(struct req *); /* POST the same */
enum err page_manage_course_name(struct req *);   /* POST ...:code/names */

enum err page_manage_needs(struct req *);      /* GET /manage/needs */
enum err page_manage_needs_save(struct req *); /* POST the same */
enum err page_manage_group_add(struct req *);  /* POST /manage/needs/groups */
#endif
