/* log.c - key=value lines to the journal or to syslog. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "log.h"

#define LINE_MAX_BYTES 2000

/* The one place that remembers between calls: which request this is. */
static struct {
	char request[40];
	int syslog;
} state;

void
log_request(const char *id)
{
	snprintf(state.request, sizeof(state.request), "%s", id);
}

void
log_to_syslog(const char *name)
{
	openlog(name, LOG_PID, LOG_DAEMON);
	state.syslog = 1;
}

/* Copy with control bytes, and bytes that are not ASCII, as \xHH. */
static size_t
escape(char *to, size_t room, const char *from)
{
	size_t n = 0;

	for (; *from != '\0' && n + 5 < room; from++) {
		unsigned char c = (unsigned char)*from;

		if (c >= 0x20 && c < 0x7f)
			to[n++] = (char)c;
		else
			n += (size_t)snprintf(to + n, room - n, "\\x%02x", c);
	}
	to[n] = '\0';
	return n;
}

static void __attribute__((format(printf, 3, 0)))
put(int priority, const char *event, const char *fmt, va_list ap)
{
	char raw[LINE_MAX_BYTES], clean[LINE_MAX_BYTES];
	char line[LINE_MAX_BYTES + 128];
	int n;

	vsnprintf(raw, sizeof(raw), fmt, ap);
	escape(clean, sizeof(clean), raw);
	n = snprintf(line, sizeof(line), "<%d>%s%s%s%s%s\n", priority, event,
	    state.request[0] != '\0' ? " request=" : "", state.request,
	    clean[0] != '\0' ? " " : "", clean);
	if (state.syslog)
		syslog(priority, "%.*s", n - 4, line + 3);
	else if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return; /* nowhere left to say so */
}

void
log_error(const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_ERR, event, fmt, ap);
	va_end(ap);
}

void
log_warn(const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_WARNING, event, fmt, ap);
	va_end(ap);
}

void
log_info(const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_INFO, event, fmt, ap);
	va_end(ap);
}
