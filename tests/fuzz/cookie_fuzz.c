/* cookie_fuzz.c - any bytes as a Cookie header: a token of ours, or none. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "req.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
check(const char *token, const char *cookie)
{
	size_t i;

	if (token == NULL)
		return;
	if (strlen(token) != SESSION_TOKEN_TEXT - 1 ||
	    strstr(cookie, token) == NULL)
		abort();
	for (i = 0; token[i] != '\0'; i++)
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
			   "xyz0123456789_-",
			token[i]) == NULL)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *cookie = malloc(n + 1), none[] = "";
	struct arena *a = arena_open();
	struct config c = { .web = {
				.base_path = none, .secure = n % 2 == 0 } };
	struct app app = { .config = &c, .arena = a };
	struct wire_request w = { .method = "GET", .uri = "/", .remote = "" };
	struct req r = { .app = &app, .wire = &w, .arena = a };

	if (cookie == NULL)
		abort();
	if (n > 0)
		memcpy(cookie, bytes, n);
	cookie[n] = '\0';
	w.cookie = cookie;
	if (req_open(&r) == OK) {
		check(r.token, cookie);
		check(r.pre, cookie);
	}
	arena_close(a);
	free(cookie);
	return 0;
}
