/*
 * posts.c - many people who send forms at once, over the FastCGI socket.
 *
 *	posts save SOCKET SECONDS PEOPLE COOKIE...
 *	posts sign-in SOCKET SECONDS PEOPLE NAME PASSWORD
 *
 * save: each saves a requirement of its own again and again, out of the open
 * years that the sessions may see.  sign-in: person I signs in as NAME and I,
 * with PASSWORD, again and again.  Prints the answers 303 in a second, the
 * longest wait in microseconds, and how many were 503 or another.
 */
#include <pthread.h>

#include "bench.h"
#include "fcgi_client.h"

#define YEAR "/assessment/14.1"
#define PEOPLE_MOST 64

struct poster {
	pthread_t thread;
	const char *socket, *cookie;
	char path[80], csrf[80];
	const char *user, *password; /* of who signs in; else NULL */
	char name[80], pre[80];
	long edition; /* that the form has now */
	long op;
	int64_t until, longest;
	long done, busy, other;
};

static const char *
status_of(const struct buf *in)
{
	return in->n > 24 ? in->p + 8 : "no answer";
}

/* The whole answer in `in`; false where it is not of this status. */
static bool
ask(const char *socket, const struct fcgi_asking *a, const char *status,
    struct buf *in)
{
	struct buf request = { 0 };
	bool good = false;
	int fd = fcgi_reach(socket);

	buf_reset(in);
	if (fd >= 0) {
		fcgi_request(&request, a);
		good = fcgi_ask(fd, &request, status, in);
		close(fd);
	}
	buf_clear(&request);
	return good;
}

/* The text of a page; in is its place. */
static const char *
page(const char *socket, const char *path, const char *cookie, struct buf *in)
{
	const struct fcgi_asking a = { "GET", path, cookie, NULL };
	struct buf records = { 0 };

	if (!ask(socket, &a, "Status: 200", &records))
		bench_die("no page", path);
	fcgi_content(&records, in);
	buf_clear(&records);
	return buf_text(in);
}

static void
body_of(const struct poster *p, char *to, size_t size)
{
	if (p->user != NULL)
		snprintf(to, size, "csrf=%s&op=%ld&next=&user=%s&password=%s",
		    p->csrf, p->op, p->name, p->password);
	else
		bench_form(to, size, p->csrf, p->op, p->edition);
}

static void
count(struct poster *p, bool good, const struct buf *in, int64_t took)
{
	const char *status = status_of(in);

	if (took > p->longest)
		p->longest = took;
	if (good) {
		p->done++;
		p->edition++;
	} else if (strncmp(status, "Status: 503", 11) == 0) {
		p->busy++;
	} else if (p->other++ == 0) {
		fprintf(stderr, "posts: %s: %.*s\n", p->path,
		    (int)strcspn(status, "\r"), status);
	}
}

static void *
work(void *arg)
{
	struct poster *p = arg;
	struct buf in = { 0 };
	int64_t before, now = clock_ticks();
	char body[600];
	const struct fcgi_asking a = { "POST", p->path, p->cookie, body };
	bool good;

	while (now < p->until) {
		before = now;
		p->op += PEOPLE_MOST;
		body_of(p, body, sizeof(body));
		good = ask(p->socket, &a, "Status: 303", &in);
		now = clock_ticks();
		count(p, good, &in, now - before);
	}
	buf_clear(&in);
	return NULL;
}

static bool
form_at(struct poster *p, struct buf *in)
{
	const char *text = page(p->socket, p->path, p->cookie, in);
	char edition[24];

	if (!bench_hidden(text, "edition", edition, sizeof(edition)) ||
	    !bench_hidden(text, "csrf", p->csrf, sizeof(p->csrf)))
		return false;
	p->edition = bench_count(edition);
	return true;
}

