#pragma once
#include "domain/customer.hpp"
#include "persistence/codec/json_fields.hpp"

namespace tillbridge::persistence::codec {

Json to_json(const domain::CustomerProfile& profile);
domain::CustomerProfile customer_profile_from(const Json& json);

}  // namespace tillbridge::persistence::codec
