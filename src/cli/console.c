#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static volatile sig_atomic_t interrupted;
static bool show_progress;
static atomic_int shown_percent;
static struct timespec started;

enum { WORDS = 40 };
static char doing[WORDS + 1]; /* what is under way */

static bool use_colour(void) {
    const char *no_colour = getenv("NO_COLOR");
    return (no_colour == NULL || *no_colour == '\0') && isatty(STDERR_FILENO);
}

static void say(const char *kind, const char *colour, const char *text) {
    cli_watch_stop();
    if (use_colour())
        (void)fprintf(stderr, "gouw: \033[%sm%s:\033[0m %s\n", colour, kind, text);
    else
        (void)fprintf(stderr, "gouw: %s: %s\n", kind, text);
}

void cli_say_error(const gouw_error *error) {
    say(_("error"), "1;31", error->message);
}

void cli_say_warning(const char *text) {
    say(_("warning"), "1;33", text);
}

void cli_say_note(const char *text) {
    if (text != NULL)
        say(_("note"), "36", text);
}

void cli_say_remarks(const gouw_results *results, bool quiet) {
    static const struct {
        const char *name, *colour;
    } kind[] = {[GOUW_NOTE] = {N_("note"), "36"},
                [GOUW_WARNING] = {N_("warning"), "1;33"},
                [GOUW_CAUTION] = {N_("note"), "36"}};
    for (size_t i = 0; i < results->n_remarks && !quiet; i++) {
        const gouw_remark *remark = &results->remarks[i];
        if (remark->kind != GOUW_HEADLINE)
            say(_(kind[remark->kind].name), kind[remark->kind].colour, remark->text);
    }
}

void cli_say_findings(const gouw_dataset *dataset, bool quiet, gouw_sink *sink) {
    for (size_t i = 0; i < dataset->n_findings; i++) {
        const gouw_finding *f = &dataset->findings[i];
        if (quiet && f->severity != GOUW_FINDING_ERROR)
            continue;
        gouw_sink_text(sink, f->file);
        if (f->line > 0)
            gouw_sink_format(sink, ":%zu", f->line);
        if (f->field > 0)
            gouw_sink_format(sink, ":%zu", f->field);
        gouw_sink_format(sink, ": %s: %s\n",
                         f->severity == GOUW_FINDING_ERROR ? _("error") : _("warning"), f->message);
    }
}

static void on_signal(int number) {
    interrupted = number;
}

static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_WATCHED = sizeof watched / sizeof watched[0] };

/* A second signal ends the program at once. One that is ignored, as under nohup, stays so. */
static void watch(void) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = (int)SA_RESETHAND;
    for (size_t i = 0; i < N_WATCHED; i++)
        if (sigaction(watched[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            (void)sigaction(watched[i], &action, NULL);
}

void cli_watch_start(bool quiet) {
    static bool watching;
    if (!watching)
        watch();
    watching = true;
    cli_progress_start(quiet);
}

void cli_progress_start(bool quiet) {
    show_progress = !quiet && isatty(STDERR_FILENO);
    shown_percent = -1;
    doing[0] = '\0';
    (void)clock_gettime(CLOCK_MONOTONIC, &started);
}

void cli_watch_end(void) {
    struct sigaction action;
    for (size_t i = 0; i < N_WATCHED; i++)
        if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler == on_signal) {
            action.sa_handler = SIG_DFL;
            (void)sigaction(watched[i], &action, NULL);
        }
}

int cli_watch_signal(void) {
    return interrupted;
}

bool cli_watch_interrupted(void *nothing) {
    (void)nothing;
    return interrupted != 0;
}

/* What is under way, or else, from two seconds on, how long it will take and how fast it goes. */
static const char *words(double share, char left[WORDS + 1]) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)(now.tv_sec - started.tv_sec), ahead = seconds / share - seconds;
    if (doing[0] != '\0' || seconds < 2 || share < 0.01) /* too early to tell */
        return doing;
    (void)snprintf(left, WORDS + 1, _("%.0f:%02.0f left, %s%% a minute"), floor(ahead / 60),
                   floor(fmod(ahead, 60)), _d(6000 * share / seconds, 1));
    return left;
}

/* One line that is written over: " 64% timeline". */
static void show(double share) {
    char left[WORDS + 1];
    if (show_progress && shown_percent >= 0)
        (void)fprintf(stderr, "\r%3d%% %-*s", shown_percent, WORDS, words(share, left));
}

/* Several threads may tell of it: one of them shows a percentage that is new. */
void cli_watch_progress(void *watch, double share) {
    (void)watch;
    const int percent = (int)(share * 100);
    int shown = atomic_load(&shown_percent);
    if (percent > shown && atomic_compare_exchange_strong(&shown_percent, &shown, percent))
        show(share);
}

void cli_watch_doing(void *watch, const char *what) {
    (void)watch;
    (void)snprintf(doing, sizeof doing, "%s", what);
    show((double)shown_percent / 100);
}

void cli_watch_stop(void) {
    if (show_progress && shown_percent >= 0)
        (void)fprintf(stderr, "\r%*s\r", 5 + WORDS, "");
    shown_percent = -1;
}
