#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "services/front/front_parser.hpp"

namespace tillbridge::services::front {

/// The outcome of a whole pass over one request, for tables in tests.
struct Reading {
  std::string word;                   ///< "" when accepted
  std::string message, field;
  std::string emitted;                ///< the whole clean envelope
  std::string inner;                  ///< what stands in its Body, prefixes removed
  std::vector<FrontWarning> warnings;
  SoapVersion version = SoapVersion::kSoap11;
  bool is_bare = false;
  std::string operation;
  std::optional<Credentials> credentials;
  std::string hash;
};

const contract::ContractTable& small_contract();
Reading read_all(std::string_view bytes, std::string_view content_type = "text/xml", const FrontLimits& limits = {});

/// An UpdateInventory request in a SOAP 1.1 envelope: credentials, then `rows` inside Rows.
std::string inventory_envelope(std::string_view rows);
/// The same with any text as the Body's content.
std::string envelope_around(std::string_view body, std::string_view header = {});

}  // namespace tillbridge::services::front
