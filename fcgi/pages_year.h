/* pages_year.h - the handlers of the pages about a year. */
#ifndef PAGES_YEAR_H
#define PAGES_YEAR_H
#include "err.h"

struct arena;
struct assessment;
struct readiness;
struct req;

enum err page_home(struct req *);            /* GET /home */
enum err page_assessment_open(struct req *); /* POST /assessment */
enum err page_list(struct req *);            /* GET /assessment/:version */

/* below /assessment/:version/requirement/:number */
enum err page_requirement(struct req *);
enum err page_requirement_save(struct req *);
enum err page_requirement_confirm(struct req *);
enum err page_requirement_reopen(struct req *);
enum err page_requirement_accept(struct req *);
enum err page_requirement_drop(struct req *);
enum err page_history(struct req *);

/* below /assessment/:version */
enum err page_score(struct req *); /* score, score/:initiative */
enum err page_whatif(struct req *);
enum err page_carried(struct req *);
enum err page_readiness(struct req *);
enum err page_confirm(struct req *);
/* What blocks, in sentences: "Not complete yet: 101, 102."  In the arena. */
const char *readiness_words(
    struct arena *, const struct assessment *, const struct readiness *);
enum err page_duties(struct req *);
enum err page_duties_save(struct req *);
enum err page_publish(struct req *);
enum err page_publish_post(struct req *);
enum err page_publication(struct req *);
enum err page_supersede(struct req *);
enum err page_supersede_post(struct req *);
#endif
