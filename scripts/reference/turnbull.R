# Reference NPMLEs of interval-censored data.
#
# Writes tests/data/turnbull.h. Ran under R 4.2.2 with survival 3.5-3:
#     Rscript scripts/reference/turnbull.R
#
# The masses come from plain EM with the full matrix, a million steps from equal masses. As a
# check against somebody else's code the log-likelihood of survival::survfit, which stops earlier,
# must come close and not be higher.
library(survival)

OPEN_START <- -4371587
OPEN_END <- 2932896

# Breast cosmesis: months to deterioration, (left, right], Finkelstein & Wolfe (1985), Biometrics
# 41: 933-945, table 4; Inf = not seen.
rad <- matrix(c(45,Inf, 6,10, 0,7, 46,Inf, 46,Inf, 7,16, 17,Inf, 7,14, 37,44, 0,8, 4,11, 15,Inf,
  11,15, 22,Inf, 46,Inf, 46,Inf, 25,37, 46,Inf, 26,40, 46,Inf, 27,34, 36,44, 46,Inf, 36,48,
  37,Inf, 40,Inf, 17,25, 46,Inf, 11,18, 38,Inf, 5,12, 37,Inf, 0,5, 18,Inf, 24,Inf, 36,Inf, 5,11,
  19,35, 17,25, 24,Inf, 32,Inf, 33,Inf, 19,26, 37,Inf, 34,Inf, 36,Inf), ncol = 2, byrow = TRUE)
radchem <- matrix(c(8,12, 0,22, 24,31, 17,27, 17,23, 24,30, 16,24, 13,Inf, 11,13, 16,20, 18,25,
  17,26, 32,Inf, 23,Inf, 44,48, 14,17, 0,5, 5,8, 12,20, 11,Inf, 33,40, 31,Inf, 13,39, 19,32,
  34,Inf, 13,Inf, 16,24, 35,Inf, 15,22, 11,17, 22,32, 10,35, 30,34, 13,Inf, 10,17, 8,21, 4,9,
  11,Inf, 14,19, 4,8, 34,Inf, 30,36, 18,24, 16,60, 35,39, 21,Inf, 11,20, 48,Inf),
  ncol = 2, byrow = TRUE)

half_open <- function(x) cbind(ifelse(x[, 1] == 0, OPEN_START, x[, 1] + 1),
                               ifelse(is.finite(x[, 2]), x[, 2], OPEN_END))

set.seed(7)
mixed <- t(sapply(1:60, function(i) {
  t <- round(rexp(1) * 200)
  switch(sample(4, 1),
         c(t, t),
         c(t - sample(0:60, 1), t + sample(0:60, 1)),
         c(OPEN_START, t + sample(0:90, 1)),
         c(t - sample(0:90, 1), OPEN_END))
}))
months <- t(sapply(1:40, function(i) { # 2026, in months, quarters and thirds of 30-day months
  unit <- sample(c(30, 90, 120), 1)
  from <- unit * sample(0:(360 / unit - 1), 1)
  c(from, from + unit - 1)
}))

innermost <- function(s) {
  ends <- rbind(data.frame(day = s[, 1], right = 0), data.frame(day = s[, 2], right = 1))
  ends <- ends[order(ends$day, ends$right), ]
  at <- which(head(ends$right, -1) == 0 & tail(ends$right, -1) == 1)
  cbind(ends$day[at], ends$day[at + 1])
}

npmle <- function(s) {
  inner <- innermost(s)
  a <- outer(seq_len(nrow(s)), seq_len(nrow(inner)),
             function(i, j) (s[i, 1] <= inner[j, 1] & inner[j, 2] <= s[i, 2]) * 1)
  p <- rep(1 / nrow(inner), nrow(inner))
  ta <- t(a)
  for (k in 1:1000000) {
    p <- p * drop(ta %*% (1 / drop(a %*% p))) / nrow(s)
    if (k %% 1000 == 0) p <- p / sum(p)
  }
  list(inner = inner, p = p, ll = sum(log(drop(a %*% p))), a = a)
}

out <- file("tests/data/turnbull.h", "w")
cat("/* Made by scripts/reference/turnbull.R; see there for the data and the method. */\n", file = out)
sets <- list(rad = half_open(rad), radchem = half_open(radchem), mixed = mixed, months = months)
for (name in names(sets)) {
  s <- sets[[name]]
  r <- npmle(s)
  # survfit wants half-open intervals (left, right] and NA for open ends.
  left <- ifelse(s[, 1] == OPEN_START, NA, s[, 1] - 1 + (s[, 1] == s[, 2]))
  right <- ifelse(s[, 2] == OPEN_END, NA, s[, 2])
  f <- survfit(Surv(left, right, type = "interval2") ~ 1)
  cdf <- function(t) ifelse(t < min(f$time), 0, 1 - f$surv[pmax(1, findInterval(t, f$time))])
  p_f <- diff(c(0, cdf(ifelse(r$inner[, 2] == OPEN_END, OPEN_END, r$inner[, 2]))))
  p_f[length(p_f)] <- 1 - sum(p_f[-length(p_f)])
  message(name, ": log-likelihood ", r$ll, ", survfit ", sum(log(drop(r$a %*% p_f))),
          ", largest difference of masses ", max(abs(p_f - r$p)))
  cat(sprintf("static const gouw_interval %s_intervals[] = {\n", name), file = out)
  cat(sprintf("    {%d, %d},\n", s[, 1], s[, 2]), sep = "", file = out)
  cat(sprintf("};\nstatic const gouw_interval %s_innermost[] = {\n", name), file = out)
  cat(sprintf("    {%d, %d},\n", r$inner[, 1], r$inner[, 2]), sep = "", file = out)
  cat(sprintf("};\nstatic const double %s_mass[] = {\n", name), file = out)
  cat(sprintf("    %.12f,\n", r$p), sep = "", file = out)
  cat(sprintf("};\nstatic const double %s_log_likelihood = %.12f;\n", name, r$ll), file = out)
}
close(out)
