/*
 * carrier.h - carrying one mail to sendmail, past the end of whoever asked.
 *
 * The carrier is this program run again under another name, in a session of
 * its own: killing the one that started it does not stop it.  Its standard
 * input is the mail, ID.mail in the folder where it runs, with a lock on it
 * that sendmail inherits: while it is locked, somebody has it in hand.  How it
 * ended stands in ID.done, which is there whole or not at all.
 */
#ifndef CARRIER_H
#define CARRIER_H
#include <stdint.h>

#define CARRIER_NAME "mail-carrier"

/* As long as a relay may think about a mail (RFC 5321), and a little more. */
#define CARRIER_LIMIT_S 660

/* The carrier itself: SENDMAIL ID. */
int carrier_main(int argc, char **argv);
#endif
