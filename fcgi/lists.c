/*
 * lists.c - which fields come many times: boxes that share the beginning of
 * their names, and texts that are taken apart into words.
 */
#include <stddef.h>

#include "lists.h"
#include "pages_admin.h"
#include "pages_desk.h"
#include "pages_handover.h"
#include "pages_manage.h"
#include "pages_owner.h"
#include "pages_sites.h"
#include "pages_team.h"
#include "pages_year.h"
#include "route.h"

static const struct {
	enum err (*handler)(struct req *);
	struct json_lists lists;
} all[] = {
	{ page_requirement_save, { .boxes = "met", .words = "" } },
	{ page_give_save, { .boxes = "r", .words = "" } },
	{ page_group_change, { .boxes = "remove", .words = "" } },
	{ page_person_add, { .boxes = "role", .words = "" } },
	{ page_person_roles, { .boxes = "role", .words = "" } },
	{ page_handover_post, { .boxes = "take", .words = "" } },
	{ page_batch_make, { .boxes = "", .words = "codes numbers" } },
	{ page_batch_sites, { .boxes = "", .words = "codes" } },
	{ page_manage_policy_add, { .boxes = "group", .words = "" } },
	{ page_manage_policy_change, { .boxes = "group", .words = "" } },
	{ page_team_session_post, { .boxes = "who", .words = "numbers" } },
	{ page_manage_needs_save, { .boxes = "need", .words = "" } },
};

const struct json_lists *
lists_of(const struct route *route)
{
	static const struct json_lists none = { "", "" };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].handler == route->handler)
			return &all[i].lists;
	return &none;
}
