/* cli_backup.h - what a backup's folder holds; for backup and restore. */
#ifndef CLI_BACKUP_H
#define CLI_BACKUP_H

#define MANIFEST "MANIFEST" /* as sha256sum writes it; the last to come */
#define FACTS "FACTS"
#define BACKUP_LOCK ".lock"
#endif
