/* Any bytes at all as the files of a dataset: no crash, findings that are fit to be shown, and a
 * model that keeps the promises of dataset.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "fuzz/files.h"
#include "fuzz/mutate.h"
#include "gouw/dataset.h"
#include "gouw/text.h"

static void check_findings(const gouw_dataset *dataset) {
    size_t n_errors = 0;
    for (size_t i = 0; i < dataset->n_findings; i++) {
        const gouw_finding *finding = &dataset->findings[i];
        require(finding->file != NULL && finding->message != NULL && finding->message[0] != '\0');
        const size_t n = strlen(finding->message);
        require(gouw_utf8_check(finding->message, n) == n);
        for (size_t c = 0; c < n; c++)
            require((unsigned char)finding->message[c] >= 0x20 && finding->message[c] != 0x7F);
        require(finding->line > 0 || finding->field == 0);
        n_errors += finding->severity == GOUW_FINDING_ERROR;
        if (i > 0 && strcmp(finding[-1].file, finding->file) == 0)
            require(finding[-1].line < finding->line ||
                    (finding[-1].line == finding->line && finding[-1].field <= finding->field));
    }
    require(n_errors == dataset->n_errors);
}

static void check_fixes(const gouw_dataset *dataset) {
    for (size_t i = 0; i < dataset->n_fixes; i++) {
        const gouw_fix *fix = &dataset->fixes[i];
        require(fix->file != NULL && fix->found != NULL && fix->rule != NULL);
        require(strcmp(fix->found, fix->proposed) != 0);
        require(gouw_utf8_check(fix->proposed, strlen(fix->proposed)) == strlen(fix->proposed));
        require(fix->line > 0 || fix->field == 0);
        require((fix->proposed[0] == '\0') == (fix->field == 0 && fix->line > 0));
    }
}

static void check_mentions(const gouw_dataset *dataset, const gouw_mention *mentions, size_t n,
                           bool coded) {
    for (size_t i = 0; i < n; i++) {
        const gouw_mention *this = &mentions[i];
        require(this->region < dataset->n_regions && this->basis < GOUW_N_BASES);
        require(this->theme < dataset->n_themes || (coded && this->theme == GOUW_INDEX_NONE));
        require(this->weight > 0 && isfinite(this->weight));
        require(i == 0 || this->region > this[-1].region ||
                (this->region == this[-1].region && this->theme > this[-1].theme));
    }
}

static void check_milestones(const gouw_dataset *dataset, const gouw_milestone *items, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const gouw_milestone *this = &items[i];
        require(this->region < dataset->n_regions && this->stage < dataset->n_stages);
        require(this->status<GOUW_N_STATUSES &&this->line> 1);
        require(this->when.earliest <= this->when.latest);
        require((this->when.earliest == GOUW_DAY_NONE) == (this->when.latest == GOUW_DAY_NONE));
        require(i == 0 || this->line > this[-1].line);
    }
}

static void check_figures(const gouw_dataset *dataset) {
    for (size_t i = 0; i < dataset->n_targets; i++) {
        const gouw_target *this = &dataset->targets[i];
        require(this->region < dataset->n_regions && this->indicator != NULL);
        require(!isnan(this->target) || !isnan(this->change));
    }
    for (size_t i = 0; i < dataset->n_observations; i++) {
        const gouw_observation *this = &dataset->observations[i];
        require(this->region < dataset->n_regions && isfinite(this->value));
        if (i == 0 || this->region != this[-1].region)
            require(i == 0 || this->region > this[-1].region);
        else
            require(this->indicator != this[-1].indicator || this->year > this[-1].year);
    }
    for (size_t i = 0; i < dataset->n_forecasts; i++) {
        const gouw_forecast *this = &dataset->forecasts[i];
        require(this->region < dataset->n_regions && isfinite(this->value));
        require(!(this->low > this->value) && !(this->high < this->value));
    }
}

static void check_model(const gouw_dataset *dataset) {
    for (size_t r = 0; r < dataset->n_regions; r++) {
        const char *id = dataset->regions[r].id;
        require(gouw_id_valid(id, strlen(id)) && gouw_dataset_region(dataset, id) == r);
        require(dataset->regions[r].name != NULL);
        require(dataset->mention_start[r] <= dataset->mention_start[r + 1]);
    }
    require(dataset->mention_start[0] == 0);
    require(dataset->mention_start[dataset->n_regions] == dataset->n_mentions);
    check_mentions(dataset, dataset->mentions, dataset->n_mentions, false);
    check_milestones(dataset, dataset->milestones, dataset->n_milestones);
    check_figures(dataset);
    for (size_t c = 0; c < dataset->n_codings; c++) {
        const gouw_coding *coding = &dataset->codings[c];
        check_mentions(dataset, coding->mentions, coding->n_mentions, true);
        check_milestones(dataset, coding->milestones, coding->n_milestones);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gouw_memory_file files[FILES];
    const gouw_input folder = {
        .path = "x", .files = files, .n_files = cut((const char *)data, size, files)};
    const gouw_load_options options = {.propose = true};
    gouw_arena arena = {.single = true}, keep = {.single = true}, work = {.single = true};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    const gouw_status status = gouw_load(&folder, &options, &arena, &keep, &work, &dataset, &error);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    require(status == GOUW_OK);
    check_findings(dataset);
    check_fixes(dataset);
    check_model(dataset);
    gouw_arena_release(&arena);
    return 0;
}
