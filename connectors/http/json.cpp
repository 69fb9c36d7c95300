#include "connectors/http/json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/legal_characters.hpp"
#include "base/time_text.hpp"
#include "connectors/http/json_repair.hpp"

namespace tillbridge::connectors::http {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr double kLargestWithExponent = 1e11;
const Json kNull;
const Json kNoList = Json::array();

/// Some shops write tiny numbers as 1.0e-5; what is too large for money stays as it is and is refused where it is read.
std::string without_exponent(double value, const std::string& text) {
  const bool plain = text.find_first_of("eE") == std::string::npos;
  return plain || std::abs(value) >= kLargestWithExponent ? text : fmt::format("{:.10f}", value);
}

/// Builds the value like nlohmann's own parser, but with fractional numbers as text.
class TextNumberBuilder : public nlohmann::json_sax<Json> {
 public:
  Json take() { return std::move(root_); }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& text) override { return put(without_exponent(value, text)); }
  bool string(string_t& value) override { return put(base::with_legal_characters(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool key(string_t& name) override {
    names_.back() = name;
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  Json* add(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    Json& parent = *open_.back();
    if (parent.is_array()) return &parent.emplace_back(std::move(value));
    return &(parent[names_.back()] = std::move(value));
  }
  bool put(Json value) {
    add(std::move(value));
    return true;
  }
  bool open(Json value) {
    if (open_.size() >= kDeepest) return false;
    Json* where = add(std::move(value));
    open_.push_back(where);
    names_.emplace_back();
    return true;
  }
  bool close() {
    open_.pop_back();
    names_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;           ///< pointers stay valid: a parent grows only while its child is closed
  std::vector<std::string> names_;
};

/// More than four places: cut behind the fifth digit and round there.
std::string with_four_places(const std::string& text) {
  const auto point = text.find('.');
  if (point == std::string::npos || text.size() - point - 1 <= 4) return text;
  for (const char c : text.substr(point + 1))
    if (c < '0' || c > '9') return text;
  return text.substr(0, point + 5);
}

std::optional<Json> parse_strictly(std::string_view text) {
  TextNumberBuilder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  // Plugins that print a byte order mark before the answer are common.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (auto json = parse_strictly(text)) return json;
  const auto repaired = repaired_json(text);
  return repaired == text ? std::nullopt : parse_strictly(repaired);
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Json& member(const Json& object, std::string_view name) {
  if (!object.is_object()) return kNull;
  const auto found = object.find(std::string(name));
  return found == object.end() ? kNull : *found;
}

const Json& list_member(const Json& object, std::string_view name) {
  const Json& found = member(object, name);
  return found.is_array() ? found : kNoList;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return {};
}

std::string text_member(const Json& object, std::string_view name) { return text_of(member(object, name)); }

bool flag_member(const Json& object, std::string_view name) {
  const Json& found = member(object, name);
  return found.is_boolean() && found.get<bool>();
}

bool is_decimal_or_absent(const Json& value) {
  if (value.is_null() || value == Json("")) return true;
  return base::Decimal::parse(with_four_places(text_of(value))).has_value();
}

Json number_of(base::Decimal value) {
  if (value.floored(0) == value) return Json(value.units() / base::Decimal::kScale);
  // The shortest text that reads back as the same double has the digits that it was made from, up to 15 of them.
  return Json(std::strtod(value.to_text().c_str(), nullptr));
}

base::Decimal decimal_of(const Json& value) {
  const std::string text = text_of(value);
  const std::string cut = with_four_places(text);
  auto parsed = base::Decimal::parse(cut);
  if (!parsed) return {};
  if (cut.size() == text.size() || text[cut.size()] < '5') return *parsed;
  const auto one = base::Decimal::from_units(1);
  return text.front() == '-' ? *parsed - one : *parsed + one;
}

base::Decimal decimal_member(const Json& object, std::string_view name) { return decimal_of(member(object, name)); }

std::optional<base::Timestamp> time_member(const Json& object, std::string_view name) {
  const std::string text = text_member(object, name);
  if (text.empty()) return std::nullopt;
  const auto parsed = base::parse_xsd_datetime(text, "Etc/UTC");
  if (!parsed) return std::nullopt;
  return *parsed;
}

}  // namespace tillbridge::connectors::http
