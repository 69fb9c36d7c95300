#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "services/front/plain_head.hpp"
#include "services/front/plain_scan.hpp"
#include "services/front/plain_shape.hpp"

namespace tillbridge::services::front {

/// The fast way in front of the strict one: proves in one linear scan that a document is plain, so that the SOAP engine may read its bytes where
/// they are. A document is plain when FrontParser would accept it without a warning and the engine reads from its bytes what it would read from the
/// clean envelope (docs/decisions/0256). The gate never refuses: what it declines, FrontParser reads from the beginning, and every refusal, warning and
/// line number is that one's.
class PlainGate {
 public:
  /// All outlive the gate.
  PlainGate(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view bytes, std::string_view content_type);

  /// Until version, operation and credentials are known, and at least as far as FrontParser would have looked by then. False: declined.
  bool read_head();
  /// The rest of the document; after a read_head() that was not declined. False: declined. `passed` is told looked_at() after each piece.
  bool read_rest(const std::function<void(std::size_t)>& passed = [](std::size_t) {});
  /// Bytes that were looked at so far: what declining has cost.
  std::size_t looked_at() const { return scanned_; }

  SoapVersion version() const { return head_->version; }
  bool is_bare() const { return head_->is_bare; }
  const std::string& operation() const { return head_->operation->name; }
  const std::optional<Credentials>& credentials() const { return scan_->credentials(); }
  const std::optional<std::string>& caller_reference() const { return scan_->caller_reference(); }
  const std::optional<std::string>& return_all_rows() const { return scan_->return_all_rows(); }
  std::int64_t rows() const { return scan_->rows(); }

  /// The same hash as FrontParser's, after read_rest(). Scans the document once more and writes its clean text for the hash alone.
  std::string content_hash() const;

  /// The document for the SOAP engine, after read_rest(): an envelope of our own around the document's bytes without its credentials.
  static constexpr std::size_t kPieces = 4;
  std::array<std::string_view, kPieces> pieces() const;

 private:
  enum class Progress { kOpen, kWhole, kDeclined };

  bool begin();
  Progress advance(std::size_t bytes);
  bool validate(std::size_t until);
  bool read_tail();
  std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - text_.data()); }

  const contract::ContractTable& contract_;
  const FrontLimits& limits_;
  std::string_view bytes_, content_type_;
  std::string_view text_;             ///< from the first '<' to the last byte that is no padding
  std::optional<PlainHead> head_;
  std::optional<PlainShape> shape_;
  std::optional<PlainScan> scan_;
  std::size_t validated_ = 0;         ///< bytes of text_ that are known to be UTF-8
  std::size_t scanned_ = 0;
  bool is_whole_ = false;
  std::string opening_, closing_;
};

}  // namespace tillbridge::services::front
