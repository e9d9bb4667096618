/* pages_handover.h - the handlers of who holds what, and of handing over. */
#ifndef PAGES_HANDOVER_H
#define PAGES_HANDOVER_H
#include "err.h"

struct req;

enum err page_matrix(struct req *);      /* GET /responsibilities */
enum err page_matrix_csv(struct req *);  /* GET /responsibilities/csv */
enum err page_matrix_xlsx(struct req *); /* GET /responsibilities/xlsx */

enum err page_handover(struct req *);      /* GET /handover */
enum err page_handover_of(struct req *);   /* GET /handover/:id */
enum err page_handover_post(struct req *); /* POST the same */
#endif
