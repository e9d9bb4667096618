/* broker.h - asking igtk-authd whether somebody is who they say. */
#ifndef BROKER_H
#define BROKER_H
#include "auth.h"

/*
 * Send one request over the socket at path and wait at most 8 seconds for the
 * answer.  Never fails in another way than by its verdict: no socket, a wrong
 * answer and silence are AUTH_DOWN (logged).  user, password, code and source
 * that do not fit their fields are AUTH_NO without asking.  A busy broker is
 * asked again for half a second before that is the verdict.  On AUTH_OK and
 * AUTH_EXPIRED, account holds the canonical name; else it is "".
 * The request is wiped from memory before this returns.
 */
enum auth_verdict broker_ask(const char *path, enum auth_op, const char *user,
    const char *password, const char *code, const char *source,
    char account[AUTH_USER_SIZE]);
#endif
