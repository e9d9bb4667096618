/* role.c - the names of roles. */
#include <stddef.h>
#include <string.h>

#include "role.h"

static const struct {
	enum role role;
	const char *name, *title;
} all[] = {
	{ ROLE_STAFF, "staff", "Staff" },
	{ ROLE_MANAGER, "manager", "Manager" },
	{ ROLE_ASSESSOR, "assessor", "Assessor" },
	{ ROLE_REVIEWER, "reviewer", "Reviewer" },
	{ ROLE_ADMINISTRATOR, "administrator", "Administrator" },
	{ ROLE_VIEWER, "viewer", "Viewer" },
	{ ROLE_COMMISSIONER, "commissioner", "Commissioner" },
	{ ROLE_EXTERNAL_REVIEWER, "external-reviewer", "External reviewer" },
	{ ROLE_NATIONAL, "national", "National" },
};

#define ALL_N (sizeof(all) / sizeof(all[0]))

const char *
role_name(enum role role)
{
	size_t i;

	for (i = 0; i < ALL_N; i++)
		if (all[i].role == role)
			return all[i].name;
	return NULL;
}

const char *
role_title(enum role role)
{
	size_t i;

	for (i = 0; i < ALL_N; i++)
		if (all[i].role == role)
			return all[i].title;
	return NULL;
}

enum role
role_named(const char *name)
{
	size_t i;

	for (i = 0; i < ALL_N; i++)
		if (strcmp(all[i].name, name) == 0)
			return all[i].role;
	return ROLE_PUBLIC;
}

enum role
role_at(unsigned i)
{
	return i < ALL_N ? all[i].role : ROLE_PUBLIC;
}
