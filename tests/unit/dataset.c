/* Loading whole datasets, given in memory: what ends up in the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "data/input.h"
#include "data/load.h"
#include "gouw/dataset.h"

typedef struct loaded {
    gouw_arena arena;
    const gouw_dataset *dataset;
} loaded;

static gouw_memory_file text_file(const char *name, const char *text) {
    return (gouw_memory_file){.name = name, .text = text, .length = strlen(text)};
}

static loaded load(const gouw_memory_file *files, size_t n_files) {
    const gouw_input folder = {.path = "some/place", .files = files, .n_files = n_files};
    const gouw_load_options options = {.phrases = NULL};
    gouw_arena keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    loaded all = {.arena = GOUW_ARENA_INIT};
    const gouw_status status = gouw_load(&folder, &options, &all.arena, &keep, &work, &all.dataset,
                                         &error);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    assert_string_equal(error.message, "");
    assert_int_equal(status, GOUW_OK);
    return all;
}

static const char REGIONS[] = "id,name\nb,Bee\na,Ay\nc,Cee\n";
static const char THEMES[] = "id,label\ny,Why\nx,Ex\n";

static void mentions_are_sorted(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("regions.csv", REGIONS),
        text_file("themes.csv", THEMES),
        text_file("region_themes.csv", "region,theme,weight,basis,source\nc,x,2,borrowed,letter\n"
                                       "b,x,,,\nb,y,1.5,provisional,letter\n"),
    };
    loaded all = load(files, 3);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->has, GOUW_HAS_THEMES);
    assert_string_equal(d->name, "place");
    assert_int_equal(d->n_mentions, 3);
    const size_t start[] = {0, 2, 2, 3};
    assert_memory_equal(d->mention_start, start, sizeof start);
    assert_int_equal(d->mentions[0].theme, gouw_dataset_theme(d, "y"));
    assert_int_equal(d->mentions[0].basis, GOUW_BASIS_PROVISIONAL);
    assert_true(d->mentions[0].weight == 1.5f);
    assert_int_equal(d->mentions[1].theme, gouw_dataset_theme(d, "x"));
    assert_int_equal(d->mentions[1].basis, GOUW_BASIS_STATED);
    assert_true(d->mentions[1].weight == 1);
    assert_null(d->mentions[1].source);
    assert_int_equal(d->mentions[2].region, gouw_dataset_region(d, "c"));
    assert_ptr_equal(d->mentions[0].source, d->mentions[2].source); /* kept once */
    gouw_arena_release(&all.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
