/* What may come next on a command line. The shells ask the program itself, so that what they offer
 * is what the option tables say: `gouw completion words -- WORD...`, the words typed so far, the
 * last of them perhaps empty or half.
 *
 *     WORD<TAB>WHAT IT IS      a candidate; not filtered by what is typed: shells do that
 *     :files  :folders         besides, what the shell knows of files or folders
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const char bash_script[] =
    "# bash completion of gouw: source this, or put it into bash-completion's folder.\n"
    "_gouw() {\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} words=() word line kind\n"
    "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD}\"; do\n"
    "        [ \"$word\" = = ] || words+=(\"$word\")\n"
    "    done\n"
    "    [ \"$current\" != = ] || { words+=(''); current=; }\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do\n"
    "        kind=${line%%$'\\t'*}\n"
    "        case $kind in\n"
    "        :files) compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -f -- "
    "\"$current\") ;;\n"
    "        :folders) compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -d -- "
    "\"$current\") ;;\n"
    "        \"$current\"*) COMPREPLY+=(\"$kind\") ;;\n"
    "        esac\n"
    "    done < <(\"${COMP_WORDS[0]}\" completion words -- \"${words[@]}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _gouw gouw\n";

static const char zsh_script[] =
    "#compdef gouw\n"
    "# zsh completion of gouw: put it as _gouw into a folder of fpath.\n"
    "_gouw() {\n"
    "    local line word what\n"
    "    local -a candidates\n"
    "    while IFS= read -r line; do\n"
    "        word=${line%%$'\\t'*} what=${line#*$'\\t'}\n"
    "        case $word in\n"
    "        :files) _files ;;\n"
    "        :folders) _files -/ ;;\n"
    "        *) candidates+=(\"${word//:/\\\\:}:$what\") ;;\n"
    "        esac\n"
    "    done < <(\"${words[1]}\" completion words -- \"${(@)words[2,CURRENT]}\" 2>/dev/null)\n"
    "    (( ${#candidates} == 0 )) || _describe gouw candidates\n"
    "}\n"
    "if [ \"$funcstack[1]\" = _gouw ]; then _gouw \"$@\"; else compdef _gouw gouw; fi\n";

static const char fish_script[] =
    "# fish completion of gouw: put it as gouw.fish into ~/.config/fish/completions.\n"
    "function __gouw_complete\n"
    "    set -l tokens (commandline -opc) (commandline -ct)\n"
    "    for line in ($tokens[1] completion words -- $tokens[2..-1] 2>/dev/null)\n"
    "        switch $line\n"
    "            case ':files*'\n"
    "                __fish_complete_path (commandline -ct)\n"
    "            case ':folders*'\n"
    "                __fish_complete_directories (commandline -ct)\n"
    "            case '*'\n"
    "                echo $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c gouw -f -a '(__gouw_complete)'\n";

static const struct {
    const char *name, *script;
} shells[] = {{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}};

enum { N_SHELLS = sizeof shells / sizeof shells[0] };

typedef struct request {
    const cli_call *call;
    const cli_command *command;
    const char *const *words; /* behind the command's name, the one being typed last */
    size_t n_words;
    const char *prefix; /* "--measure=" where the value stands in the same word, else "" */
    gouw_sink *sink;
} request;

static void offer(const request *r, const char *word, const char *what) {
    gouw_sink_format(r->sink, "%s%s\t%s\n", r->prefix, word, what);
}

static bool is_dataset_folder(const char *word, gouw_arena *arena) {
    struct stat found;
    const char *path = gouw_arena_format(arena, "%s/regions.csv", word);
    return path != NULL && stat(path, &found) == 0;
}

