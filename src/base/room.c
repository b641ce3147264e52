#include "base/room.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"

static const char UNITS[] = "kMGTPE";

/* What GOUW_MEMORY says; infinite where it says nothing that can be read. */
static double said(void) {
    const char *text = getenv("GOUW_MEMORY");
    char *end;
    if (text == NULL || *text == '\0')
        return (double)INFINITY;
    double bytes = strtod(text, &end);
    const char *unit = *end == '\0' ? NULL : strchr(UNITS, *end == 'K' ? 'k' : *end);
    if (end == text || !(bytes >= 0) || (*end != '\0' && (unit == NULL || end[1] != '\0')))
        return (double)INFINITY;
    for (const char *at = UNITS; unit != NULL && at <= unit; at++)
        bytes *= 1000;
    return bytes;
}

static double allowed(int resource) {
    struct rlimit limit;
    const bool known = getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    return known ? (double)limit.rlim_cur : (double)INFINITY;
}

static double installed(void) {
#if defined(_SC_PHYS_PAGES)
    const long n_pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    if (n_pages > 0 && size > 0)
        return (double)n_pages * (double)size;
#endif
    return (double)INFINITY;
}

double gouw_room(void) {
    return fmin(said(), fmin(allowed(RLIMIT_AS), installed()));
}

double gouw_room_for_file(const char *path) {
    const double most = allowed(RLIMIT_FSIZE);
    const char *slash = strrchr(path, '/');
    const size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    char *folder = malloc(length + 2);
    if (folder == NULL)
        return most;
    memcpy(folder, path, length);
    memcpy(folder + length, length == 0 ? "." : "", length == 0 ? 2 : 1);
    struct statvfs about;
    const bool known = statvfs(folder, &about) == 0;
    free(folder);
    return known ? fmin(most, (double)about.f_bavail * (double)about.f_frsize) : most;
}

char *gouw_room_text(double bytes, char out[GOUW_ROOM_TEXT]) {
    size_t unit = 0;
    for (; bytes >= 999.95 && unit < sizeof UNITS - 1; unit++)
        bytes /= 1000;
    if (unit == 0)
        (void)snprintf(out, GOUW_ROOM_TEXT, "%.0f B", bytes);
    else
        (void)snprintf(out, GOUW_ROOM_TEXT, "%.20s %cB", _d(fmin(bytes, 1e6), 1), UNITS[unit - 1]);
    return out;
}
