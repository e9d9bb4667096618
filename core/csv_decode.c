/* csv_decode.c - from the encodings of files to UTF-8, a block at a time. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "csv_priv.h"
#include "log.h"

static const struct {
	const char *iconv, *name;
} encodings[] = {
	[CSV_UTF8] = { "UTF-8", "UTF-8" },
	[CSV_UTF16_LE] = { "UTF-16LE", "UTF-16" },
	[CSV_UTF16_BE] = { "UTF-16BE", "UTF-16" },
	[CSV_WINDOWS] = { "WINDOWS-1252", "Windows-1252" },
};

const char *
csv_encoding_name(enum csv_encoding e)
{
	return encodings[e].name;
}

ssize_t
csv_read_fd(void *from, int64_t at, char *to, size_t n)
{
	const int *fd = from;
	ssize_t got;

	do
		got = pread(*fd, to, n, at);
	while (got < 0 && errno == EINTR);
	return got;
}

void
csv_decoder_open(struct csv_decoder *d, const struct csv_source *source,
    const struct csv_nature *nature)
{
	d->source = *source;
	d->at = nature->mark;
	d->raw_n = d->text_n = 0;
	d->ended = false;
	d->as = iconv_open("UTF-8", encodings[nature->encoding].iconv);
	if (d->as == (iconv_t)-1) {
		log_error("csv.iconv", "from=%s errno=%d",
		    encodings[nature->encoding].iconv, errno);
		abort();
	}
}

void
csv_decoder_close(struct csv_decoder *d)
{
	iconv_close(d->as);
}

static enum err
fill(struct csv_decoder *d)
{
	ssize_t got;

	got = d->source.read(d->source.from, d->at, d->raw + d->raw_n,
	    sizeof(d->raw) - d->raw_n);
	if (got < 0)
		return ERR_IO;
	d->ended = got == 0;
	d->at += got;
	d->raw_n += (size_t)got;
	return OK;
}

enum err
csv_decode(struct csv_decoder *d)
{
	char *in = d->raw, *out = d->text;
	size_t out_n = sizeof(d->text), done;
	enum err e;

	d->text_n = 0;
	while (d->text_n == 0) {
		if (!d->ended && (e = fill(d)) != OK)
			return e;
		if (d->raw_n == 0)
			return OK;
		in = d->raw;
		done = iconv(d->as, &in, &d->raw_n, &out, &out_n);
		d->text_n = sizeof(d->text) - out_n;
		memmove(d->raw, in, d->raw_n);
		if (done != (size_t)-1)
			continue;
		/* A character may go on in the next block; none at the end. */
		if (errno == EILSEQ || (errno == EINVAL && d->ended))
			return d->text_n == 0 ? ERR_INVALID : OK;
	}
	return OK;
}
