/* config_test.c - what a configuration file may say, and what it may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"

#define FILE_SIZE 64

static void
write_file(char name[FILE_SIZE], const char *text, size_t n)
{
	int fd;

	snprintf(name, FILE_SIZE, "/tmp/igtk-config-XXXXXX");
	fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, n), (ssize_t)n);
	close(fd);
}

static enum err
load_bytes(struct config *c, const char *text, size_t n, struct buf *faults)
{
	char name[FILE_SIZE];
	enum err e;

	write_file(name, text, n);
	e = config_load(c, name, faults);
	unlink(name);
	return e;
}

/* The text is refused, at this line, with words that hold `why`. */
static void
refused(const char *text, int line, const char *why)
{
	struct buf faults = { 0 };
	struct config c;
	char at[20];

	snprintf(at, sizeof(at), ":%d: ", line);
	assert_int_equal(
	    load_bytes(&c, text, strlen(text), &faults), ERR_INVALID);
	assert_non_null(strstr(buf_text(&faults), at));
	assert_non_null(strstr(buf_text(&faults), why));
	buf_clear(&faults);
	config_clear(&c);
}

static void
taken(const char *text)
{
	struct buf faults = { 0 };
	struct config c;

	assert_int_equal(load_bytes(&c, text, strlen(text), &faults), OK);
	assert_int_equal(faults.n, 0);
	buf_clear(&faults);
	config_clear(&c);
}

static void
defaults(void **state)
{
	struct buf faults = { 0 };
	struct config c;

	(void)state;
	assert_int_equal(config_load(&c, NULL, &faults), OK);
	assert_string_equal(c.database.path, "/var/lib/igtk/igtk.db");
	assert_string_equal(c.web.base_path, "");
	assert_string_equal(c.web.timezone, "Europe/London");
	assert_true(c.web.secure);
	assert_int_equal(c.web.body_kib, 1024);
	assert_int_equal(c.process.workers, 0);
	assert_false(c.sign_in.code);
	assert_int_equal(c.session.idle_s, 900);
	assert_int_equal(c.session.whole_s, 43200);
	assert_int_equal(c.throttle.per_account, 5);
	assert_false(c.branding.nhs);
	config_clear(&c);
}

static void
print(const struct config *c, struct buf *text)
{
	buf_reset(text);
	config_print(c, text);
}

/* The file that ships says exactly the defaults, with every key. */
static void
shipped_file(void **state)
{
	const char *source = getenv("IGTK_SOURCE");
	struct buf faults = { 0 }, one = { 0 }, two = { 0 };
	struct config c, d;
	char name[4096];

	(void)state;
	snprintf(name, sizeof(name), "%s/config/igtk.ini",
	    source == NULL ? "." : source);
	assert_int_equal(config_load(&c, name, &faults), OK);
	assert_int_equal(config_load(&d, NULL, &faults), OK);
	print(&c, &one);
	print(&d, &two);
	assert_string_equal(buf_text(&one), buf_text(&two));
	config_clear(&c);
	config_clear(&d);
	buf_clear(&one);
	buf_clear(&two);
}

static const char other[] =
    "[database]\npath = /srv/ig.db\n"
    "[web]\nbase_path = /ig/two\n"
    "public_url = https://ig.trust.example:8443\n"
    "assets_path = /a/\ntimezone = UTC\nsecure = no\n"
    "body_kib = 64\ndeadline_s = 60\n"
    "[process]\nworkers = 7\n"
    "[sign_in]\nsocket = /run/x\ncode = yes\n"
    "[session]\nidle_s = 180\nwhole_s = 1200\n"
    "[throttle]\nper_account = 3\nper_source = 9\n"
    "wait_s = 5\n"
    "[branding]\nname = Caf\xc3\xa9 # Trust\nnhs = yes\n";

static void
printed_file_loads_to_the_same(void **state)
{
	struct buf faults = { 0 }, one = { 0 }, two = { 0 };
	struct config c, d;

	(void)state;
	assert_int_equal(load_bytes(&c, other, sizeof(other) - 1, &faults), OK);
	assert_string_equal(c.branding.name, "Caf\xc3\xa9 # Trust");
	assert_int_equal(c.session.whole_s, 1200);
	print(&c, &one);
	assert_int_equal(load_bytes(&d, one.p, one.n, &faults), OK);
	print(&d, &two);
	assert_string_equal(buf_text(&one), buf_text(&two));
	config_clear(&c);
	config_clear(&d);
	buf_clear(&one);
	buf_clear(&two);
}

static void
unknown_words(void **state)
{
	(void)state;
	refused("[web]\nsecrue = yes\n", 2, "unknown key secrue in [web]");
	refused("[wbe]\nsecure = yes\n", 2, "unknown key secure in [wbe]");
	refused("secure = yes\n", 1, "unknown key");
	refused("\n[web]\nsecure yes\n", 3, "neither");
	refused("[web\nsecure = yes\n", 1, "neither");
}

