/* responsibility.c - who holds what: rows, columns, and what stands where they
 * meet. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "assessment.h"
#include "clock.h"
#include "db.h"
#include "responsibility.h"
#include "sql.h"
#include "text.h"

/* What the reading goes through. */
struct reading {
	struct db *db;
	struct arena *arena;
	int64_t org, assessment; /* assessment 0: none */
	const struct catalogue *set;
	const struct matrix_filter *filter;
	int64_t limit; /* of the filter, or everybody */
	day today;
	struct matrix *m;
};

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

/* ---- rows ---- */

static const char *
or_nothing(const char *text)
{
	return text == NULL ? "" : text;
}

static void
person_row(struct reading *r, struct matrix_row *row)
{
	*row =
	    (struct matrix_row){ .kind = HOLDER_PERSON, .key = db_int(r->db) };
	row->name = db_text(r->db, r->arena);
	row->user = db_text(r->db, r->arena);
	row->closed = db_int(r->db) != 0;
	row->holder = db_int(r->db);
	row->unit = or_nothing(db_text(r->db, r->arena));
	row->post = or_nothing(db_text(r->db, r->arena));
}

static bool
named_so(struct arena *a, const char *name, const char *part)
{
	return part[0] == '\0' ||
	       strstr(text_fold(a, name), text_fold(a, part)) != NULL;
}

/* One more than is shown tells whether there are others. */
static void
ask_people(struct reading *r, int64_t skip, int64_t most)
{
	if (r->filter->show == MATRIX_ALL)
		db_list(r->db, SQL(matrix_everybody, .org = r->org,
				   .skip = skip, .most = most));
	else
		db_list(r->db, SQL(matrix_holding, .org = r->org,
				   .assessment = r->assessment,
				   .waiting = r->filter->show == MATRIX_WAITING,
				   .skip = skip, .most = most));
}

/* With a part of a name everybody is looked at, else only who is shown. */
static enum err
read_people(struct reading *r)
{
	const struct matrix_filter *f = r->filter;
	bool apart = f->name[0] != '\0';
	int64_t skip = apart ? f->skip : 0;
	struct matrix *m = r->m;
	struct matrix_row row;

	ask_people(r, apart ? 0 : f->skip, apart ? INT32_MAX : r->limit + 1);
	while (db_next(r->db)) {
		person_row(r, &row);
		if (!named_so(r->arena, row.name, f->name) || skip-- > 0)
			continue;
		m->more = m->rows.people == (size_t)r->limit;
		if (!m->more)
			m->rows.v[m->rows.people++] = row;
	}
	m->rows.n = m->rows.people;
	return db_end(r->db);
}

static enum err
read_others(struct reading *r)
{
	struct matrix *m = r->m;

	if (r->assessment == 0 || r->filter->skip > 0 ||
	    r->filter->name[0] != '\0' || r->filter->show == MATRIX_WAITING)
		return OK;
	db_list(r->db,
	    SQL(matrix_others, .org = r->org, .assessment = r->assessment));
	while (db_next(r->db)) {
		struct matrix_row *row = &m->rows.v[m->rows.n++];

		*row = (struct matrix_row){ .holder = db_int(r->db),
			.user = "",
			.unit = "",
			.post = "" };
		row->key = db_int(r->db);
		row->kind = row->key != 0 ? HOLDER_GROUP : HOLDER_DUTY;
		row->name = db_text(r->db, r->arena);
	}
	return db_end(r->db);
}

/* How many people at most; who asks for all gets them. */
static enum err
set_limit(struct reading *r)
{
	enum err e;

	r->limit = r->filter->limit;
	if (r->limit > 0)
		return OK;
	if ((e = db_ask(r->db, SQL(matrix_person_count, .org = r->org))) == OK)
		r->limit = db_int(r->db);
	return e;
}

/* Each requirement has an owner and a deputy at most. */
static enum err
read_rows(struct reading *r)
{
	size_t others = r->set == NULL ? 0 : 2 * r->set->requirements.n;
	enum err e = set_limit(r);

	if (e != OK)
		return e;
	r->m->rows.v = arena_array(
	    r->arena, others + (size_t)r->limit, sizeof(*r->m->rows.v));
	if ((e = read_people(r)) != OK)
		return e;
	return read_others(r);
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
holding(struct reading *r, const struct matrix_mark *how, int64_t person,
    int64_t deputy)
{
	struct matrix *m = r->m;
	size_t row = row_of(m, person, 0);

	if (how->kind != MARK_OVER)
		m->duties.v[how->column].vacant = false;
	m->held += how->kind == MARK_HOLDS;
	m->waiting += how->kind == MARK_WAITS;
	if (row < m->rows.n)
		mark(m, how->kind, row, how->column, how->on);
	row = row_of(m, deputy, 0);
	if (row < m->rows.n)
		mark(m, MARK_DEPUTY, row, how->column, DAY_NONE);
}

static enum err
read_holdings(struct reading *r)
{
	int64_t person, deputy, accepted, named;
	struct matrix_mark how;
	day from_on, until_on;

	db_list(r->db, SQL(matrix_holdings, .org = r->org));
	while (db_next(r->db)) {
		how.column = duty_column(r->m, db_text(r->db, r->arena));
		person = db_int(r->db);
		deputy = db_int(r->db);
		from_on = db_day(r->db);
		until_on = db_day(r->db);
		accepted = db_int(r->db);
		named = db_int(r->db);
		if (how.column == r->m->duties.n)
			continue;
		how.kind = MARK_HOLDS;
		how.on = clock_day(accepted);
		if (until_on != DAY_NONE && until_on < r->today) {
			how.kind = MARK_OVER;
			how.on = until_on;
		} else if (accepted == 0) {
			how.kind = MARK_WAITS;
			how.on = clock_day(named);
		} else if (from_on > r->today) {
			how.kind = MARK_TO_COME;
			how.on = from_on;
		}
		holding(r, &how, person, deputy);
	}
	return db_end(r->db);
}

static enum err
read_owners(struct reading *r)
{
	const struct catalogue *c = r->set;
	struct matrix *m = r->m;
	int64_t id, owner, deputy;
	size_t i = 0, row;

	if (r->assessment == 0)
		return OK;
	db_list(r->db,
	    SQL(matrix_owners, .org = r->org, .assessment = r->assessment));
	while (db_next(r->db)) {
		id = db_int(r->db);
		owner = db_int(r->db);
		deputy = db_int(r->db);
		while (i < c->requirements.n && c->requirements.v[i].id < id)
			i++;
		if (i == c->requirements.n || c->requirements.v[i].id != id)
			continue;
		row = row_of(m, 0, owner);
		if (owner != 0 && row < m->rows.n)
			mark(m, MARK_OWNS, row, i, DAY_NONE);
		row = row_of(m, 0, deputy);
		if (deputy != 0 && row < m->rows.n)
			mark(m, MARK_HELPS, row, i, DAY_NONE);
	}
	return db_end(r->db);
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

static enum err
read_marks(struct reading *r)
{
	size_t i, most = 2 * r->m->duties.n;
	enum err e;

	if (r->assessment != 0)
		most += 2 * r->set->requirements.n;
	r->m->marks.v = arena_array(r->arena, most, sizeof(*r->m->marks.v));
	if ((e = read_holdings(r)) != OK || (e = read_owners(r)) != OK)
		return e;
	sort_marks(r);
	for (i = 0; i < r->m->duties.n; i++)
		r->m->vacant += r->m->duties.v[i].vacant;
	return OK;
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
	if ((e = read_duties(&r)) != OK || (e = read_rows(&r)) != OK)
		return e;
	return read_marks(&r);
}
