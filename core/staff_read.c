/* staff_read.c - finding staff, and who stands below whom. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "sql.h"
#include "staff.h"
#include "text.h"

const struct staff staff_nobody = { .number = "",
	.badge = "",
	.first_name = "",
	.last_name = "",
	.unit = "",
	.position = "",
	.mail = "",
	.group_name = "",
	.starts_on = DAY_NONE,
	.ends_on = DAY_NONE };

const char *
staff_name(struct arena *a, const struct staff *s)
{
	return arena_printf(a, "%s %s", s->first_name, s->last_name);
}

/* The bytes of the first character. */
static int
first(const char *s)
{
	int n = s[0] != '\0';

	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

const char *
staff_short(struct arena *a, const struct staff *s)
{
	return arena_printf(
	    a, "%s %.*s.", s->first_name, first(s->last_name), s->last_name);
}

const char *
staff_initials(struct arena *a, const struct staff *s)
{
	return arena_printf(a, "%.*s %.*s", first(s->first_name), s->first_name,
	    first(s->last_name), s->last_name);
}

bool
staff_here(const struct staff *s, day on)
{
	return (s->starts_on == DAY_NONE || s->starts_on <= on) &&
	       (s->ends_on == DAY_NONE || s->ends_on >= on);
}

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static void
read_row(struct db *db, struct arena *a, struct staff *s)
{
	s->id = db_int(db);
	s->number = db_text(db, a);
	s->badge = or_empty(db_text(db, a));
	s->person = db_int(db);
	s->first_name = db_text(db, a);
	s->last_name = db_text(db, a);
	s->unit = db_text(db, a);
	s->position = db_text(db, a);
	s->mail = db_text(db, a);
	s->group = db_int(db);
	s->group_name = or_empty(db_text(db, a));
	s->manager = db_int(db);
	s->starts_on = db_day(db);
	s->ends_on = db_day(db);
	s->missing = db_int(db) != 0;
}

static enum err
ask(struct db *db, struct arena *a, struct sql_call call, struct staff *s)
{
	enum err e = db_ask(db, call);

	if (e == OK)
		read_row(db, a, s);
	return e;
}

enum err
staff_find(struct db *db, struct arena *a, int64_t org, const char *number,
    struct staff *s)
{
	return ask(
	    db, a, SQL(staff_by_number, .org = org, .number = number), s);
}

enum err
staff_at_kiosk(struct db *db, struct arena *a, int64_t org, const char *typed,
    struct staff *s)
{
	enum err e =
	    ask(db, a, SQL(staff_by_badge, .org = org, .typed = typed), s);

	return e == ERR_NOTFOUND ? staff_find(db, a, org, typed, s) : e;
}

enum err
staff_read(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct staff *s)
{
	return ask(db, a, SQL(staff_by_id, .org = org, .id = id), s);
}

enum err
staff_of_person(struct db *db, struct arena *a, int64_t org, int64_t person,
    struct staff *s)
{
	return ask(
	    db, a, SQL(staff_by_person, .org = org, .person = person), s);
}

enum err
staff_page(struct db *db, struct arena *a, int64_t org,
    const struct staff_filter *f, struct staff_list *out, bool *more)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)f->limit, sizeof(*out->v));
	*more = false;
	db_list(db,
	    SQL(staff_page, .org = org, .like = text_like(a, f->like),
		.group_id = f->group, .skip = f->skip, .most = f->limit + 1));
	while (db_next(db)) {
		*more = out->n == (size_t)f->limit;
		if (*more)
			db_rest(db);
		else
			read_row(db, a, &out->v[out->n++]);
	}
	return db_end(db);
}

static int
by_name(const void *a, const void *b)
{
	const struct staff *x = a, *y = b;
	int order = strcmp(x->last_name, y->last_name);

	if (order == 0)
		order = strcmp(x->first_name, y->first_name);
	return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* To count them first would cost as much as to read them. */
static struct staff *
one_more(struct arena *a, struct staff_list *l, size_t *room)
{
	struct staff *v;

	if (l->n == *room) {
		*room = *room == 0 ? 32 : *room * 2;
		v = arena_room(a, *room, sizeof(*v));
		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof(*v));
		l->v = v;
	}
	return &l->v[l->n++];
}

enum err
staff_below(struct db *db, struct arena *a, int64_t org, int64_t manager,
    day on, struct staff_list *out)
{
	size_t room = 0;

	*out = (struct staff_list){ 0 };
	db_list(
	    db, SQL(staff_below, .org = org, .manager = manager, .today = on));
	while (db_next(db))
		read_row(db, a, one_more(a, out, &room));
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_name);
	return db_end(db);
}

enum err
staff_is_below(struct db *db, int64_t org, int64_t manager, int64_t staff)
{
	enum err e;

	if (manager == 0 || staff == 0)
		return ERR_NOTFOUND;
	e = db_ask(db,
	    SQL(staff_above, .org = org, .staff = staff, .manager = manager));
	if (e == OK)
		(void)db_int(db);
	return e;
}
