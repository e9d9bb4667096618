/*
 * pages.c - pages of a real database in this process, without sockets.
 *
 *	pages token DB USER            cookie and form token of a new session
 *	pages get DB USER URI N        ask N times; USER - is nobody
 *	pages each DB USER URI...      ask for each twice, one after another
 *	pages show DB USER URI         the page itself
 *	pages find DB USER N           look the session up N times, no more
 *	pages work DB USER N           look up what waits for them N times
 *	pages save DB USER URI N       save a requirement's form N times
 *
 * What one request costs is the difference of two runs by their N.
 */
#include <unistd.h>

#include "bench.h"
#include "work.h"

struct body {
	const char *p;
	size_t n;
};

static size_t
read_body(void *from, char *to, size_t n)
{
	struct body *b = from;

	if (n > b->n)
		n = b->n;
	memcpy(to, b->p, n);
	b->p += n;
	b->n -= n;
	return n;
}

static struct wire_request
request(const char *method, const char *uri, const char *cookie)
{
	return (struct wire_request){
		.method = method,
		.uri = uri,
		.cookie = cookie,
		.content_type = "",
		.content_length = "",
		.remote = "127.0.0.1",
		.origin = "",
		.fetch_site = "",
		.authorization = "",
		.idempotency_key = "",
		.host = "127.0.0.1",
		.none_match = "",
		.read = read_body,
	};
}

static void
cookie_of(
    struct bench_place *p, const char *user, struct session *s, char cookie[64])
{
	char token[SESSION_TOKEN_TEXT];

	cookie[0] = '\0';
	if (strcmp(user, "-") == 0)
		return;
	bench_session(p, user, token, s);
	snprintf(cookie, 64, "igtk=%s", token);
}

static void
get(struct bench_place *p, const char *cookie, const char *uri, long n)
{
	const struct wire_request w = request("GET", uri, cookie);

	while (n-- > 0) {
		app_serve(&p->app, &w, &p->reply);
		if (p->reply.status != 200)
			bench_die("not 200", buf_text(&p->reply.head));
	}
	printf("%zu bytes\n", p->reply.body.n);
}

/* The first time statements are made ready; the second is what a page costs. */
static void
each(struct bench_place *p, const char *cookie, char **uris)
{
	for (; *uris != NULL; uris++)
		get(p, cookie, *uris, 2);
}

static void
show(struct bench_place *p, const char *cookie, const char *uri)
{
	const struct wire_request w = request("GET", uri, cookie);

	app_serve(&p->app, &w, &p->reply);
	if (p->reply.status != 200)
		bench_die("not 200", buf_text(&p->reply.head));
	fwrite(p->reply.body.p, 1, p->reply.body.n, stdout);
}

struct finding {
	struct bench_place *p;
	const char *token;
	const struct session *session;
	long n;
};

static enum err
find(struct db *db, void *arg)
{
	const struct finding *f = arg;
	const struct config *c = f->p->app.config;
	const struct session_limits limits = { c->session.idle_s,
		c->session.whole_s };
	struct session s;
	enum err e = OK;
	long i;

	for (i = 0; i < f->n && e == OK; i++) {
		arena_reset(f->p->app.arena);
		e = session_find(
		    db, f->p->app.arena, f->token, &limits, clock_now(), &s);
	}
	return e;
}

static enum err
work(struct db *db, void *arg)
{
	const struct finding *f = arg;
	const struct work_asker who = { f->session->org, f->session->person,
		f->session->roles, clock_day(clock_now()) };
	struct work_list all = { NULL, 0 };
	enum err e = OK;
	long i;

	for (i = 0; i < f->n && e == OK; i++) {
		arena_reset(f->p->app.arena);
		e = work_of(db, f->p->app.arena, &who, &all);
	}
	printf("%zu wait\n", all.n);
	return e;
}

static void
save(struct bench_place *p, const char *cookie, const char *csrf,
    const char *uri, long n)
{
	struct wire_request w = request("GET", uri, cookie);
	char form[600], length[24], edition[24];
	struct body body;
	long i, first;

	app_serve(&p->app, &w, &p->reply);
	if (!bench_hidden(
		buf_text(&p->reply.body), "edition", edition, sizeof(edition)))
		bench_die("no form at", uri);
	first = bench_count(edition);
	w = request("POST", uri, cookie);
	w.content_type = BENCH_FORM;
	w.content_length = length;
	w.from = &body;
	for (i = 0; i < n; i++) {
		body.n = (size_t)bench_form(form, sizeof(form), csrf,
		    (long)(clock_now() * 16 + i % 16), first + i);
		body.p = form;
		snprintf(length, sizeof(length), "%zu", body.n);
		app_serve(&p->app, &w, &p->reply);
		if (p->reply.status != 303)
			bench_die("not 303", buf_text(&p->reply.head));
	}
	printf("%ld saved\n", n);
}

static void
run(struct bench_place *p, int argc, char **argv)
{
	const char *what = argv[1], *uri = argc > 4 ? argv[4] : "";
	struct session s = { 0 };
	char cookie[64];

	cookie_of(p, argv[3], &s, cookie);
	if (strcmp(what, "token") == 0 && argc == 4) {
		printf("%s %s\n", cookie, s.csrf);
	} else if (strcmp(what, "show") == 0 && argc == 5) {
		show(p, cookie, uri);
	} else if (strcmp(what, "find") == 0 && argc == 5) {
		struct finding f = { p, cookie + 5, &s, bench_count(uri) };

		if (db_read(p->app.reader, find, &f) != OK)
			bench_die("no session of", argv[3]);
	} else if (strcmp(what, "work") == 0 && argc == 5) {
		struct finding f = { p, cookie + 5, &s, bench_count(uri) };

		if (db_read(p->app.reader, work, &f) != OK)
			bench_die("no work of", argv[3]);
	} else if (strcmp(what, "get") == 0 && argc == 6) {
		get(p, cookie, uri, bench_count(argv[5]));
	} else if (strcmp(what, "each") == 0 && argc >= 5) {
		each(p, cookie, argv + 4);
	} else if (strcmp(what, "save") == 0 && argc == 6) {
		save(p, cookie, s.csrf, uri, bench_count(argv[5]));
	} else {
		bench_die("see the top of pages.c for", what);
	}
}

int
main(int argc, char **argv)
{
	struct bench_place p;

	if (argc < 4)
		bench_die("usage", "pages WHAT DB USER [URI...] [N]");
	setenv("TZ", "Europe/London", 1);
	bench_open(&p, argv[2]);
	run(&p, argc, argv);
	buf_clear(&p.reply.head);
	buf_clear(&p.reply.body);
	app_close(&p.app);
	config_clear(&p.config);
	return 0;
}
