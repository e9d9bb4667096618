/* pin.c - PINs for the kiosk: set, tried, locked, taken away. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "db.h"
#include "log.h"
#include "pin.h"
#include "sql.h"

/*
 * Argon2id, two passes over 19 MiB: some 30 ms.  Six digits would not stand
 * against a stolen database for long all the same; the limit is what protects
 * them at the terminal.
 */
#define HASH_PASSES 2
#define HASH_BYTES ((size_t)19 << 20)

/* ---- which ones are taken ---- */

/* The same step from each digit to the next: 111111, 123456, 987654, 135791. */
static bool
steps(const char *pin, size_t by)
{
	int step = (pin[by] - pin[0] + 10) % 10;
	size_t i;

	for (i = by; i < PIN_DIGITS; i += by)
		if ((pin[i] - pin[i - by] + 10) % 10 != step)
			return false;
	return true;
}

/* 121212, 123123. */
static bool
repeats(const char *pin, size_t period)
{
	return memcmp(pin, pin + period, PIN_DIGITS - period) == 0;
}

/* 112233: pairs with the same step. */
static bool
pairs(const char *pin)
{
	return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5] &&
	       steps(pin, 2);
}

/* 111222, 000999. */
static bool
triples(const char *pin)
{
	return pin[0] == pin[1] && pin[1] == pin[2] && pin[3] == pin[4] &&
	       pin[4] == pin[5];
}

static bool
plain(const char *pin)
{
	return steps(pin, 1) || repeats(pin, 2) || repeats(pin, 3) ||
	       pairs(pin) || triples(pin);
}

/* Do the digits stand, one after the other, in a number or on a badge? */
static bool
within(const char *pin, const char *number)
{
	char digits[64];
	size_t n = 0;

	for (; *number != '\0' && n + 1 < sizeof(digits); number++)
		if (*number >= '0' && *number <= '9')
			digits[n++] = *number;
	digits[n] = '\0';
	return strstr(digits, pin) != NULL;
}

enum pin_fault
pin_judge(const char *pin, const struct staff *s)
{
	if (strlen(pin) != PIN_DIGITS ||
	    strspn(pin, "0123456789") != PIN_DIGITS)
		return PIN_FORM;
	if (plain(pin))
		return PIN_PLAIN;
	if (within(pin, s->number) || within(pin, s->badge))
		return PIN_OWN;
	return PIN_FINE;
}

const char *
pin_says(enum pin_fault fault)
{
	static const char *const says[PIN_FAULTS] = { "",
		"PIN must be 6 digits, such as 274913",
		"Choose a PIN that is harder to guess: no row of digits and "
		"no repeated ones",
		"Choose a PIN that is not part of your staff number or badge "
		"number" };

	return says[fault];
}

/* ---- setting ---- */

struct setting {
	int64_t staff;
	char hash[crypto_pwhash_STRBYTES];
};

static enum err
set(struct db *db, struct db_head *head, void *arg)
{
	const struct setting *s = arg;
	enum err e;

	e = db_do(db, SQL(pin_set, .org = head->org, .staff = s->staff,
			  .hash = s->hash, .at = head->at));
	return e == OK ? audit_add(db, head, "pin.set", s->staff, "{}") : e;
}

enum err
pin_set(struct db *db, struct unit *u, const struct staff *who, const char *pin)
{
	struct setting s = { .staff = who->id };

	if (pin_judge(pin, who) != PIN_FINE)
		return ERR_INVALID;
	if (crypto_pwhash_str(
		s.hash, pin, strlen(pin), HASH_PASSES, HASH_BYTES) != 0) {
		log_error("pin.hash", "%s", "no memory for a hash");
		return ERR_BUSY;
	}
	return db_write(db, u, set, &s);
}

static enum err
take_away(struct db *db, struct db_head *head, void *arg)
{
	const int64_t *staff = arg;
	enum err e;

	e = db_do(db, SQL(pin_remove, .org = head->org, .staff = *staff));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e == OK ? audit_add(db, head, "pin.remove", *staff, "{}") : e;
}

