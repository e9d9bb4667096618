/* tmplc_run.h - the template compiler run on pages of a test's own.
 * TMPLC names its binary, CC the C compiler (cc); run from the top folder.
 */
#ifndef TMPLC_RUN_H
#define TMPLC_RUN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"

#define VIEW "{{view struct home}}"

static char dir[64];
static struct buf said; /* what the last script wrote, to either stream */

/* Run a script in the folder, $TMPLC, $CC and $TOP being set; its status. */
static inline int
shell(const char *script)
{
	int ends[2], status;
	ssize_t n;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	if ((child = fork()) == 0) {
		if (dup2(ends[1], 1) >= 0 && dup2(ends[1], 2) >= 0 &&
		    chdir(dir) == 0)
			execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	buf_reset(&said);
	while ((n = read(ends[0], buf_room(&said, 4096), 4096)) > 0)
		said.n += (size_t)n;
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static inline int
set_up(void **state)
{
	const char *given = getenv("TMPLC");
	char *tmplc = given == NULL ? NULL : realpath(given, NULL);
	char *top = realpath(".", NULL);

	(void)state;
	if (tmplc == NULL || top == NULL || setenv("TMPLC", tmplc, 1) != 0 ||
	    setenv("TOP", top, 1) != 0 || setenv("CC", "cc", 0) != 0)
		return -1;
	free(tmplc);
	free(top);
	snprintf(dir, sizeof(dir), "/tmp/tmplc_test.XXXXXX");
	return mkdtemp(dir) == NULL;
}

static inline int
tear_down(void **state)
{
	int status = shell("rm -r \"$PWD\"");

	(void)state;
	buf_clear(&said);
	return status;
}

static inline void
put(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

#define MAKE "\"$TMPLC\" -o out.c -H out.h -I view.h "

static inline void
expect_said(const char *text)
{
	if (strstr(buf_text(&said), text) == NULL)
		fail_msg("wanted: %s\nwas: %s", text, buf_text(&said));
}

static inline void
expect_refusal(const char *text, const char *message)
{
	put("x.html", text);
	if (shell(MAKE "x.html; test $? = 1 && ! ls out.?") != 0)
		fail_msg("not refused: %s\n%s", text, buf_text(&said));
	expect_said(message);
}

static inline void
expect_accepted(const char *text)
{
	put("x.html", text);
	if (shell(MAKE "x.html && rm out.c out.h") != 0)
		fail_msg("refused: %s\n%s", text, buf_text(&said));
}

#define FLAGS                                                                  \
	"-std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -Wpedantic -Wshadow "        \
	"-Wstrict-prototypes -Wmissing-prototypes -Wcast-qual "                \
	"-Wwrite-strings -Wundef -Wconversion -Wno-sign-conversion -Werror "   \
	"-I. -I\"$TOP/include\" -I\"$TOP/fcgi\" "

#define SOURCES                                                                \
	"\"$TOP/core/buf.c\" \"$TOP/core/arena.c\" \"$TOP/core/clock.c\" "     \
	"\"$TOP/core/day.c\""
#endif
