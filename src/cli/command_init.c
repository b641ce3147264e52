#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/template.h"

typedef struct init_options {
    const char *from, *edition_of, *coders;
} init_options;

#define AT(field) offsetof(init_options, field)

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_TEXT,
     .name = "from",
     .offset = AT(from),
     .argument = N_("FILE"),
     .help = N_("begin with the regions of FILE: a column 'name', and perhaps 'id', 'province', "
                "'area_km2', 'lat', 'lon', 'former_id'")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "edition-of",
     .offset = AT(edition_of),
     .argument = N_("OLD"),
     .help = N_(
         "the next edition of OLD: its regions, themes, stages and figures, blank sheets for "
         "what the new text says, and the old steps as previous_milestones.csv, to look "
         "up")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "coders",
     .offset = AT(coders),
     .value_default = "first,second",
     .argument = N_("NAME,NAME..."),
     .help = N_("with --edition-of: who gets a blank sheet under codings/")},
};

/* What a new edition takes over as it is, and of what it takes the header only. */
static const char *const kept[] = {"regions.csv",      "themes.csv",    "stages.csv",
                                   "observations.csv", "forecasts.csv", "labels.csv",
                                   "date_phrases.csv"};
static const char *const blank[] = {"region_themes.csv", "milestones.csv", "targets.csv"};
/* Of these a coder has a sheet; the files that a dataset from a list of names leaves empty. */
static const char *const coded[] = {"region_themes.csv", "milestones.csv"};
static const char *const emptied[] = {"region_themes.csv", "milestones.csv", "targets.csv",
                                      "observations.csv"};

enum { N_TEMPLATE = sizeof template_files / sizeof template_files[0] };

typedef struct making {
    const cli_call *call;
    const char *folder;
    size_t n_files;
    gouw_error *error;
} making;

static bool is_among(const char *name, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}

static gouw_status make_folder(const char *path, gouw_error *error) {
    struct stat found;
    if (mkdir(path, 0777) == 0 ||
        (errno == EEXIST && stat(path, &found) == 0 && S_ISDIR(found.st_mode)))
        return GOUW_OK;
    return gouw_fail(error, GOUW_EIO, _("cannot make the folder '%s': %s"), path, strerror(errno));
}

/* Opens DIR/name; an existing file is never replaced. */
static gouw_status open_file(making *m, const char *name, gouw_file *file) {
    const char *path = gouw_arena_format(m->call->arena, "%s/%s", m->folder, name);
    if (path == NULL)
        return gouw_fail_memory(m->error, strlen(name));
    m->n_files++;
    return gouw_file_open(path, false, m->call->arena, file, m->error);
}

/* The lines of a template file, or the first only. */
static gouw_status write_lines(making *m, const char *name, const char *const *lines, bool all) {
    gouw_file file;
    const gouw_status status = open_file(m, name, &file);
    if (status != GOUW_OK)
        return status;
    for (size_t i = 0; lines[i] != NULL && (all || i == 0); i++)
        gouw_sink_text(&file.sink, lines[i]);
    return gouw_file_commit(&file, m->error);
}

/* A file of the old edition, or its first line; nothing where it has none. */
static gouw_status copy_file(making *m, const char *old, const char *name, const char *to,
                             bool all) {
    gouw_file file;
    char text[4096];
    const char *path = gouw_arena_format(m->call->arena, "%s/%s", old, name);
    if (path == NULL)
        return gouw_fail_memory(m->error, strlen(name));
    FILE *source = fopen(path, "rb");
    if (source == NULL && errno == ENOENT)
        return GOUW_OK;
    if (source == NULL)
        return gouw_fail(m->error, GOUW_EIO, _("cannot read '%s': %s"), path, strerror(errno));
    const gouw_status status = open_file(m, to, &file);
    if (status != GOUW_OK) {
        (void)fclose(source);
        return status;
    }
    for (bool more = true; more && fgets(text, sizeof text, source) != NULL;) {
        gouw_sink_text(&file.sink, text);
        more = all || strchr(text, '\n') == NULL;
    }
    if (ferror(source) != 0)
        file.sink.fault = EIO;
    (void)fclose(source);
    return gouw_file_commit(&file, m->error);
}

