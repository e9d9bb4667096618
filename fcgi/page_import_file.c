/* page_import_file.c - what a file would change, and taking it in. */
#include <string.h>

#include "arena.h"
#include "form.h"
#include "import_show.h"
#include "pages_import.h"
#include "reply.h"
#include "route.h"
#include "tmpl.h"
#include "upload.h"

static struct admin_choices
choices(struct req *r, enum import_kind kind, enum import_field now)
{
	struct admin_choices out = { 0 };
	unsigned i;

	out.v = arena_array(r->arena, IMPORT_FIELDS, sizeof(*out.v));
	for (i = 0; i < IMPORT_FIELDS; i++) {
		enum import_field f = (enum import_field)i;

		if (import_field_of(kind, f))
			out.v[out.n++] =
			    (struct admin_choice){ import_field_name(f),
				    import_field_title(f), f == now };
	}
	return out;
}

static void
add_columns(struct req *r, const struct waiting *w, struct import_check_view *v)
{
	const struct import_columns *c = &w->columns;
	size_t i;

	v->columns.v = arena_array(r->arena, c->n, sizeof(*v->columns.v));
	for (i = 0; i < c->n; i++) {
		v->columns.v[v->columns.n++] = (struct import_column){
			.header = c->header[i][0] != '\0' ? c->header[i]
							  : "(no name)",
			.field = arena_printf(r->arena, "column-%zu", i),
			.choices = choices(r, w->file.kind, c->as[i]),
		};
		v->unused += c->as[i] == IMPORT_NONE;
	}
}

/* The report, unless the columns do not make sense yet. */
static enum err
add_report(struct req *r, struct waiting *w, struct import_check_view *v)
{
	struct import_report *report = arena_alloc(r->arena, sizeof(*report));
	enum err e;

	v->columns_fault =
	    import_columns_fault(r->arena, w->file.kind, &w->columns);
	if (v->columns_fault != NULL)
		return OK;
	/* A page runs within one reading of the records already. */
	e = import_try_within(r->db, r->arena, r->session.org, &w->job, report);
	if (e == ERR_INVALID) {
		v->columns_fault = report->why;
		return OK;
	}
	v->counts = import_counts_of(r, w->file.kind, report, false);
	v->fine = report->added + report->changed + report->same +
		      report->skipped + report->refused >
		  0;
	return e;
}

static enum err
show(struct req *r, int status, struct waiting *w, const char *profile,
    struct form *f)
{
	long long id = (long long)w->file.id;
	bool staff = w->file.kind == IMPORT_STAFF;
	struct import_check_view v = {
		.page = page_view(r, "Check the file"),
		.check = req_href(r, "/manage/import/file/%lld", id),
		.apply = req_href(r, "/manage/import/file/%lld/apply", id),
		.drop = req_href(r, "/manage/import/file/%lld/drop", id),
		.name = w->file.name,
		.kind = staff ? "staff" : "completions",
		.encoding = csv_encoding_name(w->nature.encoding),
		.part = w->file.part,
		.profile = profile,
		.profile_fault = faults_about(&f->faults, "profile"),
	};
	enum err e;

	add_columns(r, w, &v);
	if ((e = add_report(r, w, &v)) != OK)
		return e;
	v.page.faults = f->faults;
	v.page.wide = true;
	v.page.back = req_href(r, "/manage/import");
	v.page.back_text = "Take files in";
	SHOW(r, import_check, &v);
	return reply_page(r, status);
}

/* Open it, unless it was taken in before: file.run. */
static enum err
find(struct req *r, struct waiting *w)
{
	enum err e = waiting_open(r, w);

	/* It was looked at when it came: somebody changed it since. */
	return e == ERR_INVALID ? ERR_NOTFOUND : e;
}

static enum err
to_run(struct req *r, const struct import_file *file)
{
	return reply_see_other(
	    r, "/manage/import/run/%lld", (long long)file->run);
}

/* Somebody took it in meanwhile: it is no longer changed, nor dropped. */
static enum err
taken_before(struct req *r, const struct import_file *file)
{
	return reply_undone(r,
	    "The file was taken in meanwhile. Nothing was changed now.",
	    "/manage/import/run/%lld", (long long)file->run);
}

enum err
page_import_file(struct req *r)
{
	struct waiting *w = arena_alloc(r->arena, sizeof(*w));
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	e = find(r, w);
	if (e == OK)
		e = w->file.run != 0 ? to_run(r, &w->file)
				     : show(r, 200, w, "", &f);
	waiting_close(w);
	return e;
}

