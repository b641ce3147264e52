/* Starting gnuplot takes longer than drawing most charts, so that one process draws many
 * (plots/draw.gp), and there are as many processes as may run at a time. All charts are laid out
 * first; the largest chart file goes to the process with the least to read, and so on (Graham 1969,
 * longest processing time first: at most a third above the best).
 *
 * A process says "drawn" behind each picture, which is then finished while it draws the next. What
 * else it says is about the picture in hand, which failed; so did it when the process ends early.
 * The rest of its share is drawn by another process. */
#include "chart/pool.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

enum { MOST_PROCESSES = 16 };
static const double MILLION = 1e6; /* whole numbers read the same in every locale */

typedef struct share {
    size_t *jobs; /* in the order of drawing */
    size_t n, at; /* at: the one in hand */
    size_t bytes; /* of its chart files */
    size_t heard; /* of what the process said, what was understood */
} share;

typedef struct pool {
    gouw_rendering *renderings; /* of each job */
    const gouw_render_tools *tools;
    share shares[MOST_PROCESSES];
    gouw_process processes[MOST_PROCESSES];
    size_t n_slots;
    const char *roles;     /* their colours, one word each, as plots/style.gp reads them */
    size_t n_jobs, n_done; /* that can be drawn; of these, finished one way or the other */
    size_t first_failed;   /* the job whose error is reported */
    gouw_arena *arena;
    gouw_error *error;
} pool;

/* Keeps the error of the first job in order, whichever ended first. */
static void note(pool *p, size_t job, const gouw_error *error) {
    if (error->status == GOUW_OK || job >= p->first_failed)
        return;
    p->first_failed = job;
    *p->error = *error;
}

/* ---- shares --------------------------------------------------------------------------------- */

typedef struct weight {
    size_t job, bytes;
} weight;

static int by_weight(const void *a, const void *b) {
    const weight *x = a, *y = b;
    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? 1 : -1;
    return (x->job > y->job) - (x->job < y->job);
}

static void deal(pool *p, const weight *weights, size_t n) {
    for (size_t i = 0; i < n; i++) {
        share *least = &p->shares[0];
        for (size_t s = 1; s < p->n_slots; s++)
            if (p->shares[s].bytes < least->bytes)
                least = &p->shares[s];
        least->jobs[least->n++] = weights[i].job;
        least->bytes += weights[i].bytes;
    }
}

static gouw_status prepare_all(pool *p, const gouw_chart_job *jobs, size_t n_jobs) {
    size_t n = 0;
    weight *weights = gouw_arena_array(p->arena, n_jobs, sizeof *weights);
    p->renderings = gouw_arena_array(p->arena, n_jobs, sizeof *p->renderings);
    if (weights == NULL || p->renderings == NULL)
        return gouw_fail_memory(p->error, n_jobs * sizeof *p->renderings);
    for (size_t s = 0; s < p->n_slots; s++) {
        p->processes[s].descriptor = -1;
        p->shares[s].jobs = gouw_arena_array(p->arena, n_jobs, sizeof(size_t));
        if (p->shares[s].jobs == NULL)
            return gouw_fail_memory(p->error, n_jobs * sizeof(size_t));
    }
    for (size_t i = 0; i < n_jobs; i++) {
        gouw_error error = GOUW_ERROR_INIT;
        if (jobs[i].format != GOUW_SVG && p->tools->fonts.status != GOUW_OK)
            error = p->tools->fonts;
        else if (gouw_render_prepare(&p->renderings[i], &jobs[i], i, p->tools, &error) == GOUW_OK)
            weights[n++] = (weight){i, p->renderings[i].bytes};
        else
            gouw_render_release(&p->renderings[i]);
        note(p, i, &error);
    }
    p->n_jobs = n;
    qsort(weights, n, sizeof *weights, by_weight);
    deal(p, weights, n);
    return GOUW_OK;
}

/* ---- processes ------------------------------------------------------------------------------ */

/* What plots/draw.gp reads: six words a chart. NULL: memory is out. */
static const char *list_of(pool *p, const share *s) {
    const char *list = "";
    for (size_t i = s->at; i < s->n && list != NULL; i++) {
        const gouw_rendering *r = &p->renderings[s->jobs[i]];
        list = gouw_arena_format(p->arena, "%s%zu %s %s %d %d %ld ", list, s->jobs[i],
                                 r->job->chart->name, gouw_chart_format_names[r->job->format],
                                 (int)(r->canvas.width + 0.5), (int)(r->canvas.height + 0.5),
                                 lround(gouw_render_scale(r) * MILLION));
    }
    return list;
}

/* The colours of the roles in their order. NULL: memory is out. */
static const char *roles_of(const pool *p) {
    const char *roles = "";
    for (int role = -1; role >= -GOUW_N_ROLES && roles != NULL; role--)
        roles = gouw_arena_format(p->arena, "%s%d ", roles,
                                  (int)gouw_palette_role(p->tools->palette, role));
    return roles;
}

/* Tells whoever looks that a slot begins with a picture, if any is left in its share. */
static void tell(const pool *p, size_t slot) {
    const gouw_chart_options *options = p->tools->options;
    const share *s = &p->shares[slot];
    if (options->progress != NULL && s->at < s->n)
        options->progress(options->watch, p->n_done, p->n_jobs,
                          p->renderings[s->jobs[s->at]].job->chart->name);
}

