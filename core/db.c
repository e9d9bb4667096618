/* db.c - statements, and the rows they give. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "clock.h"
#include "db_priv.h"
#include "log.h"

static int
bind_one(sqlite3_stmt *st, int i, enum sql_kind kind, const void *at)
{
	char on[DAY_TEXT_SIZE];
	const struct bytes *b = at;
	const char *text;
	int64_t v;

	switch (kind) {
	case SQL_KIND_INT:
		return sqlite3_bind_int64(st, i, *(const int64_t *)at);
	case SQL_KIND_REF:
		v = *(const int64_t *)at;
		return v == 0 ? sqlite3_bind_null(st, i)
			      : sqlite3_bind_int64(st, i, v);
	case SQL_KIND_TEXT:
		text = *(const char *const *)at;
		return sqlite3_bind_text(st, i, text, -1, SQLITE_STATIC);
	case SQL_KIND_DAY:
		day_text(*(const day *)at, on);
		if (on[0] == '\0')
			return sqlite3_bind_null(st, i);
		return sqlite3_bind_text(st, i, on, -1, SQLITE_TRANSIENT);
	case SQL_KIND_BLOB:
		return sqlite3_bind_blob(st, i, b->p, (int)b->n, SQLITE_STATIC);
	}
	abort();
}

static sqlite3_stmt *
bound(struct db *db, struct sql_call call)
{
	const struct sql_text *t = &sql_texts[call.which];
	sqlite3_stmt *st = db_prepared(db, call.which);
	int i;

	sqlite3_reset(st);
	for (i = 0; i < t->n; i++)
		if (bind_one(st, i + 1, t->params[i].kind,
			(const char *)call.params + t->params[i].offset) !=
		    SQLITE_OK)
			abort();
	return st;
}

/* The row before this one must have been read to its end. */
static void
row_done(struct db *db)
{
	if (db->row != NULL && db->column != 0 && db->column != db->columns) {
		log_error("db.columns", "read=%d statement=%s", db->column,
		    sqlite3_sql(db->row));
		abort();
	}
	db->row = NULL;
	db->column = 0;
}

/* A statement left open would hold its picture of the records for good. */
static void
leave_row(struct db *db)
{
	sqlite3_stmt *st = db->row;

	row_done(db);
	if (st != NULL)
		sqlite3_reset(st);
}

enum err
db_do(struct db *db, struct sql_call call)
{
	sqlite3_stmt *st;
	int code;

	leave_row(db);
	if (db->dead)
		return ERR_IO;
	st = bound(db, call);
	code = sqlite3_step(st);
	db->changed = sqlite3_changes64(db->sqlite);
	if (code != SQLITE_DONE) {
		enum err e = db_error(db, code, sql_texts[call.which].name);

		sqlite3_reset(st);
		return e;
	}
	sqlite3_reset(st);
	return OK;
}

enum err
db_ask(struct db *db, struct sql_call call)
{
	sqlite3_stmt *st;
	enum err e;
	int code;

	leave_row(db);
	db_picture(db);
	if (db->dead)
		return ERR_IO;
	st = bound(db, call);
	code = sqlite3_step(st);
	db->changed = sqlite3_changes64(db->sqlite);
	if (code == SQLITE_ROW) {
		db->row = st;
		db->columns = sqlite3_column_count(st);
		return OK;
	}
	e = code == SQLITE_DONE
		? ERR_NOTFOUND
		: db_error(db, code, sql_texts[call.which].name);
	sqlite3_reset(st);
	return e;
}

void
db_list(struct db *db, struct sql_call call)
{
	leave_row(db);
	db_picture(db);
	db->ended = db->dead ? ERR_IO : OK;
	if (db->dead)
		return;
	db->row = bound(db, call);
	db->columns = sqlite3_column_count(db->row);
}

bool
db_next(struct db *db)
{
	sqlite3_stmt *st = db->row;
	int code;

	if (st == NULL)
		return false;
	row_done(db);
	code = sqlite3_step(st);
	if (code == SQLITE_ROW) {
		db->row = st;
		return true;
	}
	if (code != SQLITE_DONE)
		db->ended = db_error(db, code, "list");
	sqlite3_reset(st);
	return false;
}

enum err
db_end(struct db *db)
{
	leave_row(db);
	return db->ended;
}

int64_t
db_changed(struct db *db)
{
	return db->changed;
}

static int
column(struct db *db)
{
	if (db->row == NULL || db->column >= db->columns)
		abort();
	return db->column++;
}

int64_t
db_int_or(struct db *db, int64_t none)
{
	int i = column(db);

	if (sqlite3_column_type(db->row, i) == SQLITE_NULL)
		return none;
	return sqlite3_column_int64(db->row, i);
}

int64_t
db_int(struct db *db)
{
	int i = column(db);

	return sqlite3_column_int64(db->row, i); /* 0 for NULL */
}

day
db_day(struct db *db)
{
	const char *text =
	    (const char *)sqlite3_column_text(db->row, column(db));
	day on;

	return text != NULL && day_parse(text, &on) ? on : DAY_NONE;
}

const char *
db_text(struct db *db, struct arena *a)
{
	int i = column(db);
	const char *text = (const char *)sqlite3_column_text(db->row, i);

	if (text == NULL)
		return NULL;
	return arena_copy(a, text, (size_t)sqlite3_column_bytes(db->row, i));
}

void
db_blob(struct db *db, void *out, size_t n)
{
	int i = column(db);
	const void *p = sqlite3_column_blob(db->row, i);

	if (p != NULL && (size_t)sqlite3_column_bytes(db->row, i) == n)
		memcpy(out, p, n);
	else
		memset(out, 0, n);
}

void
db_rest(struct db *db)
{
	if (db->row == NULL)
		abort();
	db->column = db->columns;
}

int64_t
db_id(struct db *db)
{
	int64_t id =
	    (clock_now() / 1000) << 21 | (int64_t)randombytes_uniform(1u << 21);

	if (id <= db->last_id)
		id = db->last_id + 1;
	db->last_id = id;
	return id;
}