static void
bad_values(void **state)
{
	(void)state;
	refused("[web]\nsecure = true\n", 2, "secure must be yes or no");
	refused("[web]\nbody_kib = 1k\n", 2, "whole number");
	refused("[web]\nbody_kib = -1\n", 2, "whole number");
	refused("[web]\nbody_kib =\n", 2, "whole number");
	refused("[web]\nbody_kib = 15\n", 2, "16 to 65536");
	refused("[web]\nbody_kib = 65537\n", 2, "out of range");
	refused("[web]\nbody_kib = 9999999999999999999\n", 2, "whole number");
	refused("[database]\npath = igtk.db\n", 2, "begins with /");
	refused("[database]\npath =\n", 2, "must not be empty");
	refused("[web]\ntimezone = Europe/Atlantis\n", 2, "no time zone");
	refused("[web]\ntimezone = ../../etc/passwd\n", 2, "no time zone");
	refused("[branding]\nname = a\x01z\n", 2, "control characters");
	refused("[branding]\nname = a\xffz\n", 2, "UTF-8");
	refused("[web]\nassets_path = assets\n", 2, "both ends");
	refused("[web]\nassets_path = /../\n", 2, "both ends");
}

static void
base_paths(void **state)
{
	(void)state;
	taken("[web]\nbase_path = /ig\n");
	taken("[web]\nbase_path = /a/b-2/c\n");
	taken("[web]\nbase_path =\n");
	refused("[web]\nbase_path = /\n", 2, "base_path");
	refused("[web]\nbase_path = ig\n", 2, "base_path");
	refused("[web]\nbase_path = /ig/\n", 2, "base_path");
	refused("[web]\nbase_path = /a//b\n", 2, "base_path");
	refused("[web]\nbase_path = /IG\n", 2, "base_path");
	refused("[web]\nbase_path = /a.b\n", 2, "base_path");
}

static void
mail_settings(void **state)
{
	(void)state;
	taken("[mail]\nfrom = igtk@trust.example\nwait_s = 5\n");
	taken("[mail]\nfrom =\n");
	refused("[mail]\nfrom = IG <igtk@trust.example>\n", 2, "one address");
	refused("[mail]\nsendmail = sendmail\n", 2, "begins with /");
	refused("[mail]\nwait_s = 0\n", 2, "1 to 600");
}

static void
metrics_sources(void **state)
{
	(void)state;
	taken("[web]\nmetrics_from =\n");
	taken("[web]\nmetrics_from = 127.0.0.1 ::1 10.20.0.0/16\n");
	refused("[web]\nmetrics_from = all\n", 2, "addresses such as");
	refused("[web]\nmetrics_from = 127.0.0.1, ::1\n", 2, "metrics_from");
}

static void
public_urls(void **state)
{
	(void)state;
	taken("[web]\npublic_url = https://ig.trust.example\n");
	taken("[web]\npublic_url = http://127.0.0.1:8080\n");
	taken("[web]\npublic_url = http://[::1]:8080\n");
	refused("[web]\npublic_url = https://\n", 2, "public_url");
	refused("[web]\npublic_url = https://a/b\n", 2, "public_url");
	refused("[web]\npublic_url = https://a/\n", 2, "public_url");
	refused("[web]\npublic_url = ftp://a\n", 2, "public_url");
	refused("[web]\npublic_url = ig.trust.example\n", 2, "public_url");
	refused("[web]\npublic_url = https://IG.example\n", 2, "public_url");
}

static void
lines(void **state)
{
	struct buf faults = { 0 }, text = { 0 };
	struct config c;

	(void)state;
	refused("[web]\nsecure = no\nsecure = no\n", 3, "given twice");
	refused("[branding]\nname = a\n b\n", 3, "given twice");
	buf_puts(&text, "[web]\n# ");
	while (text.n < 300)
		buf_putc(&text, 'x');
	refused(buf_text(&text), 2, "too long");
	assert_int_equal(
	    load_bytes(&c, "[web]\nsecure = n\0o\n", 19, &faults), ERR_INVALID);
	assert_non_null(strstr(buf_text(&faults), ":2: the line holds a NUL"));
	config_clear(&c);
	buf_clear(&faults);
	buf_clear(&text);
}

/* Every fault of a file is told, each in its line. */
static void
all_faults_at_once(void **state)
{
	struct buf faults = { 0 };
	struct config c;
	static const char text[] = "[web]\nsecure = maybe\nx = 1\n";

	(void)state;
	assert_int_equal(
	    load_bytes(&c, text, strlen(text), &faults), ERR_INVALID);
	assert_non_null(strstr(buf_text(&faults), ":2: "));
	assert_non_null(strstr(buf_text(&faults), ":3: "));
	config_clear(&c);
	buf_clear(&faults);
}

static void
idle_within_whole(void **state)
{
	(void)state;
	refused("[session]\nidle_s = 900\nwhole_s = 600\n", 3,
	    "idle_s is more than whole_s");
	taken("[session]\nidle_s = 600\nwhole_s = 600\n");
}

static void
unreadable(void **state)
{
	struct buf faults = { 0 };
	struct config c;

	(void)state;
	assert_int_equal(config_load(&c, "/nowhere/igtk.ini", &faults), ERR_IO);
	assert_non_null(strstr(buf_text(&faults), "/nowhere/igtk.ini: "));
	config_clear(&c);
	buf_reset(&faults);
	assert_int_equal(config_load(&c, "/tmp", &faults), ERR_IO);
	assert_non_null(strstr(buf_text(&faults), "/tmp: "));
	config_clear(&c);
	buf_clear(&faults);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(shipped_file),
		cmocka_unit_test(printed_file_loads_to_the_same),
		cmocka_unit_test(unknown_words),
		cmocka_unit_test(bad_values),
		cmocka_unit_test(base_paths),
		cmocka_unit_test(public_urls),
		cmocka_unit_test(mail_settings),
		cmocka_unit_test(metrics_sources),
		cmocka_unit_test(lines),
		cmocka_unit_test(all_faults_at_once),
		cmocka_unit_test(idle_within_whole),
		cmocka_unit_test(unreadable),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
