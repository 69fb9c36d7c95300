#include "services/soap/kept_answer.hpp"

#include <stdexcept>

#include "services/soap/xml_text.hpp"

namespace tillbridge::services {
namespace {

constexpr std::size_t kMaxKept = 1024 * 1024;
constexpr std::string_view kResults = "<tb:Results>";

std::string end_without_results() {
  return std::string(kResults) + "</tb:Results><tb:Warnings><tb:Warning>" + soap_xml::element("Code", "results_not_kept") +
         soap_xml::element("Message", "this is the first answer again; its results per row were too many to be kept") +
         "</tb:Warning></tb:Warnings><tb:Extras></tb:Extras></tb:Result>";
}

}  // namespace

void KeptAnswer::append(std::string_view bytes) {
  out_.append(bytes);
  if (!is_whole_) return;
  kept_ += bytes;
  if (kept_.size() <= kMaxKept) return;
  const auto at = kept_.find(kResults);
  if (at == std::string::npos) return;
  kept_.resize(at);
  kept_.shrink_to_fit();
  is_whole_ = false;
}

std::unique_ptr<http::Body> KeptAnswer::finish() { throw std::logic_error("KeptAnswer is not the owner of the answer"); }

std::string KeptAnswer::copy() const { return is_whole_ ? kept_ : kept_ + end_without_results(); }

}  // namespace tillbridge::services
