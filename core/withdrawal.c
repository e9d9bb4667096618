/* withdrawal.c - withdrawing a version for a type, and reinstating it. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"
#include "withdrawal.h"

/* What is withdrawn or reinstated; reason NULL: it is reinstated. */
struct act {
	const char *version, *type, *reason;
	int64_t id;
};

enum err
withdrawal_read(struct db *db, struct arena *a, const char *version,
    const char *type, struct withdrawal *out)
{
	enum err e =
	    db_ask(db, SQL(withdrawal_read, .version = version, .type = type));

	if (e != OK)
		return e;
	out->id = db_int(db);
	out->at = db_int(db);
	out->reason = db_text(db, a);
	out->by = db_text(db, a);
	return OK;
}

enum err
withdrawal_years(struct db *db, const char *version, const char *type,
    int64_t *open, int64_t *published)
{
	enum err e =
	    db_ask(db, SQL(withdrawal_years, .version = version, .type = type));

	*open = *published = 0;
	if (e != OK)
		return e;
	*open = db_int(db);
	*published = db_int(db);
	return OK;
}

const char *
withdrawal_words(
    struct arena *a, const char *version, day on, const char *reason)
{
	size_t n = strlen(reason);
	char words[DAY_WORDS_SIZE];

	day_words(on, words);
	while (n > 0 && reason[n - 1] == '.')
		n--;
	return arena_printf(a, "Version %s was withdrawn on %s: %.*s", version,
	    words, (int)n, reason);
}

static enum err
note(struct db *db, struct db_head *head, const struct act *w)
{
	struct buf detail = { 0 };
	struct jsonw j = { .out = &detail };
	enum err e;

	jsonw_open(&j, NULL, '{');
	jsonw_text(&j, "version", w->version);
	jsonw_text(&j, "type", w->type);
	if (w->reason != NULL)
		jsonw_text(&j, "reason", w->reason);
	jsonw_close(&j, '}');
	e = audit_add(db, head,
	    w->reason != NULL ? "catalogue.withdraw" : "catalogue.reinstate",
	    w->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* In this very transaction: which one holds; ERR_CONFLICT: none does. */
static enum err
held(struct db *db, struct act *w)
{
	int64_t pack;
	enum err e = catalogue_find(db, w->version, w->type, &pack);

	if (e != OK)
		return e;
	e = db_ask(
	    db, SQL(withdrawal_read, .version = w->version, .type = w->type));
	if (e == OK) {
		w->id = db_int(db);
		db_rest(db);
	}
	return e == ERR_NOTFOUND ? ERR_CONFLICT : e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct act *w = arg;
	enum err e = held(db, w);

	if (e != ERR_CONFLICT)
		return e == OK ? ERR_CONFLICT : e;
	w->id = db_id(db);
	e = db_do(db, SQL(withdrawal_insert, .id = w->id, .version = w->version,
			  .type = w->type, .reason = w->reason, .at = head->at,
			  .by = head->by->name));
	return e == OK ? note(db, head, w) : e;
}

enum err
withdrawal_add(struct db *db, struct unit *u, const char *version,
    const char *type, const char *reason)
{
	struct act w = { version, type, reason, 0 };

	if (!text_bare(reason, TEXT_LINE, 1, WITHDRAWAL_REASON_MAX))
		return ERR_INVALID;
	return db_write(db, u, add, &w);
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	struct act *w = arg;
	enum err e = held(db, w);

	if (e == OK)
		e = db_do(db, SQL(withdrawal_end, .id = w->id, .at = head->at,
				  .by = head->by->name));
	return e == OK ? note(db, head, w) : e;
}

enum err
withdrawal_end(
    struct db *db, struct unit *u, const char *version, const char *type)
{
	struct act w = { version, type, NULL, 0 };

	return db_write(db, u, end, &w);
}
