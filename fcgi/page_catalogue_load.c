/* page_catalogue_load.c - /catalogue/load: a pack is checked, and loaded. */
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "form.h"
#include "org.h"
#include "pack.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "upload.h"
#include "view_catalogue.h"

#define WEB_PACK_MAX ((size_t)2 << 20) /* the packs of ours are a tenth */

struct taken {
	bool only; /* check it, and load nothing */
	struct catalogue set;
	struct buf wrong; /* a line each */
};

static struct text_items
lines(struct req *r, const struct buf *wrong)
{
	struct text_items out = { 0 };
	const char *s = arena_copy(r->arena, wrong->p, wrong->n), *end;
	size_t i, n = 0;

	for (i = 0; i < wrong->n; i++)
		n += s[i] == '\n';
	out.v = arena_array(r->arena, n, sizeof(*out.v));
	for (; out.n < n; s = end + 1) {
		end = strchr(s, '\n');
		out.v[out.n++].text =
		    arena_copy(r->arena, s, (size_t)(end - s));
	}
	return out;
}

static enum err
show(struct req *r, int status, const struct taken *t, const char *fine,
    const struct faults *faults)
{
	struct catalogue_load_view v = {
		.page = page_view(r, "Load a set of requirements"),
		.save = req_href(r, "/catalogue/load"),
		.file_fault = faults_about(faults, "file"),
		.fine = fine,
		.only = t->only,
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/catalogue");
	v.page.back_text = "Sets of requirements";
	if (t->wrong.n > 0)
		v.lines = lines(r, &t->wrong);
	SHOW(r, catalogue_load, &v);
	return reply_page(r, status);
}

enum err
page_catalogue_load(struct req *r)
{
	return show(r, 200, &(struct taken){ 0 }, NULL, &(struct faults){ 0 });
}

/* The file as a set; it lies in our folder no longer than this takes. */
static enum err
read_set(struct req *r, struct taken *t)
{
	int fd = upload_open(r, r->upload->stored_as);
	const char *bytes, *name = r->upload->name;
	size_t n;
	enum err e;

	if (fd < 0)
		return ERR_IO;
	e = pack_fd(r->arena, fd, name, WEB_PACK_MAX, &bytes, &n, &t->wrong);
	close(fd);
	if (e == OK)
		e = pack_read(r->arena, name, bytes, n, &t->set, &t->wrong);
	return e;
}

static enum err
said(struct req *r, const struct taken *t)
{
	return reply_see_other(r, "/catalogue/%s-%s-%lld?loaded=1", t->set.type,
	    t->set.version, (long long)t->set.revision);
}

static enum err
load(struct req *r, struct form *f, struct taken *t)
{
	struct unit u = r->unit;
	enum err e;

	if (t->only)
		return show(r, 200, t,
		    arena_printf(r->arena,
			"This file would be accepted: %s, revision %lld, "
			"%zu requirements. Nothing was loaded",
			t->set.title, (long long)t->set.revision,
			t->set.requirements.n),
		    &f->faults);
	u.org = ORG_INSTALLATION;
	e = catalogue_store(r->db, &u, &t->set);
	if (e == OK)
		return said(r, t);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, NULL, &f->faults);
	if (e != ERR_CONFLICT)
		return e;
	form_fault(f, "file",
	    "This revision is loaded already, with other content. Give the "
	    "file a higher revision");
	return show(r, 409, t, NULL, &f->faults);
}

static enum err
take(struct req *r, struct form *f, struct taken *t)
{
	enum err e = read_set(r, t);

	if (e == OK)
		return load(r, f, t);
	if (e != ERR_INVALID)
		return e;
	form_fault(f, "file",
	    "The file cannot be accepted. What is wrong with it is listed "
	    "below");
	return show(r, 422, t, NULL, &f->faults);
}

enum err
page_catalogue_take(struct req *r)
{
	const struct upload *up = r->upload;
	struct taken t = { 0 };
	struct form f;
	enum err e;

	form_open(&f, r);
	t.only = form_tick(&f, "only");
	if (up == NULL || up->name[0] == '\0' || up->bytes == 0)
		form_fault(&f, "file", "Choose the file of the set");
	e = form_close(&f);
	if (up != NULL && up->fault != OK)
		return up->fault;
	if (e == OK)
		e = take(r, &f, &t);
	else if (e == ERR_INVALID)
		e = show(r, 422, &t, NULL, &f.faults);
	if (up != NULL && up->stored_as != NULL)
		upload_drop(r, up->stored_as);
	buf_clear(&t.wrong);
	return e;
}
