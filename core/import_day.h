/* import_day.h - days as files of payroll systems write them. */
#ifndef IMPORT_DAY_H
#define IMPORT_DAY_H
#include <stdbool.h>

#include "day.h"

/*
 * 31/03/2026, 31-MAR-2026 or 2026-03-31, with or without a time after it.
 * "" and the end of time of such systems, 31-DEC-4712, are DAY_NONE.  False
 * for anything else.
 */
bool import_day(const char *text, day *);
#endif
