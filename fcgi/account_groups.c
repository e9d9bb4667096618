/* account_groups.c - asking the system for an account's groups. */
#include <grp.h>
#include <pwd.h>

#include "account_groups.h"
#include "arena.h"
#include "log.h"
#include "person.h"

#define GROUPS_MOST 4096

static bool
among(gid_t gid, const gid_t *gids, int n)
{
	while (n-- > 0)
		if (gids[n] == gid)
			return true;
	return false;
}

void
account_groups(struct arena *a, const char *account, const struct groups *all,
    struct groups *own)
{
	gid_t *gids = arena_array(a, GROUPS_MOST, sizeof(*gids));
	const struct passwd *pw = getpwnam(account);
	const struct group *group;
	int n = GROUPS_MOST;
	size_t i;

	if (pw == NULL)
		return;
	if (getgrouplist(account, pw->pw_gid, gids, &n) < 0) {
		log_warn("sign-in.groups", "more than %d", GROUPS_MOST);
		n = GROUPS_MOST;
	}
	own->v = arena_array(a, all->n, sizeof(*own->v));
	for (i = 0; i < all->n; i++)
		if ((group = getgrnam(all->v[i])) != NULL &&
		    among(group->gr_gid, gids, n))
			own->v[own->n++] = all->v[i];
}