/* ---- other columns ---- */

static void
take_columns(struct form *f, struct waiting *w)
{
	size_t i;

	for (i = 0; i < w->columns.n; i++) {
		const char *name = arena_printf(f->r->arena, "column-%zu", i);
		enum import_field as = import_field_named(
		    form_line(f, name, "what a column is", 40));

		w->columns.as[i] =
		    import_field_of(w->file.kind, as) ? as : IMPORT_NONE;
	}
}

static enum err
save_profile(struct req *r, struct form *f, struct waiting *w, const char *name)
{
	enum err e;

	if (name[0] == '\0')
		return OK;
	r->unit.op = 0; /* says how it should be: may come twice */
	e = import_profile_save(
	    r->db, &r->unit, w->file.kind, name, &w->columns);
	if (e == ERR_CONFLICT)
		form_fault(f, "profile",
		    "The name esr stands for the known names of columns: "
		    "choose another name");
	else if (e == ERR_INVALID)
		form_fault(f, "profile",
		    "The name of the profile must be 1 to 40 characters");
	if (e == OK)
		w->file.profile = name;
	return e == ERR_CONFLICT ? ERR_INVALID : e;
}

static enum err
check(struct req *r, struct waiting *w)
{
	const char *name, *fault;
	struct form f;
	enum err e;

	form_open(&f, r);
	take_columns(&f, w);
	name = form_line(&f, "profile", "the name of the profile", 40);
	fault = import_columns_fault(r->arena, w->file.kind, &w->columns);
	if (fault != NULL)
		form_fault(&f, "column-0", fault);
	if ((e = form_close(&f)) == OK)
		e = save_profile(r, &f, w, name);
	if (e == ERR_INVALID)
		return show(r, 422, w, name, &f);
	if (e != OK)
		return e;
	memcpy(w->file.as, w->columns.as, sizeof(w->file.as));
	w->file.n = w->columns.n;
	if ((e = import_file_map(r->db, r->session.org, &w->file)) != OK)
		return e;
	return reply_see_other(
	    r, "/manage/import/file/%lld", (long long)w->file.id);
}

enum err
page_import_check(struct req *r)
{
	struct waiting *w = arena_alloc(r->arena, sizeof(*w));
	enum err e = find(r, w);

	if (e == OK)
		e = w->file.run != 0 ? taken_before(r, &w->file) : check(r, w);
	waiting_close(w);
	return e;
}

/* ---- taking it in ---- */

static enum err
apply(struct req *r, struct waiting *w)
{
	struct import_report *report = arena_alloc(r->arena, sizeof(*report));
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if (import_columns_fault(r->arena, w->file.kind, &w->columns) != NULL)
		return show(r, 422, w, "", &f);
	e = import_apply(r->db, r->arena, &r->unit, &w->job, report);
	if (e == ERR_INVALID)
		return show(r, 422, w, "", &f);
	/* Somebody else, or the same form once more, was faster. */
	if (e == ERR_NOTFOUND || (e == OK && r->unit.repeated)) {
		e = import_file_read(
		    r->db, r->arena, r->session.org, w->file.id, &w->file);
		if (e == OK && w->file.run == 0)
			e = ERR_CONFLICT;
		report->run = w->file.run;
	}
	if (e != OK)
		return e;
	upload_drop(r, w->file.stored_as);
	return reply_see_other(
	    r, "/manage/import/run/%lld?done=1", (long long)report->run);
}

enum err
page_import_apply(struct req *r)
{
	struct waiting *w = arena_alloc(r->arena, sizeof(*w));
	enum err e = find(r, w);

	if (e == OK)
		e = w->file.run != 0 ? to_run(r, &w->file) : apply(r, w);
	waiting_close(w);
	return e;
}

enum err
page_import_drop(struct req *r)
{
	int64_t id = req_arg_id(r, 0);
	struct import_file file;
	struct form f;
	enum err e;

	if (id == 0 || r->session.org == 0)
		return ERR_NOTFOUND;
	e = import_file_read(r->db, r->arena, r->session.org, id, &file);
	if (e == OK && !import_reached(r, file.kind))
		e = ERR_NOTFOUND;
	if (e != OK)
		return e;
	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if (file.run != 0)
		return taken_before(r, &file);
	e = import_file_drop(r->db, r->session.org, id);
	upload_drop(r, file.stored_as);
	return e != OK ? e : reply_see_other(r, "/manage/import?dropped=1");
}
