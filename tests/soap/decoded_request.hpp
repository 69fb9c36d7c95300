#pragma once
#include <string>
#include <string_view>

#include "services/front/front_parser.hpp"
#include "services/soap/soap_context.hpp"

namespace tillbridge::tests {

/// What a request came to, both of the ways that it can go: all that the service goes on with.
struct ReadRequest {
  std::string refusal;                ///< word and message; "" when accepted
  bool is_plain = false;              ///< proven by the gate
  std::string operation, credentials, caller_reference, return_all_rows, content_hash, warnings;
  std::string rows;                   ///< what the SOAP engine has read, as XML again
  services::front::SoapVersion version = services::front::SoapVersion::kSoap11;
  bool is_bare = false;
};

/// Whether the gate proves the document.
bool is_plain(std::string_view bytes, std::string_view content_type = "text/xml", const services::front::FrontLimits& limits = {});
/// By the gate where it accepts, else by the front parser: as the service reads.
ReadRequest read_request(std::string_view bytes, std::string_view content_type = "text/xml", const services::front::FrontLimits& limits = {});
/// By the front parser alone.
ReadRequest read_strictly(std::string_view bytes, std::string_view content_type = "text/xml", const services::front::FrontLimits& limits = {});

/// What differs, is_plain aside; "" when nothing does.
std::string difference(const ReadRequest& left, const ReadRequest& right);

}  // namespace tillbridge::tests
