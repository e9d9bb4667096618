/* exemption.c - granting exemptions, and taking them back. */
#include "exemption.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

static enum err
note(struct db *db, struct db_head *head, const struct exemption *x)
{
	char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	day_text(x->from_on, from);
	day_text(x->until_on, until);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", x->version);
	jsonw_text(&w, "requirement", x->number);
	jsonw_text(&w, "type", x->type);
	jsonw_text(&w, "reason", x->reason);
	jsonw_text(&w, "from_on", from);
	jsonw_text(&w, "until_on", until);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "exemption.add", x->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
exemption_asked(struct db *db, const struct exemption *x, bool *is)
{
	enum err e =
	    db_ask(db, SQL(exemption_asked, .org = x->org, .type = x->type,
			   .version = x->version, .number = x->number));

	if (e == OK)
		*is = db_int(db) > 0;
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct exemption *x = arg;
	bool is;
	enum err e;

	if ((e = exemption_asked(db, x, &is)) != OK)
		return e;
	if (!is)
		return ERR_NOTFOUND;
	e = db_ask(db, SQL(exemption_held, .org = x->org, .type = x->type,
			   .version = x->version, .number = x->number,
			   .from_on = x->from_on, .until_on = x->until_on));
	if (e == OK)
		db_rest(db);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_CONFLICT : e;
	e = db_do(db,
	    SQL(exemption_insert, .id = x->id, .org = x->org, .type = x->type,
		.version = x->version, .number = x->number, .reason = x->reason,
		.from_on = x->from_on, .until_on = x->until_on, .at = head->at,
		.by = head->by->name));
	return e == OK ? note(db, head, x) : e;
}

enum err
exemption_add(struct db *db, struct unit *u, struct exemption *x)
{
	if (!text_bare(x->reason, TEXT_AREA, 1, EXEMPTION_REASON_MAX) ||
	    (x->org == 0) != (x->type[0] != '\0') || u->org != x->org ||
	    (x->until_on != DAY_NONE && x->until_on < x->from_on))
		return ERR_INVALID;
	x->id = db_id(db);
	return db_write(db, u, add, x);
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	const struct exemption *x = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	e = db_do(
	    db, SQL(exemption_end, .org = head->org, .id = x->id,
		    .at = head->at, .by = head->by->name, .reason = x->reason));
	if (e == OK && db_changed(db) == 0)
		e = ERR_CONFLICT;
	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "reason", x->reason);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "exemption.end", x->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
exemption_end(struct db *db, struct unit *u, int64_t id, const char *reason)
{
	struct exemption x = { .id = id, .reason = reason };

	if (!text_bare(reason, TEXT_AREA, 1, EXEMPTION_REASON_MAX))
		return ERR_INVALID;
	return db_write(db, u, end, &x);
}
