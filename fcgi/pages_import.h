/* pages_import.h - the handlers of the pages that take files in. */
#ifndef PAGES_IMPORT_H
#define PAGES_IMPORT_H
#include "err.h"

struct req;

enum err page_import(struct req *);            /* GET /manage/import */
enum err page_import_staff(struct req *);      /* GET /manage/import/staff */
enum err page_import_training(struct req *);   /* GET /manage/import/training */
enum err page_import_staff_send(struct req *); /* POST the same */
enum err page_import_training_send(struct req *); /* POST the same */
enum err page_import_file(struct req *);    /* GET /manage/import/file/:id */
enum err page_import_check(struct req *);   /* POST /manage/import/file/:id */
enum err page_import_apply(struct req *);   /* POST .../file/:id/apply */
enum err page_import_drop(struct req *);    /* POST .../file/:id/drop */
enum err page_import_run(struct req *);     /* GET /manage/import/run/:id */
enum err page_import_refused(struct req *); /* GET .../run/:id/refused */
#endif
