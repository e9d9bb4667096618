/* cli_backup.h - what a backup's folder holds; for backup and restore. */
#ifndef CLI_BACKUP_H
#define CLI_BACKUP_H

#include "backup.h"

#define MANIFEST BACKUP_MANIFEST /* as sha256sum writes it */
#define FACTS "FACTS"
#define BACKUP_LOCK ".lock"
#endif
