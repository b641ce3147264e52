# Reference values for tests/unit/null.c: adjusted p values from p.adjust, and the null mean and
# standard deviation of shared species by vegan's own curveball on dune.
# Run under R 4.2.2 with vegan 2.6-4:
#   Rscript scripts/reference/null.R > tests/data/null_r.h
suppressPackageStartupMessages(library(vegan))
data(dune)
set.seed(1)
p <- c(round(runif(20)^3, 4), 0.01, 0.01, 1, 1e-12)
draws <- simulate(nullmodel(dune > 0, "curveball"), nsim = 20000, thin = 400, burnin = 4000)
shared <- apply(draws, 3, function(x) { s <- tcrossprod(x); s[lower.tri(s)] })

line <- function(type, name, values, format)
    cat(sprintf("static const %s %s[] = {\n%s\n};\n", type, name,
                paste(strwrap(paste(sprintf(format, values), collapse = ", "), 96, prefix = "    "),
                      collapse = "\n")))
cat("/* Made by scripts/reference/null.R with", R.version.string, "and vegan",
    as.character(packageVersion("vegan")), "*/\n")
line("double", "adjust_p", p, "%.17g")
line("double", "adjust_bh", p.adjust(p, "BH"), "%.17g")
cat("\n/* 20,000 draws; pairs in the order (0, 1), (0, 2), ... */\n")
line("double", "dune_curveball_mean", rowMeans(shared), "%.6f")
line("double", "dune_curveball_sd", apply(shared, 1, sd), "%.6f")
