#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "chart/gnuplot.h"

/* Where systems put their fonts, and the file that is looked for in them and their subfolders.
 * The folders are those of fontconfig's default configuration. */
static const char *const FOLDERS[] = {"/usr/share/fonts", "/usr/local/share/fonts",
                                      "/System/Library/Fonts", "/Library/Fonts"};
static const char *const HOME_FOLDERS[] = {".fonts", ".local/share/fonts", "Library/Fonts"};
static const char FONT_FILE[] = "DejaVuSans.ttf";

enum { DEPTH = 4, PATH_ROOM = 1024 };

static bool join(char out[PATH_ROOM], const char *folder, const char *name) {
    const int length = snprintf(out, PATH_ROOM, "%s/%s", folder, name);
    return length > 0 && length < PATH_ROOM;
}

static bool holds_font(const char *folder, int depth) {
    char path[PATH_ROOM];
    if (join(path, folder, FONT_FILE) && access(path, R_OK) == 0)
        return true;
    DIR *entries = depth > 0 ? opendir(folder) : NULL;
    bool found = false;
    if (entries == NULL)
        return false;
    for (struct dirent *e = readdir(entries); e != NULL && !found; e = readdir(entries))
        found = e->d_name[0] != '.' && strchr(e->d_name, '.') == NULL &&
                join(path, folder, e->d_name) && holds_font(path, depth - 1);
    (void)closedir(entries);
    return found;
}

gouw_status gouw_font_check(gouw_error *error) {
    for (size_t i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++)
        if (holds_font(FOLDERS[i], DEPTH))
            return GOUW_OK;
    const char *home = getenv("HOME");
    char path[PATH_ROOM];
    for (size_t i = 0; home != NULL && i < sizeof HOME_FOLDERS / sizeof HOME_FOLDERS[0]; i++)
        if (join(path, home, HOME_FOLDERS[i]) && holds_font(path, DEPTH))
            return GOUW_OK;
    return gouw_fail(error, GOUW_EIO,
                     _("the font DejaVu Sans is not installed, and a chart as PNG or PDF would "
                       "come out without its texts; install it (on Debian and Ubuntu: apt-get "
                       "install fonts-dejavu-core), or draw SVG"));
}
