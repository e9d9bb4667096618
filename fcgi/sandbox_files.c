/*
 * sandbox_files.c - Landlock: which files a worker can still open.
 *
 * The rights and versions are written out, because the headers of Debian 12
 * are older than kernels that it runs on.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

#include "log.h"
#include "sandbox.h"

#define FS_TRUNCATE (UINT64_C(1) << 14) /* from version 3 on */

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                  \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |         \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |     \
	    FS_TRUNCATE)

/* struct landlock_ruleset_attr, as it has grown. */
struct ruleset {
	uint64_t fs;
	uint64_t net;   /* from version 4 on: bind and connect by TCP */
	uint64_t scope; /* from version 6 on: abstract sockets, signals */
};

/* By version, how many bits of fs there are, and how much of the struct. */
static const struct {
	int bits;
	size_t size;
} versions[] = {
	[1] = { 13, 8 },
	[2] = { 14, 8 },
	[3] = { 15, 8 },
	[4] = { 15, 16 },
	[5] = { 16, 16 },
	[6] = { 16, 24 },
};

#define KNOWN ((int)(sizeof(versions) / sizeof(versions[0])) - 1)

/*
 * Where the C library and its modules look: nsswitch.conf, passwd and group
 * (which are replaced by new files, so that only folders can be named),
 * libraries, zones, SSSD's memory of accounts.  Sockets need no right here.
 */
static const char *const readable[] = {
	"/etc",
	"/usr",
	"/lib",
	"/lib64",
	"/run/nscd",
	"/run/systemd/userdb",
	"/var/lib/extrausers",
	"/var/lib/misc",
	"/var/lib/sss",
	"/dev/urandom",
	NULL,
};

/* Open below `path` what is in rights; nothing where there is no such path. */
static void
allow(int rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr at = {
		.allowed_access = rights,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (at.parent_fd < 0)
		return;
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		&at, 0) != 0)
		log_warn("worker.landlock", "path=%s errno=%d", path, errno);
	close(at.parent_fd);
}

static void
allow_folder_of(int rules, const char *database, uint64_t rights)
{
	char folder[4096];
	const char *slash = strrchr(database, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - database);

	if (n >= sizeof(folder))
		return;
	memcpy(folder, database, n);
	folder[n] = '\0';
	if (slash == NULL)
		allow(rules, ".", rights);
	else
		allow(rules, n == 0 ? "/" : folder, rights);
}

int
sandbox_files(const char *database)
{
	const uint64_t file = LANDLOCK_ACCESS_FS_READ_FILE;
	struct ruleset all = { .net = 3, .scope = 3 };
	long version;
	char *real;
	int rules, i;

	version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return 0;
	if (version > KNOWN)
		version = KNOWN;
	all.fs = (UINT64_C(1) << versions[version].bits) - 1;
	rules = (int)syscall(
	    SYS_landlock_create_ruleset, &all, versions[version].size, 0);
	if (rules < 0)
		return 0;
	for (i = 0; readable[i] != NULL; i++)
		allow(rules, readable[i],
		    strncmp(readable[i], "/dev/", 5) == 0 ? file : READ);
	allow_folder_of(rules, database, (READ | WRITE) & all.fs);
	if ((real = realpath(database, NULL)) != NULL)
		allow_folder_of(rules, real, (READ | WRITE) & all.fs);
	free(real);
	if (syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
		log_warn("worker.landlock", "errno=%d", errno);
		version = 0;
	}
	close(rules);
	return (int)version;
}
