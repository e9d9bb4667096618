/* source.h - lists of addresses that something is opened to. */
#ifndef SOURCE_H
#define SOURCE_H
#include <stdbool.h>

/*
 * A list is addresses and networks with spaces between them:
 * "127.0.0.1 ::1 10.20.0.0/16".  "" is the empty one.
 */
const char *source_wrong(const char *list); /* what is wrong, or NULL */

/*
 * Is the address, as a web server tells it, one of the list?  Never of a list
 * that is not fine.  An IPv4 address that is written as an IPv6 one
 * ("::ffff:10.20.0.1") is the IPv4 one.
 */
bool source_among(const char *list, const char *address);
#endif
