/* sandbox.h - what a worker gives up before the first request. */
#ifndef SANDBOX_H
#define SANDBOX_H

/*
 * From here on this process, and so whoever takes it over, starts no program
 * and no other process, opens no socket but Unix ones, writes only in the
 * folder of the database, and reads only there and where the C library finds
 * users, groups and time zones.  What is asked for beyond that fails with
 * EPERM or EACCES, and calls of the system that are refused are logged.
 *
 * The kernel is asked what it has; what it lacks is logged and left out.  It
 * is left out altogether in builds with sanitizers, which need more.
 */
void sandbox_enter(const char *database);

/* Of Landlock, the version in effect; 0: none (sandbox_files.c). */
int sandbox_files(const char *database);
/* Of the filter of system calls, whether it is in effect (sandbox_calls.c). */
int sandbox_calls(void);
#endif
