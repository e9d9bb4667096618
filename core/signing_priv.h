/* signing_priv.h - between signing.c and the files it keeps. */
#ifndef SIGNING_PRIV_H
#define SIGNING_PRIV_H
#include "signing.h"

#define KEY_SEED 32 /* what both halves of a key are made from */

/* Never over another.  ERR_IO, ERR_FULL (logged). */
MUST_USE enum err key_file_write(
    const char *folder, const char *id, const unsigned char seed[KEY_SEED]);
void key_file_drop(const char *folder, const char *id);
/* False: it is not there, not of its form, or others may read it (logged). */
bool key_file_read(
    const char *folder, const char *id, unsigned char seed[KEY_SEED]);
#endif
