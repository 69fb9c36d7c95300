#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/front/front_parser.hpp"
#include "services/front/plain_gate.hpp"
#include "services/soap/scalar_finder.hpp"
#include "services/soap/soap_context.hpp"

namespace tillbridge::services {

/// One request's way from received bytes to the envelope that the SOAP engine reads. A plain document is proven by the gate and read in place;
/// any other is read by the front parser from its beginning, which also says every refusal and warning (docs/decisions/0256). Either way the whole
/// document is read before the first row is taken, so a document that is broken at its end changes nothing (docs/decisions/0011). The clean text of a
/// small request is kept from the front parser's pass; a large one is passed a second time while its rows are taken.
class CleanRequest {
 public:
  /// `bytes`, `contract` and `limits` outlive it. `passed` is told again and again how many bytes lie behind the one who reads them, in each pass
  /// from the beginning.
  CleanRequest(const contract::ContractTable& contract, const front::FrontLimits& limits, std::string_view bytes, std::string content_type,
               std::function<void(std::size_t)> passed = [](std::size_t) {});
  CleanRequest(const CleanRequest&) = delete;
  CleanRequest& operator=(const CleanRequest&) = delete;

  /// Version, operation and credentials; an Error refuses the request.
  base::Result<void> read_head();
  /// The rest of the document; an Error refuses the request.
  base::Result<void> read_rest();

  /// Whether the gate has proven the document; final after read_rest().
  bool is_plain() const { return is_plain_; }

  /// After read_head(), as FrontParser tells them.
  front::SoapVersion version() const { return is_plain_ ? gate_.version() : strict_->version(); }
  bool is_bare() const { return is_plain_ ? gate_.is_bare() : strict_->is_bare(); }
  /// "" as long as it is not known.
  const std::string& operation() const;
  const std::optional<front::Credentials>& credentials() const { return is_plain_ ? gate_.credentials() : strict_->credentials(); }

  /// After read_rest().
  std::vector<front::FrontWarning> warnings() const { return is_plain_ ? std::vector<front::FrontWarning>{} : strict_->warnings(); }
  const std::optional<std::string>& caller_reference() const { return is_plain_ ? gate_.caller_reference() : caller_reference_.text(); }
  const std::optional<std::string>& return_all_rows() const { return is_plain_ ? gate_.return_all_rows() : return_all_rows_.text(); }
  std::int64_t rows() const { return is_plain_ ? gate_.rows() : strict_->rows(); }
  /// What a CallerReference is compared by; costs another pass over a plain document.
  std::string content_hash() const { return is_plain_ ? gate_.content_hash() : strict_->content_hash(); }
  /// The envelope from its beginning; once, after read_rest(), while this object lives.
  SoapContext::Source source();

 private:
  base::Result<void> read_head_strictly();
  base::Result<void> read_rest_strictly();
  SoapContext::Source plain_source();

  const contract::ContractTable& contract_;
  const front::FrontLimits& limits_;
  std::string_view bytes_;
  std::string content_type_;
  std::function<void(std::size_t)> passed_;
  front::PlainGate gate_;
  bool is_plain_ = false;
  std::optional<front::FrontParser> strict_, second_;
  ScalarFinder caller_reference_{"CallerReference"}, return_all_rows_{"ReturnAllRows"};
  std::string kept_, none_;
  bool is_kept_ = true;
};

}  // namespace tillbridge::services
