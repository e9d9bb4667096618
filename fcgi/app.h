/* app.h - what a worker has before the first request: opened once, kept. */
#ifndef APP_H
#define APP_H
#include "arena.h"
#include "catalogue.h"
#include "config.h"
#include "err.h"

struct db;
struct frame;
struct meter;
struct pace;
struct seat;
struct shelf;
struct wire_request;
struct wire_reply;

struct app {
	const struct config *config; /* borrowed */
	struct db *reader;           /* DB_READ: GET routes see only this one */
	struct db *writer;           /* DB_WRITE */
	struct arena *arena;         /* of the request being served */
	struct shelf *shelf;         /* sets of requirements held in memory */
	struct frame *frame;         /* what is the same on every page */
	struct seat *seat;   /* borrowed; NULL: there are no stand-ins */
	struct meter *meter; /* borrowed; NULL: nothing is counted */
	struct pace *pace;   /* borrowed; NULL: programs ask at will */
};

/* ERR_*: as db_open says. */
MUST_USE enum err app_open(const struct config *, struct app *);
void app_close(struct app *);

/*
 * Answer one request, whatever it is: never fails, at worst a plain 500.
 * The reply is emptied first; the caller keeps its buffers from one request
 * to the next.
 * This is the whole application; transport_next and transport_send are
 * around it in a worker, tests call it directly.
 */
void app_serve(struct app *, const struct wire_request *, struct wire_reply *);
#endif
