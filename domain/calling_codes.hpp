#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tillbridge::domain {

/// How a country's telephone numbers look from outside.
struct CallingCode {
  std::string_view country;           ///< ISO 3166-1 alpha-2
  std::string_view code;              ///< digits behind the +
  std::string_view trunk;             ///< digits dialled before a national number at home that fall away abroad; "" = none
};

/// Of countries that shops usually sell to; nothing for others. Case does not matter. Source: ITU-T E.164 assigned country codes and
/// dialling procedures.
std::optional<CallingCode> calling_code_of(const std::string& country);

}  // namespace tillbridge::domain
