/* broker_test.c - the broker's client against a server that says anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "broker_priv.h"
#include "clock.h"

#define SHORT_WAIT (SECOND / 5)
#define LONG_WAIT (5 * SECOND)

struct fixture {
	char folder[64];
	char path[96];
	int listener;
};

/* What the server does with one asker. */
struct script {
	struct auth_reply reply;
	size_t size;  /* of the reply; may be more than the reply has */
	bool silent;  /* read, say nothing, stay */
	bool hang_up; /* read, say nothing, close */
	bool hurried; /* answer and refuse to listen, as a full broker does */
	const struct auth_request *expect; /* exit 1 if it differs */
};

static int
set_up(void **state)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	snprintf(f->folder, sizeof(f->folder), "/tmp/broker_test.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/s", f->folder);
	snprintf(a.sun_path, sizeof(a.sun_path), "%s", f->path);
	f->listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	assert_int_equal(
	    bind(f->listener, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(f->listener, 4), 0);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	close(f->listener);
	unlink(f->path);
	rmdir(f->folder);
	free(f);
	return 0;
}

static _Noreturn void
act(int listener, const struct script *s)
{
	int fd = accept(listener, NULL, NULL), wrong = 0;
	char bytes[2 * sizeof(struct auth_reply)] = { 0 };
	struct auth_request q = { 0 };

	memcpy(bytes, &s->reply, sizeof(s->reply));
	if (s->hurried)
		shutdown(fd, SHUT_RD);
	else
		wrong = recv(fd, &q, sizeof(q), 0) != sizeof(q);
	if (s->expect != NULL && memcmp(s->expect, &q, sizeof(q)) != 0)
		wrong = 1;
	if (s->silent)
		recv(fd, &q, sizeof(q), 0); /* until the asker hangs up */
	else if (!s->hang_up)
		send(fd, bytes, s->size, MSG_NOSIGNAL);
	_exit(wrong);
}

/* One question; the server's process must end well. */
static enum auth_verdict
ask_scripted(struct fixture *f, const struct script *s, int64_t wait,
    char account[AUTH_USER_SIZE])
{
	pid_t pid = fork();
	enum auth_verdict v;
	int status;

	assert_int_not_equal(pid, -1);
	if (pid == 0)
		act(f->listener, s);
	v = broker_ask_within(wait, f->path, AUTH_AGAIN, "alice", "pass word ",
	    "123456", "192.0.2.1", account);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	return v;
}

static struct script
saying(enum auth_verdict v, const char *user)
{
	struct script s = { .size = sizeof(struct auth_reply) };

	s.reply.magic = AUTH_MAGIC;
	s.reply.verdict = (uint32_t)v;
	s.reply.uid = 1001;
	snprintf(s.reply.user, sizeof(s.reply.user), "%s", user);
	return s;
}

static void
asks_what_it_was_told(void **state)
{
	const struct auth_request expect = {
		.magic = AUTH_MAGIC,
		.op = AUTH_AGAIN,
		.user = "alice",
		.password = "pass word ",
		.code = "123456",
		.source = "192.0.2.1",
	};
	struct script s = saying(AUTH_OK, "alice.a");
	char account[AUTH_USER_SIZE] = "stale";

	s.expect = &expect;
	assert_int_equal(ask_scripted(*state, &s, LONG_WAIT, account), AUTH_OK);
	assert_string_equal(account, "alice.a");
}

static void
passes_every_verdict(void **state)
{
	char account[AUTH_USER_SIZE];

	for (int v = AUTH_NO; v <= AUTH_DOWN; v++) {
		struct script s = saying((enum auth_verdict)v, "bob");
		bool named = v == AUTH_OK || v == AUTH_EXPIRED;

		assert_int_equal(
		    ask_scripted(*state, &s, LONG_WAIT, account), v);
		assert_string_equal(account, named ? "bob" : "");
	}
}

static void
assert_down(void **state, const struct script *s)
{
	char account[AUTH_USER_SIZE] = "stale";

	assert_int_equal(
	    ask_scripted(*state, s, LONG_WAIT, account), AUTH_DOWN);
	assert_string_equal(account, "");
}

static void
refuses_other_sizes(void **state)
{
	const size_t right = sizeof(struct auth_reply);
	const size_t sizes[] = { 1, right - 1, right + 1, 2 * right };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct script s = saying(AUTH_OK, "bob");

		s.size = sizes[i];
		assert_down(state, &s);
	}
}

