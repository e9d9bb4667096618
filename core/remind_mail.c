/*
 * remind_mail.c - the bytes of a mail (RFC 5322).  Names go into headers
 * encoded (RFC 2047) and addresses as they are, so neither may end a line.
 */
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "buf.h"
#include "clock.h"
#include "remind.h"
#include "text.h"

#define WORD 45 /* bytes of an encoded word: 60 characters and its frame */
#define LINE 76

/* Printable ASCII that stays as it is. */
static bool
plain(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7f)
			return false;
	return true;
}

/* Whole characters of s, at most WORD bytes. */
static size_t
piece(const char *s, size_t n)
{
	size_t end = n < WORD ? n : WORD;

	while (end < n && end > 1 && ((unsigned char)s[end] & 0xc0) == 0x80)
		end--;
	return end;
}

static void
put_encoded(struct buf *b, const char *s)
{
	char word[sodium_base64_ENCODED_LEN(
	    WORD, sodium_base64_VARIANT_ORIGINAL)];
	size_t n = strlen(s), now;

	for (; n > 0; s += now, n -= now) {
		now = piece(s, n);
		sodium_bin2base64(word, sizeof(word), (const unsigned char *)s,
		    now, sodium_base64_VARIANT_ORIGINAL);
		buf_printf(b, "=?UTF-8?B?%s?=%s", word, n > now ? "\n " : "");
	}
}

/* A name before an address. */
static void
put_name(struct buf *b, const char *s)
{
	if (!plain(s) || strlen(s) > WORD) {
		put_encoded(b, s);
		return;
	}
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

static void
put_date(struct buf *b, int64_t at)
{
	time_t s = (time_t)(at / SECOND);
	char text[64];
	struct tm tm;

	if (gmtime_r(&s, &tm) == NULL ||
	    strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0000", &tm) ==
		0)
		return;
	buf_printf(b, "Date: %s\n", text);
}

/* Quoted-printable: lines of at most 76 characters, whatever the text. */
static void
put_text(struct buf *b, const char *s)
{
	size_t column = 0;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		bool as_is = c >= 0x20 && c < 0x7f && c != '=' &&
			     !(c == ' ' && (s[1] == '\n' || s[1] == '\0')) &&
			     !(c == '.' && column == 0) &&
			     !(c == 'F' && column == 0);

		if (c == '\n') {
			buf_putc(b, '\n');
			column = 0;
			continue;
		}
		if (column + 3 >= LINE) {
			buf_puts(b, "=\n");
			column = 0;
			as_is = as_is && c != '.' && c != 'F';
		}
		if (as_is)
			buf_putc(b, (char)c);
		else
			buf_printf(b, "=%02X", c);
		column += as_is ? 1 : 3;
	}
}

enum err
remind_mail(const struct reminder *r, const char *from, struct buf *b)
{
	if (!remind_address(r->mail) || !remind_address(from) ||
	    !text_fine(r->name, strlen(r->name), TEXT_LINE) ||
	    !text_fine(r->subject, strlen(r->subject), TEXT_LINE))
		return ERR_INVALID;
	buf_printf(b, "From: %s\nTo: ", from);
	put_name(b, r->name);
	buf_printf(b, "\n <%s>\nSubject: ", r->mail);
	if (plain(r->subject))
		buf_puts(b, r->subject);
	else
		put_encoded(b, r->subject);
	buf_putc(b, '\n');
	put_date(b, r->made_at);
	buf_printf(b, "Message-ID: <igtk.%lld@%s>\n", (long long)r->id,
	    strchr(from, '@') + 1);
	buf_puts(b, "Auto-Submitted: auto-generated\n"
		    "MIME-Version: 1.0\n"
		    "Content-Type: text/plain; charset=UTF-8\n"
		    "Content-Transfer-Encoding: quoted-printable\n\n");
	put_text(b, r->text);
	return OK;
}
