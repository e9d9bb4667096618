/* cli_backup.h - what a backup's folder holds, and proving it. */
#ifndef CLI_BACKUP_H
#define CLI_BACKUP_H

#include "backup.h"

#define MANIFEST BACKUP_MANIFEST /* as sha256sum writes it */
#define FACTS "FACTS"
#define BACKUP_LOCK ".lock"

struct cli;

/* Prove the backup that was named, and put nothing in its place. */
int restore_verify(struct cli *);
#endif
