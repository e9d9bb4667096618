/* source_words.h - kinds and standings of law and guidance, in words. */
#ifndef SOURCE_WORDS_H
#define SOURCE_WORDS_H
#include "library.h"

const char *source_kind_code(enum source_kind);  /* "act", in addresses */
const char *source_kind_name(enum source_kind);  /* "Act of Parliament" */
const char *source_kind_group(enum source_kind); /* "Acts of Parliament" */
const char *source_standing_words(enum source_standing); /* "Replaced" */
const char *source_sure(const char *mark);               /* "From memory" */
#endif
