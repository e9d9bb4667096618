/* broker_priv.h - broker_ask with the wait in the open, for tests. */
#ifndef BROKER_PRIV_H
#define BROKER_PRIV_H
#include <stdint.h>

#include "broker.h"

/* broker_ask, but waiting at most wait microseconds. */
enum auth_verdict broker_ask_within(int64_t wait, const char *path,
    enum auth_op op, const char *user, const char *password, const char *code,
    const char *source, char account[AUTH_USER_SIZE]);
#endif
