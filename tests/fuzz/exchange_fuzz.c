/* exchange_fuzz.c - what is accepted can be written, read and written. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
there_and_back(struct arena *a, const struct exchange *x)
{
	struct buf first = { 0 }, second = { 0 }, faults = { 0 };
	struct exchange again;

	exchange_write(x, &first);
	if (exchange_read(a, "first", first.p, first.n, &again, &faults) != OK)
		abort();
	exchange_write(&again, &second);
	if (first.n != second.n || memcmp(first.p, second.p, first.n) != 0)
		abort();
	buf_clear(&first);
	buf_clear(&second);
	buf_clear(&faults);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_open();
	struct buf faults = { 0 };
	struct exchange x;
	enum err e =
	    exchange_read(a, "fuzz", (const char *)bytes, n, &x, &faults);

	if ((e == OK) != (faults.n == 0) || (e != OK && e != ERR_INVALID))
		abort();
	if (e == OK)
		there_and_back(a, &x);
	buf_clear(&faults);
	arena_close(a);
	return 0;
}
