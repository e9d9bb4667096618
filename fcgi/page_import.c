/* page_import.c - choosing a file, and sending it. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "form.h"
#include "import_show.h"
#include "pages_import.h"
#include "reply.h"
#include "route.h"
#include "tmpl.h"
#include "upload.h"

#define SHOWN 20 /* of each list */
#define KEPT (2 * 24 * 3600 * SECOND)

static const char *
kind_words(enum import_kind k)
{
	return k == IMPORT_STAFF ? "Staff" : "Completions";
}

static enum err
add_lists(struct req *r, struct import_home_view *v)
{
	bool staff = import_reached(r, IMPORT_STAFF);
	int64_t org = r->session.org;
	struct import_files files;
	struct import_run_rows runs;
	enum err e;
	size_t i;

	e = import_file_list(r->db, r->arena, org, staff, SHOWN, &files);
	if (e == OK)
		e = import_runs(r->db, r->arena, org, staff, SHOWN, &runs);
	if (e != OK)
		return e;
	v->waiting.v = arena_array(r->arena, files.n, sizeof(*v->waiting.v));
	for (i = 0; i < files.n; i++)
		v->waiting.v[v->waiting.n++] = (struct import_past){
			.to = req_href(r, "/manage/import/file/%lld",
			    (long long)files.v[i].id),
			.name = files.v[i].name,
			.kind = kind_words(files.v[i].kind),
			.at = files.v[i].at,
		};
	v->runs.v = arena_array(r->arena, runs.n, sizeof(*v->runs.v));
	for (i = 0; i < runs.n; i++)
		v->runs.v[v->runs.n++] = (struct import_past){
			.to = req_href(r, "/manage/import/run/%lld",
			    (long long)runs.v[i].id),
			.name = runs.v[i].file_name,
			.kind = kind_words(runs.v[i].kind),
			.by = runs.v[i].by,
			.at = runs.v[i].at,
			.added = runs.v[i].added,
			.changed = runs.v[i].changed,
			.refused = runs.v[i].refused,
		};
	return OK;
}

enum err
page_import(struct req *r)
{
	struct import_home_view v = {
		.page = page_view(r, "Take files in"),
		.staff = req_href(r, "/manage/import/staff"),
		.training = req_href(r, "/manage/import/training"),
	};
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if (form_tick(&f, "dropped"))
		v.page.notice = "The file was deleted. Nothing of it was "
				"taken in";
	v.page.notice_done = true;
	v.page.wide = true;
	if ((e = form_close(&f)) != OK || (e = add_lists(r, &v)) != OK)
		return e;
	SHOW(r, import_home, &v);
	return reply_page(r, 200);
}

/* ---- sending one ---- */

/* What was chosen. */
struct entry {
	enum import_kind kind;
	const char *profile;
	bool part;
};

static struct admin_choices
choices(struct req *r, const struct import_profiles *all, const char *chosen)
{
	struct admin_choices out = { 0 };
	size_t i;

	out.v = arena_array(r->arena, all->n + 1, sizeof(*out.v));
	out.v[out.n++] = (struct admin_choice){ IMPORT_PROFILE,
		"Known names of columns (esr)", false };
	for (i = 0; i < all->n; i++)
		out.v[out.n++] = (struct admin_choice){ all->v[i], all->v[i],
			strcmp(all->v[i], chosen) == 0 };
	return out;
}

static enum err
show(struct req *r, int status, const struct entry *typed,
    const struct faults *faults)
{
	bool staff = typed->kind == IMPORT_STAFF;
	struct import_new_view v = {
		.page = page_view(r, staff ? "Take staff in from a file"
					   : "Take completions in from a file"),
		.save = req_href(
		    r, "/manage/import/%s", import_kind_name(typed->kind)),
		.staff = staff,
		.part = typed->part,
		.file_fault = faults_about(faults, "file"),
	};
	struct import_profiles all;
	enum err e;

	e = import_profiles(r->db, r->arena, r->session.org, typed->kind, &all);
	if (e != OK)
		return e;
	v.profiles = choices(r, &all, typed->profile);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/import");
	v.page.back_text = "Take files in";
	SHOW(r, import_new, &v);
	return reply_page(r, status);
}

