/* training.c - recording completions, and correcting them. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "figure.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"
#include "training.h"

#define REASON_MAX 500

/*
 * No letter or digit that is taken for another one.  Bytes from 240 on are
 * left aside, so that each of the 30 is as likely; they are drawn at once,
 * because a file may bring hundreds of thousands.
 */
static void
new_number(char out[CERTIFICATE_SIZE])
{
	static const char set[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char random[32];
	size_t i = sizeof(random), n;

	for (n = 0; n < CERTIFICATE_SIZE - 1; n++) {
		if (n == 4 || n == 9) {
			out[n] = '-';
			continue;
		}
		do {
			if (i == sizeof(random)) {
				randombytes_buf(random, sizeof(random));
				i = 0;
			}
		} while (random[i++] >= 240);
		out[n] = set[random[i - 1] % (sizeof(set) - 1)];
	}
	out[n] = '\0';
}

static enum err
insert(struct db *db, const struct db_head *head, const struct completion *c)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	size_t n = strlen(c->statement);

	crypto_hash_sha256(digest, (const unsigned char *)c->statement, n);
	return db_do(db,
	    SQL(completion_insert, .org = head->org, .id = c->id,
		.staff = c->staff, .course = c->course, .done_on = c->done_on,
		.expires_on = c->expires_on, .source = c->source,
		.score = c->score, .statement_version = c->statement_version,
		.statement = c->statement,
		.digest = { digest, n > 0 ? sizeof(digest) : 0 },
		.proof = c->proof, .place = c->place, .session = c->session,
		.import = c->import, .number = c->number,
		.supersedes = c->supersedes, .reason = c->reason,
		.voided = c->void_, .at = head->at, .by_id = head->by->person,
		.by_name = head->by->name));
}

static enum err
twice(struct db *db, int64_t org, const struct completion *c)
{
	enum err e;

	e = db_ask(db, SQL(completion_twice, .org = org, .staff = c->staff,
			   .course = c->course, .done_on = c->done_on,
			   .but = c->supersedes));
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	(void)db_int(db);
	return ERR_CONFLICT;
}

enum err
training_write(struct db *db, const struct db_head *head, struct completion *c,
    const struct staff *s, const struct course *k, day today,
    enum completion_fault *fault)
{
	enum err e;

	*fault = c->void_ ? COMPLETION_FINE : completion_judge(c, s, k, today);
	if (*fault != COMPLETION_FINE)
		return ERR_INVALID;
	if (!c->void_ && (e = twice(db, head->org, c)) != OK) {
		*fault = e == ERR_CONFLICT ? COMPLETION_TWICE : COMPLETION_FINE;
		return e;
	}
	c->id = db_id(db);
	c->expires_on = course_expiry(k, c->done_on);
	new_number(c->number);
	if ((e = figure_out(db, head->org, c->staff, c->course)) == OK &&
	    (e = insert(db, head, c)) == OK)
		e = figure_in(db, head->org, c->staff, c->course);
	return e;
}

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct completion *c)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "staff", c->staff);
	jsonw_text(&w, "course", c->course);
	day_text(c->done_on, on);
	jsonw_text(&w, "done", on);
	jsonw_int(&w, "source", c->source);
	jsonw_int(&w, "statement", c->statement_version);
	jsonw_text(&w, "place", c->place);
	jsonw_text(&w, "number", c->number);
	if (c->supersedes != 0) {
		jsonw_int(&w, "supersedes", c->supersedes);
		jsonw_text(&w, "reason", c->reason);
		jsonw_bool(&w, "void", c->void_);
	}
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, c->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

struct recording {
	struct completion *c;
	day today;
	enum completion_fault *fault;
};

/* What was shown must be what is asked now. */
static bool
present(const struct completion *c, const struct course *k)
{
	return c->source == FROM_IMPORT ||
	       (c->statement_version == k->statement_version &&
		   strcmp(c->statement, k->statement) == 0);
}

static enum err
judged(struct db *db, struct db_head *head, struct arena *a,
    const struct recording *r)
{
	struct completion *c = r->c;
	struct course k;
	struct staff s;
	enum err e;

	if ((e = course_read(db, a, head->org, c->course, &k)) != OK ||
	    (e = staff_read(db, a, head->org, c->staff, &s)) != OK)
		return e;
	if (!c->void_ && !present(c, &k))
		return ERR_CONFLICT;
	return training_write(db, head, c, &s, &k, r->today, r->fault);
}

static enum err
complete(struct db *db, struct db_head *head, void *arg)
{
	const struct recording *r = arg;
	struct arena *a = arena_open();
	enum err e = judged(db, head, a, r);

	arena_close(a);
	return e == OK ? note(db, head, "training.complete", r->c) : e;
}

enum err
training_complete(struct db *db, struct unit *u, struct completion *c,
    day today, enum completion_fault *fault)
{
	struct recording r = { c, today, fault };

	*fault = COMPLETION_FINE;
	c->supersedes = 0;
	c->void_ = false;
	c->reason = "";
	return db_write(db, u, complete, &r);
}

/* What is corrected says whose it is and of which course. */
static enum err
take_over(struct db *db, struct arena *a, int64_t org, struct completion *c)
{
	struct completion was;
	enum err e = training_read(db, a, org, c->supersedes, &was);

	if (e != OK)
		return e;
	if (was.superseded || was.void_)
		return ERR_CONFLICT;
	c->staff = was.staff;
	c->course = was.course;
	if (c->void_)
		c->done_on = was.done_on;
	return OK;
}

static enum err
correct(struct db *db, struct db_head *head, void *arg)
{
	const struct recording *r = arg;
	struct arena *a = arena_open();
	enum err e = take_over(db, a, head->org, r->c);

	if (e == OK && (e = judged(db, head, a, r)) == OK)
		e = note(db, head, "training.correct", r->c);
	r->c->course = "";
	arena_close(a);
	return e;
}

enum err
training_correct(struct db *db, struct unit *u, struct completion *c, day today,
    enum completion_fault *fault)
{
	struct recording r = { c, today, fault };

	*fault = COMPLETION_FINE;
	return text_within(c->reason, TEXT_AREA, 1, REASON_MAX)
		   ? db_write(db, u, correct, &r)
		   : ERR_INVALID;
}
