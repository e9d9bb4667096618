/* library_fuzz.c - any bytes as a library: accepted or refused with a reason.
 */
#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "library.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_open();
	struct buf faults = { 0 };
	struct library l;
	bool named = library_named(a, (const char *)bytes, n);
	enum err e =
	    library_parse(a, "fuzz", (const char *)bytes, n, &l, &faults);

	if ((e == OK) != (faults.n == 0) || (e != OK && e != ERR_INVALID))
		abort();
	if (e == OK && (l.entries.n == 0 || !named))
		abort();
	buf_clear(&faults);
	arena_close(a);
	return 0;
}