static enum err
new_file(struct req *r, enum import_kind kind)
{
	const struct entry empty = { kind, "", false };
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	return show(r, 200, &empty, &(struct faults){ 0 });
}

enum err
page_import_staff(struct req *r)
{
	return new_file(r, IMPORT_STAFF);
}

enum err
page_import_training(struct req *r)
{
	return new_file(r, IMPORT_TRAINING);
}

/* Look at what came and note it; the form's fault where it is no such file. */
static enum err
note_file(struct req *r, struct form *f, const struct entry *typed,
    struct import_file *out)
{
	struct waiting w = { .fd = -1 };
	enum err e;

	w.file = (struct import_file){ .kind = typed->kind,
		.stored_as = r->upload->stored_as,
		.name = arena_copy(
		    r->arena, r->upload->name, strnlen(r->upload->name, 200)),
		.profile = typed->profile,
		.part = typed->part };
	e = waiting_look(r, &w);
	waiting_close(&w);
	if (e == ERR_INVALID)
		form_fault(f, "file", arena_text(r->arena, w.why));
	if (e != OK)
		return e;
	e = import_profile_use(r->db, r->arena, r->session.org, typed->kind,
	    typed->profile, &w.columns);
	if (e == ERR_NOTFOUND)
		return ERR_MALFORMED;
	if (e != OK)
		return e;
	memcpy(w.file.as, w.columns.as, sizeof(w.file.as));
	w.file.n = w.columns.n;
	e = import_file_add(r->db, r->session.org, &w.file);
	*out = w.file;
	return e;
}

/* Nobody comes back for what is older. */
static enum err
sweep(struct req *r)
{
	upload_sweep(r);
	return import_file_sweep(r->db, r->now - KEPT);
}

static enum err
take_file(struct req *r, struct form *f, const struct entry *typed)
{
	struct import_file file;
	enum err e;

	if ((e = sweep(r)) == OK)
		e = note_file(r, f, typed, &file);
	if (e != OK)
		upload_drop(r, r->upload->stored_as);
	if (e == ERR_INVALID)
		return show(r, 422, typed, &f->faults);
	return e != OK ? e
		       : reply_see_other(
			     r, "/manage/import/file/%lld", (long long)file.id);
}

static enum err
send_file(struct req *r, enum import_kind kind)
{
	struct entry typed = { .kind = kind };
	const struct upload *up = r->upload;
	const char *whole = "all";
	struct form f;
	enum err e;

	form_open(&f, r);
	typed.profile = form_line(&f, "profile", "the profile", 40);
	if (kind == IMPORT_STAFF)
		whole = form_line(&f, "whole", "what the file holds", 10);
	typed.part = strcmp(whole, "part") == 0;
	if (up == NULL || up->name[0] == '\0')
		form_fault(&f, "file", "Choose the file to take in");
	else if (up->bytes == 0)
		form_fault(&f, "file",
		    "The file is empty. Check that it was saved and that it "
		    "is the right one");
	e = form_close(&f);
	if (up != NULL && up->fault != OK)
		return up->fault;
	if (e == OK && r->session.org == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		return take_file(r, &f, &typed);
	if (up != NULL && up->stored_as != NULL)
		upload_drop(r, up->stored_as);
	return e == ERR_INVALID ? show(r, 422, &typed, &f.faults) : e;
}

enum err
page_import_staff_send(struct req *r)
{
	return send_file(r, IMPORT_STAFF);
}

enum err
page_import_training_send(struct req *r)
{
	return send_file(r, IMPORT_TRAINING);
}