/* datapackage.json with what is known: the title, and the edition date where --as-of gives it. */
static gouw_status write_package(making *m, const char *title) {
    gouw_file file;
    char day[GOUW_DAY_TEXT];
    const gouw_status status = open_file(m, "datapackage.json", &file);
    if (status != GOUW_OK)
        return status;
    gouw_sink_text(&file.sink, "{\n  \"profile\": \"data-package\",\n  \"title\": ");
    gouw_sink_json(&file.sink, title);
    if (m->call->common.as_of != GOUW_DAY_NONE)
        gouw_sink_format(&file.sink, ",\n  \"created\": \"%sT00:00:00Z\"",
                         gouw_day_format(m->call->common.as_of, day));
    gouw_sink_text(&file.sink, ",\n  \"resources\": [");
    bool first = true;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0] + sizeof blank / sizeof blank[0]; i++) {
        const size_t n_kept = sizeof kept / sizeof kept[0];
        const char *name = i < n_kept ? kept[i] : blank[i - n_kept];
        const char *path = gouw_arena_format(m->call->arena, "%s/%s", m->folder, name);
        struct stat found;
        const bool is_there = path != NULL && stat(path, &found) == 0;
        if (path == NULL || (!is_there && errno != ENOENT)) {
            file.sink.fault = path == NULL ? ENOMEM : errno;
            break;
        }
        if (!is_there)
            continue;
        gouw_sink_format(&file.sink, "%s\n    {\"name\": \"%.*s\", \"path\": \"%s\"}",
                         first ? "" : ",", (int)strcspn(name, "."), name, name);
        first = false;
    }
    gouw_sink_text(&file.sink, "\n  ]\n}\n");
    return gouw_file_commit(&file, m->error);
}

static gouw_status write_template(making *m) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < N_TEMPLATE && status == GOUW_OK; i++)
        status = write_lines(m, template_files[i].name, template_files[i].lines, true);
    return status;
}

static const gouw_column region_columns[] = {
    {"id", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"name", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"province", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"area_km2", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"lat", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"lon", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"former_id", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
};
static const gouw_table_spec region_spec = {.name = "regions",
                                            .title = "",
                                            .columns = region_columns,
                                            .n_columns = sizeof region_columns /
                                                         sizeof *region_columns};

static gouw_status write_regions(making *m, const gouw_named_region *regions, size_t n) {
    gouw_file file;
    gouw_table *table = gouw_table_new(m->call->arena, &region_spec);
    if (table == NULL)
        return gouw_fail_memory(m->error, n);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        status = gouw_table_add_row(table, m->error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_text(table, "id", regions[i].id);
        gouw_table_set_text(table, "name", regions[i].name);
        for (size_t c = 0; c < GOUW_N_REGION_COLUMNS; c++)
            if (regions[i].values[c] != NULL)
                gouw_table_set_text(table, gouw_region_columns[c], regions[i].values[c]);
    }
    if (status == GOUW_OK)
        status = open_file(m, "regions.csv", &file);
    if (status != GOUW_OK)
        return status;
    gouw_table_write(table, GOUW_FORMAT_CSV, &file.sink);
    return gouw_file_commit(&file, m->error);
}

/* The template's README, but for what it says of the example, which is not there. */
static gouw_status write_guide(making *m, const char *name, const char *const *lines) {
    static const char rest[] = "A dataset is a folder";
    gouw_file file;
    const gouw_status status = open_file(m, name, &file);
    if (status != GOUW_OK)
        return status;
    gouw_sink_text(&file.sink, lines[0]);
    gouw_sink_text(&file.sink,
                   "\nThis folder begins with the regions of a list. What themes.csv, stages.csv "
                   "and labels.csv hold are examples to change;\nthe other files have a header and "
                   "no rows yet. Fill them, and run `gouw check` on the folder: it reports every "
                   "problem\nat once, with file and line.\n\n");
    size_t i = 0;
    while (lines[i] != NULL && strncmp(lines[i], rest, sizeof rest - 1) != 0)
        i++;
    for (; lines[i] != NULL; i++)
        gouw_sink_text(&file.sink, lines[i]);
    return gouw_file_commit(&file, m->error);
}

/* The names, the themes and stages of the template to be changed, and files to be filled. */
static gouw_status write_from(making *m, const gouw_named_region *regions, size_t n) {
    gouw_status status = write_regions(m, regions, n);
    for (size_t i = 0; i < N_TEMPLATE && status == GOUW_OK; i++) {
        const char *name = template_files[i].name;
        if (strcmp(name, "regions.csv") == 0 || strcmp(name, "datapackage.json") == 0)
            continue;
        const bool all = !is_among(name, emptied, sizeof emptied / sizeof emptied[0]);
        status = strcmp(name, "README.md") == 0
                     ? write_guide(m, name, template_files[i].lines)
                     : write_lines(m, name, template_files[i].lines, all);
    }
    return status == GOUW_OK ? write_package(m, m->folder) : status;
}

static gouw_status write_sheets(making *m, const char *old, const char *coder, size_t length) {
    const char *folder = gouw_arena_format(m->call->arena, "%s/codings/%.*s", m->folder,
                                           (int)length, coder);
    gouw_status status = folder == NULL ? gouw_fail_memory(m->error, length)
                                        : make_folder(folder, m->error);
    for (size_t i = 0; i < sizeof coded / sizeof coded[0] && status == GOUW_OK; i++) {
        const char *to = gouw_arena_format(m->call->arena, "codings/%.*s/%s", (int)length, coder,
                                           coded[i]);
        status = to == NULL ? gouw_fail_memory(m->error, length)
                            : copy_file(m, old, coded[i], to, false);
    }
    return status;
}

/* The names of coders, which become folders; asked before anything is made. */
static gouw_status check_coders(const char *coders, gouw_error *error) {
    while (*coders != '\0') {
        const size_t length = strcspn(coders, ",");
        if (!gouw_id_valid(coders, length))
            return gouw_fail(error, GOUW_EUSAGE,
                             _("'%.*s' cannot be the name of a coder: small letters, digits, - "
                               "and _ can"),
                             (int)length, coders);
        coders += length + (coders[length] == ',');
    }
    return GOUW_OK;
}

static gouw_status write_edition(making *m, const gouw_dataset *old) {
    const init_options *o = m->call->options;
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0] && status == GOUW_OK; i++)
        status = copy_file(m, old->folder, kept[i], kept[i], true);
    for (size_t i = 0; i < sizeof blank / sizeof blank[0] && status == GOUW_OK; i++)
        status = copy_file(m, old->folder, blank[i], blank[i], false);
    if (status == GOUW_OK)
        status = copy_file(m, old->folder, "milestones.csv", "previous_milestones.csv", true);
    const char *codings = gouw_arena_format(m->call->arena, "%s/codings", m->folder);
    if (status == GOUW_OK)
        status = codings == NULL ? gouw_fail_memory(m->error, 64) : make_folder(codings, m->error);
    for (const char *coder = o->coders; *coder != '\0' && status == GOUW_OK;) {
        const size_t length = strcspn(coder, ",");
        status = write_sheets(m, old->folder, coder, length);
        coder += length + (coder[length] == ',');
    }
    return status == GOUW_OK
               ? write_package(m, old->package.title != NULL ? old->package.title : old->name)
               : status;
}

