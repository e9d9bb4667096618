/* site_batch.h - a batch of each organisation, without sites. */
#ifndef SITE_BATCH_H
#define SITE_BATCH_H
#include "batch.h"
#include "site_make.h"

static inline void
make_batch(struct site *s, int o)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct batch_new n = { .version = "14.1",
		.type = s->org[o].type,
		.owner = o == B ? MARK " owner" : "own owner",
		.complete = true };

	assert_int_equal(
	    batch_make(s->w->app.writer, s->w->app.arena, &u, &n), OK);
	s->batch[o] = n.id;
}

/* The address and a form of A's batch, for a route below it. */
static inline void
batch_sample(const struct site *s, const char *pattern, char *path, size_t n,
    char *fields, size_t room)
{
	static const char below[] = "/sites/batch/:id";
	const char *rest = pattern + strlen(below);

	if (strncmp(pattern, below, strlen(below)) != 0)
		return;
	snprintf(path, n, "/sites/batch/%lld%s", (long long)s->batch[A], rest);
	snprintf(fields, room, "%s",
	    strcmp(rest, "/act") == 0 ? "do=stop"
	    : strcmp(rest, "/publish") == 0
		? "accept=1&password=right&statement=00"
		: "do=add&every=1");
}
#endif
