/* course_names.c - the other names under which files speak of a course. */
#include "arena.h"
#include "course.h"
#include "db.h"
#include "sql.h"

enum err
course_names(struct db *db, struct arena *a, int64_t org, const char *code,
    struct course_names *out)
{
	enum err e =
	    db_ask(db, SQL(course_names_count, .org = org, .course = code));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(course_names, .org = org, .course = code));
	while (db_next(db))
		out->v[out->n++] = db_text(db, a);
	return db_end(db);
}
