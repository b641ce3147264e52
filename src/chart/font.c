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

/* Whether a folder that the configuration text names, as <dir>/fonts</dir>, holds the font. */
static bool named_holds_font(const char *text) {
    char path[PATH_ROOM];
    for (const char *at = text; (at = strstr(at, "<dir")) != NULL;) {
        const char *from = strchr(at, '>'), *to = from == NULL ? NULL : strchr(from, '<');
        if (to == NULL)
            return false;
        if (snprintf(path, sizeof path, "%.*s", (int)(to - from - 1), from + 1) < PATH_ROOM &&
            holds_font(path, DEPTH))
            return true;
        at = to;
    }
    return false;
}

/* A configuration of the user's own, which is all that cairo then looks at: 1 where it names the
 * font's folder, 0 where it does not, -1 where it cannot tell, since it includes others. */
static int own_configuration(void) {
    static const size_t most = (size_t)1 << 16;
    const char *path = getenv("FONTCONFIG_FILE");
    FILE *file = path == NULL || *path == '\0' ? NULL : fopen(path, "rb");
    char *text = file == NULL ? NULL : malloc(most);
    int found = -1;
    if (text != NULL) {
        const size_t length = fread(text, 1, most - 1, file);
        text[length] = '\0';
        if (length < most - 1 && strstr(text, "<include") == NULL && strchr(text, '~') == NULL)
            found = named_holds_font(text);
    }
    free(text);
    if (file != NULL)
        (void)fclose(file);
    return found;
}

static bool is_installed(void) {
    for (size_t i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++)
        if (holds_font(FOLDERS[i], DEPTH))
            return true;
    const char *home = getenv("HOME");
    char path[PATH_ROOM];
    for (size_t i = 0; home != NULL && i < sizeof HOME_FOLDERS / sizeof HOME_FOLDERS[0]; i++)
        if (join(path, home, HOME_FOLDERS[i]) && holds_font(path, DEPTH))
            return true;
    return false;
}

gouw_status gouw_font_check(gouw_error *error) {
    const int own = own_configuration();
    if (own > 0 || (own < 0 && is_installed()))
        return GOUW_OK;
    return gouw_fail(error, GOUW_EIO,
                     _("the font DejaVu Sans is not installed, and a chart as PNG or PDF would "
                       "come out without its texts; install it (on Debian and Ubuntu: apt-get "
                       "install fonts-dejavu-core), or draw SVG"));
}
