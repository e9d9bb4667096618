/* throttle.c - counting attempts to sign in before anybody judges them. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "db.h"
#include "session.h"
#include "sql.h"

/* A kiosk's attempts, kind 2, are counted where kiosks are. */
enum { BY_ACCOUNT, BY_SOURCE, BY_QUESTION = 3 };

#define OWN_SIZE 257 /* 64 characters, the longest name that a form takes */

struct attempt {
	const struct throttle_limits *limits;
	const char *name[2]; /* by kind */
	int64_t now, wait_s;
	char own[OWN_SIZE];
};

/*
 * A directory takes DOMAIN\user, user@domain and USER for one account, and
 * only it knows; so they are counted as one before it is asked.
 */
static void
attempt_by(struct attempt *t, const char *account, const char *source)
{
	const char *from = account;
	size_t i, n = strcspn(account, "\\ "); /* no domain has a blank */

	if (account[n] == '\\')
		from += n + 1;
	n = strcspn(from, "@");
	if (n >= sizeof(t->own))
		n = sizeof(t->own) - 1;
	for (i = 0; i < n; i++)
		t->own[i] = from[i] >= 'A' && from[i] <= 'Z'
				? (char)(from[i] - 'A' + 'a')
				: from[i];
	t->own[n] = '\0';
	t->name[BY_ACCOUNT] = t->own;
	t->name[BY_SOURCE] = source;
}

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
	struct attempt t = { .limits = limits, .now = now };
	enum err e;

	attempt_by(&t, account, source);
	e = db_note(db, take, &t);
	*wait_s = t.wait_s;
	return e;
}

static enum err
guess(struct db *db, void *arg)
{
	struct attempt *t = arg;
	enum err e = wait_left(db, t, BY_SOURCE, &t->wait_s);

	if (e == OK && t->wait_s > 0)
		return ERR_BUSY;
	return e == OK
		   ? db_do(db, SQL(throttle_add, .kind = BY_SOURCE,
				   .name = t->name[BY_SOURCE], .at = t->now))
		   : e;
}

enum err
throttle_guess(struct db *db, const struct throttle_limits *limits,
    const char *source, int64_t now, int64_t *wait_s)
{
	struct attempt t = { .limits = limits, .now = now };
	enum err e;

	attempt_by(&t, "", source);
	e = db_note(db, guess, &t);
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
	struct attempt t = { 0 };

	attempt_by(&t, account, source);
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
	struct attempt t = { 0 };

	attempt_by(&t, account, source);
	return db_note(db, give_back, &t);
}

static enum err
question(struct db *db, void *arg)
{
	struct attempt *t = arg;
	const char *source = t->name[BY_SOURCE];
	int64_t before = t->now - QUESTIONS_S * SECOND, asked = 0, began = 0;
	enum err e;

	e = db_ask(db, SQL(throttle_read, .kind = BY_QUESTION, .name = source));
	if (e == OK) {
		asked = db_int(db);
		began = db_int(db);
	} else if (e != ERR_NOTFOUND) {
		return e;
	}
	t->wait_s = 0;
	if (began > before && asked >= QUESTIONS_MOST) {
		t->wait_s = (began - before + SECOND - 1) / SECOND;
		return ERR_BUSY;
	}
	return db_do(db, SQL(throttle_span, .kind = BY_QUESTION, .name = source,
			     .at = t->now, .before = before));
}

enum err
throttle_question(
    struct db *db, const char *source, int64_t now, int64_t *wait_s)
{
	struct attempt t = { .name = { "", source }, .now = now };
	enum err e = db_note(db, question, &t);

	*wait_s = t.wait_s;
	return e;
}
