/* tmplc_test.c - what the template compiler refuses, and what it makes. */
#include "tmplc_run.h"

/* A page but for its view line; the line of the fault and its message. */
struct refused {
	const char *text, *message;
};

static struct refused values_out_of_place[] = {
	{ "\n<p class={{x}}>", "2: a value in an unquoted attribute" },
	{ "\n<p class=a{{x}}>", "2: a value in an unquoted attribute" },
	{ "\n\n<{{x}}>", "3: a value in a tag, outside a quoted attribute" },
	{ "<b{{x}}>", "1: a value in a tag" },
	{ "\n</{{x}}>", "2: a value in a tag" },
	{ "\n<p {{x}}=\"\">", "2: a value in a tag" },
	{ "\n<p a{{x}}=\"\">", "2: a value in a tag" },
	{ "<p a=\"\"{{x}}>", "1: a value in a tag" },
	{ "<title></{{x}}", "1: a value in a tag" },
	{ "<script src=\"/a\">\n{{x}}</script>", "2: a value in <script>" },
	{ "<!-- {{x}} -->", "1: a value in a comment" },
	{ "<!doctype {{x}}>", "1: a value in a comment" },
	{ NULL, NULL },
};

static struct refused elements_and_attributes[] = {
	{ "\n<script>{{x}}", "2: an inline <script>" },
	{ "\n<SCRIPT type=\"module\">", "2: an inline <script>" },
	{ "<script src=\"/a\">\nb()", "2: an inline <script>" },
	{ "\n<style>{{x}}", "2: <style>" },
	{ "\n<iframe src=\"/\">", "2: an element whose content is not HTML" },
	{ "\n<p onclick=\"{{x}}\">", "2: an on...= attribute" },
	{ "\n<p OnLoad>", "2: an on...= attribute" },
	{ "\n<p style=\"{{x}}\">", "2: a style= attribute" },
	{ "\n<p style=\"color:red\">", "2: a style= attribute" },
	{ "\n<p srcdoc=\"{{x}}\">", "2: a srcdoc= attribute" },
	{ "\n<p\nid='a'>", "3: a single-quoted attribute" },
	{ "\n<p id=a\"b>", "2: a malformed attribute" },
	{ "\n<p id=\"a\"b>", "2: a stray character" },
	{ "\n<p/id=\"a\">", "2: a stray character" },
	{ "\na < b", "2: a '<' that opens no tag" },
	{ "\n</>", "2: a malformed end tag" },
	{ "\n<![CDATA[", "2: only <!doctype> and <!-- -->" },
	{ "\n<!--> {{x}}", "2: a comment that browsers" },
	{ "\n<!-- --!> {{x}}", "2: a comment that browsers" },
	{ "\n\x01", "2: a control byte" },
	{ NULL, NULL },
};

static struct refused urls[] = {
	{ "\n<a href=\"{{x}}\">", "2: a value that begins a URL" },
	{ "\n<a HREF=\"{{x}}\">", "2: a value that begins a URL" },
	{ "\n<img src=\"{{x}}\">", "2: a value that begins a URL" },
	{ "\n<form action=\"{{x}}\">", "2: a value that begins a URL" },
	{ "\n<b formaction=\"{{x}}\">", "2: a value that begins a URL" },
	{ "\n<a href=\"{{url x}}\">", "2: a value that begins a URL" },
	{ "\n<a href=\"x{{x}}\">", "2: a value in a URL that does not begin" },
	{ "\n<a href=\"javascript:{{url x}}\">",
	    "2: a value in a URL that does not begin" },
	{ "\n<a href=\"//{{url x}}\">",
	    "2: a value in a URL that does not begin" },
	{ "\n<a href=\"/\\{{url x}}\">",
	    "2: a value in a URL that does not begin" },
	{ "\n<a href=\"/{{x}}\">", "2: a value that could name a host" },
	{ "\n<a href=\"{{href x}}{{y}}\">",
	    "2: a value that could name a host" },
	{ "\n<a href=\"/{{#if a}}b{{/if}}{{x}}\">",
	    "2: a value that could name a host" },
	{ "\n<a href=\"/a{{href x}}\">", "2: {{href}} where a URL has begun" },
	{ NULL, NULL },
};

