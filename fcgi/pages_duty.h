/* pages_duty.h - the handlers of named duties. */
#ifndef PAGES_DUTY_H
#define PAGES_DUTY_H
#include "err.h"

struct req;

enum err page_duty_list(struct req *);   /* GET /duties */
enum err page_duty_add(struct req *);    /* POST /duties */
enum err page_duty(struct req *);        /* GET /duties/:code */
enum err page_duty_name(struct req *);   /* POST /duties/:code */
enum err page_duty_change(struct req *); /* POST /duties/:code/change */
enum err page_duty_end(struct req *);    /* POST /duties/:code/end */

enum err page_duty_accept(struct req *);      /* GET /duties/:code/accept */
enum err page_duty_accept_post(struct req *); /* POST the same */
#endif
