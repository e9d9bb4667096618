/* pin_test.c - PINs: which are taken, when they lock, who may guess. */
#include <time.h>

#include "training_set.h"

#include <fcntl.h>

#include "pin.h"

#define RIGHT "274913"

static struct staff
with_pin(struct records *r)
{
	struct staff s;
	struct unit u;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "20415678", "Kofi", "Mensah");
	assert_err(pin_set(r->db, &u, &s, RIGHT), OK);
	return s;
}

static enum err
try_pin(struct records *r, int64_t staff, const char *pin)
{
	struct unit u = unit_of(&r->trust, NULL);

	return pin_try(r->db, &u, staff, pin);
}

static struct pin_state
state_of(struct records *r, int64_t staff)
{
	struct pin_state p;

	assert_err(pin_read(r->db, r->trust.id, staff, &p), OK);
	return p;
}

static void
test_which_pins_are_taken(void **state)
{
	static const struct {
		const char *pin;
		enum pin_fault fault;
	} all[] = { { "", PIN_FORM }, { "27491", PIN_FORM },
		{ "2749130", PIN_FORM }, { "27491x", PIN_FORM },
		{ " 27491", PIN_FORM }, { "111111", PIN_PLAIN },
		{ "000000", PIN_PLAIN }, { "123456", PIN_PLAIN },
		{ "654321", PIN_PLAIN }, { "789012", PIN_PLAIN },
		{ "135791", PIN_PLAIN }, { "121212", PIN_PLAIN },
		{ "123123", PIN_PLAIN }, { "112233", PIN_PLAIN },
		{ "998877", PIN_PLAIN }, { "111222", PIN_PLAIN },
		{ "415678", PIN_OWN }, { "204156", PIN_OWN },
		{ "041567", PIN_OWN }, { "770455", PIN_OWN },
		{ RIGHT, PIN_FINE }, { "112234", PIN_FINE },
		{ "123457", PIN_FINE }, { "123124", PIN_FINE } };
	const struct staff s = { .number = "2041-5678", .badge = "9770455" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		if (pin_judge(all[i].pin, &s) != all[i].fault)
			fail_msg("%s", all[i].pin);
		assert_int_equal(pin_says(all[i].fault)[0] == '\0',
		    all[i].fault == PIN_FINE);
	}
}

static void
test_a_faulty_pin_is_not_set(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r), none = s;
	struct unit u = unit_of(&r->trust, &r->admin);

	assert_err(pin_set(r->db, &u, &s, "123456"), ERR_INVALID);
	assert_err(pin_set(r->db, &u, &s, "415678"), ERR_INVALID);
	assert_err(try_pin(r, s.id, RIGHT), OK);
	none.id = 99;
	assert_err(pin_set(r->db, &u, &none, RIGHT), ERR_NOTFOUND);
	u = unit_of(&r->supplier, NULL);
	assert_err(pin_set(r->db, &u, &s, RIGHT), ERR_NOTFOUND);
}

static void
test_only_a_hash_is_kept(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);

	assert_int_equal(raw_int(r, "SELECT count(*) FROM pin WHERE hash LIKE "
				    "'$argon2id$v=19$m=19456,t=2,p=1$%'"),
	    1);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM pin WHERE hash LIKE "
				    "'%" RIGHT "%'"),
	    0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit WHERE "
				    "action = 'pin.set' AND detail = '{}'"),
	    1);
	assert_true(state_of(r, s.id).set);
}

static void
test_the_fifth_wrong_one_locks_it(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	struct staff_list locked;
	int i;

	for (i = 0; i < PIN_LIMIT; i++) {
		assert_false(state_of(r, s.id).locked);
		assert_err(try_pin(r, s.id, "274914"), ERR_DENIED);
	}
	assert_true(state_of(r, s.id).locked);
	assert_err(try_pin(r, s.id, RIGHT), ERR_DENIED);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = 'pin.lock'"),
	    1);
	assert_err(pin_locked(r->db, r->arena, r->trust.id, &locked), OK);
	assert_int_equal(locked.n, 1);
	assert_string_equal(locked.v[0].number, "20415678");
	assert_err(pin_locked(r->db, r->arena, r->supplier.id, &locked), OK);
	assert_int_equal(locked.n, 0);
}

static void
test_the_right_one_sets_the_count_back(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	int i, round;

	for (round = 0; round < 2; round++) {
		for (i = 1; i < PIN_LIMIT; i++)
			assert_err(try_pin(r, s.id, "918273"), ERR_DENIED);
		assert_err(try_pin(r, s.id, RIGHT), OK);
	}
	/* The last attempt that there is may be the right one. */
	for (i = 1; i < PIN_LIMIT; i++)
		assert_err(try_pin(r, s.id, "918273"), ERR_DENIED);
	assert_err(try_pin(r, s.id, RIGHT), OK);
	assert_false(state_of(r, s.id).locked);
}

static void
test_setting_it_again_unlocks_it(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	struct unit u = unit_of(&r->trust, &r->admin);
	int i;

	for (i = 0; i < PIN_LIMIT; i++)
		assert_err(try_pin(r, s.id, "274914"), ERR_DENIED);
	assert_err(pin_set(r->db, &u, &s, "905172"), OK);
	assert_false(state_of(r, s.id).locked);
	assert_err(try_pin(r, s.id, RIGHT), ERR_DENIED);
	assert_err(try_pin(r, s.id, "905172"), OK);
}

