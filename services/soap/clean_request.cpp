#include "services/soap/clean_request.hpp"

#include <stdexcept>

namespace tillbridge::services {
namespace {

/// Clean text up to here is kept from the first pass: about 15,000 inventory rows.
constexpr std::size_t kMaxKept = 2 * 1024 * 1024;
/// A plain document is handed out in pieces, so that it is known how far the engine has come.
constexpr std::size_t kPlainPiece = 1024 * 1024;

}  // namespace

CleanRequest::CleanRequest(const contract::ContractTable& contract, const front::FrontLimits& limits, std::string_view bytes, std::string content_type,
                           std::function<void(std::size_t)> passed)
    : contract_(contract), limits_(limits), bytes_(bytes), content_type_(std::move(content_type)), passed_(std::move(passed)), gate_(contract, limits, bytes, content_type_) {}

base::Result<void> CleanRequest::read_head() {
  is_plain_ = gate_.read_head();
  return is_plain_ ? base::Result<void>{} : read_head_strictly();
}

base::Result<void> CleanRequest::read_head_strictly() {
  strict_.emplace(contract_, limits_, bytes_, content_type_);
  return strict_->read_head();
}

const std::string& CleanRequest::operation() const {
  if (is_plain_) return gate_.operation();
  return strict_ ? strict_->operation() : none_;
}

base::Result<void> CleanRequest::read_rest() {
  if (is_plain_) {
    if (gate_.read_rest(passed_)) return {};
    is_plain_ = false;
    if (const auto head = read_head_strictly(); !head) return head.error();
  }
  return read_rest_strictly();
}

base::Result<void> CleanRequest::read_rest_strictly() {
  for (;;) {
    const auto chunk = strict_->next_chunk();
    if (!chunk) return chunk.error();
    if (chunk->empty()) return {};
    passed_(strict_->looked_at());
    caller_reference_.scan(*chunk);
    return_all_rows_.scan(*chunk);
    if (!is_kept_) continue;
    if (kept_.size() + chunk->size() <= kMaxKept) {
      kept_ += *chunk;
    } else {
      is_kept_ = false;
      std::string().swap(kept_);
    }
  }
}

SoapContext::Source CleanRequest::source() {
  if (is_plain_) return plain_source();
  if (is_kept_) {
    return [this, given = false]() mutable {
      const std::string_view text = given ? std::string_view{} : std::string_view(kept_);
      given = true;
      return text;
    };
  }
  second_.emplace(contract_, limits_, bytes_, content_type_);
  return [this] {
    const auto chunk = second_->next_chunk();
    if (!chunk) throw std::logic_error("the second pass refuses what the first accepted: " + chunk.error().message);
    passed_(second_->looked_at());
    return *chunk;
  };
}

SoapContext::Source CleanRequest::plain_source() {
  return [this, pieces = gate_.pieces(), next = std::size_t{0}]() mutable {
    while (next < pieces.size() && pieces[next].empty()) ++next;
    if (next == pieces.size()) return std::string_view{};
    const auto piece = pieces[next].substr(0, kPlainPiece);
    const bool is_of_document = piece.data() >= bytes_.data() && piece.data() < bytes_.data() + bytes_.size();
    if (is_of_document) passed_(static_cast<std::size_t>(piece.data() - bytes_.data()));
    pieces[next].remove_prefix(piece.size());
    return piece;
  };
}

}  // namespace tillbridge::services
