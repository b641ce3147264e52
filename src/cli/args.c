#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "cli/cli.h"

#define AT(field) offsetof(cli_common, field)

static const char *const format_names[] = {"text", "csv",  "tsv",  "json", "markdown",
                                           "ics",  "html", "xlsx", NULL};

const gouw_option cli_common_options[] = {
    {.kind = GOUW_OPTION_CHOICE,
     .name = "format",
     .letter = 'f',
     .offset = AT(format),
     .choices = format_names,
     .argument = N_("FORMAT"),
     .help = N_(
         "text, csv, tsv, json, markdown or xlsx (all tables in a workbook); text unless the name "
         "of --output says otherwise")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "output",
     .letter = 'o',
     .offset = AT(output),
     .argument = N_("FILE"),
     .help = N_("write to FILE instead of standard output")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "table",
     .offset = AT(table),
     .argument = N_("NAME"),
     .help = N_("the table to write, where a command has several")},
    {.kind = GOUW_OPTION_DAY,
     .name = "as-of",
     .offset = AT(as_of),
     .argument = N_("DAY"),
     .help = N_("the day on which you look, such as 2026-06-30; the edition date if left out")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "phrases",
     .offset = AT(phrases),
     .argument = N_("FILE"),
     .help = N_("read dates with the phrases of FILE (columns phrase, start, end)")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "lang",
     .offset = AT(language),
     .value_default = "en",
     .choices = gouw_language_names,
     .argument = N_("LANGUAGE"),
     .help = N_("en (English) or nl (Dutch): the language of what people read; the columns and "
                "numbers that programs read stay as they are")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "seed",
     .offset = AT(seed),
     .value_default = "1",
     .minimum = 0,
     .maximum = 9007199254740992.0,
     .argument = N_("N"),
     .help = N_("start of the random numbers; the same seed gives the same result")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "threads",
     .offset = AT(threads),
     .value_default = "0",
     .minimum = 0,
     .maximum = 1024,
     .argument = N_("N"),
     .help = N_("how many processors to use; 0 means all")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "force",
     .offset = AT(force),
     .help = N_("replace files that exist")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "no-guard",
     .offset = AT(no_guard),
     .help = N_("no apostrophe in CSV and TSV before text that a spreadsheet would run as a "
                "formula")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "quiet",
     .letter = 'q',
     .offset = AT(quiet),
     .help = N_("say nothing but errors")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "help",
     .letter = 'h',
     .offset = AT(help),
     .help = N_("show this help")},
};
const size_t cli_n_common_options = sizeof cli_common_options / sizeof cli_common_options[0];

enum { LONG_BASE = 256 };

/* Both tables as one list: the command's own options first, then the common ones. */
static const gouw_option *option_at(const cli_command *command, size_t i) {
    return i < command->n_options ? &command->options[i]
                                  : &cli_common_options[i - command->n_options];
}

static gouw_status fail_unknown(const cli_command *command, const char *word, gouw_error *error) {
    const char *names[128];
    size_t n = 0;
    for (size_t i = 0; i < command->n_options + cli_n_common_options && n < 128; i++)
        names[n++] = option_at(command, i)->name;
    char name[GOUW_ID_MAX + 1];
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *plain = name + strspn(name, "-");
    const char *near = gouw_nearest(plain, names, n);
    if (*plain >= '0' && *plain <= '9')
        return gouw_fail(error, GOUW_EUSAGE,
                         _("%s has no option '%s'; put '--' before a word that begins with a dash, "
                           "such as the year -0500"),
                         command->name, name);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("%s has no option '%s' (did you mean '--%s'?)"),
                         command->name, name, near);
    return gouw_fail(error, GOUW_EUSAGE, _("%s has no option '%s'; 'gouw help %s' lists them"),
                     command->name, name, command->name);
}

static gouw_status fail_option(const cli_command *command, int code, char **argv,
                               gouw_error *error) {
    const char letter[3] = {'-', (char)optopt, '\0'};
    if (optopt >= LONG_BASE) {
        const char *name = option_at(command, (size_t)(optopt - LONG_BASE))->name;
        return gouw_fail(error, GOUW_EUSAGE,
                         code == ':' ? _("'--%s' needs a value") : _("'--%s' takes no value"),
                         name);
    }
    if (code == ':')
        return gouw_fail(error, GOUW_EUSAGE, _("'%s' needs a value"), letter);
    return fail_unknown(command, optopt == 0 ? argv[optind - 1] : letter, error);
}

/* Each once, however often it was given. */
static void note_given(cli_call *call, const char *name) {
    const char **at = call->given;
    while (*at != NULL && *at != name)
        at++;
    *at = name;
}

static gouw_status set_option(cli_call *call, size_t i, const char *text, gouw_error *error) {
    const bool own = i < call->command->n_options;
    if (own)
        note_given(call, option_at(call->command, i)->name);
    return gouw_option_set(option_at(call->command, i), text,
                           own ? call->options : (void *)&call->common, error);
}

