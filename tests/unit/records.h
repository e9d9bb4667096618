/* records.h - what the tests of records stand on: a database of their own. */
#ifndef RECORDS_H
#define RECORDS_H
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "answer.h"
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "fresh.h"
#include "org.h"
#include "person.h"
#include "records_set.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Errors by their names, so that a failure can be read. */
#define assert_err(got, want) assert_string_equal(err_name(got), err_name(want))

/* A test with a database before it and none after it. */
#define with_records(test)                                                     \
	cmocka_unit_test_setup_teardown(test, records_setup, records_teardown)

struct records {
	char dir[32];
	const char *path; /* of the database, in dir */
	struct arena *arena;
	struct db *db;
	/* filled by records_fill */
	struct catalogue simple, full; /* version 14, types CTP and ACU */
	struct org supplier, trust;    /* of these types */
	struct person assessor, reviewer, admin;
};

static inline int
records_setup(void **state)
{
	struct records *r = calloc(1, sizeof(*r));

	assert_non_null(r);
	r->arena = arena_open();
	snprintf(r->dir, sizeof(r->dir), "%s/igtk-test.XXXXXX", fresh_base());
	assert_non_null(mkdtemp(r->dir));
	r->path = arena_printf(r->arena, "%s/igtk.db", r->dir);
	assert_err(fresh_records(r->path), OK);
	assert_err(db_open(r->path, DB_WRITE, &r->db), OK);
	*state = r;
	return 0;
}

static inline int
records_teardown(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	struct records *r = *state;
	size_t i;

	db_close(r->db);
	for (i = 0; i < COUNT(ends); i++)
		unlink(arena_printf(r->arena, "%s%s", r->path, ends[i]));
	assert_int_equal(rmdir(r->dir), 0);
	arena_close(r->arena);
	free(r);
	return 0;
}

/* ---- past the door: as somebody with the sqlite3 command would ---- */

static inline sqlite3 *
raw_open(const struct records *r)
{
	sqlite3 *s;

	assert_int_equal(sqlite3_open(r->path, &s), SQLITE_OK);
	sqlite3_busy_timeout(s, 2000);
	return s;
}

/* SQLite's extended code for running this. */
static inline int
raw(const struct records *r, const char *sql)
{
	sqlite3 *s = raw_open(r);
	int code;

	sqlite3_exec(s, sql, NULL, NULL, NULL);
	code = sqlite3_extended_errcode(s);
	sqlite3_close(s);
	return code;
}

/* The first column of the first row; -1 where there is none. */
static inline int64_t
raw_int(const struct records *r, const char *sql)
{
	sqlite3 *s = raw_open(r);
	int64_t v = -1;
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(s, sql, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(s));
	if (sqlite3_step(st) == SQLITE_ROW)
		v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(s);
	return v;
}

/* ---- an organisation of each workflow, and people ---- */

/* A change by p in o; each NULL: the operator, the installation. */
static inline struct unit
unit_of(const struct org *o, const struct person *p)
{
	return (struct unit){ .org = o != NULL ? o->id : ORG_INSTALLATION,
		.by = { p != NULL ? p->id : 0, p != NULL ? p->user : "operator",
		    p != NULL ? "web" : "cli" } };
}

static inline void
records_store(struct records *r, struct catalogue *c)
{
	struct unit u = unit_of(NULL, NULL);

	assert_err(catalogue_store(r->db, &u, c), OK);
}

static inline void
records_org(
    struct records *r, struct org *o, const char *code, const char *type)
{
	struct unit u = unit_of(NULL, NULL);

	*o = (struct org){ .code = code, .name = code, .type = type };
	assert_err(org_add(r->db, &u, o), OK);
}

static inline void
records_person(struct records *r, struct person *p, const struct org *home,
    const char *user, enum role role)
{
	struct unit u = unit_of(home, NULL);
	struct grant g = { .role = role };

	*p = (struct person){ .user = user, .name = user };
	assert_err(person_add(r->db, &u, p), OK);
	p->user = user;
	g.person = p->id;
	if (role != ROLE_PUBLIC)
		assert_err(role_grant(r->db, &u, &g), OK);
}

/* Somebody of no organisation, so that groups have a member. */
#define RECORDS_KEEPER 4712

/* A group that work can be given to. */
static inline void
records_group(
    struct records *r, const struct org *o, int64_t id, const char *name)
{
	static const char text[] =
	    "INSERT INTO work_group (org_id, id, name, folded, closed) "
	    "VALUES (%lld, %lld, '%s', lower('%s'), 0); "
	    "INSERT INTO work_group_member (org_id, group_id, person_id) "
	    "VALUES (%lld, %lld, %lld)";

	assert_int_equal(raw(r, arena_printf(r->arena, text, (long long)o->id,
				    (long long)id, name, name, (long long)o->id,
				    (long long)id, (long long)RECORDS_KEEPER)),
	    SQLITE_OK);
}

static inline void
records_groups(struct records *r)
{
	static const char *const names[] = { "J. Smith", "A. Jones", "Ann" };
	size_t i;

	raw(r, "INSERT INTO person (id, user_name, name, org_id, closed, "
	       "added_at) VALUES (4712, 'keeper', 'keeper', NULL, 0, 1)");
	for (i = 0; i < COUNT(names); i++) {
		records_group(r, &r->trust, (int64_t)i + 1, names[i]);
		records_group(r, &r->supplier, (int64_t)i + 1, names[i]);
	}
}

static inline void
records_fill(struct records *r)
{
	set_make(r->arena, &r->simple, "14", "CTP", WORKFLOW_SIMPLIFIED);
	set_make(r->arena, &r->full, "14", "ACU", WORKFLOW_FULL);
	records_store(r, &r->simple);
	records_store(r, &r->full);
	records_org(r, &r->supplier, "8XX01", "CTP");
	records_org(r, &r->trust, "RX901", "ACU");
	records_person(r, &r->assessor, &r->trust, "daniel", ROLE_ASSESSOR);
	records_person(r, &r->reviewer, &r->trust, "sunita", ROLE_REVIEWER);
	records_person(r, &r->admin, &r->trust, "priya", ROLE_ADMINISTRATOR);
	records_groups(r);
}

/* Open the year that the set is for. */
static inline void
records_year(struct records *r, const struct org *o, const struct catalogue *c,
    struct assessment *s)
{
	struct unit u = unit_of(o, NULL);

	assert_err(assessment_open(
		       r->db, r->arena, &u, o, c, day_make(2026, 11, 22), s),
	    OK);
}

/* How many rows the chain of this organisation has. */
static inline int64_t
chain_rows(const struct records *r, int64_t org)
{
	return raw_int(r, arena_printf(r->arena,
			      "SELECT count(*) FROM audit WHERE org_id = %lld",
			      (long long)org));
}

/* ---- what ends the process is tried in another one ---- */

#define DIED_ABORT (-SIGABRT)

/* How fn ended in a child: its exit status, or the negative signal. */
static inline int
in_child(void (*fn)(struct records *), struct records *r)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		fn(r);
		_exit(0);
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}
#endif
