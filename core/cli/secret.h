/* secret.h - passwords and codes: from a terminal or a file, never from words.
 */
#ifndef SECRET_H
#define SECRET_H
#include <stdbool.h>
#include <stddef.h>

/*
 * The next secret into room bytes of `to`, with its NUL: the next line of a
 * file ("-": standard input), or asked for on the terminal without being shown
 * where file is NULL.  False: there is none, it is empty or too long.
 */
bool secret_ask(const char *file, const char *what, char *to, size_t room);
#endif
