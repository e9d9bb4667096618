/* matrix_ask.c - what of the matrix is asked for, read. */
#include <string.h>

#include "arena.h"
#include "form.h"
#include "matrix_ask.h"
#include "req.h"

const char *
matrix_show_name(enum matrix_show show)
{
	static const char *const names[MATRIX_SHOWS] = { "holding", "waiting",
		"all" };

	return names[show];
}

/* The one that is asked for, else the newest that is not published. */
static const struct assessment *
year_of(const struct assessments *all, const char *version)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (version[0] != '\0'
			? strcmp(all->v[i].version, version) == 0
			: all->v[i].state != ASSESSMENT_PUBLISHED)
			return &all->v[i];
	return all->n > 0 && version[0] == '\0' ? &all->v[0] : NULL;
}

static enum err
take(struct req *r, struct matrix_asked *a)
{
	struct form f;

	form_query(&f, r);
	a->name = form_line(&f, "name", "The name", 200);
	a->show = form_line(&f, "show", "Whom to show", 10);
	a->columns = form_line(&f, "columns", "The columns", 20);
	a->version = form_line(&f, "version", "The version", 10);
	a->page = form_int(&f, "page", "the page", 1, 100000, 1);
	return form_close(&f) == OK ? OK : ERR_MALFORMED;
}

enum err
matrix_ask(struct req *r, bool whole, struct matrix_asked *a)
{
	struct matrix_filter f = { .limit = whole ? 0 : MATRIX_PAGE };
	enum err e;

	*a = (struct matrix_asked){ 0 };
	if ((e = take(r, a)) != OK)
		return e;
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	e = assessment_list(r->db, r->arena, r->session.org, &a->years);
	if (e != OK)
		return e;
	a->year = year_of(&a->years, a->version);
	if (a->year == NULL && a->version[0] != '\0')
		return ERR_NOTFOUND;
	if (a->year != NULL) {
		e = shelf_take(
		    r->app->shelf, r->db, a->year->pack, &a->shelved);
		if (e != OK)
			return e;
		a->set = &a->shelved->set;
	}
	f.name = a->name;
	f.skip = whole ? 0 : (a->page - 1) * MATRIX_PAGE;
	while (f.show + 1 < MATRIX_SHOWS &&
	       strcmp(matrix_show_name(f.show), a->show) != 0)
		f.show++;
	if (strcmp(matrix_show_name(f.show), a->show) != 0)
		f.show = MATRIX_HOLDING;
	a->show = matrix_show_name(f.show);
	return matrix_read(r->db, r->arena, r->session.org, a->year, a->set, &f,
	    r->today, &a->m);
}
