/* fcgi_client.h - one FastCGI request at a time, as a web server sends it. */
#ifndef FCGI_CLIENT_H
#define FCGI_CLIENT_H
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

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

/* A GET, whole; path and cookie are shorter than 128 bytes. */
static inline void
fcgi_get(struct buf *b, const char *path, const char *cookie)
{
	static const unsigned char responder[8] = { 0, 1 };
	struct buf p = { 0 };

	fcgi_param(&p, "REQUEST_METHOD", "GET");
	fcgi_param(&p, "REQUEST_URI", path);
	fcgi_param(&p, "HTTP_COOKIE", cookie);
	fcgi_param(&p, "HTTP_HOST", "127.0.0.1");
	fcgi_param(&p, "REMOTE_ADDR", "127.0.0.1");
	fcgi_param(&p, "CONTENT_LENGTH", "");
	fcgi_record(b, 1, responder, sizeof(responder));
	fcgi_record(b, 4, p.p, p.n);
	fcgi_record(b, 4, "", 0);
	fcgi_record(b, 5, "", 0);
	buf_clear(&p);
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
#endif
