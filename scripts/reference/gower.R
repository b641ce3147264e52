# Gower distances from R's cluster::daisy: flower, and plantTraits, which has missing values.
# Run in this directory: Rscript gower.R
source("emit.R")
suppressMessages(library(cluster))
emit_open("../../tests/data/gower.h", "gower.R", "cluster")
# Factors as their ranks; kinds are of gouw_gower_kind.
emit_case <- function(name, x, asymmetric, weights) {
    kind <- sapply(seq_along(x), function(c)
        if (c %in% asymmetric) 2
        else if (is.ordered(x[[c]]) || !is.factor(x[[c]])) 0
        else if (nlevels(x[[c]]) == 2) 1 else 3)
    number <- sapply(seq_along(x), function(c) {
        v <- x[[c]]
        if (!is.factor(v)) v
        else if (kind[c] %in% 1:2) as.integer(v) - 1
        else as.integer(v)
    })
    d <- suppressWarnings(daisy(x, "gower", type = list(asymm = asymmetric), weights = weights))
    emit("uint8_t", paste0(name, "_kinds"), kind)
    emit("double", paste0(name, "_weights"), weights)
    emit("double", paste0(name, "_columns"), number)
    emit("double", paste0(name, "_distances"), d)
}
emit_case("flower", flower, 3, rep(1, 8))
traits <- plantTraits[seq(1, 136, by = 4), ]
emit_case("traits", traits, c(12, 13, 18:31), seq_along(traits) / 4)
close(out)
