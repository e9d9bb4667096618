/* secret.c - passwords and codes: from a terminal or a file, never from words.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "secret.h"

static bool
read_line(int fd, char *to, size_t room)
{
	size_t n = 0;

	while (n + 1 < room && read(fd, to + n, 1) == 1 && to[n] != '\n')
		n++;
	if (n + 1 >= room)
		return false;
	to[n] = '\0';
	return n > 0;
}

/* Ask on the terminal, with what is typed not shown. */
static bool
on_terminal(const char *what, char *to, size_t room)
{
	struct termios was, quiet;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	bool got;

	if (fd < 0)
		return false;
	if (tcgetattr(fd, &was) < 0) {
		close(fd);
		return false;
	}
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(fd, TCSAFLUSH, &quiet);
	dprintf(fd, "%s: ", what);
	got = read_line(fd, to, room);
	tcsetattr(fd, TCSAFLUSH, &was);
	dprintf(fd, "\n");
	close(fd);
	return got;
}

bool
secret_ask(const char *file, const char *what, char *to, size_t room)
{
	static int fd = -1; /* the file stays open for the next of its lines */

	if (file == NULL)
		return on_terminal(what, to, room);
	if (fd < 0)
		fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO)
					    : open(file, O_RDONLY | O_CLOEXEC);
	return fd >= 0 && read_line(fd, to, room);
}