static struct refused blocks[] = {
	{ "\n{{#if x}}<p\n{{/if}}>", "3: {{#if}} of line 2 ends in another" },
	{ "\n{{#if x}}<p{{else}}<b{{/if}}>",
	    "2: {{#if}} of line 2 ends in another context" },
	{ "<p id=\"{{#unless x}}\"{{/unless}}",
	    "1: {{#unless}} of line 1 ends in another" },
	{ "<p id=\"{{#each x as y}}\"{{/each}}",
	    "1: {{#each}} of line 1 ends in another context" },
	{ "<p {{#each x as y}}a{{/each}}>",
	    "1: {{#each}} of line 1 ends in another context" },
	{ "{{#if x}}<pre>{{/if}}", "1: {{#if}} of line 1" },
	{ "<a href=\"{{#if x}}/a{{/if}}{{y}}\">",
	    "1: {{#if}} of line 1 ends in another context" },
	{ "\n<{{#if x}}p{{/if}}>", "2: a block that cuts" },
	{ "<p {{#if x}}a{{/if}}b>", "1: a stray character" },
	{ "<p {{#if x}}on{{/if}}>", "1: an on...= attribute" },
	{ "\n<p\n{{> y x}}>", "3: a part inside a tag" },
	{ "\n<title>{{> y x}}</title>",
	    "2: a part inside a tag or a text-only" },
	{ "\n{{#if x}}\n\n", "2: {{#if}} is never closed" },
	{ "\n{{/if}}", "2: {{/if}} closes nothing" },
	{ "\n{{#if x}}\n{{/each}}",
	    "3: {{/each}} where {{#if}} of line 2 is open" },
	{ "\n{{else}}", "2: {{else}} without {{#if}}" },
	{ "{{#each x as y}}{{else}}", "1: {{else}} without {{#if}}" },
	{ "{{#if x}}{{else}}{{else}}", "1: {{else}} without {{#if}}" },
	{ "{{#each x as y}}\n{{#each z as y}}",
	    "2: 'y' is the variable of a loop around" },
	{ "\n<p", "2: the file ends inside a tag" },
	{ "\n<textarea>", "2: the file ends inside a tag" },
	{ "\n<pre>", "2: the file ends inside <pre>" },
	{ NULL, NULL },
};

static struct refused directives[] = {
	{ "\n{{view struct home}}", "2: a second {{view}}" },
	{ "\n{{x\n\n", "2: '{{' is never closed" },
	{ "{{! a\n}}\n{{x y}}", "3: unknown directive {{x y}}" },
	{ "\n{{{x}}}", "2: unknown directive {{{x}}" },
	{ "\n{{raw x}}", "2: unknown directive {{raw x}}" },
	{ "\n{{}}", "2: unknown directive" },
	{ "\n{{f(x)}}", "2: unknown directive {{f(x)}}" },
	{ "\n{{x.}}", "2: unknown directive {{x.}}" },
	{ "\n{{x\n}}", "2: a directive must end in" },
	{ "\n{{#if x y}}", "2: it is written {{#if PATH}}" },
	{ "\n{{#each x}}", "2: it is written {{#each PATH as NAME}}" },
	{ "\n{{> X x}}", "2: it is written {{> PART FROM}}" },
	{ NULL, NULL },
};

/* Every page of a list, the state of the test, is refused as it says. */
static void
refused(void **state)
{
	const struct refused *r = *state;
	char text[200], message[200];

	for (; r->text != NULL; r++) {
		snprintf(text, sizeof(text), VIEW "%s", r->text);
		snprintf(message, sizeof(message), "x.html:%s", r->message);
		expect_refusal(text, message);
	}
}

