# Reference similarities for tests/unit/similarity.c, from vegan's dissimilarities.
# Run under R 4.2.2 with vegan 2.6-4:
#   Rscript scripts/reference/similarity.R > tests/data/similarity.h
# Tables: vegan's dune (20 dune meadows x 30 plants), sipoo (18 islands x 50 birds) and the first
# 12 of mite (70 soil cores x 35 mites).
suppressPackageStartupMessages(library(vegan))
data(dune, sipoo, mite)

idf <- function(x) sweep(x, 2, log(nrow(x) / pmax(colSums(x > 0), 1)), "*")
design <- function(x, text, terms) designdist(x, text, terms = terms)
measures <- list(
    jaccard = function(x) vegdist(x, "jaccard", binary = TRUE),
    dice = function(x) vegdist(x, "bray", binary = TRUE),
    overlap = function(x) design(x, "1 - J / pmin(A, B)", "binary"),
    cosine = function(x) design(x, "1 - J / sqrt(A * B)", "binary"),
    smc = function(x) design(x, "(A + B - 2 * J) / P", "binary"),
    kulczynski = function(x) vegdist(x, "kulczynski", binary = TRUE),
    ruzicka = function(x) vegdist(x, "jaccard"),
    braycurtis = function(x) vegdist(x, "bray"),
    "cosine-weighted" = function(x) design(x, "1 - J / sqrt(A * B)", "quadratic"),
    "cosine-idf" = function(x) design(idf(x), "1 - J / sqrt(A * B)", "quadratic"))

wrap <- function(values) cat(strwrap(paste(values, collapse = ", "), 96, prefix = "    "), sep = "\n")
table <- function(name, x) {
    x <- as.matrix(x)
    cat(sprintf("enum { %s_ROWS = %d, %s_COLUMNS = %d };\n", toupper(name), nrow(x), toupper(name),
                ncol(x)))
    cat(sprintf("static const unsigned char %s_data[] = {\n", name))
    wrap(t(x))
    cat("};\n")
    cat(sprintf("static const double %s_similarity[%d][%d] = {\n", name, length(measures),
                nrow(x) * (nrow(x) - 1) / 2))
    for (measure in names(measures)) {
        cat(sprintf("    { /* %s */\n", measure))
        wrap(sprintf("%.15g", 1 - as.vector(measures[[measure]](x))))
        cat("    },\n")
    }
    cat("};\n\n")
}

cat("/* Made by scripts/reference/similarity.R with", R.version.string, "and vegan",
    as.character(packageVersion("vegan")), "*/\n")
table("dune", dune)
table("sipoo", sipoo)
small <- mite[1:12, ]
table("mite", small)
