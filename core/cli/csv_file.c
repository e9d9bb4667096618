/* csv_file.c - files and pipes, made readable from any place. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "csv_file.h"

/* Standard input can be read only once: it is kept in a file without name. */
static int
spool(int from)
{
	char s[65536];
	FILE *f = tmpfile();
	ssize_t got = 0;
	int fd = -1;

	while (f != NULL && (got = read(from, s, sizeof(s))) > 0)
		if (fwrite(s, 1, (size_t)got, f) != (size_t)got) {
			got = -1;
			break;
		}
	if (f != NULL && got == 0 && fflush(f) == 0)
		fd = dup(fileno(f));
	if (f != NULL)
		fclose(f);
	return fd;
}

static int
refuse(int *fd, const char *name, const char *why)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return cli_fail("%s: %s", name, why);
}

int
csv_file_open(const char *name, int *fd)
{
	struct stat st;
	int from;

	*fd = strcmp(name, "-") == 0 ? dup(STDIN_FILENO)
				     : open(name, O_RDONLY | O_CLOEXEC);
	if (*fd < 0 || fstat(*fd, &st) != 0)
		return refuse(fd, name, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return refuse(fd, name, "this is a folder");
	if (S_ISREG(st.st_mode) && lseek(*fd, 0, SEEK_CUR) == 0)
		return 0;
	from = *fd;
	*fd = spool(from);
	close(from);
	return *fd >= 0
		   ? 0
		   : refuse(fd, name, "it cannot be kept in a temporary file");
}

const char *
csv_file_name(const char *name)
{
	const char *slash = strrchr(name, '/');

	return strcmp(name, "-") == 0 ? "standard input"
	       : slash != NULL        ? slash + 1
				      : name;
}
