/* fresh.h - new records: made once in a program, and then the same bytes. */
#ifndef FRESH_H
#define FRESH_H
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"

/* Memory where there is such a place: every change is synced. */
static inline const char *
fresh_base(void)
{
	return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

/* All of the file, for the rest of the program; NULL where it is not there. */
static inline char *
fresh_bytes(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes = NULL;

	if (fd >= 0 && fstat(fd, &st) == 0 &&
	    (bytes = malloc((size_t)st.st_size)) != NULL &&
	    read(fd, bytes, (size_t)st.st_size) == st.st_size)
		*n = (size_t)st.st_size;
	else {
		free(bytes);
		bytes = NULL;
	}
	if (fd >= 0)
		close(fd);
	return bytes;
}

/* Records of this version at path, where none are.  ERR_IO: not written. */
static inline enum err
fresh_records(const char *path)
{
	static char *bytes;
	static size_t n;
	enum err e;
	int fd;

	if (bytes == NULL) {
		if ((e = db_migrate(path)) != OK)
			return e;
		return (bytes = fresh_bytes(path, &n)) != NULL ? OK : ERR_IO;
	}
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		return ERR_IO;
	return close(fd) == 0 ? OK : ERR_IO;
}
#endif
