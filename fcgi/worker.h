/* worker.h - a process that serves requests, one at a time. */
#ifndef WORKER_H
#define WORKER_H

struct config;
struct meter;
struct pace;
struct seat;

/*
 * Wait for the seat, and serve what comes in on listen_fd until SIGTERM, SIGINT
 * or SIGHUP (blocked by the caller), or until it is time for a fresh process.
 * Returns the exit status: 0, or 1 when it cannot go on (logged).
 */
int worker_run(const struct config *, int listen_fd, struct seat *,
    struct meter *, struct pace *);
#endif
