#include "services/http/body_receiver.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "services/http/inflater.hpp"

namespace tillbridge::services::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr std::size_t kFreeInflated = 8u << 20;
constexpr std::size_t kTrailerAllowance = 8 * 1024;

/// A body that is known to be too long for memory goes to the file from its first byte on.
std::size_t memory_for(const RequestHead& head, const BodyLimits& limits) {
  return head.content_length.value_or(0) > limits.max_in_memory ? 0 : limits.max_in_memory;
}

}  // namespace

class BodyReceiver::Impl {
 public:
  Impl(std::string_view raw_head, const RequestHead& head, const BodyLimits& limits) : limits_(limits), writer_(make_body_writer(memory_for(head, limits), limits.spool_directory)) {
    start(raw_head, head);
  }

  void start(std::string_view raw_head, const RequestHead& head) {
    if (head.content_length && *head.content_length > limits_.max_body) return refuse_size();
    if (head.coding != ContentCoding::kIdentity) inflater_.emplace(head.coding);
    parser_.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser_.header_limit(static_cast<std::uint32_t>(raw_head.size() + kTrailerAllowance));
    boost::beast::error_code error;
    parser_.put(boost::asio::const_buffer(raw_head.data(), raw_head.size()), error);
    if (error && error != beast_http::error::need_buffer) return refuse(400, "bad_head", fmt::format("The head of the request cannot be read: {}", error.message()));
    parser_.eager(true);
    finish_if_done();
  }

  std::size_t consume(std::string_view bytes) {
    std::size_t total = 0;
    while (!parser_.is_done() && !problem_ && total < bytes.size()) {
      parser_.get().body() = {buffer_.data(), buffer_.size(), true};
      boost::beast::error_code error;
      const std::size_t taken = parser_.put(boost::asio::const_buffer(bytes.data() + total, bytes.size() - total), error);
      total += taken;
      const std::size_t produced = buffer_.size() - parser_.get().body().size;
      received_ += taken;
      if (produced > 0) take_piece({buffer_.data(), produced});
      if (error == beast_http::error::need_more && taken == 0) break;
      if (error && error != beast_http::error::need_buffer && error != beast_http::error::need_more) {
        refuse(400, "bad_chunk", fmt::format("The chunks of the request cannot be read: {}", error.message()));
      }
    }
    finish_if_done();
    return total;
  }

  bool is_done() const { return is_done_; }
  const std::optional<Problem>& problem() const { return problem_; }
  std::size_t size() const { return size_; }
  std::unique_ptr<Body> take() { return writer_->finish(); }

 private:
  void refuse(int status, std::string word, std::string text) {
    if (!problem_) problem_ = Problem{status, std::move(word), std::move(text)};
  }
  void refuse_size() {
    refuse(413, "request_too_large", fmt::format("The request is larger than the limit of {} bytes for one call (inflated); send fewer rows in each call", limits_.max_body));
  }

  void take_piece(std::string_view piece) {
    if (!inflater_) {
      store(piece);
      return;
    }
    const auto outcome = inflater_->inflate(piece, [this](std::string_view text) { return store(text); });
    if (outcome == Inflater::Outcome::kBad) refuse(400, "bad_compression", "The compressed body is damaged");
  }

  bool store(std::string_view text) {
    size_ += text.size();
    if (size_ > limits_.max_body) {
      refuse_size();
    } else if (inflater_ && size_ > kFreeInflated && size_ / limits_.max_ratio > received_) {
      refuse(413, "compression_ratio", fmt::format("The compressed body grows more than the limit of {} times", limits_.max_ratio));
    } else {
      writer_->append(text);
    }
    return !problem_;
  }

  void finish_if_done() {
    if (is_done_ || problem_ || !parser_.is_done()) return;
    is_done_ = true;
    if (inflater_ && received_ > 0 && !inflater_->is_complete()) refuse(400, "bad_compression", "The compressed body is cut off");
  }

  BodyLimits limits_;
  std::unique_ptr<BodyWriter> writer_;
  beast_http::request_parser<beast_http::buffer_body> parser_;
  std::optional<Inflater> inflater_;
  std::array<char, 32 * 1024> buffer_;
  std::size_t received_ = 0, size_ = 0;
  bool is_done_ = false;
  std::optional<Problem> problem_;
};

BodyReceiver::BodyReceiver(std::string_view raw_head, const RequestHead& head, const BodyLimits& limits) : impl_(std::make_unique<Impl>(raw_head, head, limits)) {}
BodyReceiver::~BodyReceiver() = default;
std::size_t BodyReceiver::consume(std::string_view bytes) { return impl_->consume(bytes); }
bool BodyReceiver::is_done() const { return impl_->is_done(); }
const std::optional<Problem>& BodyReceiver::problem() const { return impl_->problem(); }
std::size_t BodyReceiver::size() const { return impl_->size(); }
std::unique_ptr<Body> BodyReceiver::take() { return impl_->take(); }

}  // namespace tillbridge::services::http
