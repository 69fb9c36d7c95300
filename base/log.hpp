#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace tillbridge::base {

/// One structured log line: JSON with time, level, component, event and the fields given. Events are stable
/// snake_case words ("request_answered", "batch_settled") so that operators can search for them; fields carry ids
/// (request, job, delivery), counts and codes, never a secret and never customer data.
struct LogField {
  std::string_view key;
  std::variant<std::int64_t, std::string_view, bool> value;

  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}
  LogField(std::string_view k, const std::string& v) : key(k), value(std::string_view(v)) {}
  LogField(std::string_view k, bool v) : key(k), value(v) {}
  template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  LogField(std::string_view k, T v) : key(k), value(static_cast<std::int64_t>(v)) {}
};

enum class LogLevel { kDebug, kInfo, kWarn, kError };

/// Writes the line; safe for any thread; never throws. Without set-up (tests) lines below kWarn are dropped.
void log(LogLevel level, std::string_view component, std::string_view event, std::initializer_list<LogField> fields = {});

inline void log_info(std::string_view component, std::string_view event, std::initializer_list<LogField> fields = {}) {
  log(LogLevel::kInfo, component, event, fields);
}
inline void log_warn(std::string_view component, std::string_view event, std::initializer_list<LogField> fields = {}) {
  log(LogLevel::kWarn, component, event, fields);
}
inline void log_error(std::string_view component, std::string_view event, std::initializer_list<LogField> fields = {}) {
  log(LogLevel::kError, component, event, fields);
}

}  // namespace tillbridge::base
