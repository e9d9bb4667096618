/* fcgi_client.h - one FastCGI request at a time, as a web server sends it. */
#ifndef FCGI_CLIENT_H
#define FCGI_CLIENT_H
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bench.h"
#include "buf.h"

static inline void
fcgi_record(struct buf *b, int type, const void *content, size_t n)
{
	const unsigned char head[8] = { 1, (unsigned char)type, 0, 1,
		(unsigned char)(n >> 8), (unsigned char)n, 0, 0 };

	buf_add(b, head, sizeof(head));
	buf_add(b, content, n);
}

static inline void
fcgi_param(struct buf *b, const char *name, const char *value)
{
	/* Names and values below 128 bytes have lengths of one. */
	buf_putc(b, (char)strlen(name));
	buf_putc(b, (char)strlen(value));
	buf_puts(b, name);
	buf_puts(b, value);
}

struct fcgi_asking {
	const char *method, *path, *cookie; /* below 128 bytes each */
	const char *body;                   /* of a form; NULL for a GET */
};

/* A request, whole; the body is shorter than 65536 bytes. */
static inline void
fcgi_request(struct buf *b, const struct fcgi_asking *a)
{
	static const unsigned char responder[8] = { 0, 1 };
	size_t n = a->body == NULL ? 0 : strlen(a->body);
	struct buf p = { 0 };
	char length[24] = "";

	if (a->body != NULL)
		snprintf(length, sizeof(length), "%zu", n);
	fcgi_param(&p, "REQUEST_METHOD", a->method);
	fcgi_param(&p, "REQUEST_URI", a->path);
	fcgi_param(&p, "HTTP_COOKIE", a->cookie);
	fcgi_param(&p, "HTTP_HOST", "127.0.0.1");
	fcgi_param(&p, "REMOTE_ADDR", "127.0.0.1");
	fcgi_param(&p, "CONTENT_TYPE", a->body == NULL ? "" : BENCH_FORM);
	fcgi_param(&p, "CONTENT_LENGTH", length);
	fcgi_record(b, 1, responder, sizeof(responder));
	fcgi_record(b, 4, p.p, p.n);
	fcgi_record(b, 4, "", 0);
	if (n > 0)
		fcgi_record(b, 5, a->body, n);
	fcgi_record(b, 5, "", 0);
	buf_clear(&p);
}

static inline void
fcgi_get(struct buf *b, const char *path, const char *cookie)
{
	const struct fcgi_asking a = { "GET", path, cookie, NULL };

	fcgi_request(b, &a);
}

/* A connected socket, or -1 while nobody listens. */
static inline int
fcgi_reach(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || strlen(path) >= sizeof(a.sun_path))
		return -1;
	memcpy(a.sun_path, path, strlen(path) + 1);
	if (connect(fd, (const struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	close(fd);
	return -1;
}

/* Ask once; true when the answer came whole and began with this status. */
static inline bool
fcgi_ask(int fd, const struct buf *request, const char *status, struct buf *in)
{
	ssize_t n;

	buf_reset(in);
	if (send(fd, request->p, request->n, MSG_NOSIGNAL) !=
	    (ssize_t)request->n)
		return false;
	while ((n = read(fd, buf_room(in, 65536), 65536)) > 0)
		in->n += (size_t)n;
	/* The first record's head, the answer's, the last record's end. */
	return n == 0 && in->n > 8 + strlen(status) + 16 && in->p[1] == 6 &&
	       strncmp(in->p + 8, status, strlen(status)) == 0 &&
	       in->p[in->n - 15] == 3;
}

/* The answer itself, out of its records. */
static inline void
fcgi_content(const struct buf *in, struct buf *out)
{
	size_t at = 0, n;

	buf_reset(out);
	while (at + 8 <= in->n) {
		const unsigned char *h = (const unsigned char *)in->p + at;

		n = (size_t)h[4] << 8 | h[5];
		if (h[1] == 6 && at + 8 + n <= in->n)
			buf_add(out, in->p + at + 8, n);
		at += 8 + n + h[6];
	}
}
#endif
