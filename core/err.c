/* err.c - names of errors for the log. */
#include "err.h"

const char *
err_name(enum err e)
{
	static const char *const names[ERR_COUNT] = {
		[OK] = "ok",
		[ERR_MALFORMED] = "malformed",
		[ERR_INVALID] = "invalid",
		[ERR_DENIED] = "denied",
		[ERR_NOTFOUND] = "notfound",
		[ERR_CONFLICT] = "conflict",
		[ERR_BUSY] = "busy",
		[ERR_FULL] = "full",
		[ERR_IO] = "io",
	};

	return (unsigned)e < ERR_COUNT ? names[e] : "unknown";
}