/* An attempt whose judge died stays counted. */
static void
test_what_was_not_judged_to_its_end_counts(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);

	assert_int_equal(raw(r, "UPDATE pin SET refused = 5"), 0);
	assert_true(state_of(r, s.id).locked);
	assert_err(try_pin(r, s.id, RIGHT), ERR_DENIED);
}

static void
test_no_pin_and_nobody_are_refused_alike(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r), other;
	int64_t rows = chain_rows(r, r->trust.id) + 1;

	other = staff_made(r, "20415679", "Ada", "Okafor");
	assert_false(state_of(r, other.id).set);
	assert_err(try_pin(r, other.id, RIGHT), ERR_DENIED);
	assert_err(try_pin(r, 0, RIGHT), ERR_DENIED);
	assert_err(try_pin(r, 99, RIGHT), ERR_DENIED);
	assert_int_equal(chain_rows(r, r->trust.id), rows);
	assert_err(try_pin(r, s.id, RIGHT), OK);
}

/* Of the processor, so that whoever else is at work does not matter. */
static int64_t
worked(void)
{
	struct timespec t;

	assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
	return t.tv_sec * SECOND + t.tv_nsec / 1000;
}

static int64_t
least_of(struct records *r, int64_t staff, const char *pin)
{
	int64_t began, took, least = INT64_MAX;
	int i;

	for (i = 0; i < 4; i++) {
		began = worked();
		(void)try_pin(r, staff, pin);
		took = worked() - began;
		least = took < least ? took : least;
	}
	return least;
}

/* Whoever asks about nobody waits as long: a hash, whatever the answer. */
static void
test_refusals_cost_as_much(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	int64_t wrong = least_of(r, s.id, "274914");
	int64_t nobody = least_of(r, 0, "274914");

	assert_true(nobody > wrong / 3);
	assert_true(nobody < wrong * 3);
}

static void
test_it_is_taken_away(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	struct unit u = unit_of(&r->supplier, NULL);

	assert_err(pin_remove(r->db, &u, s.id), ERR_NOTFOUND);
	u = unit_of(&r->trust, &r->admin);
	assert_err(pin_remove(r->db, &u, s.id), OK);
	assert_err(pin_remove(r->db, &u, s.id), ERR_NOTFOUND);
	assert_err(try_pin(r, s.id, RIGHT), ERR_DENIED);
}

/* ---- four at once ---- */

/* Guess as a process of its own; exits with how often it was right. */
static pid_t
guesser(struct records *r, int64_t staff, int first, const int gate[2])
{
	pid_t pid = fork();
	struct db *db;
	char pin[16], go;
	int i;

	if (pid != 0)
		return pid;
	close(gate[1]);
	if (read(gate[0], &go, 1) < 0 || db_open(r->path, DB_WRITE, &db) != OK)
		_exit(99);
	for (i = 0; i < 3; i++) {
		struct unit u = unit_of(&r->trust, NULL);

		snprintf(pin, sizeof(pin), "%06d", 300000 + first + i);
		if (pin_try(db, &u, staff, pin) != ERR_DENIED)
			_exit(1);
	}
	_exit(0);
}

/* The log's lines of those that came as far as the hash. */
static int
judged(FILE *log)
{
	char line[300];
	int n = 0;

	rewind(log);
	while (fgets(line, sizeof(line), log) != NULL)
		n += strstr(line, "pin.judged") != NULL;
	return n;
}

static void
test_four_at_once_have_no_more_tries(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	FILE *log = tmpfile();
	int gate[2], kept = dup(STDERR_FILENO), status, i;
	pid_t pid[4];

	assert_non_null(log);
	assert_int_equal(pipe(gate), 0);
	dup2(fileno(log), STDERR_FILENO);
	for (i = 0; i < 4; i++)
		pid[i] = guesser(r, s.id, i * 10, gate);
	close(gate[1]); /* all at once */
	for (i = 0; i < 4; i++) {
		assert_true(waitpid(pid[i], &status, 0) == pid[i]);
		assert_int_equal(status, 0);
	}
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(gate[0]);
	assert_int_equal(judged(log), PIN_LIMIT);
	fclose(log);
	assert_true(state_of(r, s.id).locked);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = 'pin.lock'"),
	    1);
}

/* The memory of a hash goes back: a worker lives on for days. */
static int64_t
resident_kib(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long pages = 0;

	assert_non_null(f);
	assert_int_equal(fscanf(f, "%*d %ld", &pages), 1);
	fclose(f);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void
test_a_hash_leaves_no_memory_behind(void **state)
{
	struct records *r = *state;
	struct staff s = with_pin(r);
	int64_t before = resident_kib();
	int i;

	for (i = 0; i < 3; i++)
		assert_err(try_pin(r, s.id, RIGHT), OK);
	assert_true(resident_kib() - before < 2048);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_pins_are_taken),
		with_records(test_a_faulty_pin_is_not_set),
		with_records(test_only_a_hash_is_kept),
		with_records(test_the_fifth_wrong_one_locks_it),
		with_records(test_the_right_one_sets_the_count_back),
		with_records(test_setting_it_again_unlocks_it),
		with_records(test_what_was_not_judged_to_its_end_counts),
		with_records(test_no_pin_and_nobody_are_refused_alike),
		with_records(test_refusals_cost_as_much),
		with_records(test_it_is_taken_away),
		with_records(test_four_at_once_have_no_more_tries),
		with_records(test_a_hash_leaves_no_memory_behind),
	};

	return cmocka_run_group_tests_name("pin", tests, NULL, NULL);
}
