# Writes R numbers as C arrays. source() this from the directory of the script.
emit_open <- function(path, script, packages = character()) {
    out <<- file(path, "w", encoding = "UTF-8")
    versions <- c(R.version.string, sapply(packages, function(p)
        paste(p, packageVersion(p))))
    cat("/* Made by scripts/reference/", script, " with ", paste(versions, collapse = ", "),
        ". */\n#include <math.h>\n#include <stdint.h>\n\n", sep = "", file = out)
}
emit <- function(type, name, x, digits = 13) {
    x <- as.vector(x)
    text <- if (is.character(x)) paste0('"', x, '"')
            else ifelse(is.na(x), "NAN", sprintf(paste0("%.", digits, "g"), x))
    lines <- strwrap(paste(text, collapse = ", "), width = 96)
    cat("static const ", type, " ", name, "[] = {\n", paste0("    ", lines, collapse = "\n"),
        ",\n};\n", sep = "", file = out)
}
emit_text <- function(...) cat(..., "\n", sep = "", file = out)
