#include "conformance/call_reader.hpp"

#include <limits>

#include "services/front/form_post.hpp"
#include "services/front/front_parser.hpp"
#include "services/http/inflater.hpp"

namespace tillbridge::conformance {
namespace {

constexpr std::size_t kMaxInflated = 256u * 1024 * 1024;

std::string inflated(std::string_view body, std::string_view coding) {
  using services::http::ContentCoding;
  services::http::Inflater inflater(coding.find("deflate") != std::string_view::npos ? ContentCoding::kDeflate : ContentCoding::kGzip);
  std::string out;
  inflater.inflate(body, [&](std::string_view piece) {
    out += piece;
    return out.size() < kMaxInflated;
  });
  return out;
}

}  // namespace

void CallReader::read_request(std::string_view body, std::string_view content_type, std::string_view content_encoding, RecordedCall& call) const {
  std::string plain;
  if (!content_encoding.empty() && content_encoding != "identity") {
    plain = inflated(body, content_encoding);
    body = plain;
  }
  std::string form_type;
  if (services::front::is_form(content_type, body)) {
    auto form = services::front::read_form(content_type, body);
    if (!form) return;
    plain = std::move(form->xml);
    form_type = std::move(form->content_type);
    body = plain;
    content_type = form_type;
  }
  services::front::FrontLimits limits;
  limits.max_prefix_before_credentials = std::numeric_limits<std::size_t>::max();
  services::front::FrontParser parser(contract_, limits, body, content_type);
  if (!parser.read_head()) return;
  call.operation = parser.operation();
  std::string clean;
  for (;;) {
    const auto chunk = parser.next_chunk();
    if (!chunk) return;
    if (chunk->empty()) break;
    clean += *chunk;
  }
  const auto envelope = read_element(clean);
  if (!envelope) return;
  if (const auto* found = find_below(*envelope, call.operation)) call.request = *found;
}

void CallReader::read_answer(int status, std::string_view body, RecordedCall& call) const {
  call.status = status;
  const auto document = read_element(body);
  if (!document) return;
  // The plain-XML door answers a fault as a bare ServiceFault.
  if (const auto* fault = find_below(*document, "ServiceFault")) {
    call.fault_code = fault->value("Code");
    call.fault_message = fault->value("Message");
    call.fault_field = fault->value("Field");
  } else if (const auto* result = find_below(*document, "Result")) {
    call.answer = *result;
  }
}

}  // namespace tillbridge::conformance
