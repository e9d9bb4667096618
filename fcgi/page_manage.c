/* page_manage.c - the way to everything about training records. */
#include "arena.h"
#include "course.h"
#include "form.h"
#include "pages_manage.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "staff.h"
#include "tmpl.h"
#include "view_manage.h"

static const struct {
	const char *path, *name, *what;
} parts[] = {
	{ "/manage/staff", "Staff",
	    "Who works here, who manages whom, and who is left out of the "
	    "training figure" },
	{ "/manage/courses", "Courses",
	    "What may have to be learnt, how long it counts, and the "
	    "statement that is attested" },
	{ "/manage/needs", "Training needs",
	    "Which staff group needs which course" },
	{ "/manage/figure", "Training figure",
	    "How many are trained on a date, and who is behind the number" },
	{ "/manage/import", "Import files",
	    "Staff and completions from the payroll or learning system" },
	{ "/manage/kiosks", "Kiosks",
	    "Terminals at which staff attest without an account" },
	{ "/manage/policies", "Policies",
	    "Texts that staff read and acknowledge" },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

enum err
page_manage(struct req *r)
{
	struct manage_view v = { .page = page_view(r, "Training records") };
	struct form f;
	enum err e;
	size_t i;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	v.parts.v = arena_array(r->arena, PARTS, sizeof(*v.parts.v));
	for (i = 0; i < PARTS; i++)
		v.parts.v[v.parts.n++] = (struct manage_part){
			.to = req_href(r, "%s", parts[i].path),
			.name = parts[i].name,
			.what = parts[i].what,
		};
	SHOW(r, manage, &v);
	return reply_page(r, 200);
}
