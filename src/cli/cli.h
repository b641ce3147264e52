/* The program: a client of gouw's public headers, and the only place that prints.
 *
 *     main     lists and runs commands    help, manual   print what the option tables say
 *     args     reads the command line     console        errors, remarks, progress, interrupts
 *     command_*  one file a kind of command
 */
#ifndef GOUW_CLI_H
#define GOUW_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/analysis.h"
#include "gouw/gouw.h"

/* What every command takes. */
typedef struct cli_common {
    bool help, quiet, force, no_guard;
    int language; /* gouw_language */
    int format;   /* gouw_format or CLI_FORMAT_*; -1 = not given */
    const char *output, *table, *phrases;
    gouw_day as_of;
    int64_t seed, threads;
} cli_common;

extern const gouw_option cli_common_options[];
extern const size_t cli_n_common_options;

typedef struct cli_command cli_command;

typedef struct cli_commands {
    const cli_command *items;
    size_t n;
} cli_commands;

typedef struct cli_call {
    const cli_commands *commands; /* all there are */
    const cli_command *command;
    cli_common common;
    void *options;      /* the command's own struct; NULL if it has none */
    const char **given; /* the names of its own options that were given, NULL at the end */
    const char *const *operands;
    size_t n_operands;
    gouw_arena *arena;
} cli_call;

struct cli_command {
    const char *name, *summary, *details;
    const char *usage; /* what stands behind the options: "[DATASET]" */
    const gouw_option *options;
    size_t n_options, options_size;
    gouw_status (*run)(const cli_call *call, gouw_error *error);
    const gouw_analysis *analysis; /* NULL for commands that are none */
    bool draws;                    /* its help lists the charts */
    bool lists;                    /* no analysis, and writes a table: takes --format */
};

/* Finds by name; records "did you mean" when there is none. */
const cli_command *cli_command_find(const cli_commands *commands, const char *name,
                                    gouw_arena *arena, gouw_error *error);

/* Reads argv[1..argc), argv[0] being the command, into call. */
gouw_status cli_args_read(int argc, char **argv, cli_call *call, gouw_error *error);

/* Sets the language that --lang asks for, before anything else is said. */
void cli_language_choose(int argc, char **argv);

/* Loads the dataset of an operand and prints its findings; GOUW_EDATA if it has errors. */
gouw_status cli_load(const cli_call *call, const char *folder, const gouw_dataset **dataset,
                     gouw_error *error);

/* The folder to look at: operand i (*named), or the current folder if it holds regions.csv. */
gouw_status cli_dataset_operand(const cli_call *call, size_t i, const char **folder, bool *named,
                                gouw_error *error);

/* How many threads to use: --threads, else one a processor. */
unsigned cli_threads(const cli_call *call);

/* Writes a table in a format, with or without the guard against formulas. */
void cli_write_table(const cli_call *call, const gouw_table *table, gouw_format format,
                     gouw_sink *sink);

/* Where this program cannot write the workbook that the call needs: becomes the one that can, if
 * that stands beside it. */
void cli_hand_over(const cli_call *call, char **argv);

/* Writes the workbook that --output names. */
gouw_status cli_write_workbook(const cli_call *call, const gouw_table *const *tables, size_t n,
                               gouw_day created, gouw_error *error);

/* Opens what --output names, or standard output. */
gouw_status cli_output_open(const cli_call *call, gouw_file *file, gouw_error *error);
gouw_status cli_output_commit(gouw_file *file, gouw_error *error);
void cli_output_discard(gouw_file *file);

/* The formats of tables, and behind them a calendar, a page and a workbook. */
enum { CLI_FORMAT_ICS = GOUW_N_FORMATS, CLI_FORMAT_HTML, CLI_FORMAT_XLSX, CLI_N_FORMATS };

/* The format asked for: --format, else the ending of --output, else text. */
int cli_format(const cli_common *common);

/* Refuses a name for --output that promises what tables are not written as: a picture, a workbook
 * of another program. Fine where --format says what is meant. */
gouw_status cli_check_ending(const cli_call *call, gouw_error *error);

/* Whether the command writes that format. */
bool cli_takes_format(const cli_command *command, int format);

/* The commands that are no analyses. */
extern const cli_command cli_command_report, cli_command_plot, cli_command_check, cli_command_init,
    cli_command_help, cli_command_completion, cli_command_version;

/* The corrections that a dataset, loaded with propose, could do with, as a table; and a sentence
 * or two about them. */
gouw_status cli_fix_plan(const gouw_dataset *dataset, gouw_arena *arena, const gouw_table **plan,
                         gouw_error *error);
void cli_fix_plan_sum(const gouw_dataset *dataset, gouw_sink *sink);

/* Runs the analysis of the command. */
gouw_status cli_run_analysis(const cli_call *call, gouw_error *error);

/* Prints help to standard output. */
gouw_status cli_help_program(const cli_commands *commands, gouw_error *error);
gouw_status cli_help_command(const cli_command *command, gouw_error *error);
gouw_status cli_help_columns(gouw_error *error);

/* Prints the manual page of a command, or of gouw where name is NULL. */
gouw_status cli_manual(const cli_call *call, const char *name, gouw_error *error);

/* "  -m, --measure MEASURE", and what it does with its limits and default. */
void cli_option_texts(const gouw_option *option, char *head, size_t head_size, char *help,
                      size_t help_size);

/* "gouw: error: ..." and its kin on standard error. */
void cli_say_error(const gouw_error *error);
void cli_say_warning(const char *text);
void cli_say_note(const char *text); /* NULL says nothing */
void cli_say_remarks(const gouw_results *results, bool quiet);
void cli_say_findings(const gouw_dataset *dataset, bool quiet, gouw_sink *sink);

/* Hooks for a run: progress on a terminal only, interrupted once SIGINT or SIGTERM came. */
void cli_watch_start(bool quiet);

/* Progress alone: signals end the program, as nothing is being written. */
void cli_progress_start(bool quiet);
/* The signal that asked to stop; 0 = none. */
int cli_watch_signal(void);
/* Before writing to standard output: signals end the program again, as nothing would be left. */
void cli_watch_end(void);
bool cli_watch_interrupted(void *watch);
void cli_watch_progress(void *watch, double share);
void cli_watch_doing(void *watch, const char *what);
void cli_watch_stop(void);

#endif
