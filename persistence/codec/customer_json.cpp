#include "persistence/codec/customer_json.hpp"

#include <array>
#include <utility>

namespace tillbridge::persistence::codec {
namespace {

constexpr std::array kFields = {std::pair{"email", &domain::CustomerProfile::email},         std::pair{"phone", &domain::CustomerProfile::phone},
                                std::pair{"first_name", &domain::CustomerProfile::first_name}, std::pair{"last_name", &domain::CustomerProfile::last_name},
                                std::pair{"company", &domain::CustomerProfile::company},     std::pair{"street", &domain::CustomerProfile::street},
                                std::pair{"postcode", &domain::CustomerProfile::postcode},   std::pair{"city", &domain::CustomerProfile::city},
                                std::pair{"country", &domain::CustomerProfile::country}};

}  // namespace

Json to_json(const domain::CustomerProfile& profile) {
  Json json = Json::object();
  for (const auto& [name, field] : kFields) put(json, name, profile.*field);
  return json;
}

domain::CustomerProfile customer_profile_from(const Json& json) {
  domain::CustomerProfile profile;
  for (const auto& [name, field] : kFields) take(json, name, profile.*field);
  return profile;
}

}  // namespace tillbridge::persistence::codec
