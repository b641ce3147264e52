/* Single values between the clusters of a stage. */
#include "stat/linkage_stage.h"

#include "base/prefetch.h"

float gouw_stage_apart(const gouw_stage *stage, uint32_t a, uint32_t b) {
    if (stage->source == NULL) {
        const float value = stage->triangle[gouw_stage_row(stage, a) + b - a - 1];
        return stage->linkage == GOUW_LINKAGE_WARD
                   ? gouw_stage_ward(value, stage->size[a], stage->size[b])
                   : value;
    }
    double distance;
    stage->source->row(stage->source, a, &b, 1, &distance);
    const float value = (float)distance;
    return stage->linkage == GOUW_LINKAGE_WARD ? value * value : value;
}

void gouw_stage_ask(const gouw_stage *stage, uint32_t a, uint32_t b) {
    if (stage->source == NULL)
        GOUW_PREFETCH_READ(&stage->triangle[gouw_stage_row(stage, a) + b - a - 1]);
    else if (stage->source->tail != NULL)
        GOUW_PREFETCH_READ(stage->source->tail(stage->source, a) + (b - a - 1));
}
