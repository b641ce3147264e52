/* Column names and the words of a fixed list, as the page shows them in its language. */
#ifndef GOUW_REPORT_TERMS_H
#define GOUW_REPORT_TERMS_H

/* A column name whose underscores became blanks, or a word of a cell such as "overdue", in the
 * language of the page; term itself where it is not a known one. */
const char *gouw_page_terms_column(const char *spaced_name);
const char *gouw_page_terms_word(const char *column, const char *word);

#endif