static void
refuses_wrong_content(void **state)
{
	struct script s = saying(AUTH_OK, "bob");

	s.reply.magic ^= 1;
	assert_down(state, &s);
	s = saying(AUTH_OK, "");
	assert_down(state, &s);
	s = saying(AUTH_OK, "bob");
	s.reply.verdict = AUTH_DOWN + 1;
	assert_down(state, &s);
	memset(s.reply.user, 'a', sizeof(s.reply.user));
	s.reply.verdict = AUTH_OK;
	assert_down(state, &s);
}

static void
hang_up_is_down(void **state)
{
	struct script s = saying(AUTH_OK, "bob");

	s.hang_up = true;
	assert_down(state, &s);
}

static void
silence_is_down_in_time(void **state)
{
	struct script s = saying(AUTH_OK, "bob");
	char account[AUTH_USER_SIZE];
	int64_t began = clock_ticks(), took;

	s.silent = true;
	assert_int_equal(
	    ask_scripted(*state, &s, SHORT_WAIT, account), AUTH_DOWN);
	took = clock_ticks() - began;
	assert_true(took >= SHORT_WAIT && took < SHORT_WAIT + 2 * SECOND);
}

/* A full broker answers before it was asked, and does not listen. */
static void
hears_an_early_answer(void **state)
{
	struct script s = saying(AUTH_BUSY, "");
	char account[AUTH_USER_SIZE];

	s.hurried = true;
	for (int i = 0; i < 50; i++)
		assert_int_equal(
		    ask_scripted(*state, &s, LONG_WAIT, account), AUTH_BUSY);
}

/* Nobody accepts and the queue is full: connect itself has to give up. */
static void
full_queue_is_down_in_time(void **state)
{
	struct fixture *f = *state;
	char account[AUTH_USER_SIZE];
	int64_t began = clock_ticks();

	for (int i = 0; i < 8; i++)
		assert_int_equal(broker_ask_within(SHORT_WAIT, f->path,
				     AUTH_SIGN_IN, "u", "p", "", "", account),
		    AUTH_DOWN);
	assert_true(clock_ticks() - began < 8 * SHORT_WAIT + 4 * SECOND);
}

static enum auth_verdict
ask_at(const char *path)
{
	char account[AUTH_USER_SIZE] = "stale";
	enum auth_verdict v;

	v = broker_ask(path, AUTH_SIGN_IN, "u", "p", "", "", account);
	assert_string_equal(account, "");
	return v;
}

static void
no_broker_is_down(void **state)
{
	struct fixture *f = *state;
	char path[200];

	snprintf(path, sizeof(path), "%s/none", f->folder);
	assert_int_equal(ask_at(path), AUTH_DOWN);
	close(f->listener); /* the socket stays, and nobody is behind it */
	assert_int_equal(ask_at(f->path), AUTH_DOWN);
	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(ask_at(path), AUTH_DOWN);
}

/* A text of n bytes, to be freed. */
static char *
text(size_t n)
{
	char *s = malloc(n + 1);

	assert_non_null(s);
	memset(s, 'x', n);
	s[n] = '\0';
	return s;
}

static void
oversize_is_no_without_asking(void **state)
{
	const size_t sizes[] = { AUTH_USER_SIZE, AUTH_PASSWORD_SIZE,
		AUTH_CODE_SIZE, AUTH_SOURCE_SIZE };
	char account[AUTH_USER_SIZE];

	(void)state;
	for (int wide = 0; wide < 4; wide++)
		for (size_t less = 0; less < 2; less++) {
			const char *t[4] = { "u", "p", "c", "s" };
			char *big = text(sizes[wide] - less);

			t[wide] = big;
			assert_int_equal(broker_ask("/nowhere/s", AUTH_SIGN_IN,
					     t[0], t[1], t[2], t[3], account),
			    less == 0 ? AUTH_NO : AUTH_DOWN);
			free(big);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    asks_what_it_was_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    passes_every_verdict, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    refuses_other_sizes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    refuses_wrong_content, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    hang_up_is_down, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    silence_is_down_in_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    hears_an_early_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    full_queue_is_down_in_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    no_broker_is_down, set_up, tear_down),
		cmocka_unit_test(oversize_is_no_without_asking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
