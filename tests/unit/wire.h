/* wire.h - requests made in memory: the transport of the tests. */
#ifndef WIRE_H
#define WIRE_H
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "config.h"
#include "req.h"

struct memory {
	const char *p;
	size_t n;
};

static inline size_t
memory_read(void *from, char *to, size_t n)
{
	struct memory *m = from;

	if (n > m->n)
		n = m->n;
	if (n > 7) /* in small pieces, as a slow sender would */
		n = 7;
	memcpy(to, m->p, n);
	m->p += n;
	m->n -= n;
	return n;
}

static inline struct wire_request
wire(const char *method, const char *uri)
{
	return (struct wire_request){
		.method = method,
		.uri = uri,
		.cookie = "",
		.content_type = "",
		.content_length = "",
		.remote = "192.0.2.7",
		.origin = "",
		.fetch_site = "",
		.authorization = "",
		.idempotency_key = "",
		.host = "",
		.none_match = "",
		.read = memory_read,
	};
}

/* All that a request needs, without a database. */
struct bench {
	struct config config;
	struct app app;
	struct buf out, head;
	struct memory body;
	struct wire_request wire;
	struct req req;
};

static inline void
bench_open(struct bench *b, const char *method, const char *uri)
{
	struct buf faults = { 0 };

	*b = (struct bench){ 0 };
	if (config_load(&b->config, NULL, &faults) != OK)
		abort();
	b->app.config = &b->config;
	b->app.arena = arena_open();
	b->wire = wire(method, uri);
	b->wire.from = &b->body;
	b->req = (struct req){
		.app = &b->app,
		.wire = &b->wire,
		.arena = b->app.arena,
		.out = &b->out,
		.head = &b->head,
	};
}

static inline void
bench_close(struct bench *b)
{
	buf_clear(&b->out);
	buf_clear(&b->head);
	arena_close(b->app.arena);
	config_clear(&b->config);
}

/* Bytes as the form of a request that was opened. */
static inline void
bench_form(struct bench *b, const char *bytes, size_t n)
{
	b->req.body = arena_copy(b->req.arena, bytes, n);
	b->req.body_n = n;
}
#endif
