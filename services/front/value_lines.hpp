#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "contract/contract_table.hpp"

namespace tillbridge::services::front {

/// Tells on which line of a request a value stood, for the messages about values that cannot be read. Reads the request once more, and only as far as
/// the last row asked for: a call without such a value costs nothing here. Only for requests that the front parser has accepted.
class ValueLines {
 public:
  /// All outlive it.
  ValueLines(const contract::ContractTable& contract, std::string_view bytes, std::string_view content_type);
  ~ValueLines();

  /// `row` counts from 0 and may not fall from call to call; `field` is the element's name in the row, maybe with its parent's ("Line/Quantity").
  /// The line of the row's own start tag when the element is absent or stands there several times; 0 when there is no such row.
  std::int64_t find_in_row(std::int64_t row, std::string_view field);
  /// Of an element directly below the operation; 0 when it is absent.
  std::int64_t find(std::string_view field);

 private:
  class Impl;
  Impl& impl();

  const contract::ContractTable& contract_;
  std::string_view bytes_, content_type_;
  std::unique_ptr<Impl> impl_;
};

/// "message (line N)", or the message alone for line 0.
std::string with_line(const std::string& message, std::int64_t line);

}  // namespace tillbridge::services::front
