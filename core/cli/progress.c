/* progress.c - a line about long work. */
#include <stdio.h>
#include <unistd.h>

#include "clock.h"
#include "progress.h"

#define OFTEN (SECOND / 10)
#define SELDOM (10 * SECOND)

void
progress_begin(struct progress *p, const char *what)
{
	p->what = what;
	p->terminal = isatty(STDERR_FILENO) != 0;
	p->shown = false;
	p->told = clock_ticks();
}

static void
put(int64_t n)
{
	if (n >= 1000000)
		fprintf(stderr, "%lld,%03lld,%03lld", (long long)(n / 1000000),
		    (long long)(n / 1000 % 1000), (long long)(n % 1000));
	else if (n >= 1000)
		fprintf(stderr, "%lld,%03lld", (long long)(n / 1000),
		    (long long)(n % 1000));
	else
		fprintf(stderr, "%lld", (long long)n);
}

void
progress_tell(struct progress *p, int64_t done, int64_t of)
{
	int64_t now = clock_ticks();

	if (now - p->told < (p->terminal ? OFTEN : SELDOM))
		return;
	p->told = now;
	p->shown = true;
	fprintf(stderr, "%s%s ", p->terminal ? "\r" : "", p->what);
	put(done);
	fputs(" of ", stderr);
	put(of);
	fprintf(stderr, "  %lld%%%s",
	    (long long)(of > 0 ? 100 * (done < of ? done : of) / of : 100),
	    p->terminal ? "" : "\n");
	fflush(stderr);
}

void
progress_end(struct progress *p)
{
	if (p->terminal && p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