/* The first dataset that is named, or the one we stand in; NULL if there is none. */
static const gouw_dataset *find_dataset(const request *r) {
    const char *folder = ".";
    for (size_t i = 0; i + 1 < r->n_words; i++)
        if (is_dataset_folder(r->words[i], r->call->arena)) {
            folder = r->words[i];
            break;
        }
    const gouw_dataset *dataset;
    gouw_error ignored = GOUW_ERROR_INIT;
    if (!is_dataset_folder(folder, r->call->arena) ||
        gouw_dataset_load(folder, NULL, r->call->arena, &dataset, &ignored) != GOUW_OK)
        return NULL;
    return dataset;
}

static void offer_regions(const request *r) {
    const gouw_dataset *dataset = find_dataset(r);
    for (size_t i = 0; dataset != NULL && i < dataset->n_regions; i++)
        offer(r, dataset->regions[i].id, dataset->regions[i].name);
}

static void offer_stages(const request *r) {
    const gouw_dataset *dataset = find_dataset(r);
    for (size_t i = 0; dataset != NULL && i < dataset->n_stages; i++)
        offer(r, dataset->stages[i].id, dataset->stages[i].label);
}

static void offer_attributes(const request *r) {
    const gouw_dataset *dataset = find_dataset(r);
    for (size_t i = 0; dataset != NULL && i < dataset->region_attributes.n; i++)
        offer(r, dataset->region_attributes.items[i].name, _("column of regions.csv"));
}

static void offer_tables(const request *r) {
    const gouw_analysis *analysis = r->command->analysis;
    for (size_t t = 0; analysis != NULL && t < analysis->n_tables; t++)
        offer(r, analysis->tables[t]->name, _(analysis->tables[t]->title));
}

static void offer_files(const request *r) {
    gouw_sink_text(r->sink, ":files\n");
}

static void offer_folders(const request *r) {
    gouw_sink_text(r->sink, ":folders\n");
}

static void offer_commands(const request *r) {
    const cli_commands *commands = r->call->commands;
    for (size_t i = 0; i < commands->n; i++)
        offer(r, commands->items[i].name, _(commands->items[i].summary));
}

static void offer_shells(const request *r) {
    for (size_t i = 0; i < N_SHELLS; i++)
        offer(r, shells[i].name, _("the shell to complete in"));
}

/* What stands for a value, by its name in --help, and what stands behind the options, by the words
 * of the usage line. */
static const struct {
    const char *argument;
    void (*offer)(const request *r);
} sources[] = {
    {"FILE", offer_files},     {"FOLDER", offer_folders},          {"OLD", offer_folders},
    {"ID", offer_stages},      {"NAME,NAME...", offer_attributes}, {"NAME", offer_tables},
    {"REGION", offer_regions}, {"DATASET", offer_folders},         {"NEW", offer_folders},
    {"DIR", offer_folders},    {"COMMAND", offer_commands},        {"SHELL", offer_shells},
};

static void offer_choices(const request *r, const gouw_option *option) {
    const bool formats = option ==
                         gouw_option_find(cli_common_options, cli_n_common_options, "format");
    for (size_t i = 0; option->choices[i] != NULL; i++) {
        if (formats && !cli_takes_format(r->command, (int)i))
            continue;
        const bool is_default = option->value_default != NULL &&
                                strcmp(option->choices[i], option->value_default) == 0;
        offer(r, option->choices[i], is_default ? _("the default") : "");
    }
}

static void offer_values(const request *r, const gouw_option *option) {
    if (option->choices != NULL)
        offer_choices(r, option);
    for (size_t i = 0; option->argument != NULL && i < sizeof sources / sizeof sources[0]; i++)
        if (strcmp(option->argument, sources[i].argument) == 0)
            sources[i].offer(r);
}

