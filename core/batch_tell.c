/* batch_tell.c - what an act leaves on record: lines, sites, both trails. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "batch_priv.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "jsonw.h"
#include "log.h"
#include "sql.h"

enum err
batch_waits(struct db *db, const struct batch_step *s, enum batch_act act)
{
	const struct batch *b = s->work->batch;
	enum err e = db_ask(db,
	    SQL(batch_waits, .org = b->org, .batch = b->id, .site = s->site));

	if (e == OK && (enum batch_act)db_int(db) != act)
		e = ERR_NOTFOUND;
	return e;
}

enum err
batch_line_add(struct db *db, const struct batch *b, int64_t site,
    const char *number, enum batch_what what, int64_t at, const char *by,
    const char *why)
{
	return db_do(db, SQL(batch_line_insert, .org = b->org, .batch = b->id,
			     .id = db_id(db), .site = site, .number = number,
			     .what = what, .at = at, .by = by, .why = why));
}

enum err
batch_site_done(struct db *db, const struct db_head *head,
    const struct batch_step *s, enum batch_state state, int64_t kept)
{
	const struct batch *b = s->work->batch;

	return db_do(db, SQL(batch_site_done, .org = b->org, .batch = b->id,
			     .site = s->site, .state = state, .at = head->at,
			     .by = head->by->name, .kept = kept));
}

enum err
batch_note(struct db *db, struct db_head *head, const struct batch_step *s,
    const char *action, const char *key, const struct texts *numbers)
{
	const struct batch *b = s->work->batch;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "head_office", s->work->head_office);
	jsonw_int(&w, "batch", b->id);
	jsonw_text(&w, "version", b->version);
	if (key != NULL) {
		jsonw_open(&w, key, '[');
		for (i = 0; i < numbers->n; i++)
			jsonw_text(&w, NULL, numbers->v[i]);
		jsonw_close(&w, ']');
	}
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, b->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* ---- a site that could not be done ---- */

/* What stopped it, as one line for the site and a line each on record. */
static enum err
blocked(struct db *db, void *arg)
{
	struct batch_step *s = arg;
	const struct batch *b = s->work->batch;
	const struct batch_findings *f = &s->look.stops;
	int64_t at = clock_now();
	struct buf why = { 0 };
	enum err e = batch_waits(db, s, s->act);
	size_t i;

	for (i = 0; i < f->n && e == OK; i++) {
		if (i < 3)
			buf_printf(
			    &why, "%s%s", i > 0 ? "; " : "", f->v[i].words);
		else if (i == 3)
			buf_printf(&why, "; and %zu more", f->n - 3);
		e = batch_line_add(db, b, s->site, f->v[i].number, WHAT_BLOCKED,
		    at, s->user, f->v[i].words);
	}
	if (e == OK)
		e = db_do(db, SQL(batch_site_blocked, .org = b->org,
				  .batch = b->id, .site = s->site, .at = at,
				  .by = s->user, .why = buf_text(&why)));
	buf_clear(&why);
	return e;
}

/* A fault at one site is listed, and the others go on. */
void
batch_fault(struct batch_step *s, enum err e)
{
	log_error("batch.site", "batch=%lld site=%lld error=%s",
	    (long long)s->work->batch->id, (long long)s->site, err_name(e));
	s->look = (struct batch_look){ 0 };
	s->look.stops.v = arena_array(s->arena, 1, sizeof(*s->look.stops.v));
	batch_find(&s->look.stops, REASON_FAULT, "",
	    e == ERR_CONFLICT
		? "Somebody else was changing it; try it again"
		: "It could not be done, and nothing was changed there; the "
		  "log of the service says more");
}

enum err
batch_block(struct db *db, struct batch_step *s)
{
	enum err e = db_note(db, blocked, s);

	return e == ERR_NOTFOUND ? OK : e; /* somebody else was first */
}

/* ---- the head office's trail ---- */

static void
write_codes(struct jsonw *w, const char *key, const struct batch_site *v,
    size_t n, int state)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < n; i++)
		if ((v[i].why[0] != '\0' ? BATCH_BLOCKED : (int)v[i].state) ==
		    state)
			jsonw_text(w, NULL, v[i].code);
	jsonw_close(w, ']');
}

static enum err
read_untold(struct db *db, struct arena *a, const struct batch *b,
    struct batch_sites *out)
{
	enum err e =
	    db_ask(db, SQL(batch_untold_count, .org = b->org, .batch = b->id));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(batch_untold, .org = b->org, .batch = b->id));
	while (db_next(db)) {
		struct batch_site *s = &out->v[out->n++];

		s->code = db_text(db, a);
		s->state = (enum batch_state)db_int(db);
		s->why = db_text(db, a);
	}
	return db_end(db);
}

static enum err
tell(struct db *db, struct db_head *head, void *arg)
{
	const struct batch_step *s = arg;
	const struct batch *b = s->work->batch;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	struct batch_sites all;
	enum err e = read_untold(db, s->arena, b, &all);
	int i;

	if (e == OK && all.n == 0)
		e = ERR_NOTFOUND;
	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	for (i = BATCH_ANSWERED; i <= BATCH_BLOCKED; i++)
		if (i != BATCH_EXCLUDED)
			write_codes(&w, batch_state_name((enum batch_state)i),
			    all.v, all.n, i);
	jsonw_close(&w, '}');
	e = db_do(db, SQL(batch_told, .org = b->org, .batch = b->id));
	if (e == OK)
		e = audit_add(db, head, "batch.done", b->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
batch_tell(struct db *db, const struct unit *by, const struct batch_step *s)
{
	struct batch_step copy = *s;
	struct unit u = *by;
	enum err e;

	u.org = s->work->batch->org;
	u.op = 0;
	e = db_write(db, &u, tell, &copy);
	return e == ERR_NOTFOUND ? OK : e;
}
