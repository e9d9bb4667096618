/* authd_fuzz.c - a message to the broker that is let in keeps its promises. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../fcgi/authd/authd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* One text, then zeros to the end of its field. */
static void
demand_text(const char *field, size_t size)
{
	size_t n = strnlen(field, size);

	if (n == size)
		abort();
	for (; n < size; n++)
		if (field[n] != '\0')
			abort();
}

static void
demand_no_control(const char *text)
{
	for (; *text != '\0'; text++)
		if ((*text > 0 && *text < ' ') || *text == 0x7f)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct auth_request q = { 0 };

	memcpy(&q, bytes, n < sizeof(q) ? n : sizeof(q));
	if (!authd_request_valid(&q, n))
		return 0;
	if (n != sizeof(q) || q.magic != AUTH_MAGIC || q.user[0] == '\0')
		abort();
	if (q.op != AUTH_SIGN_IN && q.op != AUTH_AGAIN)
		abort();
	demand_text(q.user, sizeof(q.user));
	demand_text(q.password, sizeof(q.password));
	demand_text(q.code, sizeof(q.code));
	demand_text(q.source, sizeof(q.source));
	demand_no_control(q.user);
	demand_no_control(q.source);
	return 0;
}
