/* A page made from a dataset that is written down in the test: files in, HTML out. No chart is
 * drawn; the page tells them in words. */
#ifndef GOUW_TESTS_PAGE_FIXTURE_H
#define GOUW_TESTS_PAGE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gouw/dataset.h"
#include "report/figure.h"
#include "report/page.h"

typedef struct page_file {
    const char *name, *text;
} page_file;

typedef struct fixture {
    gouw_arena arena;
    report_content content;
    gouw_sink html;
    char text[4096]; /* what the last question gave */
} fixture;

/* Writes the files to a new folder, loads it and removes it again. */
static inline const gouw_dataset *fixture_load(fixture *f, const page_file *files) {
    char folder[] = "/tmp/gouw-page-XXXXXX", path[128];
    const gouw_dataset *dataset = NULL;
    assert_non_null(mkdtemp(folder));
    for (const page_file *file = files; file->name != NULL; file++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->name);
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_true(fputs(file->text, out) >= 0);
        assert_int_equal(fclose(out), 0);
    }
    assert_int_equal(gouw_dataset_load(folder, NULL, &f->arena, &dataset, NULL), GOUW_OK);
    for (size_t i = 0; i < dataset->n_findings; i++)
        if (dataset->findings[i].severity == GOUW_FINDING_ERROR)
            print_message("%s:%zu: %s\n", dataset->findings[i].file, dataset->findings[i].line,
                          dataset->findings[i].message);
    assert_int_equal(dataset->n_errors, 0);
    for (const page_file *file = files; file->name != NULL; file++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->name);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
    return dataset;
}

/* as_of as YYYYMMDD; 0: the edition date. older may be NULL. */
static inline void fixture_open_against(fixture *f, const page_file *older, const page_file *files,
                                        int as_of) {
    *f = (fixture){.arena = GOUW_ARENA_INIT};
    const gouw_dataset *datasets[2] = {NULL, NULL};
    size_t n = 0;
    if (older != NULL)
        datasets[n++] = fixture_load(f, older);
    datasets[n++] = fixture_load(f, files);
    const gouw_run run = {
        .datasets = datasets,
        .as_of = as_of == 0 ? GOUW_DAY_NONE
                            : gouw_day_from_civil(as_of / 10000, as_of / 100 % 100, as_of % 100),
        .seed = 1,
        .threads = 1,
        .arena = &f->arena};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_status status = gouw_report_collect(&run, n, &f->content, &error);
    if (status != GOUW_OK)
        print_message("%s\n", error.message);
    assert_int_equal(status, GOUW_OK);
    gouw_page_number_figures(&f->content);
    gouw_sink_open_memory(&f->html);
    gouw_page_write(&f->content, NULL, &f->html);
    assert_int_equal(gouw_sink_close(&f->html, "memory", NULL), GOUW_OK);
    f->content.run = NULL;
}

static inline void fixture_open(fixture *f, const page_file *files, int as_of) {
    fixture_open_against(f, NULL, files, as_of);
}

static inline void fixture_close(fixture *f) {
    gouw_sink_release(&f->html);
    gouw_arena_release(&f->arena);
}

static inline bool fixture_shows(const fixture *f, const char *html) {
    return strstr(f->html.data, html) != NULL;
}

/* The text between from and to, without tags, its entities read; "" where from does not occur. */
static inline const char *fixture_text(fixture *f, const char *from, const char *to) {
    static const struct {
        const char *entity;
        char c;
    } entities[] = {{"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    const char *at = strstr(f->html.data, from), *end;
    size_t n = 0;
    f->text[0] = '\0';
    if (at == NULL)
        return f->text;
    at += strlen(from);
    end = strstr(at, to);
    assert_non_null(end);
    while (at < end && n + 1 < sizeof f->text) {
        if (*at == '<') {
            at = strchr(at, '>') + 1;
            continue;
        }
        char c = *at == '\n' ? ' ' : *at;
        size_t length = 1;
        for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
            if (strncmp(at, entities[i].entity, strlen(entities[i].entity)) == 0) {
                c = entities[i].c;
                length = strlen(entities[i].entity);
            }
        f->text[n++] = c;
        at += length;
    }
    f->text[n] = '\0';
    return f->text;
}

/* The sentences of a finding by id, as a reader copies them. */
static inline const char *fixture_sentence(fixture *f, const char *id) {
    char from[64];
    (void)snprintf(from, sizeof from, "id=\"sentence-%s\">", id);
    return fixture_text(f, from, "</p>");
}

#endif