static void
missing_view(void **state)
{
	static const char missing[] = "x.html:1: the file must begin with "
				      "{{view struct NAME}}";

	(void)state;
	expect_refusal("<p>", missing);
	expect_refusal("", missing);
	expect_refusal("\n" VIEW, missing);
	expect_refusal("{{x}}" VIEW, missing);
	expect_refusal("{{view home}}", missing);
}

static void
refused_files(void **state)
{
	(void)state;
	put("Bad.html", VIEW);
	assert_int_equal(shell(MAKE "Bad.html"), 1);
	expect_said("Bad.html:1: the name of a template is");
	put("x.html", VIEW);
	assert_int_equal(
	    shell("mkdir y; cp x.html y;" MAKE "x.html y/x.html"), 1);
	expect_said(".html:1: duplicate name");
	assert_int_equal(shell(MAKE "none.html"), 1);
	expect_said("none.html:1: No such file");
	assert_int_equal(shell("\"$TMPLC\" x.html"), 2);
	expect_said("usage:");
	assert_int_equal(shell("! ls out.?"), 0);
}

static void
accepted(void **state)
{
	(void)state;
	expect_accepted(VIEW "<p a=\"{{x}}\"{{#if y}} b{{/if}} c=d {{#if z}}e "
			     "{{else}}f{{/if}}>{{#if g}}<i{{else}}<i h=\"\""
			     "{{/if}}></i><br/>");
	expect_accepted(VIEW "<a href=\"/x{{y}}?z={{url z}}\"><b href=\""
			     "{{#if x}}/a{{else}}?b{{/if}}{{y}}\">");
	expect_accepted(VIEW "<a href=\"{{href x}}{{url y}}/{{z}}\">"
			     "<a href=\"/{{url x}}\"><a href=\"#{{x}}\">"
			     "<a href=\"mailto:a@example.org\">");
	expect_accepted(VIEW "<script src=\"/a\">\n</script ><!-- a - b -->"
			     "<title>a < {{x}}</title/></br>{{! <script> }}");
}

/* The view of the pages below, and a program that shows one. */
static const char view_h[] =
    "#include \"html.h\"\n"
    "struct part { const char *name; };\n"
    "struct parts { struct part *v; size_t n; };\n"
    "struct row { struct part part; struct parts parts; };\n"
    "struct rows { const struct row *v; size_t n; };\n"
    "struct words { const char **v; size_t n; };\n"
    "struct home { const char *q, *none; int64_t id; day on;\n"
    "    struct href self; struct rows rows; struct words words; };\n";

static const char main_c[] =
    "#include <stdio.h>\n#include \"view.h\"\n#include \"out.h\"\n"
    "int main(void) { struct buf b = { 0 };\n"
    "struct part p[] = { { \"<a>\" }, { \"b\" } };\n"
    "struct parts two = { p, 2 }, none = { NULL, 0 };\n"
    "struct row r[] = { { { \"R1\" }, two }, { { \"R2\" }, none } };\n"
    "const char *w[] = { \"x\", \"'\" };\n"
    "struct home h = { .q = \"a&b\", .id = 7, .on = 0,\n"
    "    .self = { \"/me\" }, .rows = { r, 2 }, .words = { w, 2 } };\n"
    "tmpl_x(&b, &h); fputs(buf_text(&b), stdout); buf_clear(&b);\n"
    "return 0; }\n";

static const char page[] =
    VIEW "\n\t<a href=\"{{href self}}?q={{url q}}\"\n\t    title=\"{{q}}\">"
	 "{{day on}}</a>\n{{! nothing }}\n"
	 "{{#each rows as r}}{{#if r->parts.n}}[{{#each r->parts as p}}"
	 "{{> part p}}{{/each}}]{{else}}-{{> part r->part}}{{/if}}{{/each}}\n"
	 "{{#unless none}}{{#each words as w}}{{w}};{{/each}}{{> tail .}}"
	 "{{/unless}}<pre>\n  \\\?\?= \"\xc3\xa9\" </pre>\n\n";

