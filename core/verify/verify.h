/* verify.h - what the commands of igtk-verify share. */
#ifndef VERIFY_H
#define VERIFY_H

enum { EXIT_FINE, EXIT_BAD, EXIT_USAGE };

/* Say what is wrong with the command line, and the usage: EXIT_USAGE. */
int verify_usage(const char *what, const char *word);

/* igtk-verify bundle; argv holds what follows, and ends in NULL. */
int verify_bundle(char **argv);
#endif
