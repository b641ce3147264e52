/* Synthetic data of any size, the same for the same seed on every machine.
 *
 *     synth sets N M FILL_PERCENT SEED FILE       n x m bytes, 0 or 1; no row is empty
 *     synth distances N SEED FILE                 condensed doubles: Euclidean, points in a cube
 *     synth intervals N GRID SEED FILE            pairs of int32: closed intervals of days, their
 *                                                 ends on a grid of so many days; 0: of two minutes
 *                                                 for days, so that hardly two ends are equal
 *     synth dataset REGIONS THEMES EACH SEED DIR  regions.csv, themes.csv, region_themes.csv
 *
 * Themes are not equally common: theme j is drawn with a weight of 1 / (1 + j / 8), as in what
 * people write. EACH is the number of different themes of each region.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "gouw/random.h"

enum { DIMENSIONS = 8, LONGEST = 400, YEARS = 3650, FINE = 24 * 60 / 2 };

static FILE *create(const char *path) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

/* A file in a folder. */
static FILE *create_in(const char *folder, const char *name) {
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return create(path);
}

static void *room(size_t n, size_t size) {
    void *memory = calloc(n + 1, size);
    if (memory == NULL) {
        perror("synth");
        exit(1);
    }
    return memory;
}

static void sets(size_t n, size_t m, size_t percent, uint64_t seed, const char *path) {
    FILE *file = create(path);
    unsigned char *row = room(m, 1);
    for (size_t i = 0; i < n; i++) {
        gouw_random random;
        gouw_random_init(&random, seed, i);
        for (size_t j = 0; j < m; j++)
            row[j] = gouw_random_below(&random, 100) < percent;
        row[gouw_random_below(&random, (uint32_t)m)] = 1;
        fwrite(row, 1, m, file);
    }
    free(row);
    fclose(file);
}

static void distances(size_t n, uint64_t seed, const char *path) {
    FILE *file = create(path);
    double *points = room(n * DIMENSIONS, sizeof *points), *row = room(n, sizeof *row);
    gouw_random random;
    gouw_random_init(&random, seed, 0);
    for (size_t i = 0; i < n * DIMENSIONS; i++)
        points[i] = gouw_random_unit(&random);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double sum = 0;
            for (size_t d = 0; d < DIMENSIONS; d++) {
                const double apart = points[i * DIMENSIONS + d] - points[j * DIMENSIONS + d];
                sum += apart * apart;
            }
            row[j] = sqrt(sum);
        }
        fwrite(row + i + 1, sizeof *row, n - i - 1, file);
    }
    free(points);
    free(row);
    fclose(file);
}

static void intervals(size_t n, size_t grid, uint64_t seed, const char *path) {
    const uint32_t step = grid == 0 ? 1 : (uint32_t)grid, units = grid == 0 ? FINE : 1;
    FILE *file = create(path);
    gouw_random random;
    gouw_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++) {
        int32_t ends[2];
        ends[0] = (int32_t)(gouw_random_below(&random, YEARS * units) / step * step);
        ends[1] = ends[0] + (int32_t)(gouw_random_below(&random, LONGEST * units) / step * step);
        fwrite(ends, sizeof ends, 1, file);
    }
    fclose(file);
}

/* Where a uniform number falls among the cumulated weights. */
static size_t draw(gouw_random *random, const double *up_to, size_t n) {
    const double at = gouw_random_unit(random) * up_to[n - 1];
    size_t low = 0, high = n - 1;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (at < up_to[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void mentions(size_t n, size_t m, size_t each, uint64_t seed, const char *folder) {
    FILE *file = create_in(folder, "region_themes.csv");
    double *up_to = room(m, sizeof *up_to), sum = 0;
    size_t *taken_by = room(m, sizeof *taken_by);
    for (size_t j = 0; j < m; j++)
        up_to[j] = sum += 1 / (1 + (double)j / 8);
    fprintf(file, "region,theme,weight\n");
    for (size_t i = 0; i < n; i++) {
        gouw_random random;
        gouw_random_init(&random, seed, i);
        for (size_t k = 0; k < each;) {
            const size_t j = draw(&random, up_to, m);
            if (taken_by[j] == i + 1)
                continue;
            taken_by[j] = i + 1;
            fprintf(file, "r%zu,theme_%zu,%u\n", i, j, 1 + gouw_random_below(&random, 3));
            k++;
        }
    }
    free(up_to);
    free(taken_by);
    fclose(file);
}

static void dataset(size_t n, size_t m, size_t each, uint64_t seed, const char *folder) {
    FILE *file = create_in(folder, "regions.csv");
    fprintf(file, "id,name\n");
    for (size_t i = 0; i < n; i++)
        fprintf(file, "r%zu,Region %zu\n", i, i);
    fclose(file);
    file = create_in(folder, "themes.csv");
    fprintf(file, "id,label\n");
    for (size_t j = 0; j < m; j++)
        fprintf(file, "theme_%zu,Theme %zu\n", j, j);
    fclose(file);
    mentions(n, m, each < m ? each : m, seed, folder);
}

int main(int argc, char **argv) {
    const char *kind = argc > 1 ? argv[1] : "";
    if (strcmp(kind, "sets") == 0 && argc == 7)
        sets(bench_number(argc, argv, 2), bench_number(argc, argv, 3), bench_number(argc, argv, 4),
             bench_number(argc, argv, 5), argv[6]);
    else if (strcmp(kind, "distances") == 0 && argc == 5)
        distances(bench_number(argc, argv, 2), bench_number(argc, argv, 3), argv[4]);
    else if (strcmp(kind, "intervals") == 0 && argc == 6)
        intervals(bench_number(argc, argv, 2), bench_number(argc, argv, 3),
                  bench_number(argc, argv, 4), argv[5]);
    else if (strcmp(kind, "dataset") == 0 && argc == 7)
        dataset(bench_number(argc, argv, 2), bench_number(argc, argv, 3),
                bench_number(argc, argv, 4), bench_number(argc, argv, 5), argv[6]);
    else
        return fprintf(stderr, "usage: see the head of bench/synth.c\n"), 2;
    return 0;
}
