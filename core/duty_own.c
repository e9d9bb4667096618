/* duty_own.c - the list of duties: adding to it, and what is not needed. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "duty_priv.h"
#include "holder.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

/* What nobody else owns is its holder's: it is never closed. */
#define ALWAYS "ig-lead"
#define SLUG 40

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct named_duty *d)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "duty", d->code);
	jsonw_text(&w, "title", d->title);
	jsonw_text(&w, "post", d->post);
	jsonw_bool(&w, "closed", d->closed);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* "Ward 9 records lead" is "own-ward-9-records-lead". */
static const char *
slug(struct arena *a, const char *folded)
{
	char *s = arena_alloc(a, SLUG + 1);
	size_t n = strlen("own-");

	memcpy(s, "own-", n);
	for (; *folded != '\0' && n < SLUG; folded++) {
		bool fine = (*folded >= 'a' && *folded <= 'z') ||
			    (*folded >= '0' && *folded <= '9');

		if (fine)
			s[n++] = *folded;
		else if (s[n - 1] != '-')
			s[n++] = '-';
	}
	if (s[n - 1] == '-')
		n--;
	s[n] = '\0';
	return s;
}

struct listing {
	struct named_duty *d;
	struct arena *arena;
	const char *folded;
};

static enum err
title_free(struct db *db, int64_t org, const struct listing *l)
{
	enum err e = db_ask(db, SQL(duty_title_taken, .org = org,
				    .code = l->d->code, .folded = l->folded));

	if (e == ERR_NOTFOUND)
		return OK;
	if (e == OK)
		db_rest(db);
	return e == OK ? ERR_CONFLICT : e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct listing *l = arg;
	enum err e;

	l->d->code = slug(l->arena, l->folded);
	e = db_ask(
	    db, SQL(duty_code_taken, .org = head->org, .code = l->d->code));
	if (e == OK) {
		db_rest(db);
		l->d->code =
		    arena_printf(l->arena, "own-%lld", (long long)db_id(db));
	} else if (e != ERR_NOTFOUND) {
		return e;
	}
	if ((e = title_free(db, head->org, l)) != OK)
		return e;
	e = db_do(db,
	    SQL(duty_insert, .org = head->org, .code = l->d->code,
		.title = l->d->title, .folded = l->folded, .post = l->d->post));
	return e == OK ? note(db, head, "duty.add", l->d) : e;
}

static bool
fine(const struct named_duty *d)
{
	return text_bare(d->title, TEXT_LINE, 1, DUTY_TITLE_MAX) &&
	       text_bare(d->post, TEXT_LINE, 0, DUTY_TITLE_MAX);
}

enum err
duty_add(struct db *db, struct arena *a, struct unit *u, struct named_duty *d)
{
	struct listing l = { d, a, NULL };

	if (!fine(d))
		return ERR_INVALID;
	l.folded = text_fold(a, d->title);
	d->own = true;
	d->closed = false;
	return db_write(db, u, add, &l);
}

/* Nobody loses a duty because it is taken off the list. */
static enum err
closable(struct db *db, int64_t org, const struct named_duty *d)
{
	enum err e;

	if (!d->closed)
		return OK;
	if (strcmp(d->code, ALWAYS) == 0)
		return ERR_DENIED;
	e = db_ask(db, SQL(holding_now, .org = org, .code = d->code));
	if (e != OK)
		return e;
	db_int(db);
	if (db_int(db) != 0)
		e = ERR_DENIED;
	db_rest(db);
	return e;
}

/* What belongs to it shows the new name. */
static enum err
renamed(struct db *db, int64_t org, const struct listing *l)
{
	enum err e =
	    db_ask(db, SQL(duty_holder, .org = org, .code = l->d->code));
	int64_t id;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	id = db_int(db);
	return holder_renamed(db, org, id, db_text(db, l->arena));
}

static enum err
change(struct db *db, struct db_head *head, void *arg)
{
	const struct listing *l = arg;
	const struct named_duty *d = l->d;
	enum err e;

	if ((e = closable(db, head->org, d)) != OK ||
	    (e = title_free(db, head->org, l)) != OK)
		return e;
	e = db_do(db, SQL(duty_update, .org = head->org, .code = d->code,
			  .title = d->title, .folded = l->folded,
			  .post = d->post, .closed = d->closed));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = renamed(db, head->org, l);
	return e == OK ? note(db, head, "duty.change", d) : e;
}

enum err
duty_change(struct db *db, struct unit *u, const struct named_duty *d)
{
	struct named_duty copy = *d;
	struct listing l = { &copy, arena_open(), NULL };
	enum err e = ERR_INVALID;

	if (fine(d)) {
		l.folded = text_fold(l.arena, d->title);
		e = db_write(db, u, change, &l);
	}
	arena_close(l.arena);
	return e;
}
