/* person.c - people: adding, changing, finding. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "handover.h"
#include "holder.h"
#include "jsonw.h"
#include "person.h"
#include "remind.h"
#include "sql.h"
#include "text.h"

static void
describe(const struct person *p, struct buf *detail)
{
	struct jsonw w = { .out = detail };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "user", p->user);
	jsonw_text(&w, "name", p->name);
	jsonw_text(&w, "mail", p->mail);
	jsonw_bool(&w, "closed", p->closed);
	jsonw_close(&w, '}');
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct person *p = arg;
	struct buf detail = { 0 };
	enum err e;

	describe(p, &detail);
	e = db_do(db,
	    SQL(person_insert, .id = p->id, .user = p->user, .name = p->name,
		.mail = p->mail, .org = p->org, .at = head->at));
	if (e == OK)
		e = audit_add(db, head, "person.add", p->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static bool
mail_fine(const char *mail)
{
	return mail[0] == '\0' || remind_address(mail);
}

enum err
person_add(struct db *db, struct unit *u, struct person *p)
{
	struct arena *a = arena_open();
	enum err e;

	p->user = text_fold(a, p->user);
	if (p->mail == NULL)
		p->mail = "";
	if (!text_bare(p->user, TEXT_LINE, 1, 64) ||
	    strpbrk(p->user, " :/\\") != NULL ||
	    !text_bare(p->name, TEXT_LINE, 1, 200) || !mail_fine(p->mail)) {
		e = ERR_INVALID;
	} else {
		p->id = db_id(db);
		p->org = u->org;
		p->closed = false;
		e = db_write(db, u, add, p);
	}
	arena_close(a);
	p->user = NULL;
	return e;
}

static enum err
update(struct db *db, struct db_head *head, void *arg)
{
	const struct person *p = arg;
	struct buf detail = { 0 };
	enum err e;

	if (p->closed &&
	    (e = handover_none(db, p->id, clock_day(head->at))) != OK)
		return e;
	describe(p, &detail);
	e = db_do(
	    db, SQL(person_update, .id = p->id, .org = head->org,
		    .name = p->name, .mail = p->mail, .closed = p->closed));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = holder_person_renamed(db, p->id, p->name);
	if (e == OK)
		e = audit_add(
		    db, head, "person.change", p->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
person_change(struct db *db, struct unit *u, const struct person *p)
{
	struct person copy = *p;

	if (copy.mail == NULL)
		copy.mail = "";
	if (!text_bare(p->name, TEXT_LINE, 1, 200) || !mail_fine(copy.mail))
		return ERR_INVALID;
	return db_write(db, u, update, &copy);
}

static void
person_read_row(struct db *db, struct arena *a, struct person *p)
{
	*p = (struct person){ .id = db_int(db) };
	p->user = db_text(db, a);
	p->name = db_text(db, a);
	p->mail = db_text(db, a);
	p->org = db_int(db);
	p->closed = db_int(db) != 0;
}

enum err
person_find(struct db *db, struct arena *a, const char *user, struct person *p)
{
	enum err e =
	    db_ask(db, SQL(person_by_user, .user = text_fold(a, user)));

	if (e == OK)
		person_read_row(db, a, p);
	return e;
}

enum err
person_read(struct db *db, struct arena *a, int64_t id, struct person *p)
{
	enum err e = db_ask(db, SQL(person_by_id, .id = id));

	if (e == OK)
		person_read_row(db, a, p);
	return e;
}

/* The titles of the roles this person holds, as one text. */
static const char *
titles(struct arena *a, const struct grants *all, int64_t person)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].person == person)
			text = arena_printf(a, "%s%s%s", text,
			    text[0] != '\0' ? ", " : "",
			    role_title(all->v[i].role));
	return text;
}

enum err
person_list(struct db *db, struct arena *a, int64_t org, struct people *out)
{
	struct grants all;
	enum err e;
	size_t i;

	if ((e = role_list(db, a, org, &all)) != OK ||
	    (e = db_ask(db, SQL(person_count, .org = org))) != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(person_list, .org = org));
	while (db_next(db))
		person_read_row(db, a, &out->v[out->n++]);
	for (i = 0; i < out->n; i++)
		out->v[i].roles = titles(a, &all, out->v[i].id);
	return db_end(db);
}
