/* csv_file.h - a file of separated values that a command is given. */
#ifndef CSV_FILE_H
#define CSV_FILE_H

/*
 * Open a file to be read from any place; "-" is standard input, and what can
 * be read only once is kept aside.  Sets *fd, which the caller closes, and
 * returns 0; else the exit code after having said why, and *fd is -1.
 */
int csv_file_open(const char *name, int *fd);

/* What it is called in messages: without folders, or "standard input". */
const char *csv_file_name(const char *name);
#endif
