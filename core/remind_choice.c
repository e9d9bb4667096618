/* remind_choice.c - where somebody's work may be, and what they choose. */
#include "arena.h"
#include "audit.h"
#include "db.h"
#include "remind.h"
#include "sql.h"

enum err
remind_places(
    struct db *db, struct arena *a, int64_t person, struct remind_places *out)
{
	out->n = 0;
	db_list(db, SQL(remind_places, .person = person));
	while (db_next(db)) {
		struct remind_place place = { db_int(db), db_text(db, a) };

		if (out->n < REMIND_PLACES)
			out->v[out->n++] = place;
	}
	return db_end(db);
}

enum err
remind_chosen(struct db *db, struct arena *a, int64_t person, bool *late_only,
    const char **mail)
{
	enum err e = db_ask(db, SQL(remind_chosen, .person = person));

	if (e != OK)
		return e;
	*late_only = db_int(db) != 0;
	*mail = db_text(db, a);
	if (!remind_address(*mail))
		*mail = "";
	return OK;
}

static enum err
choose(struct db *db, struct db_head *head, void *arg)
{
	const bool *late_only = arg;
	enum err e;

	e = db_do(db, SQL(remind_choose, .person = head->by->person,
			  .late_only = *late_only));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e == OK ? audit_add(db, head, "person.remind", head->by->person,
			     *late_only ? "{\"late_only\":true}"
					: "{\"late_only\":false}")
		       : e;
}

enum err
remind_choose(struct db *db, struct unit *u, bool late_only)
{
	return db_write(db, u, choose, &late_only);
}