/* Ends the picture in hand, one way or the other. */
static void finish(pool *p, size_t slot, int exit_code, const char *said) {
    share *s = &p->shares[slot];
    gouw_error error = GOUW_ERROR_INIT;
    gouw_rendering *r = &p->renderings[s->jobs[s->at]];
    (void)gouw_render_finish(r, exit_code, said, &error);
    gouw_render_release(r);
    note(p, s->jobs[s->at], &error);
    s->at++;
    p->n_done++;
    tell(p, slot);
}

/* Starts a process on the rest of a share. One that cannot be started fails all of it. */
static void start(pool *p, size_t slot) {
    share *s = &p->shares[slot];
    gouw_error error = GOUW_ERROR_INIT;
    const char *list = list_of(p, s);
    const char *script = gouw_arena_format(p->arena, "%s/draw.gp", p->tools->plots);
    s->heard = 0;
    if (s->at == s->n)
        return;
    if (list == NULL || script == NULL || p->roles == NULL) {
        (void)gouw_fail_memory(&error, 0);
    } else {
        const char *const argv[] = {
            p->tools->gnuplot, "-d",     "-c", script, p->tools->scratch, list, p->tools->plots,
            p->tools->style,   p->roles, NULL};
        if (gouw_process_start(&p->processes[slot], argv, &error) == GOUW_OK)
            return;
    }
    for (; s->at < s->n; s->at++) {
        note(p, s->jobs[s->at], &error);
        gouw_render_release(&p->renderings[s->jobs[s->at]]);
    }
}

/* Finishes each picture that a process has said to be drawn. */
static void listen(pool *p, size_t slot) {
    static const char WORD[] = "drawn\n";
    share *s = &p->shares[slot];
    char *text = p->processes[slot].errors.data;
    for (char *at; text != NULL && s->at < s->n && (at = strstr(text + s->heard, WORD)) != NULL;) {
        *at = '\0';
        finish(p, slot, 0, text + s->heard);
        s->heard = (size_t)(at - text) + sizeof WORD - 1;
    }
}

static bool is_busy(const pool *p) {
    for (size_t s = 0; s < p->n_slots; s++)
        if (p->processes[s].descriptor >= 0)
            return true;
    return false;
}

/* Whether a picture is still to come; else it is only the end of gnuplot that is waited for. */
static bool is_unfinished(const pool *p) {
    for (size_t s = 0; s < p->n_slots; s++)
        if (p->shares[s].at < p->shares[s].n)
            return true;
    return false;
}

/* The trouble of one chart is of no account once we were asked to stop: gnuplot may have been asked
 * by the same key. */
static gouw_status check_interrupt(pool *p) {
    const gouw_chart_options *options = p->tools->options;
    if (options->interrupted == NULL || !options->interrupted(options->watch))
        return GOUW_OK;
    *p->error = (gouw_error)GOUW_ERROR_INIT;
    return gouw_fail(p->error, GOUW_EINTERRUPT,
                     _("stopped on request; each file is as it was or as it should be"));
}

/* What a process said or how it ended. */
static void hear(pool *p, size_t slot, bool over, int exit_code) {
    const share *s = &p->shares[slot];
    gouw_sink *said = &p->processes[slot].errors;
    listen(p, slot);
    if (!over)
        return;
    if (s->at < s->n)
        finish(p, slot, exit_code == 0 ? -1 : exit_code,
               said->data == NULL ? "" : said->data + s->heard);
    gouw_sink_release(said);
    start(p, slot);
}

static gouw_status run_all(pool *p) {
    for (size_t s = 0; s < p->n_slots && check_interrupt(p) == GOUW_OK; s++) {
        start(p, s);
        tell(p, s);
    }
    while (is_busy(p) && check_interrupt(p) == GOUW_OK) {
        size_t slot;
        int exit_code = 0;
        bool over;
        gouw_error error = GOUW_ERROR_INIT;
        const gouw_status status = gouw_process_wait(p->processes, p->n_slots, &slot, &over,
                                                     &exit_code, &error);
        if (is_unfinished(p))
            note(p, 0, &error);
        if (status != GOUW_OK)
            break;
        if (slot == p->n_slots)
            continue;
        if (check_interrupt(p) == GOUW_OK)
            hear(p, slot, over, exit_code);
        else if (over)
            gouw_sink_release(&p->processes[slot].errors);
    }
    for (size_t s = 0; s < p->n_slots; s++)
        gouw_process_stop(&p->processes[s]);
    (void)check_interrupt(p);
    return p->error->status;
}

gouw_status gouw_pool_draw(const gouw_chart_job *jobs, size_t n_jobs,
                           const gouw_render_tools *tools, gouw_arena *arena, gouw_error *error) {
    const unsigned processes = tools->options->processes;
    pool p = {.tools = tools, .first_failed = SIZE_MAX, .arena = arena, .error = error};
    p.n_slots = processes == 0 ? 1 : processes < MOST_PROCESSES ? processes : MOST_PROCESSES;
    p.roles = roles_of(&p);
    gouw_status status = prepare_all(&p, jobs, n_jobs);
    if (status == GOUW_OK)
        status = run_all(&p);
    for (size_t i = 0; i < n_jobs && p.renderings != NULL; i++)
        gouw_render_release(&p.renderings[i]);
    return status;
}
