/* Data Package, version 1 (specs.frictionlessdata.io/data-package, .../csv-dialect), read with
 * jansson. jansson gives the line and column of what is no JSON; once it is JSON, a fault is named
 * by its property, such as resources[2].dialect.delimiter, since values keep no position. */
#include "data/package.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

enum { LARGEST = GOUW_LIMIT_PACKAGE, NAME = 64 };

typedef struct package_reader {
    const gouw_input *folder;
    gouw_arena *arena, *keep;
    gouw_findings *findings;
    bool out_of_memory;
} package_reader;

#define FAULT(reader, ...)                                                                         \
    gouw_findings_add((reader)->findings, GOUW_FINDING_ERROR, 0, 0, __VA_ARGS__)

/* ---- the text ------------------------------------------------------------------------------- */

/* All of a source; NULL, with a status or a finding, when that cannot be. */
static char *read_all(package_reader *reader, gouw_source *source, size_t *length,
                      gouw_status *status, gouw_error *error) {
    char *text = NULL;
    size_t capacity = 0, n = 1;
    *length = 0;
    while (n > 0) {
        if (*length == capacity) {
            const size_t larger = capacity == 0 ? source->length + 1 : capacity * 2;
            if (larger > LARGEST + 1) {
                FAULT(reader, _("more than %d bytes: is this the right file?"), LARGEST);
                return NULL;
            }
            text = gouw_arena_grow(reader->keep, text, *length, larger, 1);
            if (text == NULL) {
                *status = gouw_fail_memory(error, larger);
                return NULL;
            }
            capacity = larger;
        }
        *status = gouw_source_read(source, text + *length, capacity - *length, &n, error);
        if (*status != GOUW_OK)
            return NULL;
        *length += n;
    }
    return text;
}

/* The root object; NULL, with a finding or out_of_memory, when there is none. */
static json_t *parse(package_reader *reader, const char *text, size_t length) {
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t skip = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    json_error_t where;
    errno = 0;
    json_t *root = json_loadb(text + skip, length - skip, JSON_REJECT_DUPLICATES, &where);
    /* Where its memory is out, jansson may blame the JSON, or lose a letter without a word. */
    if (errno == ENOMEM) {
        reader->out_of_memory = true;
        json_decref(root);
        root = NULL;
    } else if (root == NULL) {
        char shown[GOUW_QUOTE];
        gouw_findings_add(reader->findings, GOUW_FINDING_ERROR,
                          where.line > 0 ? (size_t)where.line : 0,
                          where.column > 0 ? (size_t)where.column : 0, _("no valid JSON: %s"),
                          gouw_quote(where.text, strlen(where.text), shown));
    } else if (!json_is_object(root)) {
        FAULT(reader, _("a data package is an object: %s"), "{...}");
        json_decref(root);
        root = NULL;
    }
    return root;
}

/* ---- values --------------------------------------------------------------------------------- */

/* A text of an object; NULL when there is none, with a finding when it is something else. where
 * stands in front of the key in messages. */
static const char *text_of(package_reader *reader, const json_t *object, const char *where,
                           const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return NULL;
    if (json_is_string(value))
        return json_string_value(value);
    FAULT(reader, _("%s%s must be a text"), where, key);
    return NULL;
}

/* The same, kept in the model. */
static const char *keep_text(package_reader *reader, const json_t *object, const char *where,
                             const char *key) {
    const char *text = text_of(reader, object, where, key);
    if (text == NULL)
        return NULL;
    const char *copy = gouw_arena_text(reader->arena, text, strlen(text));
    reader->out_of_memory = reader->out_of_memory || copy == NULL;
    return copy;
}

/* A list of an object; NULL when there is none. */
static const json_t *list_of(package_reader *reader, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return NULL;
    if (json_is_array(value))
        return value;
    FAULT(reader, _("%s must be a list"), key);
    return NULL;
}

static void read_created(package_reader *reader, const json_t *root, gouw_package *package) {
    const char *text = text_of(reader, root, "", "created");
    if (text == NULL)
        return;
    const size_t length = strlen(text), n_day = strcspn(text, "T");
    package->created = gouw_day_parse(text, n_day);
    char shown[GOUW_QUOTE];
    if (package->created == GOUW_DAY_NONE)
        FAULT(reader, _("created '%s' is no date: write it as %s"), gouw_quote(text, length, shown),
              "2026-02-01T00:00:00Z");
}

