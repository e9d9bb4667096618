/* throttle.c - counting attempts to sign in before anybody judges them. */
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "session.h"
#include "sql.h"

enum { BY_ACCOUNT, BY_SOURCE };

struct attempt {
	const struct throttle_limits *limits;
	const char *name[2]; /* by kind */
	int64_t now, wait_s;
};

/* The wait after this many refusals: none up to the limit, then doubling. */
static int64_t
wait_after(int64_t refused, int64_t limit, int64_t first_s)
{
	int64_t over = refused - limit;

	if (over < 0)
		return 0;
	return first_s << (over < 6 ? over : 6);
}

static enum err
wait_left(struct db *db, const struct attempt *t, int kind, int64_t *left)
{
	int64_t limit =
	    kind == BY_ACCOUNT ? t->limits->per_account : t->limits->per_source;
	int64_t refused, last, until, wait;
	enum err e;

	*left = 0;
	e = db_ask(db, SQL(throttle_read, .kind = kind, .name = t->name[kind]));
	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK)
		return e;
	refused = db_int(db);
	last = db_int(db);
	/* Who came a moment after us may have been counted before us. */
	wait = wait_after(refused, limit, t->limits->wait_s);
	until = last + wait * SECOND;
	if (wait > 0 && until > t->now)
		*left = (until - t->now + SECOND - 1) / SECOND;
	return OK;
}

static enum err
take(struct db *db, void *arg)
{
	struct attempt *t = arg;
	int64_t left;
	enum err e;
	int kind;

	t->wait_s = 0;
	for (kind = BY_ACCOUNT; kind <= BY_SOURCE; kind++) {
		if ((e = wait_left(db, t, kind, &left)) != OK)
			return e;
		if (left > t->wait_s)
			t->wait_s = left;
	}
	if (t->wait_s > 0)
		return ERR_BUSY;
	for (kind = BY_ACCOUNT; kind <= BY_SOURCE; kind++)
		if ((e = db_do(db, SQL(throttle_add, .kind = kind,
				       .name = t->name[kind], .at = t->now))) !=
		    OK)
			return e;
	return OK;
}

enum err
throttle_take(struct db *db, const struct throttle_limits *limits,
    const char *account, const char *source, int64_t now, int64_t *wait_s)
{
	struct attempt t = { limits, { account, source }, now, 0 };
	enum err e = db_note(db, take, &t);

	*wait_s = t.wait_s;
	return e;
}

static enum err
clear(struct db *db, void *arg)
{
	const struct attempt *t = arg;
	enum err e;

	e = db_do(db, SQL(throttle_forget, .kind = BY_ACCOUNT,
			  .name = t->name[BY_ACCOUNT]));
	if (e != OK)
		return e;
	return db_do(db,
	    SQL(throttle_less, .kind = BY_SOURCE, .name = t->name[BY_SOURCE]));
}

enum err
throttle_clear(struct db *db, const char *account, const char *source)
{
	struct attempt t = { NULL, { account, source }, 0, 0 };

	return db_note(db, clear, &t);
}

static enum err
give_back(struct db *db, void *arg)
{
	const struct attempt *t = arg;
	enum err e;
	int kind;

	for (kind = BY_ACCOUNT; kind <= BY_SOURCE; kind++)
		if ((e = db_do(db, SQL(throttle_less, .kind = kind,
				       .name = t->name[kind]))) != OK)
			return e;
	return OK;
}

enum err
throttle_return(struct db *db, const char *account, const char *source)
{
	struct attempt t = { NULL, { account, source }, 0, 0 };

	return db_note(db, give_back, &t);
}
