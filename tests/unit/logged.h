/* logged.h - what the code under test writes to the log meanwhile. */
#ifndef LOGGED_H
#define LOGGED_H
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct logged {
	FILE *to;
	int kept; /* standard error */
	char text[20000];
};

static inline void
logged_begin(struct logged *l)
{
	l->to = tmpfile();
	assert_non_null(l->to);
	fflush(stderr);
	l->kept = dup(STDERR_FILENO);
	assert_true(dup2(fileno(l->to), STDERR_FILENO) >= 0);
}

/* Of what was written, as much as there is room for. */
static inline void
logged_end(struct logged *l)
{
	size_t n;

	dup2(l->kept, STDERR_FILENO);
	close(l->kept);
	rewind(l->to);
	n = fread(l->text, 1, sizeof(l->text) - 1, l->to);
	l->text[n] = '\0';
	fclose(l->to);
}

/* How many lines hold it? */
static inline size_t
logged_count(const struct logged *l, const char *what)
{
	const char *p = l->text;
	size_t n = 0;

	for (; (p = strstr(p, what)) != NULL; p = strchr(p, '\n')) {
		n++;
		if (strchr(p, '\n') == NULL)
			break;
	}
	return n;
}
#endif
