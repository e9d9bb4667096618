/* world.h - the whole application in one process, with a broker beside it. */
#ifndef WORLD_H
#define WORLD_H
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "auth.h"
#include "clock.h"
#include "db.h"
#include "fresh.h"
#include "wire.h"

#define FORM_TYPE "application/x-www-form-urlencoded"

/* The application as a worker has it, and the broker it asks. */
struct world {
	char dir[40], database[64], socket[64];
	struct config config;
	struct app app;
	struct wire_reply reply;
	struct wire_request wire;
	struct memory body;
	char length[24];
	int64_t person;
	pid_t broker;
};

/* ---- a broker that judges by the password alone ---- */

static inline void
answer_one(int fd)
{
	struct auth_reply a = { .magic = AUTH_MAGIC, .uid = UINT32_MAX };
	struct auth_request q;

	if (recv(fd, &q, sizeof(q), 0) != (ssize_t)sizeof(q))
		return;
	if (strcmp(q.password, "right") == 0)
		a.verdict = AUTH_OK;
	else if (strcmp(q.password, "old") == 0)
		a.verdict = AUTH_EXPIRED;
	else if (strcmp(q.password, "busy") == 0)
		a.verdict = AUTH_BUSY;
	if (a.verdict == AUTH_OK || a.verdict == AUTH_EXPIRED)
		memcpy(a.user, q.user, sizeof(a.user));
	if (send(fd, &a, sizeof(a), MSG_NOSIGNAL) < 0)
		_exit(1);
}

static inline pid_t
start_broker(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0), one;
	pid_t pid;

	memcpy(a.sun_path, path, strlen(path) + 1);
	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0 ||
	    listen(fd, 16) < 0)
		abort();
	if ((pid = fork()) == 0)
		for (;;) {
			if ((one = accept(fd, NULL, NULL)) < 0)
				_exit(1);
			answer_one(one);
			close(one);
		}
	close(fd);
	return pid;
}

/* ---- the world ---- */

static inline int64_t
add_person(struct db *db, const char *user)
{
	struct unit u = { .by = { .name = "test", .source = "cli" } };
	struct person p = { .user = user, .name = "Priya <Anand>" };

	assert_int_equal(person_add(db, &u, &p), OK);
	return p.id;
}

static inline int
open_world(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct buf faults = { 0 };

	snprintf(w->dir, sizeof(w->dir), "%s/igtk-app-XXXXXX", fresh_base());
	if (w == NULL || mkdtemp(w->dir) == NULL ||
	    config_load(&w->config, NULL, &faults) != OK)
		return -1;
	snprintf(w->database, sizeof(w->database), "%s/igtk.db", w->dir);
	snprintf(w->socket, sizeof(w->socket), "%s/authd", w->dir);
	free(w->config.database.path);
	free(w->config.sign_in.socket);
	w->config.database.path = strdup(w->database);
	w->config.sign_in.socket = strdup(w->socket);
	w->broker = start_broker(w->socket);
	if (fresh_records(w->database) != OK ||
	    app_open(&w->config, &w->app) != OK)
		return -1;
	w->person = add_person(w->app.writer, "priya");
	*state = w;
	return 0;
}

/* Files that were sent and not taken in. */
static inline void
remove_imports(struct world *w)
{
	char folder[100], file[400];
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof(folder), "%s-import", w->database);
	dir = opendir(folder);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		snprintf(file, sizeof(file), "%s/%s", folder, entry->d_name);
		unlink(file);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(folder);
}

static inline int
close_world(void **state)
{
	struct world *w = *state;
	char line[100];

	kill(w->broker, SIGKILL);
	waitpid(w->broker, NULL, 0);
	app_close(&w->app);
	config_clear(&w->config);
	buf_clear(&w->reply.head);
	buf_clear(&w->reply.body);
	static const char *const files[] = { "igtk.db", "igtk.db-wal",
		"igtk.db-shm", "igtk.db-lock", "authd" };
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(line, sizeof(line), "%s/%s", w->dir, files[i]);
		unlink(line);
	}
	remove_imports(w);
	rmdir(w->dir);
	free(w);
	return 0;
}

/* ---- asking ---- */

static inline void
prepare(struct world *w, const char *method, const char *uri)
{
	w->wire = wire(method, uri);
	w->wire.from = &w->body;
	w->body = (struct memory){ "", 0 };
}

static inline void
with_body(struct world *w, const char *text)
{
	w->body = (struct memory){ text, strlen(text) };
	snprintf(w->length, sizeof(w->length), "%zu", strlen(text));
	w->wire.content_length = w->length;
	w->wire.content_type = FORM_TYPE;
}

static inline int
serve(struct world *w)
{
	app_serve(&w->app, &w->wire, &w->reply);
	return w->reply.status;
}

static inline int
get(struct world *w, const char *uri)
{
	prepare(w, "GET", uri);
	return serve(w);
}

static inline bool
has(struct world *w, const char *line)
{
	return strstr(buf_text(&w->reply.head), line) != NULL;
}

static inline bool
shows(struct world *w, const char *text)
{
	return strstr(buf_text(&w->reply.body), text) != NULL;
}

/* The value of a hidden field of the page that was answered last. */
static inline void
hidden(struct world *w, const char *name, char value[64])
{
	char start[64];
	const char *at;

	snprintf(start, sizeof(start), "name=\"%s\" value=\"", name);
	at = strstr(buf_text(&w->reply.body), start);
	assert_non_null(at);
	at += strlen(start);
	snprintf(value, 64, "%.*s", (int)strcspn(at, "\""), at);
}

/* The value of a cookie that was set by the last answer. */
static inline void
cookie_set(struct world *w, const char *name, char value[64])
{
	char start[64];
	const char *at;

	snprintf(start, sizeof(start), "Set-Cookie: %s=", name);
	at = strstr(buf_text(&w->reply.head), start);
	assert_non_null(at);
	at += strlen(start);
	snprintf(value, 64, "%.*s", (int)strcspn(at, ";"), at);
}

/* A session of Priya's: its cookie, and what its forms hold. */
static inline void
session(struct world *w, char cookie[64], char csrf[64])
{
	const struct session_limits limits = { 900, 43200 };
	struct unit u = { .by = { .name = "", .source = "web" } };
	struct groups none = { 0 };
	char token[SESSION_TOKEN_TEXT];
	struct session s;

	assert_int_equal(
	    session_begin(w->app.writer, &u, w->person, &none, token), OK);
	assert_int_equal(session_find(w->app.reader, w->app.arena, token,
			     &limits, clock_now(), &s),
	    OK);
	snprintf(csrf, 64, "%s", s.csrf);
	snprintf(cookie, 64, "__Host-igtk=%s", token);
}

static inline int
post(struct world *w, const char *uri, const char *cookie, const char *csrf,
    const char *op)
{
	static char body[300];

	snprintf(body, sizeof(body), "csrf=%s%s%s", csrf,
	    op[0] == '\0' ? "" : "&op=", op);
	prepare(w, "POST", uri);
	with_body(w, body);
	w->wire.cookie = cookie;
	return serve(w);
}
#endif