static void read_assumed(package_reader *reader, const json_t *root, gouw_package *package) {
    const json_t *value = json_object_get(root, "gouw:assumed");
    package->assumed = json_is_true(value);
    if (value != NULL && !json_is_boolean(value))
        FAULT(reader, _("%s must be true or false"), "gouw:assumed");
}

/* Licences and sources: objects with a title, or a name, and a path. */
static gouw_named_link *read_links(package_reader *reader, const json_t *root, const char *key,
                                   size_t *n_links) {
    const json_t *list = list_of(reader, root, key);
    const size_t n = json_array_size(list);
    gouw_named_link *links = gouw_arena_array(reader->arena, n, sizeof *links);
    if (links == NULL) {
        reader->out_of_memory = true;
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        char where[NAME];
        const json_t *item = json_array_get(list, i);
        (void)snprintf(where, sizeof where, "%s[%zu].", key, i);
        if (!json_is_object(item)) {
            FAULT(reader, _("%s[%zu] must be an object"), key, i);
            continue;
        }
        gouw_named_link *link = &links[(*n_links)++];
        link->title = keep_text(reader, item, where, "title");
        if (link->title == NULL)
            link->title = keep_text(reader, item, where, "name");
        link->title_nl = keep_text(reader, item, where, "title_nl");
        link->path = keep_text(reader, item, where, "path");
    }
    return links;
}

/* ---- dialects ------------------------------------------------------------------------------- */

/* A property that is one character of a few. */
static void read_mark(package_reader *reader, const json_t *object, const char *where,
                      const char *key, const char *allowed, char *mark) {
    const char *text = text_of(reader, object, where, key);
    if (text == NULL || text[0] == '\0')
        return;
    if (text[1] == '\0' && strchr(allowed, text[0]) != NULL) {
        *mark = text[0];
        return;
    }
    char shown[GOUW_QUOTE];
    FAULT(reader, _("%s%s '%s' is not one that can be read"), where, key,
          gouw_quote(text, strlen(text), shown));
}

/* What would make the files unreadable if it were passed over. */
static void refuse_others(package_reader *reader, const json_t *object, const char *where) {
    const char *quote = text_of(reader, object, where, "quoteChar");
    const char *escape = text_of(reader, object, where, "escapeChar");
    if (quote != NULL && strcmp(quote, "\"") != 0)
        FAULT(reader, _("%squoteChar must be the double quote"), where);
    if (escape != NULL && escape[0] != '\0')
        FAULT(reader, _("%sescapeChar is not read: quotes inside a field are doubled"), where);
    if (json_is_false(json_object_get(object, "header")))
        FAULT(reader, _("%sheader must be true: the first line names the columns"), where);
}

static void read_dialect(package_reader *reader, const json_t *owner, const char *where,
                         gouw_dialect *dialect) {
    const json_t *object = json_object_get(owner, "dialect");
    char inside[NAME + 16];
    (void)snprintf(inside, sizeof inside, "%sdialect.", where);
    if (object == NULL || json_is_null(object))
        return;
    if (!json_is_object(object)) {
        FAULT(reader, _("%sdialect must be an object"), where);
        return;
    }
    read_mark(reader, object, inside, "delimiter", ",;\t|", &dialect->delimiter);
    read_mark(reader, object, inside, "decimalChar", ".,", &dialect->decimal);
    read_mark(reader, object, inside, "groupChar", ".,' _", &dialect->group);
    refuse_others(reader, object, inside);
    if (dialect->decimal != '\0' && dialect->decimal == dialect->group)
        FAULT(reader, _("%sdecimalChar and groupChar are the same"), inside);
    if (dialect->decimal == ',' && (dialect->delimiter == ',' || dialect->delimiter == '\0'))
        FAULT(reader, _("%sdecimalChar ',' needs a delimiter other than ','"), inside);
}

/* Whether a path of a resource names a file inside the folder. */
static bool is_local(const char *path) {
    return path[0] != '/' && strstr(path, "://") == NULL && strstr(path, "..") == NULL;
}

static void check_path(package_reader *reader, const char *where, const char *path) {
    bool found;
    if (!is_local(path))
        return;
    const gouw_status status = gouw_input_find(reader->folder, path, reader->keep, &found, NULL);
    if (status == GOUW_EMEMORY)
        reader->out_of_memory = true;
    char shown[GOUW_QUOTE];
    if (status == GOUW_OK && !found)
        FAULT(reader, _("%spath '%s' is missing from the folder"), where,
              gouw_quote(path, strlen(path), shown));
}

