/* batch_run.c - an act at one site after the other. */
#include "arena.h"
#include "batch_priv.h"
#include "clock.h"
#include "db.h"
#include "edition.h"
#include "log.h"
#include "sql.h"

/* Signed like any other publication, if a key is here. */
static void
sign(struct db *db, const struct unit *by, const struct batch_run *run,
    const struct batch_step *s)
{
	struct unit u = *by;
	struct edition x;
	enum err e;

	if (run->keys == NULL)
		return;
	e = edition_read(
	    db, s->arena, s->site, s->work->batch->version, STAGE_FINAL, 0, &x);
	if (e == OK)
		e = bundle_sign(db, &u, s->arena, run->keys, &x);
	if (e != OK && e != ERR_CONFLICT)
		log_warn("publish.unsigned", "org=%s version=%s why=%s",
		    s->place.org.code, s->work->batch->version, err_name(e));
}

static enum err
act_at(struct db *db, const struct unit *by, const struct batch_run *run,
    struct batch_step *s)
{
	static db_writer *const units[] = { NULL, batch_answer, batch_publish,
		batch_undo };
	struct unit u = *by;
	enum err e = OK;

	if (run->act == BATCH_ANSWER)
		e = batch_prepare(db, by, s);
	if (e == OK)
		e = db_write(db, &u, units[run->act], s);
	if (e == OK && run->act == BATCH_PUBLISH)
		sign(db, by, run, s);
	return e;
}

/* OK: done.  ERR_DENIED: blocked, and listed.  Others: the run ends. */
static enum err
one_site(struct db *db, const struct unit *by, const struct batch_run *run,
    struct batch_step *s)
{
	struct unit u = *by;
	enum err e, listed;

	u.org = s->site;
	u.op = 0;
	e = act_at(db, &u, run, s);
	if (e == OK || e == ERR_NOTFOUND || e == ERR_BUSY || e == ERR_FULL)
		return e == ERR_NOTFOUND ? OK : e;
	if (e != ERR_DENIED || s->look.stops.n == 0)
		batch_fault(s, e);
	listed = batch_block(db, s);
	return listed == OK ? ERR_DENIED : listed;
}

/* ---- all of them ---- */

static enum err
next_site(struct db *db, const struct batch_run *run, struct batch_step *s)
{
	const struct batch *b = s->work->batch;
	enum err e = db_ask(db,
	    SQL(batch_next, .org = b->org, .batch = b->id, .act = run->act));

	if (e == OK)
		s->site = db_int(db);
	return e;
}

static enum err
through(struct db *db, const struct unit *by, struct batch_run *run,
    struct batch_step *s)
{
	/* Midnight may pass before the last of them. */
	const day apart = run->today - clock_day(clock_now());
	enum err e;

	while ((e = next_site(db, run, s)) == OK) {
		arena_reset(s->arena);
		s->today = clock_day(clock_now()) + apart;
		if ((e = one_site(db, by, run, s)) == OK)
			run->done++;
		else if (e == ERR_DENIED)
			run->blocked++;
		else
			break;
		if (run->progress != NULL)
			run->progress(run->progress_arg,
			    run->done + run->blocked, run->left);
		if (run->until != 0 && clock_ticks() >= run->until)
			return OK;
	}
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
batch_go(struct db *db, const struct unit *by, const struct batch *b,
    struct batch_run *run)
{
	struct arena *whole = arena_open();
	struct batch_step s = { .act = run->act,
		.arena = arena_open(),
		.today = run->today,
		.user = by->by.name };
	struct batch_work *w;
	enum err e, told;

	run->done = run->blocked = 0;
	e = batch_work_read(db, whole, b, &w);
	s.work = w;
	if (e == OK)
		e = batch_waiting(db, b, &run->left);
	if (e == OK) {
		e = through(db, by, run, &s);
		told = batch_tell(db, by, &s);
		if (e == OK)
			e = told;
	}
	if (e == OK)
		e = batch_waiting(db, b, &run->left);
	arena_close(s.arena);
	arena_close(whole);
	return e;
}
