/* fields.c - filling the views of single fields. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "fields.h"
#include "req.h"
#include "view_year.h"

/* What aria-describedby names. */
static const char *
said(struct req *r, const char *name, const char *hint, const char *fault)
{
	if (hint == NULL && fault == NULL)
		return NULL;
	return arena_printf(r->arena, "%s%s%s%s%s", hint ? name : "",
	    hint ? "-hint" : "", hint && fault ? " " : "", fault ? name : "",
	    fault ? "-error" : "");
}

struct text_field
field_text(struct req *r, const struct faults *faults, const char *name,
    const char *label, const char *hint, const char *value)
{
	const char *fault = faults_about(faults, name);

	return (struct text_field){ .name = name,
		.label = label,
		.hint = hint,
		.value = value,
		.fault = fault,
		.said = said(r, name, hint, fault) };
}

const char *
field_today(struct req *r)
{
	int year, month, dom;

	day_split(r->today, &year, &month, &dom);
	return arena_printf(r->arena, "%d %d %d", dom, month, year);
}

struct day_field
field_day(struct req *r, const struct faults *faults, const char *name,
    const char *legend, const char *hint, const struct typed_day *typed)
{
	struct day_field d = { .name = name,
		.legend = legend,
		.hint = hint,
		.day_id = arena_printf(r->arena, "%s-day", name),
		.month_id = arena_printf(r->arena, "%s-month", name),
		.year_id = arena_printf(r->arena, "%s-year", name),
		.typed = *typed };

	d.fault = faults_about(faults, d.day_id);
	if (d.fault == NULL)
		d.fault = faults_about(faults, d.month_id);
	if (d.fault == NULL)
		d.fault = faults_about(faults, d.year_id);
	d.said = said(r, name, hint, d.fault);
	return d;
}

struct tick_field
field_tick(struct req *r, const struct faults *faults, const char *name,
    const char *label, const char *hint, bool on)
{
	const char *fault = faults_about(faults, name);

	return (struct tick_field){ .name = name,
		.label = label,
		.hint = hint,
		.fault = fault,
		.said = said(r, name, hint, fault),
		.on = on };
}

struct choice_field
field_choice(struct req *r, const struct faults *faults, const char *name,
    const char *label, const char *hint, size_t n)
{
	const char *fault = faults_about(faults, name);
	struct choice_field c = { .name = name,
		.label = label,
		.hint = hint,
		.fault = fault,
		.said = said(r, name, hint, fault) };

	c.all.v = arena_array(r->arena, n, sizeof(*c.all.v));
	return c;
}

void
field_choice_add(struct choice_field *c, const char *value, const char *text,
    const char *chosen)
{
	c->all.v[c->all.n++] =
	    (struct choice_line){ value, text, strcmp(value, chosen) == 0 };
}

struct sign_field
field_sign(struct req *r, const struct faults *faults, const char *hint)
{
	return (struct sign_field){ .user = r->session.user,
		.hint = hint,
		.password_fault = faults_about(faults, "password"),
		.code_fault = faults_about(faults, "code"),
		.code = r->app->config->sign_in.code };
}

const char *
field_id(struct req *r, int64_t id)
{
	return arena_printf(r->arena, "%lld", (long long)id);
}

void
choices_add(
    struct choices *c, const char *value, const char *text, const char *chosen)
{
	c->v[c->n++] =
	    (struct choice_view){ value, text, strcmp(value, chosen) == 0 };
}

size_t
choices_find(const struct choices *c, const char *value)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->v[i].value, value) == 0)
			break;
	return i;
}
