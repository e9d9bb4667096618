/* account_groups.h - which groups an account is in on this machine. */
#ifndef ACCOUNT_GROUPS_H
#define ACCOUNT_GROUPS_H
struct arena;
struct groups;

/* Those of `all` that the account is a member of; it may take a directory. */
void account_groups(struct arena *, const char *account,
    const struct groups *all, struct groups *own);
#endif
