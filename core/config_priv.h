/* config_priv.h - rules for texts of the configuration. */
#ifndef CONFIG_PRIV_H
#define CONFIG_PRIV_H
#include "config.h"

/* Each says what is wrong with a text, or NULL. */
const char *wrong_file(const char *);
const char *wrong_file_if_any(const char *);
const char *wrong_base(const char *);
const char *wrong_assets(const char *);
const char *wrong_url(const char *);
const char *wrong_zone(const char *);
const char *wrong_name(const char *);
#endif
