/* pages_team.h - the handlers of a manager's pages. */
#ifndef PAGES_TEAM_H
#define PAGES_TEAM_H
#include "err.h"

struct req;

enum err page_team(struct req *);              /* GET /team */
enum err page_team_member(struct req *);       /* GET /team/:id */
enum err page_team_session(struct req *);      /* GET /team/session */
enum err page_team_session_post(struct req *); /* POST /team/session */
enum err page_team_chase(struct req *);        /* GET /team/chase */
#endif
