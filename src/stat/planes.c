/* The inner loops are in stat/planes.inc, for each kind of processor. */
#include "stat/planes.h"

#include <string.h>

#include "base/cpu.h"
#include "base/i18n.h"

enum {
    WORDS = GOUW_PLANE_WORDS,
    SETS = GOUW_PLANE_SETS,
    ALIGNMENT = 64,
    FULL = 16,
    LOW_PLANES = 8
};

struct gouw_planes_kernel {
    void (*sum)(const uint64_t *block, gouw_items items, gouw_tally *tally);
    void (*reach)(const uint64_t *block, gouw_items items, const gouw_plane_needs *needs,
                  gouw_tally *tally);
    void (*pass)(const uint64_t *block, gouw_items items, uint32_t size, const gouw_bars *bars,
                 gouw_tally *tally);
    void (*most)(size_t k, gouw_tally *tally);
    void (*unpack)(const gouw_tally *tally, uint32_t *shared);
};

/* Vectors that are cast to ones of smaller numbers have them in the order of their bytes in words.
 */
#if defined(__GNUC__) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define GOUW_BYTES_IN_ORDER 1
#endif

/* The bytes of a word, the lowest first. */
static GOUW_INLINE void put_bytes(uint64_t word, uint8_t *bytes) {
#if defined(GOUW_BYTES_IN_ORDER)
    memcpy(bytes, &word, sizeof word);
#else
    for (size_t b = 0; b < 8; b++)
        bytes[b] = (uint8_t)(word >> 8 * b);
#endif
}

#define EACH_CPU "stat/planes.inc"
#include "stat/each_cpu.inc"

/* ---- layout --------------------------------------------------------------------------------- */

static size_t block_words(const gouw_planes *planes) {
    return (planes->n_columns + 1) * WORDS;
}

static uint64_t *block_at(const gouw_planes *planes, size_t block) {
    return planes->words + block * block_words(planes);
}

gouw_status gouw_planes_init(gouw_planes *planes, size_t n_rows, size_t n_columns,
                             gouw_arena *arena, gouw_error *error) {
    const size_t n_blocks = (n_rows + SETS - 1) / SETS;
    *planes = (gouw_planes){.n_rows = n_rows, .n_columns = n_columns, .kernel = PICK(kernel)};
    if (n_columns > UINT16_MAX)
        return gouw_fail(error, GOUW_EDATA, _("a table of %zu sets over %zu items is too large"),
                         n_rows, n_columns);
    if (n_blocks > SIZE_MAX / (n_columns + 2) / WORDS / sizeof *planes->words)
        return gouw_fail_memory(error, SIZE_MAX);
    const size_t size = n_blocks * block_words(planes) * sizeof *planes->words;
    char *words = gouw_arena_alloc(arena, size + ALIGNMENT);
    if (words == NULL)
        return gouw_fail_memory(error, size);
    words += (ALIGNMENT - (uintptr_t)words % ALIGNMENT) % ALIGNMENT;
    planes->words = (uint64_t *)(void *)words;
    return GOUW_OK;
}

/* Rows of a square of 64 by 64 bits become columns, by exchanging ever smaller squares in it. */
static void turn(uint64_t square[64]) {
    uint64_t mask = UINT64_C(0x00000000FFFFFFFF);
    for (size_t side = 32; side > 0; side /= 2, mask ^= mask << side) {
        for (size_t k = 0; k < 64; k = ((k | side) + 1) & ~side) {
            const uint64_t differ = (square[k] >> side ^ square[k | side]) & mask;
            square[k | side] ^= differ;
            square[k] ^= differ << side;
        }
    }
}

/* Word w of up to 64 rows; returns whether there is anything in them. */
static bool read_square(const gouw_bits *bits, const uint32_t *rows, size_t begin, size_t end,
                        size_t w, uint64_t square[64]) {
    uint64_t all = 0;
    memset(square, 0, 64 * sizeof *square);
    for (size_t i = begin; i < end; i++) {
        square[i - begin] = gouw_bits_row(bits, rows == NULL ? i : rows[i])[w];
        all |= square[i - begin];
    }
    return all != 0;
}

void gouw_planes_fill(gouw_planes *planes, const gouw_bits *bits, const uint32_t *rows, size_t n) {
    planes->n_rows = n;
    for (size_t block = 0; block * SETS < n; block++)
        memset(block_at(planes, block), 0, block_words(planes) * sizeof *planes->words);
    for (size_t begin = 0; begin < n; begin += 64) {
        const size_t end = begin + 64 < n ? begin + 64 : n;
        uint64_t *block = block_at(planes, begin / SETS) + begin % SETS / 64, square[64];
        for (size_t w = 0; w < bits->stride; w++) {
            if (!read_square(bits, rows, begin, end, w, square))
                continue;
            turn(square);
            for (size_t c = w * 64; c < bits->n_columns && c < w * 64 + 64; c++)
                block[c * WORDS] = square[c % 64];
        }
    }
}

gouw_items gouw_planes_list(const gouw_bits *bits, size_t row, uint16_t *room) {
    const uint64_t *words = gouw_bits_row(bits, row);
    size_t n = 0;
    for (size_t w = 0; w < bits->stride; w++)
        for (uint64_t word = words[w]; word != 0; word &= word - 1)
            room[n++] = (uint16_t)(w * 64 + gouw_bits_lowest(word));
    while (n % GOUW_ITEMS_AT_ONCE != 0)
        room[n++] = (uint16_t)bits->n_columns;
    return (gouw_items){room, n};
}

