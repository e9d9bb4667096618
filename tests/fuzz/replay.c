/* replay.c - run a fuzz target over files, where no fuzzer drives it. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
one(const char *file)
{
	static uint8_t bytes[1 << 20];
	FILE *f = fopen(file, "rb");
	uint8_t *exact;
	size_t n;

	if (f == NULL) {
		perror(file);
		exit(1);
	}
	n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	/* Of exactly this size, so that a byte too far is seen. */
	if ((exact = malloc(n > 0 ? n : 1)) == NULL)
		abort();
	memcpy(exact, bytes, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

int
main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		one(argv[i]);
	printf("%d inputs\n", argc - 1);
	return argc > 1 ? 0 : 1;
}
