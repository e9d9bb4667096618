/* staff.c - staff: adding, changing, finding. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "figure.h"
#include "jsonw.h"
#include "sql.h"
#include "staff.h"
#include "text.h"

#define NUMBER_MAX 20

static bool
number_fine(const char *s)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789-./";
	size_t n = strlen(s);

	return n > 0 && n <= NUMBER_MAX && strspn(s, safe) == n;
}

static bool
mail_fine(const char *s)
{
	const char *at = strchr(s, '@');

	if (s[0] == '\0')
		return true;
	return text_bare(s, TEXT_LINE, 3, 200) && at != NULL && at != s &&
	       at[1] != '\0' && strpbrk(s, " ,;<>\"") == NULL &&
	       strchr(at + 1, '@') == NULL;
}

static bool
fine(const struct staff *s)
{
	return number_fine(s->number) &&
	       (s->badge[0] == '\0' || text_bare(s->badge, TEXT_LINE, 1, 40)) &&
	       text_bare(s->first_name, TEXT_LINE, 1, 100) &&
	       text_bare(s->last_name, TEXT_LINE, 1, 100) &&
	       text_bare(s->unit, TEXT_LINE, 0, 200) &&
	       text_bare(s->position, TEXT_LINE, 0, 200) &&
	       mail_fine(s->mail) &&
	       (s->starts_on == DAY_NONE || s->ends_on == DAY_NONE ||
		   s->starts_on <= s->ends_on);
}

/* "mensah kofi mensah 20415678 ward 6": a search finds either order. */
static const char *
folded(struct arena *a, const struct staff *s)
{
	return text_fold(
	    a, arena_printf(a, "%s %s %s %s %s", s->last_name, s->first_name,
		   s->last_name, s->number, s->unit));
}

/* Would s be their own manager, directly or by way of others? */
static enum err
no_circle(struct db *db, int64_t org, const struct staff *s)
{
	enum err e;

	if (s->manager == 0)
		return OK;
	if (s->manager == s->id)
		return ERR_DENIED;
	e = staff_is_below(db, org, s->id, s->manager);
	return e == OK ? ERR_DENIED : e == ERR_NOTFOUND ? OK : e;
}

static enum err
insert(struct db *db, const struct db_head *head, struct arena *a,
    const struct staff *s)
{
	return db_do(db,
	    SQL(staff_insert, .org = head->org, .id = s->id,
		.number = s->number,
		.badge = s->badge[0] != '\0' ? s->badge : NULL,
		.person = s->person, .first_name = s->first_name,
		.last_name = s->last_name, .unit = s->unit,
		.position = s->position, .mail = s->mail,
		.folded = folded(a, s), .group_id = s->group,
		.manager = s->manager, .starts_on = s->starts_on,
		.ends_on = s->ends_on, .missing = s->missing, .at = head->at));
}

static enum err
update(struct db *db, const struct db_head *head, struct arena *a,
    const struct staff *s)
{
	enum err e;

	e = db_do(db, SQL(staff_was, .org = head->org, .id = s->id,
			  .at = head->at, .group_id = s->group,
			  .starts_on = s->starts_on, .ends_on = s->ends_on));
	if (e != OK)
		return e;
	e = db_do(db, SQL(staff_update, .org = head->org, .id = s->id,
			  .number = s->number,
			  .badge = s->badge[0] != '\0' ? s->badge : NULL,
			  .person = s->person, .first_name = s->first_name,
			  .last_name = s->last_name, .unit = s->unit,
			  .position = s->position, .mail = s->mail,
			  .folded = folded(a, s), .group_id = s->group,
			  .manager = s->manager, .starts_on = s->starts_on,
			  .ends_on = s->ends_on, .missing = s->missing));
	return e == OK && db_changed(db) == 0 ? ERR_NOTFOUND : e;
}

enum err
staff_write(
    struct db *db, const struct db_head *head, struct staff *s, bool add)
{
	struct arena *a;
	enum err e;

	if (!fine(s))
		return ERR_INVALID;
	if (add && s->id == 0)
		s->id = db_id(db);
	if ((e = no_circle(db, head->org, s)) != OK)
		return e;
	a = arena_open();
	if (!add)
		e = figure_out(db, head->org, s->id, NULL);
	if (e == OK)
		e = add ? insert(db, head, a, s) : update(db, head, a, s);
	if (e == OK)
		e = figure_in(db, head->org, s->id, NULL);
	arena_close(a);
	return e;
}

static void
describe(const struct staff *s, struct buf *detail)
{
	struct jsonw w = { .out = detail };
	char on[DAY_TEXT_SIZE];

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "number", s->number);
	jsonw_text(&w, "name", s->first_name);
	jsonw_text(&w, "surname", s->last_name);
	jsonw_text(&w, "unit", s->unit);
	jsonw_text(&w, "position", s->position);
	jsonw_int(&w, "group", s->group);
	jsonw_int(&w, "manager", s->manager);
	jsonw_int(&w, "person", s->person);
	day_text(s->starts_on, on);
	jsonw_text(&w, "starts", on);
	day_text(s->ends_on, on);
	jsonw_text(&w, "ends", on);
	jsonw_close(&w, '}');
}

struct writing {
	struct staff *staff;
	bool add;
};

static enum err
write(struct db *db, struct db_head *head, void *arg)
{
	struct writing *w = arg;
	struct buf detail = { 0 };
	enum err e = staff_write(db, head, w->staff, w->add);

	if (e != OK)
		return e;
	describe(w->staff, &detail);
	e = audit_add(db, head, w->add ? "staff.add" : "staff.change",
	    w->staff->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
staff_add(struct db *db, struct unit *u, struct staff *s)
{
	struct writing w = { s, true };

	s->id = 0;
	return db_write(db, u, write, &w);
}

enum err
staff_change(struct db *db, struct unit *u, const struct staff *s)
{
	struct staff copy = *s;
	struct writing w = { &copy, false };

	return db_write(db, u, write, &w);
}
