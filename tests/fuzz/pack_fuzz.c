/* pack_fuzz.c - any bytes as a pack: accepted or refused with a reason. */
#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "catalogue.h"
#include "pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_open();
	struct buf faults = { 0 };
	struct catalogue c;
	enum err e = pack_read(a, "fuzz", (const char *)bytes, n, &c, &faults);

	if ((e == OK) != (faults.n == 0) || (e != OK && e != ERR_INVALID))
		abort();
	if (e == OK && (c.requirements.n == 0 || c.initiatives.n == 0))
		abort();
	buf_clear(&faults);
	arena_close(a);
	return 0;
}
