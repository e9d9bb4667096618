/* page_matrix.c - who holds what: people beside duties and requirements. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "matrix_ask.h"
#include "pages_handover.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_handover.h"

static const struct faults none = { 0 };

/* Which columns there are, and in what order: duties, then initiatives. */
struct columns {
	bool duties, requirements;
	size_t *duty; /* where a duty's column is; SIZE_MAX: nobody holds it */
	size_t first; /* of the initiatives */
	size_t n;
};

static void
add_head(struct matrix_view *v, const char *title)
{
	v->heads.v[v->heads.n++].title = title;
}

/* Duties that nobody holds are listed apart and need no column. */
static void
lay_out(struct req *r, const struct matrix_asked *a, struct columns *c,
    struct matrix_view *v)
{
	const struct matrix *m = &a->m;
	size_t i, initiatives = a->set == NULL ? 0 : a->set->initiatives.n;

	v->heads.v = arena_array(
	    r->arena, m->duties.n + initiatives, sizeof(*v->heads.v));
	c->duties = strcmp(a->columns, "requirements") != 0;
	c->requirements = a->set != NULL && strcmp(a->columns, "duties") != 0;
	c->duty = arena_array(r->arena, m->duties.n, sizeof(*c->duty));
	for (i = 0; i < m->duties.n; i++)
		c->duty[i] = SIZE_MAX;
	for (i = 0; i < m->marks.n && c->duties; i++)
		if (m->marks.v[i].kind < MARK_OWNS)
			c->duty[m->marks.v[i].column] = 0;
	for (i = 0; i < m->duties.n; i++)
		if (c->duty[i] == 0) {
			c->duty[i] = c->n++;
			add_head(v, m->duties.v[i].title);
		}
	c->first = c->n;
	for (i = 0; c->requirements && i < initiatives; i++, c->n++)
		add_head(v, a->set->initiatives.v[i].name);
}

/* What stands in a duty's column. */
static struct matrix_cell
duty_cell(struct req *r, const struct matrix_mark *k)
{
	static const char *const words[] = {
		[MARK_HOLDS] = "Accepted",
		[MARK_WAITS] = "To be accepted",
		[MARK_OVER] = "Ended",
		[MARK_TO_COME] = "From",
		[MARK_DEPUTY] = "Deputy",
	};
	struct matrix_cell cell = { .text = words[k->kind] };
	char on[DAY_WORDS_SIZE];

	if (k->on != DAY_NONE) {
		day_words(k->on, on);
		cell.sub = arena_text(r->arena, on);
	}
	return cell;
}

/* "101, 105": the numbers of one initiative that have this mark. */
static const char *
numbers(struct req *r, const struct matrix_asked *a,
    const struct matrix_mark *k, const struct matrix_mark *end, size_t of,
    enum matrix_mark_kind kind)
{
	struct buf text = { 0 };
	const struct requirement *q;
	const char *all;

	for (; k < end; k++) {
		if (k->kind != kind)
			continue;
		q = &a->set->requirements.v[k->column];
		if (q->initiative != of)
			continue;
		if (text.n > 0)
			buf_puts(&text, ", ");
		buf_puts(&text, q->number);
	}
	all = text.n > 0 ? arena_copy(r->arena, text.p, text.n) : NULL;
	buf_clear(&text);
	return all;
}

static void
requirement_cell(struct req *r, const struct matrix_asked *a,
    const struct matrix_mark *k, const struct matrix_mark *end, size_t of,
    struct matrix_cell *cell)
{
	const char *helps;

	cell->text = numbers(r, a, k, end, of, MARK_OWNS);
	helps = numbers(r, a, k, end, of, MARK_HELPS);
	if (helps != NULL)
		cell->sub = arena_printf(r->arena, "deputy: %s", helps);
}

static void
fill(struct req *r, const struct matrix_asked *a, const struct columns *c,
    const struct matrix_mark *k, const struct matrix_mark *end,
    struct matrix_line *line)
{
	const struct matrix_mark *at;
	uint64_t seen = 0; /* initiatives, by bits */

	for (at = k; at < end; at++) {
		size_t of;

		if (at->kind < MARK_OWNS) {
			if (c->duties)
				line->cells.v[c->duty[at->column]] =
				    duty_cell(r, at);
			continue;
		}
		of = a->set->requirements.v[at->column].initiative;
		if (!c->requirements || (seen & UINT64_C(1) << of % 64) != 0)
			continue;
		seen |= UINT64_C(1) << of % 64;
		requirement_cell(
		    r, a, k, end, of, &line->cells.v[c->first + of]);
	}
}

