/* Any bytes at all as the datapackage.json of a sound dataset: no crash, findings that name a file
 * and can be shown, texts of the description that are UTF-8, and dialects that the CSV files are
 * read by whatever they say. */
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "fuzz/require.h"
#include "gouw/dataset.h"
#include "gouw/text.h"

static const char REGIONS[] = "id,name,inhabitants\na,A,\"1.234,5\"\nb;c,B,2\n";
static const char THEMES[] = "id,label\nt,T\n";
static const char MENTIONS[] = "region,theme,weight\na,t,\"0,5\"\n";

static void check_text(const char *text) {
    if (text != NULL)
        require(gouw_utf8_check(text, strlen(text)) == strlen(text));
}

static void check_findings(const gouw_dataset *dataset) {
    for (size_t i = 0; i < dataset->n_findings; i++) {
        const gouw_finding *finding = &dataset->findings[i];
        require(finding->file != NULL && finding->file[0] != '\0');
        require(finding->message != NULL && finding->message[0] != '\0');
        check_text(finding->message);
        for (const char *c = finding->message; *c != '\0'; c++)
            require((unsigned char)*c >= 0x20 && *c != 0x7F);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    /* A copy of exactly this size, so that one byte too far is seen. */
    char *text = malloc(size > 0 ? size : 1);
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    const gouw_memory_file files[] = {{"datapackage.json", text, size},
                                      {"regions.csv", REGIONS, sizeof REGIONS - 1},
                                      {"themes.csv", THEMES, sizeof THEMES - 1},
                                      {"region_themes.csv", MENTIONS, sizeof MENTIONS - 1}};
    const gouw_input folder = {.path = "x", .files = files, .n_files = 4};
    const gouw_load_options options = {.phrases = NULL};
    gouw_arena arena = {.single = true}, keep = {.single = true}, work = {.single = true};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    require(gouw_load(&folder, &options, &arena, &keep, &work, &dataset, &error) == GOUW_OK);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    check_findings(dataset);
    check_text(dataset->package.title);
    for (size_t r = 0; r < dataset->n_regions; r++)
        check_text(dataset->regions[r].name);
    gouw_arena_release(&arena);
    free(text);
    return 0;
}
