/* listen.c - making or checking the listening socket. */
#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "listen.h"
#include "log.h"

#define BACKLOG 511

static enum err
failed(const char *what, const char *path)
{
	log_error(what, "path=%s errno=%d", path, errno);
	return ERR_IO;
}

/* Remove a socket that was left behind; one in use, or a file, stays. */
static enum err
make_way(const struct sockaddr_un *a)
{
	struct stat st;
	int fd, answered;

	if (lstat(a->sun_path, &st) < 0)
		return errno == ENOENT ? OK
				       : failed("listen.stat", a->sun_path);
	if (!S_ISSOCK(st.st_mode)) {
		log_error("listen.taken",
		    "path=%s advice=a file that is no socket is there: move it "
		    "away, or name another path",
		    a->sun_path);
		return ERR_CONFLICT;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return failed("listen.socket", a->sun_path);
	answered = connect(fd, (const struct sockaddr *)a, sizeof(*a)) == 0 ||
		   errno != ECONNREFUSED;
	close(fd);
	if (answered) {
		log_error("listen.taken",
		    "path=%s advice=another process listens there: stop it "
		    "first, or name another path",
		    a->sun_path);
		return ERR_CONFLICT;
	}
	if (unlink(a->sun_path) < 0)
		return failed("listen.unlink", a->sun_path);
	return OK;
}

static enum err
find_group(const char *name, gid_t *gid)
{
	const struct group *g;

	*gid = (gid_t)-1;
	if (name == NULL)
		return OK;
	if ((g = getgrnam(name)) == NULL) {
		log_error("listen.group", "no such group: %s", name);
		return ERR_INVALID;
	}
	*gid = g->gr_gid;
	return OK;
}

/* Nobody may connect before the group and the mode are right. */
static enum err
bind_closed(int fd, const struct sockaddr_un *a, gid_t gid)
{
	mode_t before = umask(0777);
	int bound = bind(fd, (const struct sockaddr *)a, sizeof(*a));

	umask(before);
	if (bound < 0)
		return failed("listen.bind", a->sun_path);
	if (chown(a->sun_path, (uid_t)-1, gid) < 0 ||
	    chmod(a->sun_path, 0660) < 0)
		return failed("listen.mode", a->sun_path);
	return listen(fd, BACKLOG) < 0 ? failed("listen", a->sun_path) : OK;
}

enum err
listen_open(const char *path, const char *group, int *fd)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	enum err e;
	gid_t gid;

	if (strlen(path) >= sizeof(a.sun_path)) {
		log_error("listen.path", "too long: %s", path);
		return ERR_INVALID;
	}
	memcpy(a.sun_path, path, strlen(path) + 1);
	if ((e = find_group(group, &gid)) != OK || (e = make_way(&a)) != OK)
		return e;
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return failed("listen.socket", path);
	if ((e = bind_closed(*fd, &a, gid)) != OK)
		close(*fd);
	return e;
}

enum err
listen_check(int fd)
{
	struct sockaddr_storage a = { 0 };
	socklen_t a_n = sizeof(a), n = sizeof(int);
	int listening = 0;

	if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &n) == 0 &&
	    listening && getsockname(fd, (struct sockaddr *)&a, &a_n) == 0 &&
	    a.ss_family == AF_UNIX)
		return OK;
	log_error("listen.inherited",
	    "descriptor %d is not a listening Unix socket (see -s)", fd);
	return ERR_INVALID;
}
