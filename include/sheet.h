/*
 * sheet.h - a table as a workbook that spreadsheets open (XLSX), made in
 * memory: a worker can open no file.
 */
#ifndef SHEET_H
#define SHEET_H
#include <stdbool.h>

#include "err.h"

struct buf;
struct sheet;

/* title: of the one sheet, at most 31 characters without []:*?/\ */
struct sheet *sheet_new(const char *title);

/*
 * The next cell, always text, never a formula; first says where a row begins.
 * The first row is a heading that stays in sight.
 */
void sheet_put(struct sheet *, const char *cell, bool first);

/* Add the workbook's bytes to out.  Frees s.  ERR_IO: it could not be made. */
MUST_USE enum err sheet_end(struct sheet *s, struct buf *out);
#endif
