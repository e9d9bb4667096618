/* sandbox.c - a worker shuts itself in, as far as the kernel can. */
#include <errno.h>
#include <sys/prctl.h>

#include "log.h"
#include "sandbox.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

void
sandbox_enter(const char *database)
{
	int landlock, filter;

	if (SANITIZED) {
		log_info("worker.sandbox", "none: built with sanitizers");
		return;
	}
	/* Both need it, and no helper of ours is set-uid. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		log_warn("worker.sandbox", "no-new-privs errno=%d", errno);
	landlock = sandbox_files(database);
	filter = sandbox_calls();
	log_info("worker.sandbox", "landlock=%d filter=%s", landlock,
	    filter ? "yes" : "no");
}
