#include "base/time_text.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <stdexcept>

#include "base/text.hpp"

namespace tillbridge::base {
namespace {

using std::chrono::microseconds;

struct Fields {
  int year, month, day, hour, minute, second;
  int microsecond;
};

Fields split(Timestamp at) {
  const auto day = date::floor<date::days>(at);
  const date::year_month_day ymd{day};
  const date::hh_mm_ss<microseconds> time{at - day};
  return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day())), int(time.hours().count()),
          int(time.minutes().count()), int(time.seconds().count()), int(time.subseconds().count())};
}

Error bad_date(std::string_view text, std::string_view why) {
  return Error{.code = ErrorCode::kInvalidRequest,
               .message = "'" + std::string(text.substr(0, 40)) + "' is not a time we can read: " + std::string(why) +
                          "; send it like 2026-11-25T08:15:30Z",
               .word = "bad_date"};
}

constexpr std::string_view kSqlForm = "0000-00-00 00:00:00.000000";

/// Writes a number over the zeros of that form.
template <std::size_t first, std::size_t digits>
void put(std::string& text, int value) {
  for (std::size_t at = first + digits; at-- > first; value /= 10) text[at] = static_cast<char>('0' + value % 10);
}

/// A reader over the text; every step says whether it succeeded.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool number(int digits, int& out) {
    if (at_ + static_cast<std::size_t>(digits) > text_.size()) return false;
    out = 0;
    for (int i = 0; i < digits; ++i, ++at_) {
      if (text_[at_] < '0' || text_[at_] > '9') return false;
      out = out * 10 + (text_[at_] - '0');
    }
    return true;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool fraction(int& micro) {
    int digits = 0;
    micro = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits)
      if (digits < 6) micro = micro * 10 + (text_[at_] - '0');
    for (int i = digits; i < 6; ++i) micro *= 10;
    return digits > 0 && digits <= 9;
  }
  bool done() const { return at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

Timestamp local_to_utc(date::local_time<microseconds> local, const std::string& zone) {
  const date::time_zone* where = date::locate_zone(zone);
  return date::sys_time<microseconds>{where->to_sys(local, date::choose::earliest)};
}

/// `zone`: what a time without one is read in, null = UTC.
Result<Timestamp> parse(std::string_view raw, const std::string* zone) {
  Scanner in(trim_blanks(raw));
  Fields f{};
  if (!in.number(4, f.year) || !in.take('-') || !in.number(2, f.month) || !in.take('-') || !in.number(2, f.day))
    return bad_date(raw, "year, month and day come first");
  const date::year_month_day ymd{date::year{f.year}, date::month{unsigned(f.month)}, date::day{unsigned(f.day)}};
  if (!ymd.ok()) return bad_date(raw, "there is no such day");
  if (f.year < 1900) return bad_date(raw, "the year lies before 1900");

  bool has_zone = false;
  microseconds offset{0};
  if (!in.done()) {
    if (!in.take('T') && !in.take(' ') && !in.take('t')) return bad_date(raw, "a T stands between day and hour");
    if (!in.number(2, f.hour) || !in.take(':') || !in.number(2, f.minute)) return bad_date(raw, "the time is incomplete");
    if (in.take(':') && !in.number(2, f.second)) return bad_date(raw, "the seconds are incomplete");
    if (in.take('.') && !in.fraction(f.microsecond)) return bad_date(raw, "the fraction of the second is no number");
    if (f.hour > 23 || f.minute > 59 || f.second > 60) return bad_date(raw, "there is no such time of day");
    if (in.take('Z') || in.take('z')) {
      has_zone = true;
    } else if (!in.done()) {
      const bool minus = in.take('-');
      int hours = 0, minutes = 0;
      if ((!minus && !in.take('+')) || !in.number(2, hours) || (in.take(':'), !in.number(2, minutes)) || hours > 14 || minutes > 59)
        return bad_date(raw, "the zone is not Z and not like +02:00");
      offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
      if (minus) offset = -offset;
      has_zone = true;
    }
    if (!in.done()) return bad_date(raw, "something follows after it");
  }

  const microseconds of_day = std::chrono::hours(f.hour) + std::chrono::minutes(f.minute) + std::chrono::seconds(f.second) + microseconds(f.microsecond);
  if (has_zone || zone == nullptr) return Timestamp{date::sys_days{ymd}.time_since_epoch() + of_day - offset};
  return local_to_utc(date::local_days{ymd} + of_day, *zone);
}

}  // namespace

std::string format_utc(Timestamp at) {
  const Fields f = split(at);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", f.year, f.month, f.day, f.hour, f.minute, f.second);
  if (f.microsecond != 0) text += fmt::format(".{:06}", f.microsecond);
  return text + "Z";
}

std::string format_sql(Timestamp at) {
  const Fields f = split(at);
  if (f.year < 0 || f.year > 9999)
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}", f.year, f.month, f.day, f.hour, f.minute, f.second, f.microsecond);
  // Every stored row has several of these: by hand one takes a tenth of what it takes with fmt.
  std::string text(kSqlForm);
  put<0, 4>(text, f.year);
  put<5, 2>(text, f.month);
  put<8, 2>(text, f.day);
  put<11, 2>(text, f.hour);
  put<14, 2>(text, f.minute);
  put<17, 2>(text, f.second);
  put<20, 6>(text, f.microsecond);
  return text;
}

Result<Timestamp> parse_xsd_datetime(std::string_view text, const std::string& zone) { return parse(text, &zone); }

Timestamp parse_sql(std::string_view text) {
  auto parsed = parse(text, nullptr);
  if (!parsed) throw std::runtime_error("the database holds a time that is none: " + std::string(text));
  return *parsed;
}

bool is_time_zone(const std::string& zone) {
  try {
    return date::locate_zone(zone) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace tillbridge::base
