#include "report/html.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"

void gouw_html_text_part(gouw_sink *sink, const char *text, size_t length) {
    static const char special[] = "&<>\"'";
    static const char *const escape[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (size_t i = 0, plain; i < length; i += plain) {
        plain = strcspn(text + i, special);
        plain = plain < length - i ? plain : length - i;
        gouw_sink_write(sink, text + i, plain);
        if (i + plain < length)
            gouw_sink_text(sink, escape[strchr(special, text[i + plain++]) - special]);
    }
}

void gouw_html_text(gouw_sink *sink, const char *text) {
    if (text != NULL)
        gouw_html_text_part(sink, text, strlen(text));
}

/* A value; one in figures and hyphens, such as 2026-06-13, is not broken at the end of a line. */
static void write_value(gouw_sink *sink, const char *value) {
    const bool whole = strchr(value, '-') != NULL &&
                       strspn(value, "0123456789-/.~?") == strlen(value);
    gouw_sink_text(sink, whole ? "<span class=\"d\">" : "");
    gouw_html_text(sink, value);
    gouw_sink_text(sink, whole ? "</span>" : "");
}

void gouw_html_sentence(gouw_sink *sink, const char *format, const char *const *values) {
    for (size_t next = 0;; format += strcspn(format, "s") + 1) {
        const size_t plain = strcspn(format, "%");
        gouw_html_text_part(sink, format, plain);
        format += plain;
        if (*format == '\0')
            return;
        const bool numbered = format[1] >= '1' && format[1] <= '9';
        write_value(sink, values[numbered ? (size_t)(format[1] - '1') : next++]);
    }
}

void gouw_html_element(gouw_sink *sink, const char *tag, const char *class_name, const char *text) {
    if (class_name == NULL)
        gouw_sink_format(sink, "<%s>", tag);
    else
        gouw_sink_format(sink, "<%s class=\"%s\">", tag, class_name);
    gouw_html_text(sink, text);
    gouw_sink_format(sink, "</%s>\n", tag);
}

void gouw_html_remark(gouw_sink *sink, const char *tag, const char *class_name, const char *text) {
    const size_t n = strlen(text);
    const bool small = *text >= 'a' && *text <= 'z' &&
                       memchr(text, '_', strcspn(text, " ")) == NULL;
    if (class_name == NULL)
        gouw_sink_format(sink, "<%s>", tag);
    else
        gouw_sink_format(sink, "<%s class=\"%s\">", tag, class_name);
    if (small)
        gouw_sink_char(sink, (char)(*text - 'a' + 'A'));
    gouw_html_text(sink, text + small);
    gouw_sink_format(sink, "%s</%s>\n", n > 0 && strchr(".:?!", text[n - 1]) == NULL ? "." : "",
                     tag);
}

void gouw_html_heading(gouw_sink *sink, int level, const char *id, const char *text) {
    gouw_sink_format(sink, "<h%d id=\"%s\">", level, id);
    gouw_html_text(sink, text);
    gouw_sink_format(sink, " <a class=\"anchor\" href=\"#%s\" aria-label=\"", id);
    gouw_html_text(sink, _("Link to: "));
    gouw_html_text(sink, text);
    gouw_sink_format(sink, "\">#</a></h%d>\n", level);
}

void gouw_html_link(gouw_sink *sink, const char *prefix, const char *name, const char *text) {
    gouw_sink_format(sink, "<a href=\"#%s", prefix);
    gouw_html_text(sink, name);
    gouw_sink_text(sink, "\">");
    gouw_html_text(sink, text);
    gouw_sink_text(sink, "</a>");
}

void gouw_html_percent(gouw_sink *sink, const char *bytes, size_t length) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~,;:/()";
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != '\0' && strchr(plain, bytes[i]) != NULL)
            gouw_sink_char(sink, bytes[i]);
        else
            gouw_sink_format(sink, "%%%02X", (unsigned)(unsigned char)bytes[i]);
}
