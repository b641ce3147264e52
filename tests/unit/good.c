/* One dataset written in many ways: every folder of tests/good holds what tests/good/plain holds,
 * as another program would have saved it, and gives the same model without a finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gouw/dataset.h"

static const gouw_dataset *load(const char *path, gouw_arena *arena) {
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    if (gouw_dataset_load(path, NULL, arena, &dataset, &error) != GOUW_OK)
        fail_msg("%s: %s", path, error.message);
    for (size_t i = 0; i < dataset->n_findings; i++)
        print_message("%s:%zu:%zu: %s\n", dataset->findings[i].file, dataset->findings[i].line,
                      dataset->findings[i].field, dataset->findings[i].message);
    assert_int_equal(dataset->n_findings, 0);
    return dataset;
}

static void same_text(const char *a, const char *b) {
    if (a == NULL || b == NULL)
        assert_ptr_equal(a, b);
    else
        assert_string_equal(a, b);
}

static void same_number(double a, double b) {
    assert_true(a == b || (isnan(a) && isnan(b)));
}

static void same_attributes(const gouw_attributes *a, const gouw_attributes *b, size_t n_rows) {
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const gouw_attribute *one = &a->items[i], *other = gouw_attributes_find(b, one->name);
        assert_non_null(other);
        assert_int_equal(one->kind, other->kind);
        for (size_t r = 0; r < n_rows; r++) {
            if (one->kind == GOUW_ATTRIBUTE_NUMBER)
                same_number(one->number[r], other->number[r]);
            else
                same_text(one->text[r], other->text[r]);
        }
    }
}

static void same_vocabularies(const gouw_dataset *a, const gouw_dataset *b) {
    assert_int_equal(a->has, b->has);
    assert_int_equal(a->n_regions, b->n_regions);
    assert_int_equal(a->n_themes, b->n_themes);
    assert_int_equal(a->n_stages, b->n_stages);
    for (size_t i = 0; i < a->n_regions; i++) {
        same_text(a->regions[i].id, b->regions[i].id);
        same_text(a->regions[i].name, b->regions[i].name);
    }
    for (size_t i = 0; i < a->n_themes; i++) {
        same_text(a->themes[i].id, b->themes[i].id);
        same_text(a->themes[i].label, b->themes[i].label);
        same_text(a->themes[i].label_nl, b->themes[i].label_nl);
        same_text(a->themes[i].group, b->themes[i].group);
    }
    for (size_t i = 0; i < a->n_stages; i++) {
        same_text(a->stages[i].id, b->stages[i].id);
        same_text(a->stages[i].label, b->stages[i].label);
        same_text(a->stages[i].label_nl, b->stages[i].label_nl);
        assert_int_equal(a->stages[i].order, b->stages[i].order);
    }
    same_attributes(&a->region_attributes, &b->region_attributes, a->n_regions);
    same_attributes(&a->theme_attributes, &b->theme_attributes, a->n_themes);
}

static const char *source_of(const gouw_dataset *dataset, size_t mention) {
    return dataset->mention_sources == NULL ? NULL : dataset->mention_sources[mention];
}

static void same_statements(const gouw_dataset *a, const gouw_dataset *b) {
    assert_int_equal(a->n_mentions, b->n_mentions);
    for (size_t i = 0; i < a->n_mentions; i++) {
        assert_memory_equal(&a->mentions[i], &b->mentions[i], sizeof a->mentions[i]);
        same_text(source_of(a, i), source_of(b, i));
    }
    assert_memory_equal(a->mention_start, b->mention_start,
                        (a->n_regions + 1) * sizeof *a->mention_start);
    assert_int_equal(a->n_milestones, b->n_milestones);
    for (size_t i = 0; i < a->n_milestones; i++) {
        const gouw_milestone *one = &a->milestones[i], *other = &b->milestones[i];
        assert_memory_equal(one, other, offsetof(gouw_milestone, inferred));
        assert_int_equal(one->inferred, other->inferred);
        assert_int_equal(one->when.earliest, other->when.earliest);
        assert_int_equal(one->when.latest, other->when.latest);
        same_text(one->item, other->item);
        same_text(one->when_text, other->when_text);
        same_text(one->source, other->source);
        same_text(one->note, other->note);
    }
}

static void same_figures(const gouw_dataset *a, const gouw_dataset *b) {
    assert_int_equal(a->n_targets, b->n_targets);
    for (size_t i = 0; i < a->n_targets; i++) {
        const gouw_target *one = &a->targets[i], *other = &b->targets[i];
        assert_memory_equal(one, other, offsetof(gouw_target, baseline));
        same_number(one->baseline, other->baseline);
        same_number(one->target, other->target);
        same_number(one->change, other->change);
        same_text(one->indicator, other->indicator);
        same_text(one->unit, other->unit);
    }
    assert_int_equal(a->n_observations, b->n_observations);
    for (size_t i = 0; i < a->n_observations; i++) {
        const gouw_observation *one = &a->observations[i], *other = &b->observations[i];
        assert_memory_equal(one, other, offsetof(gouw_observation, indicator));
        same_text(one->indicator, other->indicator);
        same_text(one->source, other->source);
        assert_int_equal(one->breaks, other->breaks);
    }
    assert_int_equal(a->n_forecasts, b->n_forecasts);
    for (size_t i = 0; i < a->n_forecasts; i++) {
        const gouw_forecast *one = &a->forecasts[i], *other = &b->forecasts[i];
        assert_memory_equal(one, other, offsetof(gouw_forecast, indicator));
        same_text(one->edition, other->edition);
    }
}

static void every_way_gives_the_same_model(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_dataset *plain = load("tests/good/plain", &arena);
    assert_int_equal(plain->n_regions, 3);
    assert_int_equal(plain->n_milestones, 3);
    assert_true(plain->observations[0].value == -0.5);
    assert_true(gouw_attributes_find(&plain->region_attributes, "area_km2")->number[0] == 1539.16);
    DIR *folder = opendir("tests/good");
    assert_non_null(folder);
    const struct dirent *entry;
    size_t n = 0;
    while ((entry = readdir(folder)) != NULL) {
        char path[512];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "tests/good/%s", entry->d_name);
        print_message("%s\n", path);
        const gouw_dataset *other = load(path, &arena);
        same_vocabularies(plain, other);
        same_statements(plain, other);
        same_figures(plain, other);
        n++;
    }
    closedir(folder);
    assert_true(n >= 10);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_way_gives_the_same_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
