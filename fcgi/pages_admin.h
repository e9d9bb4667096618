/* pages_admin.h - the handlers of the administrator's pages. */
#ifndef PAGES_ADMIN_H
#define PAGES_ADMIN_H
#include "err.h"

struct req;

enum err page_people(struct req *);       /* GET /people */
enum err page_group_grant(struct req *);  /* POST /people/groups */
enum err page_group_revoke(struct req *); /* POST /people/groups/:id/revoke */

enum err page_person_new(struct req *);    /* GET /people/new */
enum err page_person_add(struct req *);    /* POST /people/new */
enum err page_person(struct req *);        /* GET /people/:id */
enum err page_person_change(struct req *); /* POST /people/:id */
enum err page_person_roles(struct req *);  /* POST /people/:id/roles */

enum err page_orgs(struct req *);    /* GET /organisations */
enum err page_org_new(struct req *); /* GET /organisations/new */
enum err page_org_add(struct req *); /* POST /organisations/new */
enum err page_org(struct req *);     /* GET /organisations/:id */
enum err page_org_change(struct req *);
/* POST /organisations/:id/commissioners, and .../:commissioner/end */
enum err page_org_commission(struct req *);
enum err page_org_commission_end(struct req *);

enum err page_audit(struct req *); /* GET /audit */
#endif