static const char shown[] =
    "<a href=\"/me?q=a%26b\"\ntitle=\"a&amp;b\">1 January 1970</a>\n"
    "[&lt;a&gt;b]-R2\nx;&#39;;7<pre>\n  \\\?\?= \"\xc3\xa9\" </pre>\n";

static void
made_code_runs(void **state)
{
	(void)state;
	put("view.h", view_h);
	put("main.c", main_c);
	put("x.html", page);
	put("part.html", "{{view struct part}}{{name}}");
	put("tail.html", "{{view struct home}}{{id}}");
	if (shell(MAKE "x.html part.html tail.html && $CC " FLAGS "-o prog "
		       "main.c out.c \"$TOP/fcgi/html.c\" "
		       "\"$TOP/fcgi/tell.c\" \"$TOP/fcgi/tell_type.c\" "
		       "\"$TOP/core/jsonw.c\" " SOURCES " && ./prog") != 0)
		fail_msg("%s", buf_text(&said));
	assert_string_equal(buf_text(&said), shown);
	assert_int_equal(shell("cp out.c 1.c; cp out.h 1.h;" MAKE "tail.html "
			       "x.html part.html; cmp out.c 1.c && "
			       "cmp out.h 1.h"),
	    0);
}

static void
expect_compiler_says(const char *text, const char *where)
{
	put("x.html", text);
	assert_int_equal(
	    shell(MAKE "x.html && ! $CC " FLAGS "-c -o x.o out.c"), 0);
	expect_said(where);
}

static void
wrong_names_have_a_line(void **state)
{
	(void)state;
	put("view.h", view_h);
	expect_compiler_says(VIEW "\n\n{{nosuch}}", "x.html:3:");
	expect_compiler_says(VIEW "\n{{#if nosuch}}{{/if}}", "x.html:2:");
	expect_compiler_says(VIEW "\n{{#each q as x}}{{/each}}", "x.html:2:");
	expect_compiler_says(VIEW "\n{{href q}}", "x.html:2:");
	expect_compiler_says(VIEW "\n{{day id}}", "x.html:2:");
	expect_compiler_says(VIEW "\n{{when on}}", "x.html:2:");
	put("part.html", "{{view struct part}}{{name}}");
	put("x.html", VIEW "\n{{> part rows}}");
	assert_int_equal(
	    shell(MAKE "x.html part.html && ! $CC " FLAGS "-c -o x.o out.c"),
	    0);
	expect_said("x.html:2:");
}

/* Nothing that may be NULL is followed, so that JSON may tell of it all. */
static struct refused unknown_ways[] = {
	{ "\n{{q->x}}", "2: 'q->x' follows a pointer" },
	{ "\n{{#if q->x.y}}{{/if}}", "2: 'q->x.y' follows a pointer" },
	{ "\n{{#each q.x->y as x}}{{/each}}", "2: 'q.x->y' follows a pointer" },
	{ "\n{{#each q as x}}\n{{x->y->z}}{{/each}}",
	    "3: 'x->y->z' follows a pointer" },
	{ "\n{{> nosuch .}}", "2: nosuch: there is no such part" },
	{ "\n\n{{> x .}}", "3: x: too many parts in parts" },
	{ NULL, NULL },
};

int
main(void)
{
	const struct CMUnitTest tests[] = {
		{ "values_out_of_place", refused, NULL, NULL,
		    values_out_of_place },
		{ "elements_and_attributes", refused, NULL, NULL,
		    elements_and_attributes },
		{ "urls", refused, NULL, NULL, urls },
		{ "blocks", refused, NULL, NULL, blocks },
		{ "directives", refused, NULL, NULL, directives },
		{ "unknown_ways", refused, NULL, NULL, unknown_ways },
		cmocka_unit_test(missing_view),
		cmocka_unit_test(refused_files),
		cmocka_unit_test(accepted),
		cmocka_unit_test(made_code_runs),
		cmocka_unit_test(wrong_names_have_a_line),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
