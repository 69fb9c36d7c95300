#include "services/front/plain_gate.hpp"

#include <simdjson.h>

#include <algorithm>

#include "services/front/encoding.hpp"
#include "services/front/plain_text.hpp"
#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

/// FrontParser reads pieces of 8 KB and answers after the piece in which the head became known. The gate looks further, so that whatever is broken there
/// is refused before the caller is known, as ever.
constexpr std::size_t kBehindHead = 16 * 1024;
/// What the processor's caches hold, so that the second look at a piece costs little.
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kLongestFrameName = std::string_view("Envelope").size();
constexpr std::size_t kFrameNames = 3;
constexpr int kFrameDepth = 2;

bool is_padding(char c) { return c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The SOAP engine has its own meaning for these.
bool is_taken(std::string_view prefix) { return prefix == "SOAP-ENV" || prefix == "SOAP-ENC" || prefix == "xsi" || prefix == "xsd"; }

bool is_end_tag(const char*& at, const char* end, std::string_view name) {
  at = skip_blanks(at, end);
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  if (!rest.starts_with("</") || !rest.substr(2).starts_with(name) || !rest.substr(2 + name.size()).starts_with('>')) return false;
  at += name.size() + 3;
  return true;
}

}  // namespace

PlainGate::PlainGate(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view bytes, std::string_view content_type)
    : contract_(contract), limits_(limits), bytes_(bytes), content_type_(content_type) {}

bool PlainGate::begin() {
  const auto decision = decide_encoding(bytes_, content_type_);
  if (!decision || decision->encoding != Encoding::kUtf8) return false;
  text_ = bytes_.substr(decision->start);
  while (!text_.empty() && is_padding(text_.back())) text_.remove_suffix(1);
  head_ = read_plain_head(contract_, limits_, text_);
  if (!head_ || is_taken(head_->prefix)) return false;
  if (offset(head_->content) + kBehindHead > limits_.max_prefix_before_credentials) return false;
  shape_.emplace(contract_, limits_, head_->operation->name, head_->prefix);
  if (!shape_->is_usable() || shape_->depth() + kFrameDepth > limits_.max_depth || limits_.max_name < kLongestFrameName) return false;
  if (shape_->element_count() + head_->declared + kFrameNames > limits_.max_names) return false;
  scan_.emplace(*shape_, limits_, text_.substr(offset(head_->content)));
  return true;
}

/// Up to `until`, but no further than to the last whole character before it.
bool PlainGate::validate(std::size_t until) {
  while (until < text_.size() && until > validated_ && (static_cast<unsigned char>(text_[until]) & 0xC0) == 0x80) --until;
  if (until <= validated_) return true;
  const bool is_valid = simdjson::validate_utf8(text_.data() + validated_, until - validated_);
  validated_ = until;
  return is_valid;
}

PlainGate::Progress PlainGate::advance(std::size_t bytes) {
  const std::size_t until = std::min(scanned_ + bytes, text_.size());
  if (!validate(until)) return Progress::kDeclined;
  const auto state = scan_->run(text_.data() + until);
  scanned_ = offset(scan_->at());
  if (state == PlainScan::State::kDeclined) return Progress::kDeclined;
  if (state == PlainScan::State::kDone) return read_tail() ? Progress::kWhole : Progress::kDeclined;
  return scanned_ >= text_.size() ? Progress::kDeclined : Progress::kOpen;
}

bool PlainGate::read_tail() {
  const char* at = scan_->at();
  const char* const end = text_.data() + text_.size();
  if (!head_->is_bare && !(is_end_tag(at, end, head_->body) && is_end_tag(at, end, head_->envelope))) return false;
  is_whole_ = at == end && validate(text_.size());
  return is_whole_;
}

bool PlainGate::read_head() {
  if (!begin()) return false;
  scanned_ = offset(head_->content);
  std::size_t needed = limits_.max_prefix_before_credentials + kBehindHead;
  while (scanned_ < needed) {
    const bool was_known = scan_->credentials().has_value();
    const auto progress = advance(kBehindHead);
    if (progress == Progress::kDeclined) return false;
    if (!was_known && scan_->credentials()) {
      const std::size_t known = offset(scan_->credentials_element().data()) + scan_->credentials_element().size();
      // Whether they are still in time is for FrontParser to say, where it is close.
      if (known + kBehindHead > limits_.max_prefix_before_credentials) return false;
      needed = known + kBehindHead;
    }
    if (progress == Progress::kWhole) return true;
  }
  scan_->close_head();
  return true;
}

bool PlainGate::read_rest(const std::function<void(std::size_t)>& passed) {
  while (!is_whole_) {
    if (advance(kPiece) == Progress::kDeclined) return false;
    passed(scanned_);
  }
  const std::string_view envelope = head_->version == SoapVersion::kSoap12 ? kSoap12Envelope : kSoap11Envelope;
  opening_.append(R"(<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=")").append(envelope).append("\" xmlns");
  if (!head_->prefix.empty()) opening_.append(":").append(head_->prefix);
  opening_.append("=\"").append(contract_.target_namespace()).append("\"><SOAP-ENV:Body>").append(shape_->operation().open);
  closing_ = "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
  return true;
}

std::string PlainGate::content_hash() const {
  CleanWriter writer;
  writer.begin(head_->version, contract_.target_namespace());
  writer.start(operation());
  PlainScan again(*shape_, limits_, text_.substr(offset(head_->content)), &writer);
  while (again.run(again.at() + kPiece) == PlainScan::State::kOpen) writer.take();
  writer.finish();
  return writer.content_hash();
}

std::array<std::string_view, PlainGate::kPieces> PlainGate::pieces() const {
  const char* const begin = head_->content;
  const auto left_out = scan_->credentials_element();
  const char* const end = scan_->at();
  if (left_out.empty()) return {opening_, std::string_view(begin, static_cast<std::size_t>(end - begin)), {}, closing_};
  const char* const behind = left_out.data() + left_out.size();
  return {opening_, std::string_view(begin, static_cast<std::size_t>(left_out.data() - begin)), std::string_view(behind, static_cast<std::size_t>(end - behind)), closing_};
}

}  // namespace tillbridge::services::front
