/* page_extract.c - the regulator's list of all organisations on a day. */
#include "arena.h"
#include "clock.h"
#include "extract.h"
#include "fields.h"
#include "pages_outside.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_overview.h"

#define LISTED 100

/* The day as 2027-03-31, or in three boxes; none: today. */
static enum err
read_day(struct req *r, struct form *f, struct typed_day *t)
{
	const char *text;
	size_t faults;
	day on = DAY_NONE;

	form_query(f, r);
	text = form_line(f, "on", "the day", 10);
	faults = f->faults.n;
	form_day(f, "on", "the day", t);
	if (f->faults.n == faults && t->on == DAY_NONE) {
		if (text[0] == '\0')
			typed_day_set(r, t, r->today);
		else if (day_parse(text, &on))
			typed_day_set(r, t, on);
		else
			form_fault(f, "on-day", "The day must be a real date");
	}
	if (t->on != DAY_NONE && t->on > r->today)
		form_fault(f, "on-day",
		    "Enter today or a day before it: nobody knows yet what "
		    "will be published");
	return form_close(f);
}

/* The counts, and the first of them. */
struct filling {
	struct req *r;
	struct extract_view *v;
};

/* "Not satisfactory" of "not-satisfactory": sets may call it otherwise, and
 * the regulator's list is of one tongue. */
static const char *
words(struct req *r, const char *name)
{
	char *copy = arena_text(r->arena, name), *p;

	if (copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	for (p = copy; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	return copy;
}

/* "version 13, Not satisfactory, 60%": what was published before. */
static const char *
last_words(struct req *r, const struct extract_published *last)
{
	if (last->version[0] == '\0')
		return "";
	return arena_printf(r->arena, "version %s, %s, %s", last->version,
	    words(r, last->grade), public_percent(r, last->percent));
}

static struct extract_line
line_of(struct req *r, const struct extract_row *row)
{
	const struct extract_published *now = extract_counts(row);
	const struct extract_published *last = extract_before(row);

	return (struct extract_line){ .code = row->code,
		.name = row->name,
		.type = row->type,
		.version = row->version,
		.status = row->published ? "Published"
			  : row->started ? "Not published"
					 : "Not started",
		.due = !row->published && row->due_on != DAY_NONE,
		.due_on = row->due_on,
		.grade = words(r, now->grade),
		.reviewed = words(r, now->reviewed),
		.percent =
		    row->published ? public_percent(r, now->percent) : "",
		.at = now->at,
		.late = now->late,
		.last = last_words(r, last),
		.last_at = last->at };
}

static enum err
take(void *arg, const struct extract_row *row)
{
	struct filling *f = arg;
	struct extract_view *v = f->v;

	v->all++;
	v->published += row->published;
	v->open += !row->published && row->started;
	v->not_started += !row->published && !row->started;
	v->more = v->lines.n == LISTED;
	if (!v->more)
		v->lines.v[v->lines.n++] = line_of(f->r, row);
	return OK;
}

enum err
page_extract(struct req *r)
{
	struct extract_view v = {
		.page = page_view(r, "Extract for the regulator"),
		.to = req_href(r, "/extract"),
		.csv = req_href(r, "/extract/csv"),
	};
	struct filling fill = { r, &v };
	char text[DAY_TEXT_SIZE];
	struct typed_day on;
	struct form f;
	enum err e = read_day(r, &f, &on), counted = OK;

	if (e == ERR_MALFORMED)
		return e;
	v.page.faults = f.faults;
	v.page.wide = true;
	v.page.back = req_href(r, "/overview");
	v.page.back_text = "all organisations";
	v.day = field_day(r, &f.faults, "on", "Day",
	    "Each organisation's final status as it was at the end of that day",
	    &on);
	if (e == OK) {
		day_text(on.on, text);
		v.on = arena_text(r->arena, text);
		v.counted_on = on.on;
		v.lines.v = arena_array(r->arena, LISTED, sizeof(*v.lines.v));
		counted = extract_within(r->db, r->arena, on.on, take, &fill);
	}
	if (counted != OK)
		return counted;
	SHOW(r, extract, &v);
	return reply_page(r, e == OK ? 200 : 422);
}

static enum err
put(void *arg, const struct extract_row *row)
{
	struct req *r = arg;

	extract_csv_row(r->out, row);
	return OK;
}

enum err
page_extract_csv(struct req *r)
{
	char text[DAY_TEXT_SIZE];
	struct typed_day on;
	struct form f;
	enum err e = read_day(r, &f, &on);

	if (e != OK)
		return e;
	extract_csv_head(r->out);
	if ((e = extract_within(r->db, r->arena, on.on, put, r)) != OK)
		return e;
	day_text(on.on, text);
	reply_header(r, "Content-Disposition",
	    arena_printf(
		r->arena, "attachment; filename=\"extract-%s.csv\"", text));
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
