# The peers in R, each on the data and with the arguments of the program of the same job.
#
# usage: Rscript peers.R PEER FILE ARGUMENT...
#
# Prints the line that bench/bench.h describes: seconds, megabytes, answers.

megabytes <- function(field) {
    line <- grep(paste0("^", field), readLines("/proc/self/status"), value = TRUE)
    as.numeric(strsplit(line, " +")[[1]][2] |> gsub(pattern = "[^0-9]", replacement = "")) / 1024
}

sets <- function(path, n, m)
    matrix(as.numeric(readBin(path, "integer", n * m, size = 1)), n, m, byrow = TRUE)

distances <- function(path, n)
    structure(readBin(path, "double", n * (n - 1) / 2), Size = n, Diag = FALSE, Upper = FALSE,
              class = "dist")

cpu <- function() sum(proc.time()[c("user.self", "sys.self")])

timed <- function(job, per = 1) {
    held <- megabytes("VmRSS:")
    start <- cpu()
    answers <- job()
    seconds <- (cpu() - start) / per
    cat(format(c(seconds, megabytes("VmHWM:") - held, answers), digits = 9, trim = TRUE,
               scientific = TRUE), "\n")
}

vegan_pairs <- function(path, n, m, threads) {
    x <- sets(path, n, m)
    timed(function() {
        d <- vegan::vegdist(x, "jaccard", binary = TRUE)
        c(2 * sum(1 - d), 1 - d[n - 1])
    }, n * (n - 1) / 2)
}

base_linkage <- function(path, n, method) {
    d <- distances(path, n)
    timed(function() {
        tree <- hclust(d, if (method == "ward") "ward.D2" else method)
        c(sum(tree$height), max(tree$height))
    })
}

cluster_pam <- function(path, n, k) {
    d <- distances(path, n)
    timed(function() cluster::pam(d, k, pamonce = 6)$objective[["swap"]] * n)
}

vegan_curveball <- function(path, n, m, trades) {
    model <- vegan::nullmodel(sets(path, n, m), "curveball")
    timed(function() {
        x <- simulate(model, nsim = 1, burnin = trades, seed = 1)
        c(sum(x), sum(colSums(x[, , 1])^2))
    }, trades)
}

# thin is what gouw chose for the table, so that both do the same work.
vegan_overlap_test <- function(path, n, m, draws, threads) {
    x <- sets(path, n, m)
    shared <- function(x) { s <- tcrossprod(x); s[lower.tri(s)] }
    timed(function() {
        test <- vegan::oecosimu(x, shared, "curveball", nsimul = draws, burnin = 60 * (n - 1),
                                thin = 3 * (n - 1))
        mean(test$oecosimu$means)
    })
}

survival_turnbull <- function(path, n, rounds) {
    ends <- matrix(readBin(path, "integer", 2 * n, size = 4), 2)
    left <- ends[1, ] - 0.5
    right <- ends[2, ] + 0.5
    fit <- NULL
    timed(function() {
        fit <- survival::survfit(survival::Surv(left, right, type = "interval2") ~ 1)
        p <- -diff(c(1, fit$surv))
        sum(log(pmax(vapply(seq_along(left), function(i)
            sum(p[fit$time >= left[i] & fit$time <= right[i]]), 0), 1e-300)))
    })
}

argument <- commandArgs(TRUE)
if (argument[1] == "version") {
    cat(as.character(packageVersion(argument[2])), "\n")
} else {
    package <- sub("_.*", "", argument[1])
    if (package != "base") loadNamespace(package)
    rest <- lapply(argument[-(1:2)], function(a) if (grepl("^[0-9]+$", a)) as.numeric(a) else a)
    invisible(do.call(argument[1], c(list(argument[2]), rest)))
}
