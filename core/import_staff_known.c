/* import_staff_known.c - those on record, held small while a file is read. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "import_staff_priv.h"
#include "sql.h"

void
staff_file_clear(struct staff_file *f)
{
	names_clear(&f->numbers);
	names_clear(&f->badges);
	names_clear(&f->users);
	names_clear(&f->groups);
	free(f->v);
	free(f->badge_of);
	free(f->user_of);
}

/* Room for one more element at `at`. */
static void *
widen(void *v, size_t at, size_t *room, size_t size)
{
	if (at < *room)
		return v;
	*room = *room == 0 ? 1024 : 2 * *room;
	if ((v = realloc(v, *room * size)) == NULL)
		abort();
	return v;
}

uint32_t
staff_file_place(struct staff_file *f, const char *number)
{
	bool fresh;
	size_t i = names_add(&f->numbers, number, &fresh);

	f->v = widen(f->v, i, &f->room, sizeof(*f->v));
	if (fresh)
		f->v[i] = (struct member){
			.boss = NOBODY, .new_boss = NOBODY, .badge = NOBODY
		};
	return (uint32_t)i;
}

struct member *
staff_file_member(struct staff_file *f, const char *number)
{
	uint32_t at = staff_file_place(f, number);

	return &f->v[at];
}

static uint32_t *
holder(struct names *names, uint32_t **of, size_t *room, const char *text,
    uint32_t *place)
{
	bool fresh;
	size_t i = names_add(names, text, &fresh);

	*of = widen(*of, i, room, sizeof(**of));
	if (fresh)
		(*of)[i] = NOBODY;
	*place = (uint32_t)i;
	return &(*of)[i];
}

uint32_t *
staff_file_badge(struct staff_file *f, const char *badge, uint32_t *place)
{
	return holder(&f->badges, &f->badge_of, &f->badge_room, badge, place);
}

uint32_t *
staff_file_user(struct staff_file *f, const char *user)
{
	uint32_t place;

	return holder(&f->users, &f->user_of, &f->user_room, user, &place);
}

/* Their manager is an id still: the list of ids turns it into a place. */
struct ids {
	int64_t *id, *manager;
	size_t n, room, more;
};

static void
load_one(struct import_run *r, struct staff_file *f, struct ids *all)
{
	struct member m = { .new_boss = NOBODY, .boss = NOBODY };
	const char *badge, *user;
	uint32_t at;
	day ends;

	m.id = db_int(r->db);
	at = staff_file_place(f, db_text(r->db, r->row));
	badge = db_text(r->db, r->row);
	user = db_text(r->db, r->row);
	all->id = widen(all->id, all->n, &all->room, sizeof(*all->id));
	all->manager =
	    widen(all->manager, all->n, &all->more, sizeof(*all->manager));
	all->id[all->n] = m.id;
	all->manager[all->n++] = db_int(r->db);
	ends = db_day(r->db);
	m.at_work = ends == DAY_NONE || ends >= r->job->today;
	m.missing = db_int(r->db) != 0;
	m.badge = NOBODY;
	if (badge != NULL)
		*staff_file_badge(f, badge, &m.badge) = at;
	if (user != NULL)
		*staff_file_user(f, user) = at;
	f->v[at] = m;
}

static int
by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Rows came by id, and their places were given in this order. */
static void
find_managers(struct staff_file *f, const struct ids *all)
{
	const int64_t *at;
	size_t i;

	for (i = 0; i < all->n; i++) {
		if (all->manager[i] == 0)
			continue;
		at = bsearch(
		    &all->manager[i], all->id, all->n, sizeof(*all->id), by_id);
		if (at != NULL)
			f->v[i].boss = (uint32_t)(at - all->id);
	}
}

enum err
staff_file_load(struct import_run *r, struct staff_file *f)
{
	struct ids all = { 0 };
	bool fresh;
	enum err e;

	db_list(r->db, SQL(import_staff, .org = r->org));
	while (db_next(r->db)) {
		load_one(r, f, &all);
		arena_reset(r->row);
	}
	if ((e = db_end(r->db)) == OK)
		find_managers(f, &all);
	free(all.id);
	free(all.manager);
	if (e != OK)
		return e;
	db_list(r->db, SQL(import_groups, .org = r->org));
	while (db_next(r->db)) {
		names_add(&f->groups, db_text(r->db, r->row), &fresh);
		arena_reset(r->row);
	}
	return db_end(r->db);
}