/* Give one form of this session's year to each, until there is no more. */
static long
share_out(struct poster *all, long given, long people, const char *cookie)
{
	static const char link[] = "href=\"" YEAR "/requirement/";
	struct buf list = { 0 }, in = { 0 };
	const char *at = page(all[0].socket, YEAR, cookie, &list);

	while (given < people && (at = strstr(at, link)) != NULL) {
		struct poster *p = &all[given];

		at += strlen("href=\"");
		snprintf(p->path, sizeof(p->path), "%.*s",
		    (int)strcspn(at, "\""), at);
		p->cookie = cookie;
		if (form_at(p, &in))
			given++;
	}
	buf_clear(&list);
	buf_clear(&in);
	return given;
}

/* Who has no session shows the same cookie twice: in the form as its MAC. */
static void
meet(struct poster *p, long i)
{
	static const char header[] = "Set-Cookie: ";
	struct buf in = { 0 };
	const char *text = page(p->socket, "/sign-in", "", &in), *at;

	if ((at = strstr(text, header)) == NULL ||
	    !bench_hidden(text, "csrf", p->csrf, sizeof(p->csrf)))
		bench_die("no form at", "/sign-in");
	at += strlen(header);
	snprintf(p->pre, sizeof(p->pre), "%.*s", (int)strcspn(at, ";"), at);
	snprintf(p->name, sizeof(p->name), "%s%ld", p->user, i);
	snprintf(p->path, sizeof(p->path), "/sign-in");
	p->cookie = p->pre;
	buf_clear(&in);
}

static void
prepare(struct poster *all, long people, int argc, char **argv)
{
	long given = 0, i;

	for (i = 0; i < people; i++)
		all[i].socket = argv[2];
	if (strcmp(argv[1], "sign-in") == 0 && argc == 7) {
		for (i = 0; i < people; i++) {
			all[i].user = argv[5];
			all[i].password = argv[6];
			meet(&all[i], i);
		}
		return;
	}
	if (strcmp(argv[1], "save") != 0)
		bench_die("see the top of posts.c for", argv[1]);
	for (i = 5; i < argc; i++)
		given = share_out(all, given, people, argv[i]);
	if (given < people)
		bench_die("fewer forms than people", argv[4]);
}

/* What was answered with 303 must be there, each as one more edition. */
static void
look_again(struct poster *p)
{
	const long edition = p->edition;
	struct buf in = { 0 };

	if (!form_at(p, &in) || p->edition != edition)
		bench_die("not what was saved", p->path);
	buf_clear(&in);
}

static void
run(struct poster *all, long people, int64_t length)
{
	struct poster sum = { 0 };
	int64_t began = clock_ticks(), took;
	long i;

	for (i = 0; i < people; i++) {
		all[i].until = began + length;
		all[i].op = (long)(clock_now() * 2048 + i);
		if (pthread_create(&all[i].thread, NULL, work, &all[i]) != 0)
			bench_die("no thread for", all[i].path);
	}
	for (i = 0; i < people; i++) {
		pthread_join(all[i].thread, NULL);
		sum.done += all[i].done;
		sum.busy += all[i].busy;
		sum.other += all[i].other;
		if (all[i].longest > sum.longest)
			sum.longest = all[i].longest;
	}
	took = clock_ticks() - began;
	for (i = 0; i < people && all[0].user == NULL; i++)
		look_again(&all[i]);
	printf("%.1f %lld %ld %ld\n", (double)sum.done * SECOND / (double)took,
	    (long long)sum.longest, sum.busy, sum.other);
}

int
main(int argc, char **argv)
{
	static struct poster all[PEOPLE_MOST];
	long people;

	if (argc < 6)
		bench_die("usage", "posts WHAT SOCKET SECONDS PEOPLE ...");
	people = bench_count(argv[4]);
	if (people < 1 || people > PEOPLE_MOST)
		bench_die("1 to 64 people, not", argv[4]);
	prepare(all, people, argc, argv);
	run(all, people, bench_count(argv[3]) * SECOND);
	return 0;
}
