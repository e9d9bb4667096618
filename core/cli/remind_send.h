/* remind_send.h - the mail that is kept, to sendmail: each once. */
#ifndef REMIND_SEND_H
#define REMIND_SEND_H
#include <stddef.h>

#include "cli.h"
#include "remind.h"

struct sending {
	struct cli *cli;
	const char *folder;         /* beside the database */
	size_t sent, refused, held; /* held: somebody still has it in hand */
	size_t row;                 /* refusals, one after another */
};

/*
 * Enter the folder, alone, and settle what an earlier run began.  0, or the
 * exit code after having said why: also where mail is still in hand.
 */
int sending_begin(struct sending *);

/* Send what waits, until too much is refused or one takes too long. */
int sending_go(struct sending *);
#endif