static void read_resource(package_reader *reader, const json_t *resource, const char *where,
                          gouw_dialect *dialect) {
    const json_t *path = json_object_get(resource, "path");
    const char *encoding = text_of(reader, resource, where, "encoding");
    if (encoding != NULL && !gouw_equal_nocase(encoding, "utf-8") &&
        !gouw_equal_nocase(encoding, "utf8"))
        FAULT(reader, _("%sencoding must be utf-8"), where);
    for (size_t i = 0; i < json_array_size(path); i++)
        if (json_is_string(json_array_get(path, i)))
            check_path(reader, where, json_string_value(json_array_get(path, i)));
    if (json_is_array(path))
        return;
    dialect->file = keep_text(reader, resource, where, "path");
    if (dialect->file != NULL)
        check_path(reader, where, dialect->file);
    read_dialect(reader, resource, where, dialect);
}

static void read_dialects(package_reader *reader, const json_t *root, gouw_dialects *dialects) {
    const json_t *list = list_of(reader, root, "resources");
    const size_t n = json_array_size(list);
    dialects->items = gouw_arena_array(reader->arena, n + 1, sizeof *dialects->items);
    if (dialects->items == NULL) {
        reader->out_of_memory = true;
        return;
    }
    read_dialect(reader, root, "", &dialects->items[0]);
    dialects->n = 1;
    for (size_t i = 0; i < n; i++) {
        char where[NAME];
        const json_t *resource = json_array_get(list, i);
        (void)snprintf(where, sizeof where, "resources[%zu].", i);
        gouw_dialect *dialect = &dialects->items[dialects->n];
        if (!json_is_object(resource))
            FAULT(reader, _("%s[%zu] must be an object"), "resources", i);
        else
            read_resource(reader, resource, where, dialect);
        dialects->n += dialect->file != NULL;
    }
}

gouw_dialect gouw_dialect_of(const gouw_dialects *dialects, const char *file) {
    gouw_dialect result = {.file = file};
    if (dialects->n > 0)
        result = dialects->items[0];
    for (size_t i = 1; i < dialects->n; i++) {
        const gouw_dialect *own = &dialects->items[i];
        if (strcmp(own->file, file) != 0)
            continue;
        result.delimiter = own->delimiter != '\0' ? own->delimiter : result.delimiter;
        result.decimal = own->decimal != '\0' ? own->decimal : result.decimal;
        result.group = own->group != '\0' ? own->group : result.group;
    }
    return result;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void read_root(package_reader *reader, const json_t *root, gouw_package *package,
                      gouw_dialects *dialects) {
    package->name = keep_text(reader, root, "", "name");
    package->title = keep_text(reader, root, "", "title");
    package->title_nl = keep_text(reader, root, "", "title_nl");
    package->description = keep_text(reader, root, "", "description");
    package->description_nl = keep_text(reader, root, "", "description_nl");
    read_created(reader, root, package);
    read_assumed(reader, root, package);
    package->licenses = read_links(reader, root, "licenses", &package->n_licenses);
    package->sources = read_links(reader, root, "sources", &package->n_sources);
    read_dialects(reader, root, dialects);
    if (dialects->n == 0)
        return;
    package->delimiter = dialects->items[0].delimiter;
    package->decimal = dialects->items[0].decimal;
    package->group = dialects->items[0].group;
}

gouw_status gouw_package_read(const gouw_input *folder, gouw_arena *arena, gouw_arena *keep,
                              gouw_findings *findings, gouw_package *package,
                              gouw_dialects *dialects, gouw_error *error) {
    package_reader reader = {.folder = folder, .arena = arena, .keep = keep, .findings = findings};
    gouw_source source;
    bool found;
    gouw_status status = gouw_input_open(folder, "datapackage.json", arena, &source, &found, error);
    if (status != GOUW_OK || !found)
        return status;
    gouw_findings_begin(findings, source.path);
    size_t length;
    const char *text = read_all(&reader, &source, &length, &status, error);
    gouw_source_close(&source);
    if (text == NULL)
        return status;
    json_t *root = parse(&reader, text, length);
    if (root != NULL)
        read_root(&reader, root, package, dialects);
    json_decref(root);
    return reader.out_of_memory ? gouw_fail_memory(error, length) : GOUW_OK;
}
