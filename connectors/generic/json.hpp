#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::connectors::generic {

using Json = nlohmann::json;

/// Reads the fields of a shop's answer and remembers the first that is not what the contract says, so that one look at the end tells
/// whether the whole object can be trusted. An absent or null field is "" / 0 / empty where it is not demanded.
class JsonReader {
 public:
  /// Text; a whole number is taken as text too, because ids are often numbers. Characters that no document for a till can hold (controls
  /// but tab and line ends, U+FFFE, U+FFFF) become U+FFFD: visible, and in their place.
  std::string text(const Json& object, const char* name);
  std::string required_text(const Json& object, const char* name);
  base::Decimal decimal(const Json& object, const char* name);
  base::Timestamp time(const Json& object, const char* name);
  bool flag(const Json& object, const char* name, bool fallback);
  /// The array of that name, an empty one when absent.
  const Json& list(const Json& object, const char* name);
  /// The object of that name, an empty one when absent.
  const Json& object(const Json& object, const char* name);

  /// "" = everything could be read; else which field cannot.
  const std::string& problem() const { return problem_; }
  void fail(const std::string& what);
  /// Puts the name of the object before a problem that was found since the last call.
  void locate(const std::string& object);

 private:
  std::string problem_;
  bool located_ = false;
};

/// A discarded value for anything that is no JSON or nests deeper than any answer of the contract: later steps walk a value
/// recursively, and a hostile shop must not exhaust the stack. Broken characters in strings are repaired first (connectors/http/json_repair.hpp).
Json parse_json(std::string_view text);

/// JSON text that never throws: broken UTF-8 becomes the replacement character.
std::string dump(const Json& json);

}  // namespace tillbridge::connectors::generic
