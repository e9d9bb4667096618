/* signing_file.c - the secret half of a key, in a file of its own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "arena.h"
#include "log.h"
#include "signing_priv.h"

#define HEAD "igtk-secret-key-1\n"
#define HEAD_N (sizeof(HEAD) - 1)
#define HEX (2 * KEY_SEED)
#define FILE_N (HEAD_N + HEX + 1)

const char *
signing_folder(struct arena *a, const char *configured, const char *database)
{
	const char *slash = strrchr(database, '/');

	if (configured[0] != '\0')
		return configured;
	return arena_printf(a, "%.*skeys",
	    slash == NULL ? 0 : (int)(slash + 1 - database), database);
}

static bool
place(char path[4096], const char *folder, const char *id)
{
	return snprintf(path, 4096, "%s/%s.key", folder, id) < 4096;
}

static enum err
failed(const char *what, const char *path)
{
	log_error(what, "path=%s errno=%d", path, errno);
	return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
}

/*
 * Root makes keys for whoever runs the service: a folder belongs to the owner
 * of the one it is in, and a key to that of its folder.
 */
static bool
hand_over(int fd, const char *whose)
{
	struct stat st;

	return geteuid() != 0 ||
	       (stat(whose, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0);
}

static bool
make_folder(const char *folder)
{
	char above[4096];
	bool fine;
	int fd;

	if (mkdir(folder, 0700) < 0)
		return errno == EEXIST;
	if (snprintf(above, sizeof(above), "%s/..", folder) >=
	    (int)sizeof(above))
		return false;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	fine = fd >= 0 && hand_over(fd, above);
	if (fd >= 0)
		close(fd);
	return fine;
}

/* So that a name in a folder lasts. */
static bool
sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return fine;
}

enum err
key_file_write(
    const char *folder, const char *id, const unsigned char seed[KEY_SEED])
{
	char path[4096], text[FILE_N + 1];
	bool fine;
	int fd;

	if (!place(path, folder, id))
		return ERR_IO;
	if (!make_folder(folder))
		return failed("key.folder", folder);
	fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return failed("key.write", path);
	memcpy(text, HEAD, HEAD_N);
	sodium_bin2hex(text + HEAD_N, HEX + 1, seed, KEY_SEED);
	text[FILE_N - 1] = '\n';
	fine = hand_over(fd, folder) &&
	       write(fd, text, FILE_N) == (ssize_t)FILE_N && fsync(fd) == 0;
	sodium_memzero(text, sizeof(text));
	close(fd);
	if (fine && sync_folder(folder))
		return OK;
	(void)failed("key.write", path);
	unlink(path);
	return ERR_IO;
}

void
key_file_drop(const char *folder, const char *id)
{
	char path[4096];

	if (place(path, folder, id))
		unlink(path);
}

/* Whoever else could read it, could sign with it. */
static bool
well_kept(int fd, const char *path)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & (S_IRWXG | S_IRWXO)) == 0 && st.st_size == FILE_N)
		return true;
	log_warn("key.kept", "path=%s is not a key file of mode 0600", path);
	return false;
}

bool
key_file_read(const char *folder, const char *id, unsigned char seed[KEY_SEED])
{
	char path[4096], text[FILE_N + 1] = "";
	bool fine = false;
	size_t n = 0;
	int fd;

	if (!place(path, folder, id))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	if (well_kept(fd, path) && read(fd, text, FILE_N) == (ssize_t)FILE_N)
		fine = memcmp(text, HEAD, HEAD_N) == 0 &&
		       sodium_hex2bin(seed, KEY_SEED, text + HEAD_N, HEX, NULL,
			   &n, NULL) == 0 &&
		       n == KEY_SEED;
	close(fd);
	sodium_memzero(text, sizeof(text));
	return fine;
}
