#include "data/check.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "data/fixes.h"

/* A finding about a field of the record, by the name of its column; about the whole record when
 * the column is NULL. */
#define FAULT(loader, sheet, record, column, ...)                                                  \
    gouw_findings_add(&(loader)->findings, GOUW_FINDING_ERROR, line_of(sheet, record, column),     \
                      field_of(sheet, column), __VA_ARGS__)

static size_t field_of(const gouw_sheet *sheet, const char *column) {
    return column == NULL ? 0 : gouw_sheet_field(sheet, column);
}

static size_t line_of(const gouw_sheet *sheet, const gouw_record *record, const char *column) {
    const size_t field = field_of(sheet, column);
    return field == 0 ? record->line : record->fields[field - 1].line;
}

bool gouw_check_mention(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                        void *row) {
    const gouw_mention *this = row;
    if (this->theme != GOUW_INDEX_NONE || loader->coding != NULL)
        return true;
    FAULT(loader, sheet, record, "theme", _("%s is empty"), "theme");
    return false;
}

bool gouw_check_phrase(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                       void *row) {
    const gouw_phrase *this = row;
    gouw_error error = GOUW_ERROR_INIT;
    if (gouw_phrase_check(this, &error) == GOUW_OK)
        return true;
    FAULT(loader, sheet, record, NULL, "%s", error.message);
    return false;
}

bool gouw_check_milestone(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                          void *row) {
    gouw_milestone *this = row;
    const gouw_day edition = loader->dataset->package.created;
    const char *text = this->when_text;
    if (text == NULL)
        return true;
    char message[GOUW_MESSAGE_MAX] = "";
    const gouw_reading reading = gouw_when_read(text, strlen(text), &loader->dataset->phrases,
                                                edition, &this->when, message);
    if (reading != GOUW_READ)
        gouw_findings_add(&loader->findings,
                          reading == GOUW_READ_BAD ? GOUW_FINDING_ERROR : GOUW_FINDING_WARNING,
                          line_of(sheet, record, "when"), field_of(sheet, "when"), "%s", message);
    if (reading != GOUW_READ && sheet->fixes != NULL)
        gouw_fix_date(sheet->fixes, &record->fields[field_of(sheet, "when") - 1],
                      field_of(sheet, "when"), reading, &this->when);
    if (reading == GOUW_READ_BAD)
        return false;
    if (this->status != GOUW_DONE || edition == GOUW_DAY_NONE || this->when.earliest <= edition)
        return true; /* an undated day is before every other */
    char shown[GOUW_QUOTE], day[GOUW_DAY_TEXT];
    FAULT(loader, sheet, record, "when", _("done, but '%s' is after the edition date, %s"),
          gouw_quote(text, strlen(text), shown), gouw_day_format(edition, day));
    return false;
}

bool gouw_check_target(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                       void *row) {
    const gouw_target *this = row;
    if (isnan(this->target) && isnan(this->change)) {
        FAULT(loader, sheet, record, NULL, _("neither %s nor %s is stated"), "target", "change");
        return false;
    }
    const double sum = this->baseline + this->change; /* not a number if either is missing */
    const double size = fabs(this->baseline) + fabs(this->change) + fabs(this->target);
    if (fabs(sum - this->target) > 1e-9 * size) {
        FAULT(loader, sheet, record, NULL,
              _("the target contradicts itself: baseline %.15g and change %.15g make %.15g, not "
                "%.15g"),
              this->baseline, this->change, sum, this->target);
        return false;
    }
    if (this->baseline_year == GOUW_YEAR_NONE || this->target_year == GOUW_YEAR_NONE ||
        this->baseline_year < this->target_year)
        return true;
    FAULT(loader, sheet, record, "target_year", _("target_year %d is not after baseline_year %d"),
          (int)this->target_year, (int)this->baseline_year);
    return false;
}

bool gouw_check_forecast(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                         void *row) {
    const gouw_forecast *this = row;
    if (this->low > this->value) {
        FAULT(loader, sheet, record, "low", _("low %.15g is above the value %.15g"), this->low,
              this->value);
        return false;
    }
    if (this->high < this->value) {
        FAULT(loader, sheet, record, "high", _("high %.15g is below the value %.15g"), this->high,
              this->value);
        return false;
    }
    return true;
}
