/* forecast_priv.h - the sums of the forecast, in words. */
#ifndef FORECAST_PRIV_H
#define FORECAST_PRIV_H
#include "forecast.h"

const char *forecast_says(struct arena *, const struct forecast_part *,
    const struct forecast *, const struct assessment *, day today);
const char *forecast_action_says(
    struct arena *, const struct forecast_action *, int days, day today);
#endif