/* Nothing is written into a folder that holds a dataset. */
static gouw_status check_folder(const making *m) {
    struct stat found;
    for (size_t i = 0; i < N_TEMPLATE; i++) {
        const char *path = gouw_arena_format(m->call->arena, "%s/%s", m->folder,
                                             template_files[i].name);
        if (path == NULL)
            return gouw_fail_memory(m->error, 64);
        if (stat(path, &found) == 0)
            return gouw_fail(m->error, GOUW_EIO, _("'%s' exists; name a new folder"), path);
    }
    return make_folder(m->folder, m->error);
}

static gouw_status say_made(const making *m) {
    if (m->call->common.quiet)
        return GOUW_OK;
    if (printf(_("%s: %zu files; next: gouw check %s\n"), m->folder, m->n_files, m->folder) < 0 ||
        fflush(stdout) != 0)
        return gouw_fail(m->error, GOUW_EIO, _("cannot write standard output"));
    return GOUW_OK;
}

/* Columns of the list that regions.csv does not know. */
static void say_left(const cli_call *call, const char *from, const char *left) {
    const char *text = gouw_arena_format(
        call->arena, _("columns of '%s' that are not taken: %s (copy what you want to keep)"), from,
        left);
    if (!call->common.quiet)
        cli_say_note(text);
}

static gouw_status run_init(const cli_call *call, gouw_error *error) {
    const init_options *o = call->options;
    making m = {.call = call, .error = error};
    gouw_named_region *regions = NULL;
    const char *left = NULL;
    size_t n_regions = 0;
    const gouw_dataset *old = NULL;
    gouw_status status = GOUW_OK;
    if (call->n_operands != 1)
        return gouw_fail(error, GOUW_EUSAGE, _("where to? Name one folder: gouw init FOLDER"));
    if (o->from != NULL && o->edition_of != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("--from and --edition-of do not go together"));
    m.folder = call->operands[0];
    status = check_coders(o->coders, error);
    if (status == GOUW_OK && o->from != NULL)
        status = gouw_region_names_load(o->from, call->arena, &regions, &n_regions, &left, error);
    if (status == GOUW_OK && o->edition_of != NULL)
        status = gouw_dataset_load(o->edition_of, NULL, call->arena, &old, error);
    if (status == GOUW_OK && old != NULL)
        status = gouw_dataset_accept(old, error);
    if (status == GOUW_OK)
        status = check_folder(&m);
    if (status != GOUW_OK)
        return status;
    if (old != NULL)
        status = write_edition(&m, old);
    else
        status = regions != NULL ? write_from(&m, regions, n_regions) : write_template(&m);
    if (status == GOUW_OK && left != NULL)
        say_left(call, o->from, left);
    return status == GOUW_OK ? say_made(&m) : status;
}

const cli_command cli_command_init = {
    .name = "init",
    .summary = N_("Begin a dataset: an example, a list of regions, or the next edition"),
    .details = N_("FOLDER gets an example to replace, with a README that explains every column; "
                  "with --from the regions of a list; with --edition-of what stays the same in "
                  "the next edition and blank sheets for the rest, for each coder too. --as-of "
                  "gives the edition date. Files that exist are never replaced."),
    .usage = N_("FOLDER"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(init_options),
    .run = run_init,
};
