#pragma once
#include <string>

#include "services/http/message.hpp"

namespace tillbridge::services {

/// Passes an answer's Result on and keeps a copy for the caller's reference. Above the limit the per-row results are left out of the copy
/// and a warning in it says so; the counts stay.
class KeptAnswer final : public http::BodyWriter {
 public:
  explicit KeptAnswer(http::BodyWriter& out) : out_(out) {}
  void append(std::string_view bytes) override;
  /// Not for this writer: whoever owns the inner one ends it.
  std::unique_ptr<http::Body> finish() override;
  /// The Result element, complete.
  std::string copy() const;

 private:
  http::BodyWriter& out_;
  std::string kept_;
  bool is_whole_ = true;
};

}  // namespace tillbridge::services
