/* Made by scripts/reference/agreement.py with nltk 3.8. NONE = missing. */
static const unsigned coded[3][40] = {
    {0, NONE, NONE, 1, 3, 0, 3, 1, NONE, 1, 1, 3, 2, 1, 1, NONE, NONE, 2, 1, 0, 3, NONE, 0, 0, 1, 1, 2, 3, 1, 0, 0, 0, 1, 1, NONE, 2, 2, NONE, 1, 1},
    {NONE, 3, NONE, 1, NONE, 3, 2, 1, 1, 3, 0, 3, 2, 1, 1, NONE, 1, 2, NONE, NONE, 3, 2, 3, 3, 1, 1, NONE, NONE, 0, 0, 0, 0, NONE, NONE, 2, NONE, 0, 1, 1, 1},
    {3, 3, NONE, 1, 0, 1, 2, 1, 1, 1, 0, 1, 2, 1, NONE, NONE, 1, NONE, 1, 3, 3, NONE, 0, 0, 3, 1, 2, NONE, 0, 1, NONE, NONE, 0, 0, 0, NONE, NONE, 3, 0, 0},
};
static const double coded_nominal = 0.34694251190040276, coded_ordinal = 0.14975227099707375;
static const double coded_kappa = 0.51322751322751325, coded_kappa_share = 0.65217391304347827;
static const unsigned coded_sets[2][20] = {
    {66, 69, 187, 125, 195, 33, 77, 47, 70, 251, 136, 124, 81, 249, 64, 220, 197, 141, 223, 192},
    {82, 57, 12, 121, 215, 33, 77, 175, 106, 250, 67, 125, 17, 249, 80, 92, 56, 140, 53, 102},
};
static const double coded_masi = 0.3104033312083071;
