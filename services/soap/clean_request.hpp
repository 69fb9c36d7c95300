#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/front/front_parser.hpp"
#include "services/soap/scalar_finder.hpp"
#include "services/soap/soap_context.hpp"

namespace tillbridge::services {

/// One request's way from received bytes to the clean envelope. The front parser reads the whole document before the first row is
/// taken, so a document that is broken at its end changes nothing (docs/decisions/0011). The clean text of a small request is kept
/// from that pass; a large one is passed a second time while its rows are taken.
class CleanRequest {
 public:
  /// `bytes`, `contract` and `limits` outlive it.
  CleanRequest(const contract::ContractTable& contract, const front::FrontLimits& limits, std::string_view bytes, std::string content_type);

  /// Version, operation and credentials; an Error refuses the request.
  base::Result<void> read_head() { return first_.read_head(); }
  /// The rest of the document; an Error refuses the request.
  base::Result<void> read_rest();

  const front::FrontParser& front() const { return first_; }
  /// After read_rest().
  const std::optional<std::string>& caller_reference() const { return caller_reference_.text(); }
  const std::optional<std::string>& return_all_rows() const { return return_all_rows_.text(); }
  /// The clean envelope from its beginning; once, after read_rest(), while this object lives.
  SoapContext::Source source();

 private:
  const contract::ContractTable& contract_;
  const front::FrontLimits& limits_;
  std::string_view bytes_;
  std::string content_type_;
  front::FrontParser first_;
  std::optional<front::FrontParser> second_;
  ScalarFinder caller_reference_{"CallerReference"}, return_all_rows_{"ReturnAllRows"};
  std::string kept_;
  bool is_kept_ = true;
};

}  // namespace tillbridge::services
