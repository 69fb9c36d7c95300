#pragma once
#include <string>
#include <string_view>

#include "services/front/front_parser.hpp"

namespace tillbridge::services {

inline constexpr std::string_view kContractNamespace = "urn:tillbridge:pos:v1";

/// In which clothes an answer goes: those of the request.
struct AnswerForm {
  front::SoapVersion version = front::SoapVersion::kSoap11;
  bool bare = false;                  ///< no envelope: the plain-XML door
  std::string public_base = {};       ///< how the caller reached us: "https://pos.example:8443"
};

/// "text/xml; charset=utf-8", or the media type of SOAP 1.2.
std::string content_type_of(const AnswerForm& form);
/// What stands before and after the content of the SOAP body: prolog and envelope, or the prolog alone.
std::string open_answer(const AnswerForm& form);
std::string close_answer(const AnswerForm& form);
/// ` xmlns:tb="…"`, needed on the outermost element of a bare answer only.
std::string namespace_of_root(const AnswerForm& form);

}  // namespace tillbridge::services
