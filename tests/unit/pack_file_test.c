/* pack_file_test.c - files within their limit, and without. */
#include <unistd.h>

#include "json_place.h"
#include "pack.h"

/* A file with n bytes; its name in path. */
static void
make_file(char path[32], size_t n)
{
	char zero[512] = { 0 };
	int fd;

	snprintf(path, 32, "/tmp/pack_test.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(n <= sizeof(zero));
	assert_int_equal(write(fd, zero, n), n);
	close(fd);
}

static void
test_file(void **state)
{
	struct place p;
	char path[32];
	const char *bytes;
	size_t n;

	(void)state;
	place_open(&p, "pack/small.json");
	make_file(path, 300);
	assert_int_equal(
	    pack_file(p.arena, path, 300, &bytes, &n, &p.faults), OK);
	assert_int_equal(n, 300);
	assert_int_equal(bytes[299], 0);
	assert_int_equal(p.faults.n, 0);
	assert_int_equal(
	    pack_file(p.arena, path, 299, &bytes, &n, &p.faults), ERR_INVALID);
	assert_non_null(
	    strstr(buf_text(&p.faults), ": larger than 299 bytes\n"));
	unlink(path);
	make_file(path, 0);
	assert_int_equal(
	    pack_file(p.arena, path, 10, &bytes, &n, &p.faults), OK);
	assert_int_equal(n, 0);
	unlink(path);
	place_close(&p);
}

static void
test_file_sparse(void **state)
{
	struct place p;
	char path[32];
	const char *bytes;
	size_t n;

	(void)state;
	place_open(&p, "pack/small.json");
	make_file(path, 1);
	assert_int_equal(truncate(path, (off_t)200 << 20), 0);
	assert_int_equal(
	    pack_file(p.arena, path, PACK_BYTES_MAX, &bytes, &n, &p.faults),
	    ERR_INVALID);
	unlink(path);
	place_close(&p);
}

static void
test_file_absent(void **state)
{
	struct place p;
	const char *bytes;
	size_t n;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(
	    pack_file(p.arena, "/nowhere/at/all", 10, &bytes, &n, &p.faults),
	    ERR_NOTFOUND);
	assert_string_equal(buf_text(&p.faults),
	    "/nowhere/at/all: cannot be read: No such file or directory\n");
	assert_int_equal(
	    pack_file(p.arena, "/", 10, &bytes, &n, &p.faults), ERR_IO);
	place_close(&p);
}

/* From a pipe in the place of standard input. */
static void
test_file_stdin(void **state)
{
	struct place p;
	const char *bytes;
	size_t n;
	int was = dup(STDIN_FILENO), ends[2];

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abcdef", 6), 6);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(pack_file(p.arena, "-", 6, &bytes, &n, &p.faults), OK);
	assert_int_equal(n, 6);
	assert_string_equal(bytes, "abcdef");
	if (was >= 0) {
		dup2(was, STDIN_FILENO);
		close(was);
	}
	place_close(&p);
}

static void
test_file_endless(void **state)
{
	struct place p;
	const char *bytes;
	size_t n;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(
	    pack_file(p.arena, "/dev/zero", 100000, &bytes, &n, &p.faults),
	    ERR_INVALID);
	assert_null(bytes);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_file_sparse),
		cmocka_unit_test(test_file_absent),
		cmocka_unit_test(test_file_stdin),
		cmocka_unit_test(test_file_endless),
	};

	return cmocka_run_group_tests_name("pack_file", tests, NULL, NULL);
}
