/* tmplc_json_test.c - what the template compiler makes to tell as JSON. */
#include "tmplc_run.h"

/*
 * Each member once, in the order in which the page shows it; only where it
 * does; without what is no matter of people; and its types.
 */
static const char json_view_h[] =
    "#include \"html.h\"\n"
    "struct part { const char *name, *css; bool on; };\n"
    "struct row { int n; struct part part; day on; int64_t at; };\n"
    "struct rows { struct row *v; size_t n; };\n"
    "struct page_view { const char *title; };\n"
    "struct home { struct page_view page; const char *q, *secret, *no;\n"
    "    struct rows rows, none; struct html ready; struct href in, out;\n"
    "    bool may; const int *some; struct part part; uint64_t large; };\n";

static const char json_page[] =
    "{{view struct home}}{{> head page}}\n"
    "{{#if rows.n}}<p class=\"{{part.css}}\">{{#if may}}{{secret}}{{/if}}{{q}}"
    "{{/if}}{{#each rows as r}}{{r->n}}{{r->part.name}}{{#if may}}"
    "{{day r->on}}{{else}}{{when r->at}}{{/if}}{{/each}}\n"
    "{{#each rows as again}}{{> part again->part}}{{again->n}}{{/each}}"
    "{{#each none as x}}{{x->n}}{{/each}}{{#unless may}}{{no}}{{/unless}}"
    "{{ready}}<a href=\"{{href in}}\">a</a><a href=\"{{href out}}\">b</a>"
    "{{#if some}}{{> part part}}{{/if}}{{q}}{{large}}{{> foot page}}";

static const char json_main_c[] =
    "#include <stdio.h>\n#include <string.h>\n"
    "#include \"tell.h\"\n#include \"view.h\"\n#include \"out.h\"\n"
    "void tmpl_head_json(struct tell *j, const struct page_view *v) {\n"
    "tell_text(j, \"page\", v->title); }\n"
    "void tmpl_head_schema(struct tell *j) {\n"
    "tell_type(j, \"page\", TYPE_TEXT, false); }\n"
    "static bool in(const char *p) { return strcmp(p, \"/in?a=b\") == 0; }\n"
    "int main(int n, char **arg) { struct buf b = { 0 };\n"
    "struct row r[] = { { 1, { \"<\", \"c\", true }, 0, 0 },\n"
    "    { -2, { NULL, \"c\", false }, DAY_NONE, 1000000 } };\n"
    "struct home h = { { \"T\" }, \"\\\"\\xff\\x01\\xc3\\xa9&\", \"secret\", "
    "\"no\",\n"
    "    { r, 2 }, { NULL, 0 }, HTML_FIXED(\"a&lt;b&amp;amp;\"),\n"
    "    { \"/base/in?a=b\" }, { \"/base/out\" }, n > 1, &r[0].n,\n"
    "    { \"p\", \"c\", false }, UINT64_C(18446744073709551615) };\n"
    "struct tell j = { .w = { .out = &b }, .base = \"/base\",\n"
    ".below = \"/api\", .ours = in };\n"
    "(void)arg; tell_begin(&j); tmpl_x_json(&j, &h); tell_close(&j, '}');\n"
    "buf_putc(&b, '\\n'); if (n > 2) { tell_begin(&j);\n"
    "tmpl_x_schema(&j); tell_close(&j, '}'); }\n"
    "fputs(buf_text(&b), stdout); buf_clear(&b); return 0; }\n";

static void
expect_run(const char *command, const char *want)
{
	if (shell(command) != 0)
		fail_msg("%s", buf_text(&said));
	assert_string_equal(buf_text(&said), want);
}

#define JSON_Q "\"q\":\"\\\"\xef\xbf\xbd\xef\xbf\xbd\xc3\xa9&\",\"none\":[],"
#define JSON_END                                                               \
	"\"ready\":\"a<b&amp;\",\"in\":\"/base/api/in?a=b\","                  \
	"\"out\":\"/base/out\",\"some\":true,"                                 \
	"\"part\":{\"on\":false,\"name\":null},"                               \
	"\"large\":\"18446744073709551615\"}\n"

#define OBJECT "{\"type\":\"object\",\"properties\":{"
#define TEXT_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define TRUTH "{\"type\":[\"boolean\"]}"
#define INT "{\"type\":[\"integer\",\"string\"]}"
#define ADDRESS "{\"type\":[\"string\",\"null\"],\"format\":\"uri-reference\"}"

static const char json_types[] =
    "{\"page\":" TEXT_OR_NULL ",\"rows\":{\"type\":\"array\",\"items\":" OBJECT
    "\"n\":" INT ",\"part\":" OBJECT "\"name\":" TEXT_OR_NULL ",\"on\":" TRUTH
    "}},\"on\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},"
    "\"at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}}}},"
    "\"may\":" TRUTH ",\"secret\":" TEXT_OR_NULL ",\"q\":" TEXT_OR_NULL
    ",\"none\":{\"type\":\"array\",\"items\":" OBJECT "\"n\":" INT "}}},"
    "\"no\":" TEXT_OR_NULL ",\"ready\":" TEXT_OR_NULL ",\"in\":" ADDRESS
    ",\"out\":" ADDRESS ",\"some\":" TRUTH ",\"part\":" OBJECT
    "\"on\":{\"type\":[\"boolean\",\"null\"]},\"name\":" TEXT_OR_NULL
    "}},\"large\":" INT "}";

static void
made_code_tells_json(void **state)
{
	(void)state;
	put("view.h", json_view_h);
	put("main.c", json_main_c);
	put("x.html", json_page);
	put("head.html", "{{view struct page_view}}<p>{{title}}</p>");
	put("foot.html", "{{view struct page_view}}{{title}}");
	put("part.html", "{{view struct part}}{{#if on}}{{name}}{{/if}}");
	if (shell(MAKE "x.html head.html foot.html part.html && $CC " FLAGS
		       "-o prog main.c out.c \"$TOP/fcgi/html.c\" "
		       "\"$TOP/fcgi/tell.c\" \"$TOP/fcgi/tell_type.c\" "
		       "\"$TOP/core/jsonw.c\" " SOURCES) != 0)
		fail_msg("%s", buf_text(&said));
	expect_run("./prog",
	    "{\"page\":\"T\",\"rows\":["
	    "{\"n\":1,\"part\":{\"name\":\"<\",\"on\":true},\"on\":null,"
	    "\"at\":\"1970-01-01T00:00:00.000000Z\"},"
	    "{\"n\":-2,\"part\":{\"name\":null,\"on\":false},\"on\":null,"
	    "\"at\":\"1970-01-01T00:00:01.000000Z\"}],"
	    "\"may\":false,\"secret\":null," JSON_Q "\"no\":\"no\"," JSON_END);
	expect_run("./prog 1",
	    "{\"page\":\"T\",\"rows\":["
	    "{\"n\":1,\"part\":{\"name\":\"<\",\"on\":true},"
	    "\"on\":\"1970-01-01\",\"at\":null},"
	    "{\"n\":-2,\"part\":{\"name\":null,\"on\":false},"
	    "\"on\":null,\"at\":null}],"
	    "\"may\":true,\"secret\":\"secret\"," JSON_Q
	    "\"no\":null," JSON_END);
	assert_int_equal(shell("./prog 1 2 | tail -n 1"), 0);
	assert_string_equal(buf_text(&said), json_types);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(made_code_tells_json),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
