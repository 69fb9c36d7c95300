#include "services/front/clean_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::string_view kPrefix = "tb:";

std::string_view escape(char c) {
  switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '\r': return "&#13;";
    default: return {};
  }
}

}  // namespace

CleanWriter::CleanWriter() : digest_(EVP_MD_CTX_new()) {
  if (!digest_ || EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 is not available");
}

void CleanWriter::begin(SoapVersion version, std::string_view target_namespace) {
  out_ += R"(<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=")";
  out_ += version == SoapVersion::kSoap12 ? kSoap12Envelope : kSoap11Envelope;
  out_ += R"(" xmlns:tb=")";
  text(target_namespace);
  out_ += R"("><SOAP-ENV:Body>)";
  hashed_ = out_.size();
}

void CleanWriter::start(std::string_view name) {
  out_ += '<';
  out_ += kPrefix;
  out_ += name;
  out_ += '>';
}

void CleanWriter::end(std::string_view name) {
  out_ += "</";
  out_ += kPrefix;
  out_ += name;
  out_ += '>';
}

void CleanWriter::text(std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto escaped = escape(text[at]);
    if (escaped.empty()) continue;
    out_.append(text, plain, at - plain);
    out_ += escaped;
    plain = at + 1;
  }
  out_.append(text, plain);
}

void CleanWriter::update_hash() {
  if (EVP_DigestUpdate(digest_.get(), out_.data() + hashed_, out_.size() - hashed_) != 1) throw std::runtime_error("SHA-256 failed");
  hashed_ = out_.size();
}

void CleanWriter::finish() {
  update_hash();
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  if (EVP_DigestFinal_ex(digest_.get(), bytes.data(), &length) != 1) throw std::runtime_error("SHA-256 failed");
  for (unsigned int at = 0; at < length; ++at) hash_ += fmt::format("{:02x}", bytes[at]);
  out_ += "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
  hashed_ = out_.size();
}

std::string CleanWriter::take() {
  update_hash();
  hashed_ = 0;
  return std::exchange(out_, {});
}

}  // namespace tillbridge::services::front
