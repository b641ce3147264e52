/* What the model holds, by id or name; names of its codes. */
#include <string.h>

#include "base/i18n.h"
#include "data/files.h"
#include "gouw/dataset.h"

const gouw_attribute *gouw_attributes_find(const gouw_attributes *attributes, const char *name) {
    for (size_t i = 0; i < attributes->n; i++)
        if (strcmp(attributes->items[i].name, name) == 0)
            return &attributes->items[i];
    return NULL;
}

uint32_t gouw_dataset_region(const gouw_dataset *dataset, const char *id) {
    for (size_t i = 0; i < dataset->n_regions; i++)
        if (strcmp(dataset->regions[i].id, id) == 0)
            return (uint32_t)i;
    return GOUW_INDEX_NONE;
}

gouw_status gouw_dataset_accept(const gouw_dataset *dataset, gouw_error *error) {
    if (dataset->n_errors == 0)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EDATA,
                     _n("%s has %zu error; correct it first: gouw check %s",
                        "%s has %zu errors; correct them first: gouw check %s", dataset->n_errors),
                     dataset->folder, dataset->n_errors, dataset->folder);
}

uint32_t gouw_dataset_theme(const gouw_dataset *dataset, const char *id) {
    for (size_t i = 0; i < dataset->n_themes; i++)
        if (strcmp(dataset->themes[i].id, id) == 0)
            return (uint32_t)i;
    return GOUW_INDEX_NONE;
}

uint32_t gouw_dataset_stage(const gouw_dataset *dataset, const char *id) {
    for (size_t i = 0; i < dataset->n_stages; i++)
        if (strcmp(dataset->stages[i].id, id) == 0)
            return (uint32_t)i;
    return GOUW_INDEX_NONE;
}

const char *gouw_basis_name(uint32_t basis) {
    return basis < GOUW_N_BASES ? gouw_basis_names[basis] : "";
}

const char *gouw_milestone_status_name(uint32_t status) {
    return status < GOUW_N_STATUSES ? gouw_milestone_status_names[status] : "";
}

const char *gouw_confidence_name(gouw_confidence confidence) {
    static const char *const names[] = {"unsure", "likely", "certain"};
    return names[confidence];
}

const char *gouw_dataset_file_of(unsigned bit) {
    static const char *const files[] = {"region_themes.csv", "milestones.csv", "targets.csv",
                                        "observations.csv",  "forecasts.csv",  "codings"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (bit == 1u << i)
            return files[i];
    return "";
}
