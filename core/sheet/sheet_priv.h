/* sheet_priv.h - where the workbook is made: in memory, not in files. */
#ifndef SHEET_PRIV_H
#define SHEET_PRIV_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "buf.h"

/*
 * Bytes as a file: reads and writes at a place that moves.  Those that a
 * workbook is put together from are freed when they are closed.
 */
struct memory {
	struct buf bytes;
	size_t at;
};

size_t memory_read(struct memory *, void *to, size_t n);
void memory_write(struct memory *, const void *from, size_t n);
/* whence as for fseek; false: before the beginning. */
bool memory_seek(struct memory *, int64_t offset, int whence);

/* What zipOpen writes into until the next call; NULL: nothing. */
void memory_target(struct memory *);
#endif