/* Each word of the usage line once, however often it may be given. */
static void offer_operands(const request *r) {
    bool offered[sizeof sources / sizeof sources[0]] = {false};
    for (const char *usage = r->command->usage; *usage != '\0';) {
        const size_t n = strspn(usage, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        for (size_t i = 0; n > 0 && i < sizeof sources / sizeof sources[0]; i++) {
            if (offered[i] || strlen(sources[i].argument) != n ||
                strncmp(usage, sources[i].argument, n) != 0)
                continue;
            offered[i] = true;
            sources[i].offer(r);
        }
        usage += n > 0 ? n : 1;
    }
}

static const gouw_option *find_option(const cli_command *command, const char *word) {
    char name[GOUW_ID_MAX + 1];
    const size_t n = strcspn(word, "=");
    if (word[0] != '-' || n < 2 || n >= sizeof name)
        return NULL;
    memcpy(name, word, n);
    name[n] = '\0';
    for (size_t i = 0; i < command->n_options + cli_n_common_options; i++) {
        const gouw_option *option = i < command->n_options
                                        ? &command->options[i]
                                        : &cli_common_options[i - command->n_options];
        if ((name[1] == '-' && strcmp(option->name, name + 2) == 0) ||
            (option->letter != '\0' && option->letter == name[1] && name[2] == '\0'))
            return option;
    }
    return NULL;
}

static void offer_options(const request *r) {
    for (size_t i = 0; i < r->command->n_options; i++)
        gouw_sink_format(r->sink, "--%s\t%s\n", r->command->options[i].name,
                         _(r->command->options[i].help));
    for (size_t i = 0; i < cli_n_common_options; i++)
        if (gouw_option_find(r->command->options, r->command->n_options,
                             cli_common_options[i].name) == NULL)
            gouw_sink_format(r->sink, "--%s\t%s\n", cli_common_options[i].name,
                             _(cli_common_options[i].help));
}

static void offer_next(request *r) {
    const char *current = r->words[r->n_words - 1];
    const gouw_option *option = find_option(r->command, current);
    if (option != NULL && strncmp(current, "--", 2) == 0 && strchr(current, '=') != NULL) {
        r->prefix = gouw_arena_format(r->call->arena, "--%s=", option->name);
        if (r->prefix != NULL)
            offer_values(r, option);
        return;
    }
    if (current[0] == '-') {
        offer_options(r);
        return;
    }
    option = r->n_words < 2 ? NULL : find_option(r->command, r->words[r->n_words - 2]);
    if (option != NULL && option->kind != GOUW_OPTION_FLAG &&
        strchr(r->words[r->n_words - 2], '=') == NULL)
        offer_values(r, option);
    else
        offer_operands(r);
}

static void write_words(const cli_call *call, gouw_sink *sink) {
    gouw_error ignored = GOUW_ERROR_INIT;
    request r = {.call = call, .prefix = "", .sink = sink};
    if (call->n_operands <= 2) {
        offer_commands(&r);
        return;
    }
    r.command = cli_command_find(call->commands, call->operands[1], call->arena, &ignored);
    r.words = call->operands + 2;
    r.n_words = call->n_operands - 2;
    if (r.command != NULL)
        offer_next(&r);
}

static gouw_status run_completion(const cli_call *call, gouw_error *error) {
    const char *asked = call->n_operands == 0 ? "" : call->operands[0];
    const char *script = NULL;
    for (size_t i = 0; i < N_SHELLS; i++)
        if (strcmp(shells[i].name, asked) == 0)
            script = shells[i].script;
    if (script == NULL && strcmp(asked, "words") != 0)
        return gouw_fail(error, GOUW_EUSAGE, _("which shell? gouw completion bash, zsh or fish"));
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    if (script != NULL)
        gouw_sink_text(&sink, script);
    else
        write_words(call, &sink);
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

const cli_command cli_command_completion = {
    .name = "completion",
    .summary = N_("Print the script with which a shell completes gouw's words"),
    .details = N_("SHELL is bash, zsh or fish. Try it with: source <(gouw completion bash). The "
                  "script asks gouw what may come next: 'gouw completion words -- WORD...'."),
    .usage = "SHELL",
    .run = run_completion,
};
