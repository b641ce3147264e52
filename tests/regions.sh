# Datasets of many regions, for scripts that are not about what is in them: to be sourced.
# shellcheck shell=sh

# regions N FOLDER: N regions that name themes at random, the same ones every time
regions() {
    mkdir "$2"
    awk -v n="$1" -v folder="$2" 'BEGIN {
        state = 7
        print "id,name" >(folder "/regions.csv")
        print "id,label" >(folder "/themes.csv")
        print "region,theme" >(folder "/region_themes.csv")
        for (t = 0; t < 40; t++)
            print "t" t ",Theme " t >(folder "/themes.csv")
        for (r = 0; r < n; r++) {
            print "r" r ",Region " r >(folder "/regions.csv")
            for (t = 0; t < 40; t++) {
                state = (state * 1103515245 + 12345) % 2147483648
                if (state / 2147483648 < 0.15 + 0.01 * (t % 20))
                    print "r" r ",t" t >(folder "/region_themes.csv")
            }
        }
    }'
}
