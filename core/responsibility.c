/* responsibility.c - who holds what: rows, columns, and what stands where they
 * meet. */
#include <string.h>

#include "arena.h"
#include "assessment.h"
#include "clock.h"
#include "db.h"
#include "responsibility_priv.h"
#include "sql.h"

static enum err
read_duties(struct reading *r)
{
	enum err e = db_ask(r->db, SQL(matrix_duty_count, .org = r->org));
	struct matrix *m = r->m;

	if (e != OK)
		return e;
	m->duties.v =
	    arena_array(r->arena, (size_t)db_int(r->db), sizeof(*m->duties.v));
	db_list(r->db, SQL(matrix_duties, .org = r->org));
	while (db_next(r->db)) {
		struct matrix_duty *d = &m->duties.v[m->duties.n++];

		d->code = db_text(r->db, r->arena);
		d->title = db_text(r->db, r->arena);
		d->vacant = true;
	}
	return db_end(r->db);
}

/* ---- what stands where they meet ---- */

static void
mark(struct matrix *m, enum matrix_mark_kind kind, size_t row, size_t column,
    day on)
{
	m->marks.v[m->marks.n++] =
	    (struct matrix_mark){ kind, row, column, on };
}

/* The row of a person, or of a holder; rows.n: it is not shown. */
static size_t
row_of(const struct matrix *m, int64_t person, int64_t holder)
{
	size_t i;

	for (i = 0; i < m->rows.n; i++) {
		const struct matrix_row *row = &m->rows.v[i];

		if (holder != 0 ? row->holder == holder
				: person != 0 && row->key == person &&
				      row->kind == HOLDER_PERSON)
			return i;
	}
	return m->rows.n;
}

static size_t
duty_column(const struct matrix *m, const char *code)
{
	size_t i;

	for (i = 0; i < m->duties.n; i++)
		if (strcmp(m->duties.v[i].code, code) == 0)
			break;
	return i;
}

static void
mark_holding(struct matrix *m, const struct matrix_holding *h)
{
	size_t row = row_of(m, h->person, 0);

	if (h->kind != MARK_OVER)
		m->duties.v[h->column].vacant = false;
	m->held += h->kind == MARK_HOLDS;
	m->waiting += h->kind == MARK_WAITS;
	if (row < m->rows.n)
		mark(m, h->kind, row, h->column, h->on);
	row = row_of(m, h->deputy, 0);
	if (row < m->rows.n)
		mark(m, MARK_DEPUTY, row, h->column, DAY_NONE);
}

/* How a holding stands on the day. */
static void
judge(struct reading *r, struct matrix_holding *h)
{
	day from_on = db_day(r->db), until_on = db_day(r->db);
	int64_t accepted = db_int(r->db), named = db_int(r->db);

	h->kind = MARK_HOLDS;
	h->on = clock_day(accepted);
	if (until_on != DAY_NONE && until_on < r->today) {
		h->kind = MARK_OVER;
		h->on = until_on;
	} else if (accepted == 0) {
		h->kind = MARK_WAITS;
		h->on = clock_day(named);
	} else if (from_on > r->today) {
		h->kind = MARK_TO_COME;
		h->on = from_on;
	}
}

static enum err
read_holdings(struct reading *r)
{
	struct matrix_holding *h;

	r->holdings.v =
	    arena_array(r->arena, r->m->duties.n + 1, sizeof(*r->holdings.v));
	db_list(r->db, SQL(matrix_holdings, .org = r->org));
	while (db_next(r->db)) {
		h = &r->holdings.v[r->holdings.n];
		h->column = duty_column(r->m, db_text(r->db, r->arena));
		h->person = db_int(r->db);
		h->deputy = db_int(r->db);
		judge(r, h);
		r->holdings.n += h->column < r->m->duties.n;
	}
	return db_end(r->db);
}

static enum err
read_owners(struct reading *r)
{
	const struct catalogue *c = r->set;
	struct matrix_owner one;
	size_t i = 0;
	int64_t id;

	if (r->assessment == 0)
		return OK;
	r->owners.v =
	    arena_array(r->arena, c->requirements.n, sizeof(*r->owners.v));
	db_list(r->db,
	    SQL(matrix_owners, .org = r->org, .assessment = r->assessment));
	while (db_next(r->db)) {
		id = db_int(r->db);
		one.owner = db_int(r->db);
		one.deputy = db_int(r->db);
		while (i < c->requirements.n && c->requirements.v[i].id < id)
			i++;
		one.column = i;
		if (i < c->requirements.n && c->requirements.v[i].id == id)
			r->owners.v[r->owners.n++] = one;
	}
	return db_end(r->db);
}

static void
mark_owner(struct matrix *m, const struct matrix_owner *o)
{
	size_t row = o->owner == 0 ? m->rows.n : row_of(m, 0, o->owner);

	if (row < m->rows.n)
		mark(m, MARK_OWNS, row, o->column, DAY_NONE);
	row = o->deputy == 0 ? m->rows.n : row_of(m, 0, o->deputy);
	if (row < m->rows.n)
		mark(m, MARK_HELPS, row, o->column, DAY_NONE);
}

/* By row, and within it as they were read: duties, then requirements. */
static void
sort_marks(struct reading *r)
{
	struct matrix *m = r->m;
	size_t *at = arena_array(r->arena, m->rows.n + 1, sizeof(*at)), i;
	struct matrix_mark *v = arena_array(r->arena, m->marks.n, sizeof(*v));

	for (i = 0; i < m->marks.n; i++)
		at[m->marks.v[i].row + 1]++;
	for (i = 0; i < m->rows.n; i++)
		at[i + 1] += at[i];
	for (i = 0; i < m->marks.n; i++)
		v[at[m->marks.v[i].row]++] = m->marks.v[i];
	m->marks.v = v;
}

static void
add_marks(struct reading *r)
{
	struct matrix *m = r->m;
	size_t i;

	m->marks.v = arena_array(
	    r->arena, 2 * (r->holdings.n + r->owners.n), sizeof(*m->marks.v));
	for (i = 0; i < r->holdings.n; i++)
		mark_holding(m, &r->holdings.v[i]);
	for (i = 0; i < r->owners.n; i++)
		mark_owner(m, &r->owners.v[i]);
	sort_marks(r);
	for (i = 0; i < m->duties.n; i++)
		m->vacant += m->duties.v[i].vacant;
}

enum err
matrix_read(struct db *db, struct arena *a, int64_t org,
    const struct assessment *s, const struct catalogue *c,
    const struct matrix_filter *filter, day today, struct matrix *m)
{
	struct reading r = { .db = db,
		.arena = a,
		.org = org,
		.assessment = s == NULL ? 0 : s->id,
		.set = c,
		.filter = filter,
		.today = today,
		.m = m };
	enum err e;

	*m = (struct matrix){ 0 };
	if ((e = read_duties(&r)) != OK || (e = read_holdings(&r)) != OK ||
	    (e = read_owners(&r)) != OK || (e = matrix_rows(&r)) != OK)
		return e;
	add_marks(&r);
	return OK;
}
