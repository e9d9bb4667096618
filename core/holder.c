/* holder.c - people, groups and duties as those whom work belongs to. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "holder.h"
#include "sql.h"
#include "text.h"

/* With what else they can be called by. */
struct named {
	struct holder h;
	const char *name;       /* as it is recorded */
	const char *short_name; /* a user name or a code; "" */
};
struct all {
	struct named *v;
	size_t n;
};

static struct named *
next(struct all *all, enum holder_kind kind, int64_t id)
{
	struct named *one = &all->v[all->n++];

	*one =
	    (struct named){ .h = { .id = id, .kind = kind }, .short_name = "" };
	return one;
}

static enum err
read_people(struct db *db, struct arena *a, int64_t org, struct all *all)
{
	struct named *one;

	db_list(db, SQL(holder_people, .org = org));
	while (db_next(db)) {
		one = next(all, HOLDER_PERSON, db_int(db));
		one->h.key = db_int(db);
		one->name = one->h.name = db_text(db, a);
		one->short_name = db_text(db, a);
	}
	return db_end(db);
}

static enum err
read_groups(struct db *db, struct arena *a, int64_t org, struct all *all)
{
	struct named *one;

	db_list(db, SQL(holder_groups, .org = org));
	while (db_next(db)) {
		one = next(all, HOLDER_GROUP, db_int(db));
		one->h.key = db_int(db);
		one->name = one->h.name = db_text(db, a);
		one->h.empty = db_int(db) == 0;
	}
	return db_end(db);
}

static enum err
read_duties(struct db *db, struct arena *a, int64_t org, struct all *all)
{
	struct named *one;

	db_list(db, SQL(holder_duties, .org = org));
	while (db_next(db)) {
		one = next(all, HOLDER_DUTY, db_int(db));
		one->name = one->h.name = db_text(db, a);
		one->short_name = one->h.duty = db_text(db, a);
	}
	return db_end(db);
}

/* People of one name stand one after another. */
static void
tell_apart(struct arena *a, struct all *all)
{
	size_t i, k, end;

	for (i = 0; i < all->n; i = end) {
		for (end = i + 1; end < all->n; end++)
			if (!text_same(all->v[i].name, all->v[end].name))
				break;
		for (k = i; k < end && end - i > 1; k++)
			if (all->v[k].h.kind == HOLDER_PERSON)
				all->v[k].h.name = arena_printf(a, "%s (%s)",
				    all->v[k].name, all->v[k].short_name);
	}
}

static enum err
list_people(struct db *db, struct arena *a, int64_t org, struct all *all)
{
	enum err e = db_ask(db, SQL(holder_count, .org = org));

	if (e != OK)
		return e;
	all->n = 0;
	all->v = arena_array(a, (size_t)db_int(db), sizeof(*all->v));
	if ((e = read_people(db, a, org, all)) == OK)
		tell_apart(a, all);
	return e;
}

static enum err
read_all(struct db *db, struct arena *a, int64_t org, struct all *all)
{
	enum err e = list_people(db, a, org, all);

	if (e != OK || (e = read_groups(db, a, org, all)) != OK)
		return e;
	return read_duties(db, a, org, all);
}

static void
keep(struct arena *a, const struct all *all, struct holders *out)
{
	size_t i;

	out->n = 0;
	out->v = arena_array(a, all->n, sizeof(*out->v));
	for (i = 0; i < all->n; i++)
		if (!all->v[i].h.empty)
			out->v[out->n++] = all->v[i].h;
}

enum err
holder_list(struct db *db, struct arena *a, int64_t org, struct holders *out)
{
	struct all all;
	enum err e = read_all(db, a, org, &all);

	if (e == OK)
		keep(a, &all, out);
	return e;
}

enum err
holder_people(struct db *db, struct arena *a, int64_t org, struct holders *out)
{
	struct all all;
	enum err e = list_people(db, a, org, &all);

	if (e == OK)
		keep(a, &all, out);
	return e;
}

enum called { BY_LIST_NAME, BY_NAME, BY_SHORT_NAME, CALLED };

