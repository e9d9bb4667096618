/* log.h - one line for each thing worth telling the people who run it. */
#ifndef LOG_H
#define LOG_H

/*
 * Write "event key=value ..." to standard error (with a journald priority
 * prefix) and, once log_to_syslog was called, to the daemon log instead.
 * Control bytes are escaped and the line is cut at 2,000 bytes, so what a
 * stranger typed can neither forge nor flood lines.  Never give it a password,
 * a code, a cookie or the body of a form.
 */
void log_error(const char *event, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void log_warn(const char *event, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void log_info(const char *event, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Name the request that later lines belong to; "" for none.  Copied. */
void log_request(const char *id);

/* Send lines to syslog under this name.  name must outlive the process. */
void log_to_syslog(const char *name);
#endif
