/* bench.h - what the programs of the benchmark share: a place to measure. */
#ifndef BENCH_H
#define BENCH_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "app.h"
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "person.h"
#include "session.h"
#include "transport.h"

#define BENCH_FORM "application/x-www-form-urlencoded"

static inline _Noreturn void
bench_die(const char *what, const char *about)
{
	fprintf(stderr, "bench: %s: %s\n", what, about);
	exit(1);
}

static inline long
bench_count(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end != '\0' || n < 0)
		bench_die("no number", text);
	return n;
}

/* A worker's whole application, without a worker around it. */
struct bench_place {
	struct config config;
	struct app app;
	struct wire_reply reply;
};

static inline void
bench_open(struct bench_place *p, const char *database)
{
	struct buf faults = { 0 };

	*p = (struct bench_place){ 0 };
	/* As igtk-fcgi does first: it chooses by the processor. */
	if (sodium_init() < 0)
		bench_die("cannot start", "libsodium");
	if (config_load(&p->config, NULL, &faults) != OK)
		bench_die("configuration", buf_text(&faults));
	free(p->config.database.path);
	p->config.database.path = strdup(database);
	p->config.web.secure = false;
	if (app_open(&p->config, &p->app) != OK)
		bench_die("cannot open", database);
}

/* A session of this person's, as signing in makes one, and its secrets. */
static inline void
bench_session(struct bench_place *p, const char *user,
    char token[SESSION_TOKEN_TEXT], struct session *s)
{
	const struct session_limits limits = { p->config.session.idle_s,
		p->config.session.whole_s };
	struct unit u = { .by = { .name = "", .source = "web" } };
	struct groups none = { 0 };
	struct person who;

	if (person_find(p->app.reader, p->app.arena, user, &who) != OK ||
	    session_begin(p->app.writer, &u, who.id, &none, token) != OK ||
	    session_find(p->app.reader, p->app.arena, token, &limits,
		clock_now(), s) != OK)
		bench_die("no session for", user);
}

/* The value of a hidden field; false where the page has none. */
static inline bool
bench_hidden(const char *page, const char *name, char *value, size_t size)
{
	char start[80];
	const char *at;

	snprintf(start, sizeof(start), "name=\"%s\" value=\"", name);
	if ((at = strstr(page, start)) == NULL)
		return false;
	at += strlen(start);
	snprintf(value, size, "%.*s", (int)strcspn(at, "\""), at);
	return true;
}

/* The body that saves a requirement again, as its form would send it. */
static inline int
bench_form(char *body, size_t size, const char *csrf, long op, long edition)
{
	return snprintf(body, size,
	    "csrf=%s&op=%ld&edition=%ld&met-1a=1&evidence-lines=0&target=2"
	    "&owner=Priya+Anand&plan=Agree+the+missing+procedure&do=save",
	    csrf, op, edition);
}
#endif