gouw_status gouw_planes_lists(const gouw_bits *bits, size_t begin, size_t end, gouw_arena *arena,
                              gouw_item_lists *lists, gouw_error *error) {
    const size_t n_rows = end - begin;
    size_t n = 0;
    lists->begin = gouw_arena_array(arena, n_rows + 1, sizeof *lists->begin);
    if (lists->begin == NULL)
        return gouw_fail_memory(error, n_rows * sizeof *lists->begin);
    for (size_t k = 0; k < n_rows; k++) {
        lists->begin[k] = n;
        n += gouw_planes_list_room(gouw_bits_count(bits, begin + k));
    }
    lists->begin[n_rows] = n;
    lists->at = gouw_arena_array(arena, n, sizeof *lists->at);
    if (lists->at == NULL)
        return gouw_fail_memory(error, n * sizeof *lists->at);
    for (size_t k = 0; k < n_rows; k++)
        (void)gouw_planes_list(bits, begin + k, lists->at + lists->begin[k]);
    return GOUW_OK;
}

/* ---- sums ----------------------------------------------------------------------------------- */

void gouw_planes_sum(const gouw_planes *planes, size_t block, gouw_items items, gouw_tally *tally) {
    planes->kernel->sum(block_at(planes, block), items, tally);
}

void gouw_planes_unpack(const gouw_planes *planes, const gouw_tally *tally, uint32_t *shared) {
    planes->kernel->unpack(tally, shared);
}

/* ---- those that share enough ---------------------------------------------------------------- */

/* A need as a number of so many bits, of which the largest is more than there are items. */
static uint32_t clip(int32_t need, size_t n_bits) {
    const uint32_t most = (uint32_t)((UINT64_C(1) << n_bits) - 1);
    return need <= 0 ? 0 : (uint32_t)need < most ? (uint32_t)need : most;
}

static size_t n_need_planes(const gouw_planes *planes) {
    size_t n = 1;
    while (planes->n_columns + 1 > (UINT64_C(1) << n) - 1)
        n++;
    return n;
}

/* The low planes are there in any case, which saves asking. */
static size_t planes_kept(const gouw_plane_needs *needs) {
    return needs->n_planes < LOW_PLANES ? LOW_PLANES : needs->n_planes;
}

void gouw_planes_needs(const gouw_planes *planes, const int32_t *need, gouw_plane_needs *needs) {
    needs->n_planes = n_need_planes(planes);
    for (size_t w = 0; w < WORDS; w++) {
        uint32_t clipped[64];
        for (size_t l = 0; l < 64; l++)
            clipped[l] = clip(need[w * 64 + l], needs->n_planes);
        for (size_t p = 0; p < planes_kept(needs); p++) {
            uint64_t bits = 0;
            for (size_t l = 0; l < 64; l++)
                bits |= (uint64_t)(clipped[l] >> p & 1) << l;
            needs->plane[p][w] = bits;
        }
    }
}

void gouw_planes_need_all(const gouw_planes *planes, int32_t need, gouw_plane_needs *needs) {
    needs->n_planes = n_need_planes(planes);
    const uint32_t clipped = clip(need, needs->n_planes);
    for (size_t p = 0; p < planes_kept(needs); p++)
        for (size_t w = 0; w < WORDS; w++)
            needs->plane[p][w] = 0 - (uint64_t)(clipped >> p & 1);
}

void gouw_planes_need_least(const gouw_plane_needs *of, int32_t least, gouw_plane_needs *needs) {
    const uint32_t clipped = clip(least, of->n_planes);
    uint64_t below[WORDS] = {0}; /* where a subtraction of least, bit by bit, borrows in the end */
    for (size_t p = 0; p < of->n_planes; p++) {
        const uint64_t bit = 0 - (uint64_t)(clipped >> p & 1);
        for (size_t w = 0; w < WORDS; w++)
            below[w] = (~of->plane[p][w] & (bit | below[w])) | (bit & below[w]);
    }
    needs->n_planes = of->n_planes;
    for (size_t p = 0; p < planes_kept(needs); p++) {
        const uint64_t bit = 0 - (uint64_t)(clipped >> p & 1);
        for (size_t w = 0; w < WORDS; w++)
            needs->plane[p][w] = (below[w] & of->plane[p][w]) | (~below[w] & bit);
    }
}

static bool any(const gouw_tally *tally) {
    uint64_t all = 0;
    for (size_t w = 0; w < WORDS; w++)
        all |= tally->reached[w];
    return all != 0;
}

bool gouw_planes_reach(const gouw_planes *planes, size_t block, gouw_items items,
                       const gouw_plane_needs *needs, gouw_tally *tally) {
    planes->kernel->reach(block_at(planes, block), items, needs, tally);
    return any(tally);
}

bool gouw_planes_pass(const gouw_planes *planes, size_t block, gouw_items items, uint32_t size,
                      const gouw_bars *bars, gouw_tally *tally) {
    planes->kernel->pass(block_at(planes, block), items, size, bars, tally);
    return any(tally);
}

void gouw_planes_most(const gouw_planes *planes, size_t k, gouw_tally *tally) {
    planes->kernel->most(k, tally);
}

size_t gouw_planes_hits(const gouw_tally *tally, size_t n_sets, gouw_hit *hits) {
    size_t n = 0;
    for (size_t w = 0; w < WORDS; w++) {
        for (uint64_t word = tally->reached[w]; word != 0; word &= word - 1) {
            const uint32_t set = (uint32_t)w * 64 + gouw_bits_lowest(word);
            if (set >= n_sets)
                return n;
            hits[n++] = (gouw_hit){set, gouw_tally_at(tally, set)};
        }
    }
    return n;
}
