#include "services/front/front_parser.hpp"

#include <fmt/format.h>

#include <deque>

#include "services/front/encoding.hpp"
#include "services/front/envelope_reader.hpp"
#include "services/front/markup_guard.hpp"
#include "services/front/surrogate_pairs.hpp"
#include "services/front/utf8_source.hpp"

namespace tillbridge::services::front {

class FrontParser::Impl {
 public:
  Impl(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view bytes, std::string_view content_type)
      : limits_(limits), context_(contract, limits_), envelope_(context_, writer_), expat_(envelope_), guard_(limits_.max_attributes + limits_.max_namespaces) {
    auto decision = decide_encoding(bytes, content_type);
    if (!decision) {
      failed_ = decision.error();
      return;
    }
    context_.set_parser(expat_, decision->skipped_lines);
    skipped_lines_ = decision->skipped_lines;
    source_.emplace(bytes, *decision);
  }

  base::Result<void> read_head() {
    while (!failed_ && !is_done_ && !is_head_known()) {
      if (parsed_ >= limits_.max_prefix_before_credentials) {
        envelope_.close_head();
        if (envelope_.has_operation()) break;
        return fail("head_too_long", fmt::format("No operation stands in the first {} KB of the request", limits_.max_prefix_before_credentials / 1024));
      }
      parse_piece();
    }
    if (failed_) return *failed_;
    if (!envelope_.credentials()) envelope_.close_head();
    return {};
  }

  base::Result<std::string_view> next_chunk() {
    while (!failed_ && !is_done_ && chunks_.empty()) parse_piece();
    if (failed_) return *failed_;
    if (chunks_.empty()) return std::string_view{};
    chunk_ = std::move(chunks_.front());
    chunks_.pop_front();
    return std::string_view(chunk_);
  }

  std::size_t looked_at() const { return parsed_; }
  const EnvelopeReader& envelope() const { return envelope_; }
  const FrontContext& context() const { return context_; }
  const CleanWriter& writer() const { return writer_; }

 private:
  bool is_head_known() const { return envelope_.has_operation() && envelope_.credentials().has_value(); }

  base::Error fail(std::string_view word, std::string_view message) {
    context_.refuse(word, message);
    failed_ = context_.error();
    return *failed_;
  }

  void parse_piece() {
    auto piece = source_->next();
    if (!piece) {
      failed_ = piece.error();
      return;
    }
    parsed_ += piece->size();
    const bool guarded = guard_.scan(*piece);
    if (!guarded) {
      context_.refuse_at(skipped_lines_ + guard_.line(), guard_.word(), guard_.message());
    } else if (!expat_.parse(pairs_.join(*piece, source_->at_end()), source_->at_end()) && !context_.error()) {
      refuse_malformed();
    } else if (!context_.error() && source_->at_end()) {
      finish();
    }
    failed_ = context_.error();
    if (auto text = writer_.take(); !failed_ && !text.empty()) chunks_.push_back(std::move(text));
  }

  void finish() {
    if (!envelope_.has_operation()) return context_.refuse("missing_operation", "The request holds no operation; the Body is empty or missing", "Body");
    writer_.finish();
    is_done_ = true;
  }

  void refuse_malformed() {
    const auto code = expat_.error_code();
    if (code == XML_ERROR_JUNK_AFTER_DOC_ELEMENT) {
      context_.refuse("junk_after_envelope", "Something stands behind the end of the envelope; only blanks may");
    } else if (code == XML_ERROR_UNDEFINED_ENTITY) {
      context_.refuse("unknown_entity", fmt::format("An entity that XML does not know stands {} (column {}); write the character itself", envelope_.where(), context_.column()));
    } else if (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_UNCLOSED_CDATA_SECTION || code == XML_ERROR_PARTIAL_CHAR) {
      context_.refuse("incomplete_xml", fmt::format("The request ends {}, before its last end tag: it was cut off", envelope_.where()));
    } else {
      context_.refuse("malformed_xml", fmt::format("The request is not well-formed XML: {} {} (column {})", expat_.error_text(), envelope_.where(), context_.column()));
    }
  }

  FrontLimits limits_;
  FrontContext context_;
  CleanWriter writer_;
  EnvelopeReader envelope_;
  contract::ExpatParser expat_;
  MarkupGuard guard_;
  SurrogatePairs pairs_;
  std::optional<Utf8Source> source_;
  std::int64_t skipped_lines_ = 0;
  std::size_t parsed_ = 0;
  bool is_done_ = false;
  std::optional<base::Error> failed_;
  std::deque<std::string> chunks_;
  std::string chunk_;
};

FrontParser::FrontParser(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view bytes, std::string_view content_type)
    : impl_(std::make_unique<Impl>(contract, limits, bytes, content_type)) {}
FrontParser::~FrontParser() = default;

base::Result<void> FrontParser::read_head() { return impl_->read_head(); }
SoapVersion FrontParser::version() const { return impl_->envelope().version(); }
bool FrontParser::is_bare() const { return impl_->envelope().is_bare(); }
const std::string& FrontParser::operation() const { return impl_->envelope().operation(); }
const std::optional<Credentials>& FrontParser::credentials() const { return impl_->envelope().credentials(); }
base::Result<std::string_view> FrontParser::next_chunk() { return impl_->next_chunk(); }
std::size_t FrontParser::looked_at() const { return impl_->looked_at(); }
std::int64_t FrontParser::rows() const { return impl_->envelope().rows(); }
const std::vector<FrontWarning>& FrontParser::warnings() const { return impl_->context().warnings(); }
std::string FrontParser::content_hash() const { return impl_->writer().content_hash(); }

}  // namespace tillbridge::services::front
