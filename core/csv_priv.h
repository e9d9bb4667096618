/* csv_priv.h - what the files of the reader share. */
#ifndef CSV_PRIV_H
#define CSV_PRIV_H
#include <iconv.h>

#include "csv.h"

#define CSV_BLOCK 32768

/* Bytes of a file on their way to UTF-8. */
struct csv_decoder {
	struct csv_source source;
	iconv_t as;
	int64_t at; /* of the next byte to read */
	char raw[CSV_BLOCK];
	size_t raw_n;
	char text[4 * CSV_BLOCK];
	size_t text_n;
	bool ended;
};

void csv_decoder_open(
    struct csv_decoder *, const struct csv_source *, const struct csv_nature *);
void csv_decoder_close(struct csv_decoder *);
/*
 * Fill text; text_n 0 at the end.  ERR_INVALID: after text comes what is no
 * character of this encoding.
 */
MUST_USE enum err csv_decode(struct csv_decoder *);
#endif