static size_t find_letter(const cli_command *command, size_t n, int letter) {
    size_t i = 0;
    while (i < n && option_at(command, i)->letter != letter)
        i++;
    return i;
}

static gouw_status read_options(int argc, char **argv, cli_call *call, gouw_error *error) {
    const cli_command *command = call->command;
    const size_t n = command->n_options + cli_n_common_options;
    struct option *longs = gouw_arena_array(call->arena, n + 1, sizeof *longs);
    char *letters = gouw_arena_alloc(call->arena, 2 * n + 3);
    if (longs == NULL || letters == NULL)
        return gouw_fail_memory(error, n * sizeof *longs);
    size_t at = 0;
    letters[at++] = ':';
    for (size_t i = 0; i < n; i++) {
        const gouw_option *option = option_at(command, i);
        const bool takes = option->kind != GOUW_OPTION_FLAG;
        longs[i] = (struct option){.name = option->name,
                                   .has_arg = takes ? required_argument : no_argument,
                                   .val = LONG_BASE + (int)i};
        if (option->letter != '\0')
            letters[at++] = option->letter;
        if (option->letter != '\0' && takes)
            letters[at++] = ':';
    }
    optind = 1;
    opterr = 0;
    gouw_status status = GOUW_OK;
    for (;;) {
        const int code = getopt_long(argc, argv, letters, longs, NULL);
        if (code == -1 || status != GOUW_OK)
            return status;
        if (code == '?' || code == ':')
            return fail_option(command, code, argv, error);
        const size_t i = code >= LONG_BASE ? (size_t)(code - LONG_BASE)
                                           : find_letter(command, n, code);
        status = set_option(call, i, optarg, error);
        if (status != GOUW_OK)
            return status;
        gouw_language_set((gouw_language)call->common.language);
    }
}

void cli_language_choose(int argc, char **argv) {
    static const char option[] = "--lang";
    const size_t n = sizeof option - 1;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(argv[i], option, n) == 0 && argv[i][n] == '=')
            value = argv[i] + n + 1;
        else if (strcmp(argv[i], option) == 0)
            value = argv[i + 1];
        for (int k = 0; value != NULL && k < GOUW_N_LANGUAGES; k++)
            if (strcmp(value, gouw_language_names[k]) == 0)
                gouw_language_set((gouw_language)k);
    }
}

const cli_command *cli_command_find(const cli_commands *commands, const char *name,
                                    gouw_arena *arena, gouw_error *error) {
    const char **names = gouw_arena_array(arena, commands->n, sizeof *names);
    if (names == NULL) {
        (void)gouw_fail_memory(error, commands->n * sizeof *names);
        return NULL;
    }
    for (size_t i = 0; i < commands->n; i++) {
        names[i] = commands->items[i].name;
        if (strcmp(names[i], name) == 0)
            return &commands->items[i];
    }
    const char *near = gouw_nearest(name, names, commands->n);
    if (near != NULL)
        (void)gouw_fail(error, GOUW_EUSAGE, _("there is no command '%s' (did you mean '%s'?)"),
                        name, near);
    else
        (void)gouw_fail(error, GOUW_EUSAGE, _("there is no command '%s'; 'gouw help' lists them"),
                        name);
    return NULL;
}

gouw_status cli_args_read(int argc, char **argv, cli_call *call, gouw_error *error) {
    const cli_command *command = call->command;
    gouw_status status = gouw_options_default(cli_common_options, cli_n_common_options,
                                              &call->common, error);
    call->common.format = -1;
    if (status == GOUW_OK && command->options_size > 0) {
        call->options = gouw_arena_alloc(call->arena, command->options_size);
        call->given = gouw_arena_array(call->arena, command->n_options + 1, sizeof *call->given);
        if (call->options == NULL || call->given == NULL)
            return gouw_fail_memory(error, command->options_size);
        status = gouw_options_default(command->options, command->n_options, call->options, error);
    }
    if (status == GOUW_OK)
        status = read_options(argc, argv, call, error);
    call->operands = (const char *const *)(argv + optind);
    call->n_operands = (size_t)(argc - optind);
    return status;
}

/* Whether operand i stands for a dataset. Where other words may follow the datasets, only a folder
 * does: "gouw compare a b" in a dataset's folder names two regions. */
static bool is_dataset(const cli_call *call, size_t i) {
    struct stat found;
    const gouw_analysis *analysis = call->command->analysis;
    if (i >= call->n_operands)
        return false;
    return analysis == NULL || analysis->operands == NULL || stat("regions.csv", &found) != 0 ||
           (stat(call->operands[i], &found) == 0 && S_ISDIR(found.st_mode));
}

gouw_status cli_dataset_operand(const cli_call *call, size_t i, const char **folder, bool *named,
                                gouw_error *error) {
    struct stat found;
    *named = is_dataset(call, i);
    *folder = *named ? call->operands[i] : ".";
    if (*named || stat("regions.csv", &found) == 0)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE,
                     _("which dataset? Name a folder that holds regions.csv: gouw %s DATASET"),
                     call->command->name);
}
