/* bundle.h - checking a bundle (igtk-bundle(5)) without any records. */
#ifndef BUNDLE_H
#define BUNDLE_H
#include <stdbool.h>
#include <stddef.h>

#include "signing.h"

struct ring;

struct bundle_verdict {
	char key[KEY_ID_SIZE]; /* by which it says it is signed; "" */
	char reason[128];      /* why it is not valid; "" */
};

/*
 * Is it a bundle in its one spelling, signed by a key of the ring that is not
 * revoked?  The bytes are as they were when it returns.
 */
bool bundle_check(
    char *bytes, size_t n, const struct ring *keys, struct bundle_verdict *);
#endif