enum err
pin_remove(struct db *db, struct unit *u, int64_t staff)
{
	return db_write(db, u, take_away, &staff);
}

/* ---- trying ---- */

struct trying {
	struct arena *arena;
	int64_t org, staff;
	const char *hash; /* of the PIN that is judged */
};

static enum err
take(struct db *db, void *arg)
{
	struct trying *t = arg;
	enum err e;

	e = db_ask(db,
	    SQL(pin_take, .org = t->org, .staff = t->staff, .most = PIN_LIMIT));
	if (e == OK)
		t->hash = db_text(db, t->arena);
	return e;
}

static enum err
right(struct db *db, void *arg)
{
	const struct trying *t = arg;
	enum err e;

	e = db_do(db,
	    SQL(pin_right, .org = t->org, .staff = t->staff, .hash = t->hash));
	if (e == OK && db_changed(db) == 0)
		e = ERR_DENIED; /* locked, or another one, by now */
	return e;
}

static enum err
lock(struct db *db, struct db_head *head, void *arg)
{
	const struct trying *t = arg;
	enum err e;

	e = db_do(db, SQL(pin_lock, .org = head->org, .staff = t->staff,
			  .hash = t->hash, .most = PIN_LIMIT, .at = head->at));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND; /* there are attempts left: no act at all */
	return e == OK ? audit_add(db, head, "pin.lock", t->staff, "{}") : e;
}

/* As long as judging takes, so that nobody learns that nothing was judged. */
static void
pretend(const char *pin)
{
	unsigned char out[32];
	static const unsigned char salt[crypto_pwhash_SALTBYTES];

	if (crypto_pwhash(out, sizeof(out), pin, strlen(pin), salt, HASH_PASSES,
		HASH_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0)
		log_error("pin.hash", "%s", "no memory for a hash");
	sodium_memzero(out, sizeof(out));
}

static enum err
judge(struct db *db, struct unit *u, struct trying *t, const char *pin)
{
	struct unit own = *u;
	enum err e;

	log_info("pin.judged", "staff=%lld", (long long)t->staff);
	if (crypto_pwhash_str_verify(t->hash, pin, strlen(pin)) == 0)
		return db_note(db, right, t);
	log_warn("pin.wrong", "staff=%lld", (long long)t->staff);
	own.op = 0; /* the form's number is for what the form is about */
	e = db_write(db, &own, lock, t);
	return e == OK || e == ERR_NOTFOUND ? ERR_DENIED : e;
}

enum err
pin_try(struct db *db, struct unit *u, int64_t staff, const char *pin)
{
	struct trying t = { arena_open(), u->org, staff, NULL };
	enum err e = ERR_NOTFOUND;

	if (staff != 0)
		e = db_note(db, take, &t);
	if (e == OK) {
		e = judge(db, u, &t, pin);
	} else if (e == ERR_NOTFOUND) {
		pretend(pin);
		e = ERR_DENIED;
	}
	arena_close(t.arena);
	return e;
}

/* ---- reading ---- */

enum err
pin_read(struct db *db, int64_t org, int64_t staff, struct pin_state *p)
{
	enum err e = db_ask(db, SQL(pin_read, .org = org, .staff = staff));
	int64_t refused, locked_at;

	*p = (struct pin_state){ 0 };
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	p->set = true;
	p->set_at = db_int(db);
	refused = db_int(db);
	locked_at = db_int(db);
	p->locked = refused >= PIN_LIMIT || locked_at != 0;
	return OK;
}

enum err
pin_locked(struct db *db, struct arena *a, int64_t org, struct staff_list *out)
{
	enum err e =
	    db_ask(db, SQL(pin_locked_count, .org = org, .most = PIN_LIMIT));
	struct staff *s;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(pin_locked, .org = org, .most = PIN_LIMIT));
	while (db_next(db)) {
		s = &out->v[out->n++];
		s->id = db_int(db);
		s->number = db_text(db, a);
		s->first_name = db_text(db, a);
		s->last_name = db_text(db, a);
	}
	return db_end(db);
}
