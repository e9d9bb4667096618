/* course.c - courses and the training needs analysis: adding and changing. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "course_priv.h"
#include "db.h"
#include "figure.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

#define STATEMENT_MAX 2000

static bool
code_fine(const char *s)
{
	size_t n = strlen(s);

	return n >= 2 && n <= 20 && s[0] != '-' &&
	       strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

static bool
validity_fine(const struct course *c)
{
	switch (c->validity) {
	case VALID_ALWAYS:
		return c->months == 0 && c->window_md[0] == '\0';
	case VALID_MONTHS:
		return c->months >= 1 && c->months <= 120 &&
		       c->window_md[0] == '\0';
	case VALID_WINDOW:
		return c->months == 0 && day_next(0, c->window_md) != DAY_NONE;
	}
	return false;
}

static bool
fine(const struct course *c)
{
	return code_fine(c->code) && text_bare(c->name, TEXT_LINE, 1, 200) &&
	       c->level < COURSE_LEVEL_COUNT && validity_fine(c) &&
	       c->grace_days >= 0 && c->grace_days <= 365 &&
	       c->pass_mark >= 0 && c->pass_mark <= 100 &&
	       text_bare(c->statement, TEXT_AREA, 1, STATEMENT_MAX);
}

static void
describe(const struct course *c, struct buf *detail)
{
	struct jsonw w = { .out = detail };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "code", c->code);
	jsonw_text(&w, "name", c->name);
	jsonw_int(&w, "level", c->level);
	jsonw_int(&w, "months", c->months);
	jsonw_text(&w, "window", c->window_md);
	jsonw_int(&w, "grace_days", c->grace_days);
	jsonw_int(&w, "pass_mark", c->pass_mark);
	jsonw_bool(&w, "for_all", c->for_all);
	jsonw_bool(&w, "closed", c->closed);
	jsonw_text(&w, "statement", c->statement);
	jsonw_close(&w, '}');
}

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct course *c)
{
	struct buf detail = { 0 };
	enum err e;

	describe(c, &detail);
	e = audit_add(db, head, action, 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
statement(struct db *db, int64_t org, const struct course *c, int64_t version)
{
	return db_do(
	    db, SQL(course_statement_insert, .org = org, .code = c->code,
		    .version = version, .text = c->statement));
}

/* What the figure went by until now (figure_then.c). */
static enum err
keep(struct db *db, const struct db_head *head, const char *code)
{
	enum err e = db_do(db,
	    SQL(course_was, .org = head->org, .code = code, .at = head->at));

	if (e != OK || db_changed(db) == 0)
		return e;
	return db_do(db, SQL(course_need_was, .org = head->org, .code = code,
			     .at = head->at));
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct course *c = arg;
	enum err e;

	e = db_do(
	    db, SQL(course_insert, .org = head->org, .code = c->code,
		    .name = c->name, .level = c->level, .validity = c->validity,
		    .months = c->months, .window_md = c->window_md,
		    .grace_days = c->grace_days, .pass_mark = c->pass_mark,
		    .for_all = c->for_all, .closed = c->closed));
	if (e == OK)
		e = statement(db, head->org, c, 1);
	if (e == OK)
		e = db_do(db, SQL(course_was_none, .org = head->org,
				  .code = c->code, .at = head->at));
	if (e == OK)
		e = figure_refresh(db, head->org, clock_day(head->at));
	return e == OK ? note(db, head, "course.add", c) : e;
}

enum err
course_add(struct db *db, struct unit *u, const struct course *c)
{
	struct course copy = *c;

	return fine(c) ? db_write(db, u, add, &copy) : ERR_INVALID;
}

static enum err
update(struct db *db, struct db_head *head, const struct course *c,
    int64_t version)
{
	return db_do(
	    db, SQL(course_update, .org = head->org, .code = c->code,
		    .name = c->name, .level = c->level, .validity = c->validity,
		    .months = c->months, .window_md = c->window_md,
		    .grace_days = c->grace_days, .pass_mark = c->pass_mark,
		    .for_all = c->for_all, .closed = c->closed,
		    .statement_version = version));
}

static enum err
change(struct db *db, struct db_head *head, void *arg)
{
	const struct course *c = arg;
	struct arena *a = arena_open();
	struct course was;
	enum err e = course_read(db, a, head->org, c->code, &was);
	int64_t version = e == OK ? was.statement_version : 0;

	if (e == OK && strcmp(was.statement, c->statement) != 0)
		e = statement(db, head->org, c, ++version);
	if (e == OK)
		e = keep(db, head, c->code);
	if (e == OK)
		e = update(db, head, c, version);
	if (e == OK)
		e = figure_refresh(db, head->org, clock_day(head->at));
	arena_close(a);
	return e == OK ? note(db, head, "course.change", c) : e;
}

enum err
course_change(struct db *db, struct unit *u, const struct course *c)
{
	struct course copy = *c;

	return fine(c) ? db_write(db, u, change, &copy) : ERR_INVALID;
}

struct naming {
	const char *code, *name, *folded;
};

static enum err
alias(struct db *db, struct db_head *head, void *arg)
{
	const struct naming *n = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	e = db_do(
	    db, SQL(course_alias_insert, .org = head->org, .folded = n->folded,
		    .name = n->name, .course = n->code));
	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "course", n->code);
	jsonw_text(&w, "name", n->name);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "course.alias", 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
course_alias(struct db *db, struct unit *u, const char *code, const char *name)
{
	struct arena *a = arena_open();
	struct naming n = { code, name, text_fold(a, name) };
	enum err e = ERR_INVALID;

	if (text_bare(name, TEXT_LINE, 1, 200))
		e = db_write(db, u, alias, &n);
	arena_close(a);
	return e;
}

/* Within the unit that adds an organisation. */
enum err
course_seed(struct db *db, int64_t org)
{
	enum err e = db_do(db, SQL(course_seed, .org = org));

	if (e == OK)
		e = db_do(db, SQL(course_seed_statements, .org = org));
	if (e == OK)
		e = db_do(db, SQL(course_seed_aliases, .org = org));
	return e;
}

struct needing {
	const char *code;
	const int64_t *groups;
	size_t n;
};

static enum err
need(struct db *db, struct db_head *head, void *arg)
{
	const struct needing *n = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e = keep(db, head, n->code);
	size_t i;

	if (e == OK)
		e = db_do(db, SQL(course_need_clear, .org = head->org,
				  .course = n->code));
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "course", n->code);
	jsonw_open(&w, "groups", '[');
	for (i = 0; i < n->n && e == OK; i++) {
		jsonw_int(&w, NULL, n->groups[i]);
		e = db_do(db, SQL(course_need_insert, .org = head->org,
				  .course = n->code, .group_id = n->groups[i]));
	}
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	if (e == OK)
		e = figure_refresh(db, head->org, clock_day(head->at));
	if (e == OK)
		e = audit_add(db, head, "course.need", 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
course_need_set(struct db *db, struct unit *u, const char *code,
    const int64_t *groups, size_t n)
{
	struct needing x = { code, groups, n };

	return db_write(db, u, need, &x);
}
