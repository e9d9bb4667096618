/*
 * transport.h - a request as the web server hands it over, and the answer.
 * Nothing above knows whether libfcgi or a test stands behind it.
 */
#ifndef TRANSPORT_H
#define TRANSPORT_H
#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "err.h"

/* Texts are never NULL ("" where absent) and live until the answer is sent. */
struct wire_request {
	const char *method; /* "GET" */
	const char *uri;    /* REQUEST_URI: path and query as sent */
	const char *cookie; /* all of the Cookie header */
	const char *content_type;
	const char *content_length;
	const char *remote;          /* the browser's address */
	const char *origin;          /* Origin */
	const char *fetch_site;      /* Sec-Fetch-Site */
	const char *host;            /* Host */
	const char *authorization;   /* Authorization: of programs */
	const char *idempotency_key; /* Idempotency-Key: of programs */
	const char *none_match;      /* If-None-Match */
	bool doubled; /* a parameter that we read came twice, or too much did */
	/*
	 * Read up to n bytes of the body; 0 at its end.  Called only by
	 * req_body and upload_body, which know the limits.
	 */
	size_t (*read)(void *from, char *to, size_t n);
	void *from;
};

struct wire_reply {
	int status;      /* 200 */
	struct buf head; /* "Name: value\r\n" lines, without Status */
	struct buf body;
};

/* The libfcgi implementation; one at a time in a worker. */
struct transport;

/* Take over a listening socket.  ERR_IO: libfcgi cannot be set up. */
MUST_USE enum err transport_open(int listen_fd, struct transport **);
void transport_close(struct transport *);

/*
 * Wait in ppoll for a request and accept it; signals are let in only there.
 * ERR_BUSY: a signal came or another worker was faster: look, and call again.
 * ERR_IO: the socket is gone.
 */
MUST_USE enum err transport_next(struct transport *, struct wire_request *);

/* Send the answer and finish the request. */
void transport_send(struct transport *, const struct wire_reply *);
#endif