static const char *
sub_of(struct req *r, const struct matrix_row *row)
{
	if (row->kind != HOLDER_PERSON)
		return row->kind == HOLDER_GROUP ? "A group"
						 : "Whoever holds the duty";
	if (row->closed)
		return "The account is closed";
	if (row->unit[0] != '\0' && row->post[0] != '\0')
		return arena_printf(r->arena, "%s, %s", row->unit, row->post);
	return row->unit[0] != '\0' ? row->unit : row->post;
}

static void
add_lines(struct req *r, const struct matrix_asked *a, const struct columns *c,
    struct matrix_view *v)
{
	bool may =
	    (r->session.roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0;
	const struct matrix_mark *k = a->m.marks.v, *end,
				 *last = k + a->m.marks.n;
	size_t i;

	v->lines.n = a->m.rows.n;
	v->lines.v = arena_array(r->arena, v->lines.n, sizeof(*v->lines.v));
	for (i = 0; i < a->m.rows.n; i++, k = end) {
		const struct matrix_row *row = &a->m.rows.v[i];
		struct matrix_line *line = &v->lines.v[i];

		for (end = k; end < last && end->row == i; end++)
			;
		line->name = row->name;
		line->sub = sub_of(r, row);
		if (may && row->kind == HOLDER_PERSON)
			line->key = row->key;
		line->cells.n = c->n;
		line->cells.v =
		    arena_array(r->arena, c->n, sizeof(*line->cells.v));
		fill(r, a, c, k, end, line);
	}
}

/* ---- around the table ---- */

static void
add_choices(struct req *r, const struct matrix_asked *a, struct matrix_view *v)
{
	size_t i;

	v->shows = field_choice(r, &none, "show", "Show", NULL, 3);
	field_choice_add(
	    &v->shows, "holding", "Whoever holds something", a->show);
	field_choice_add(
	    &v->shows, "waiting", "Whoever has a duty to accept", a->show);
	field_choice_add(&v->shows, "all", "Everybody", a->show);
	v->columns_of = field_choice(r, &none, "columns", "Columns", NULL, 3);
	field_choice_add(
	    &v->columns_of, "", "Duties and requirements", a->columns);
	field_choice_add(&v->columns_of, "duties", "Duties", a->columns);
	field_choice_add(
	    &v->columns_of, "requirements", "Requirements", a->columns);
	v->years =
	    field_choice(r, &none, "version", "Version", NULL, a->years.n);
	for (i = 0; a->years.n > 1 && i < a->years.n; i++)
		field_choice_add(&v->years, a->years.v[i].version,
		    a->years.v[i].version, v->version);
}

static const char *
vacant(struct req *r, const struct matrix *m)
{
	struct buf text = { 0 };
	const char *all;
	size_t i;

	for (i = 0; i < m->duties.n; i++) {
		if (!m->duties.v[i].vacant)
			continue;
		if (text.n > 0)
			buf_puts(&text, ", ");
		buf_puts(&text, m->duties.v[i].title);
	}
	all = text.n > 0 ? arena_copy(r->arena, text.p, text.n) : NULL;
	buf_clear(&text);
	return all;
}

enum err
page_matrix(struct req *r)
{
	struct columns c = { 0 };
	struct matrix_asked a;
	struct matrix_view v;
	enum err e = matrix_ask(r, false, &a);

	if (e != OK)
		return e;
	v = (struct matrix_view){
		.page = page_view(r, "Responsibilities"),
		.to = req_href(r, "/responsibilities"),
		.duties = req_href(r, "/duties"),
		.version = a.year == NULL ? NULL : a.year->version,
		.name = a.name,
		.show = a.show,
		.columns = a.columns,
		.held = a.m.held,
		.waiting = a.m.waiting,
		.vacant = vacant(r, &a.m),
		.vacant_n = a.m.vacant,
		.previous = a.page > 1 ? a.page - 1 : 0,
		.next = a.m.more ? a.page + 1 : 0,
	};
	v.page.wide = true;
	if ((r->session.roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0)
		v.handover =
		    html_href_ready(r->arena, req_href(r, "/handover"));
	add_choices(r, &a, &v);
	lay_out(r, &a, &c, &v);
	add_lines(r, &a, &c, &v);
	SHOW(r, matrix, &v);
	return reply_page(r, 200);
}