static const char *
called(const struct named *one, enum called how)
{
	const char *const names[CALLED] = { one->h.name, one->name,
		one->short_name };

	return names[how];
}

/* OK, ERR_NOTFOUND or, where several are called so, ERR_CONFLICT. */
static enum err
pick(const struct all *all, enum called how, const char *name,
    const struct named **one)
{
	enum err e = ERR_NOTFOUND;
	size_t i;

	for (i = 0; i < all->n && e != ERR_CONFLICT; i++)
		if (text_same(called(&all->v[i], how), name)) {
			e = e == OK ? ERR_CONFLICT : OK;
			*one = &all->v[i];
		}
	return e;
}

enum err
holder_named(struct db *db, struct arena *a, int64_t org, const char *name,
    struct holder *h)
{
	const struct named *one = NULL;
	enum called how;
	struct all all;
	enum err e;

	if (name[0] == '\0')
		return ERR_NOTFOUND;
	if ((e = read_all(db, a, org, &all)) != OK)
		return e;
	e = ERR_NOTFOUND;
	for (how = BY_LIST_NAME; how < CALLED && e == ERR_NOTFOUND; how++)
		e = pick(&all, how, name, &one);
	if (e != OK)
		return e;
	*h = one->h;
	return h->empty ? ERR_DENIED : OK;
}

enum err
holder_read(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct holder *h)
{
	enum err e = db_ask(db, SQL(holder_read, .org = org, .id = id));
	int64_t person, group;

	if (e != OK)
		return e;
	*h = (struct holder){ .id = db_int(db) };
	person = db_int(db);
	group = db_int(db);
	h->duty = db_text(db, a);
	h->name = db_text(db, a);
	h->kind = person != 0  ? HOLDER_PERSON
		  : group != 0 ? HOLDER_GROUP
			       : HOLDER_DUTY;
	h->key = person != 0 ? person : group;
	return OK;
}

/* A new row, for somebody or something of this organisation. */
static enum err
make(struct db *db, int64_t org, int64_t person, int64_t group,
    const char *duty, int64_t *id)
{
	enum err e = OK;

	if (person != 0)
		e = db_ask(
		    db, SQL(holder_person, .org = org, .person = person));
	*id = db_id(db);
	return e == OK ? db_do(db, SQL(holder_insert, .org = org, .id = *id,
				       .person = person, .group_id = group,
				       .duty = duty))
		       : e;
}

enum err
holder_keep(struct db *db, struct db_head *head, struct holder *h)
{
	int64_t person = h->kind == HOLDER_PERSON ? h->key : 0;
	int64_t group = h->kind == HOLDER_GROUP ? h->key : 0;
	const char *duty = h->kind == HOLDER_DUTY ? h->duty : NULL;
	int64_t id;
	enum err e;

	if (h->id != 0)
		return OK;
	e = db_ask(db, SQL(holder_of, .org = head->org, .person = person,
			   .group_id = group, .duty = duty));
	if (e == OK)
		id = db_int(db);
	else if (e == ERR_NOTFOUND)
		e = make(db, head->org, person, group, duty, &id);
	if (e == OK)
		h->id = id;
	return e;
}

enum err
holder_renamed(struct db *db, int64_t org, int64_t id, const char *name)
{
	return db_do(
	    db, SQL(holder_rename, .org = org, .id = id, .name = name));
}

/* Somebody may own work of several organisations. */
enum err
holder_person_renamed(struct db *db, int64_t person, const char *name)
{
	struct arena *a = arena_open();
	struct holder_place {
		int64_t org, id;
	} *v = NULL;
	size_t n = 0, i;
	enum err e = db_ask(db, SQL(holder_orgs_count, .person = person));

	if (e == OK) {
		v = arena_array(a, (size_t)db_int(db), sizeof(*v));
		db_list(db, SQL(holder_orgs, .person = person));
		while (db_next(db)) {
			v[n].org = db_int(db);
			v[n++].id = db_int(db);
		}
		e = db_end(db);
	}
	for (i = 0; i < n && e == OK; i++)
		e = holder_renamed(db, v[i].org, v[i].id, name);
	arena_close(a);
	return e;
}
