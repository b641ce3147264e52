/* The inner loop of curveball.c, which includes this file once for each processor: KERNEL names
 * the functions, KERNEL_TARGET marks them, KERNEL_DEPOSIT(value, mask) puts the low bits of value
 * where mask has ones, and KERNEL_NTH(mask, n) is the n-th lowest one of mask.
 */

/* Two different rows, uniformly, from the two halves of one random word. */
KERNEL_TARGET static GOUW_INLINE void KERNEL(pick_rows)(gouw_random *random, uint32_t n,
                                                        uint32_t *a, uint32_t *b) {
    uint64_t first, second;
    do {
        const uint64_t word = gouw_random_step(random);
        first = (word >> 32) * n;
        second = (word & UINT32_MAX) * (n - 1);
    } while (((uint32_t)first < n && (uint32_t)first < (0u - n) % n) ||
             ((uint32_t)second < n && (uint32_t)second < (0u - (n - 1)) % (n - 1)));
    *a = (uint32_t)(first >> 32);
    *b = (uint32_t)(second >> 32);
    *b += *b >= *a;
}

/* Random bits, each one with chance eighths / 8: the binary digits of that chance, lowest first,
 * say whether the next toss is joined by OR, which makes p into (1 + p) / 2, or by AND: p / 2. */
KERNEL_TARGET static GOUW_INLINE uint64_t KERNEL(coins)(gouw_random *random, uint32_t eighths) {
    uint64_t coins = eighths == 8 ? UINT64_MAX : 0;
    for (uint32_t digit = gouw_bits_lowest(eighths | 8); digit < 3; digit++) {
        const uint64_t toss = gouw_random_step(random);
        coins = (eighths >> digit & 1) != 0 ? coins | toss : coins & toss;
    }
    return coins;
}

/* Adds or takes away random items until n_dealt is n_wanted. */
KERNEL_TARGET static GOUW_INLINE void KERNEL(repair)(const uint64_t *a, const uint64_t *b,
                                                     size_t stride, uint32_t n_differing,
                                                     uint32_t n_wanted, uint32_t n_dealt,
                                                     gouw_curveball *chain) {
    uint64_t *dealt = chain->dealt;
    while (n_dealt != n_wanted) {
        const bool add = n_dealt < n_wanted;
        uint32_t nth = gouw_random_step_below(&chain->random,
                                              add ? n_differing - n_dealt : n_dealt);
        for (size_t w = 0; w < stride; w++) {
            const uint64_t from = add ? (a[w] ^ b[w]) & ~dealt[w] : dealt[w];
            const uint32_t n_here = gouw_bits_ones(from);
            if (nth < n_here) {
                dealt[w] ^= KERNEL_NTH(from, nth);
                break;
            }
            nth -= n_here;
        }
        n_dealt += add ? 1 : UINT32_MAX;
    }
}

/* Deals n_wanted of the items in which a and b differ to a, the others to b. */
KERNEL_TARGET static GOUW_INLINE void KERNEL(deal_coins)(uint64_t *a, uint64_t *b, size_t stride,
                                                         uint32_t n_differing, uint32_t n_wanted,
                                                         gouw_curveball *chain) {
    uint64_t *dealt = chain->dealt;
    const uint32_t eighths = (16 * n_wanted + n_differing) / (2 * n_differing);
    uint32_t n_dealt = 0;
    for (size_t w = 0; w < stride; w++) {
        dealt[w] = KERNEL(coins)(&chain->random, eighths) & (a[w] ^ b[w]);
        n_dealt += gouw_bits_ones(dealt[w]);
    }
    KERNEL(repair)(a, b, stride, n_differing, n_wanted, n_dealt, chain);
    for (size_t w = 0; w < stride; w++) {
        const uint64_t differing = a[w] ^ b[w], shared = a[w] & b[w];
        a[w] = shared | dealt[w];
        b[w] = shared | (differing & ~dealt[w]);
    }
}

KERNEL_TARGET static GOUW_INLINE void KERNEL(deal_listed)(uint64_t *a, uint64_t *b,
                                                          uint32_t n_differing, uint32_t n_wanted,
                                                          gouw_curveball *chain) {
    const gouw_deals *deals = chain->deals;
    const uint32_t nth = gouw_random_step_below(&chain->random,
                                                deals->count[n_differing][n_wanted]);
    const uint64_t differing = *a ^ *b, shared = *a & *b;
    const uint64_t dealt = KERNEL_DEPOSIT(deals->deal[deals->start[n_differing][n_wanted] + nth],
                                          differing);
    *a = shared | dealt;
    *b = shared | (differing & ~dealt);
}

KERNEL_TARGET static GOUW_INLINE void KERNEL(trade)(uint64_t *a, uint64_t *b, size_t stride,
                                                    gouw_curveball *chain) {
    uint32_t n_only_a = 0, n_only_b = 0;
    for (size_t w = 0; w < stride; w++) {
        n_only_a += gouw_bits_ones(a[w] & ~b[w]);
        n_only_b += gouw_bits_ones(b[w] & ~a[w]);
    }
    if (n_only_a == 0 || n_only_b == 0)
        return;
    if (stride == 1 && n_only_a + n_only_b <= MOST_LISTED)
        KERNEL(deal_listed)(a, b, n_only_a + n_only_b, n_only_a, chain);
    else
        KERNEL(deal_coins)(a, b, stride, n_only_a + n_only_b, n_only_a, chain);
}

KERNEL_TARGET static GOUW_INLINE void KERNEL(trades_of)(gouw_curveball *chain, uint64_t n_trades,
                                                        size_t stride) {
    gouw_curveball own = *chain; /* a copy that no pointer reaches can live in registers */
    uint32_t a, b;
    for (uint64_t t = 0; t < n_trades; t++) {
        KERNEL(pick_rows)(&own.random, (uint32_t)own.bits.n_rows, &a, &b);
        KERNEL(trade)(own.bits.words + a * stride, own.bits.words + b * stride, stride, &own);
    }
    chain->random = own.random;
}

/* Loops over one or two words, the usual case, are compiled away. */
KERNEL_TARGET static void KERNEL(trades)(gouw_curveball *chain, uint64_t n_trades) {
    if (chain->bits.stride == 1)
        KERNEL(trades_of)(chain, n_trades, 1);
    else if (chain->bits.stride == 2)
        KERNEL(trades_of)(chain, n_trades, 2);
    else
        KERNEL(trades_of)(chain, n_trades, chain->bits.stride);
}
