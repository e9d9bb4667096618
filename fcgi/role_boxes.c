/* role_boxes.c - boxes to tick for roles: shown, and taken from a form. */
#include "role_boxes.h"
#include "arena.h"
#include "req.h"

#define BOXES 16

static const struct {
	enum role role;
	const char *hint;
} hints[] = {
	{ ROLE_STAFF, "Signs in and sees what is asked of them" },
	{ ROLE_MANAGER, "Sees what is asked of their team" },
	{ ROLE_ASSESSOR, "Answers requirements and marks them complete" },
	{ ROLE_REVIEWER,
	    "Confirms completed requirements, then the whole assessment" },
	{ ROLE_ADMINISTRATOR,
	    "Opens the year, manages people and roles, publishes" },
	{ ROLE_VIEWER, "Reads everything here, and changes nothing" },
	{ ROLE_COMMISSIONER,
	    "Sees the assurance of the providers it commissions" },
	{ ROLE_EXTERNAL_REVIEWER, "Reviews published assessments" },
};

static const char *
hint_of(enum role role)
{
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (hints[i].role == role)
			return hints[i].hint;
	return "";
}

static const char *
field_of(struct arena *a, enum role role)
{
	return arena_printf(a, "role-%s", role_name(role));
}

struct role_boxes
role_boxes(struct req *r, unsigned ticked, const struct faults *faults)
{
	struct role_boxes boxes = { 0 };
	enum role role;
	unsigned i;

	boxes.all.v = arena_array(r->arena, BOXES, sizeof(*boxes.all.v));
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if ((role & ROLES_GIVEN) != 0)
			boxes.all.v[boxes.all.n++] = (struct role_box){
				.role = role,
				.field = field_of(r->arena, role),
				.title = role_title(role),
				.hint = hint_of(role),
				.on = (role & ticked) != 0,
			};
	boxes.fault = faults_about(faults, ROLE_BOX_FIRST);
	if (boxes.fault == NULL)
		boxes.fault = faults_about(faults, ROLE_BOX_ADMINISTRATOR);
	return boxes;
}

unsigned
role_boxes_take(struct form *f)
{
	unsigned i, ticked = 0;
	enum role role;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if ((role & ROLES_GIVEN) != 0 &&
		    form_tick(f, field_of(f->r->arena, role)))
			ticked |= role;
	return ticked;
}

const char *
role_words(struct req *r, unsigned roles)
{
	const char *words = "";
	enum role role;
	unsigned i;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if ((role & roles) != 0)
			words = arena_printf(r->arena, "%s%s%s", words,
			    words[0] == '\0' ? "" : ", ", role_title(role));
	return words[0] == '\0' ? "No role" : words;
}
