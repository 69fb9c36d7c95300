#include "services/http/request_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/text.hpp"

namespace tillbridge::services::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxLengthDigits = 18;

struct Refusal {
  Problem problem;
};

[[noreturn]] void refuse(int status, std::string word, std::string text) { throw Refusal{{status, std::move(word), std::move(text)}}; }

bool is_token_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char); }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find(kLineEnd);
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + kLineEnd.size());
  return line;
}

std::string decode_path(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    const int byte = base::escaped_byte(text, at);
    if (byte <= 0) refuse(400, "bad_target", "The request target holds a bad %-escape");
    out += static_cast<char>(byte);
    at += 2;
  }
  return out;
}

/// Takes "http://host" off an absolute target and returns the host; "" for a target that begins with '/'.
std::string split_authority(std::string_view& target) {
  if (!target.empty() && target.front() == '/') return {};
  const auto scheme = target.find("://");
  if (scheme == std::string_view::npos || (base::to_lower(target.substr(0, scheme)) != "http" && base::to_lower(target.substr(0, scheme)) != "https")) {
    refuse(400, "bad_target", "The request target must begin with '/'");
  }
  target.remove_prefix(scheme + 3);
  const auto slash = target.find('/');
  const std::string authority(target.substr(0, slash));
  target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  return authority;
}

std::string read_request_line(std::string_view line, RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last == first) refuse(400, "bad_request_line", "The first line must read: METHOD target HTTP/1.1");
  head.method = line.substr(0, first);
  std::string_view target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(head.method) || target.empty() || target.find(' ') != std::string_view::npos) refuse(400, "bad_request_line", "The first line must read: METHOD target HTTP/1.1");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool is_other_http = version.substr(0, 5) == "HTTP/";
    refuse(is_other_http ? 505 : 400, "bad_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here");
  }
  head.minor_version = version.back() - '0';
  const std::string authority = split_authority(target);
  const auto question = target.find('?');
  head.path = decode_path(target.substr(0, question));
  if (question != std::string_view::npos) head.query = target.substr(question + 1);
  return authority;
}

void read_header(std::string_view line, RequestHead& head) {
  if (line.front() == ' ' || line.front() == '\t') refuse(400, "folded_header", "A header line is folded; write it in one line");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) refuse(400, "bad_header", "A header line has no colon");
  if (!is_token(line.substr(0, colon))) refuse(400, "bad_header", "A header name holds a blank or another character that may not stand there");
  head.headers.emplace_back(base::to_lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
}

void read_length(const std::string& value, RequestHead& head) {
  if (head.content_length) refuse(400, "bad_length", "Content-Length stands twice");
  const bool is_number = !value.empty() && std::all_of(value.begin(), value.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (!is_number || value.size() > kMaxLengthDigits) refuse(400, "bad_length", "Content-Length must be one number of bytes");
  std::uint64_t length = 0;
  std::from_chars(value.data(), value.data() + value.size(), length);
  head.content_length = length;
}

void read_coding(const std::string& value, RequestHead& head) {
  const std::string coding = base::to_lower(value);
  if (coding == "gzip" || coding == "x-gzip") head.coding = ContentCoding::kGzip;
  else if (coding == "deflate") head.coding = ContentCoding::kDeflate;
  else if (!coding.empty() && coding != "identity") head.coding_problem = Problem{415, "bad_coding", "Content-Encoding may be gzip, deflate or identity"};
}

bool has_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (base::to_lower(trim(list.substr(0, comma))) == token) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-._:[]").find(c) != std::string_view::npos; });
}

void read_framing(RequestHead& head) {
  int hosts = 0;
  int codings = 0;
  for (const auto& [name, value] : head.headers) {
    if (name == "content-length") read_length(value, head);
    if (name == "transfer-encoding") {
      if (head.is_chunked || base::to_lower(value) != "chunked") refuse(400, "bad_transfer_encoding", "The only Transfer-Encoding spoken here is chunked, once");
      head.is_chunked = true;
    }
    if (name == "host") {
      if (++hosts > 1 || !is_host(value)) refuse(400, "bad_host", "Host must stand once and name a host");
      head.host = value;
    }
    if (name == "content-encoding") {
      if (++codings > 1) head.coding_problem = Problem{415, "bad_coding", "Content-Encoding stands twice"};
      else read_coding(value, head);
    }
    if (name == "expect") {
      if (base::to_lower(value) != "100-continue") refuse(417, "bad_expectation", "The only expectation met here is 100-continue");
      head.expects_continue = head.minor_version >= 1;
    }
  }
  if (head.is_chunked && head.content_length) refuse(400, "length_and_chunked", "Content-Length and Transfer-Encoding stand in one request");
  if (head.is_chunked && head.minor_version == 0) refuse(400, "bad_transfer_encoding", "HTTP/1.0 knows no Transfer-Encoding");
  if (hosts == 0 && head.minor_version >= 1) refuse(400, "bad_host", "HTTP/1.1 needs a Host header");
}

void read_keep_alive(RequestHead& head) {
  head.keeps_alive = head.minor_version >= 1;
  for (const auto& [name, value] : head.headers) {
    if (name != "connection") continue;
    if (has_token(value, "close")) head.keeps_alive = false;
    else if (has_token(value, "keep-alive")) head.keeps_alive = true;
  }
}

RequestHead read_all(std::string_view raw, const HeadLimits& limits) {
  RequestHead head;
  const std::string authority = read_request_line(take_line(raw), head);
  for (auto line = take_line(raw); !line.empty(); line = take_line(raw)) {
    if (head.headers.size() >= limits.max_headers) refuse(431, "too_many_headers", fmt::format("The request has more than the limit of {} headers", limits.max_headers));
    read_header(line, head);
  }
  read_framing(head);
  read_keep_alive(head);
  if (!authority.empty() && !head.host.empty() && base::to_lower(authority) != base::to_lower(head.host)) refuse(400, "bad_target", "The request target names another host than the Host header");
  return head;
}

}  // namespace

HeadEnd find_head_end(std::string_view received, const HeadLimits& limits) {
  const auto end = received.substr(0, limits.max_bytes).find("\r\n\r\n");
  const std::string_view head = received.substr(0, end == std::string_view::npos ? std::min(received.size(), limits.max_bytes) : end + 4);
  for (std::size_t at = 0; at < head.size(); ++at) {
    const auto c = static_cast<unsigned char>(head[at]);
    if (c == '\n' && (at == 0 || head[at - 1] != '\r')) return Problem{400, "bare_line_feed", "Lines of the head must end with CR LF; a bare line feed stands there"};
    if (c == '\r' && at + 1 < head.size() && head[at + 1] != '\n') return Problem{400, "bare_carriage_return", "Lines of the head must end with CR LF; a bare carriage return stands there"};
    if ((c < 0x20 && c != '\r' && c != '\n' && c != '\t') || c == 0x7F) return Problem{400, "control_character", "A control character stands in the head of the request"};
  }
  if (end != std::string_view::npos) return end + 4;
  if (received.size() >= limits.max_bytes) return Problem{431, "head_too_large", fmt::format("The head of the request is longer than the limit of {} bytes", limits.max_bytes)};
  return std::monostate{};
}

std::variant<RequestHead, Problem> read_request_head(std::string_view raw, const HeadLimits& limits) {
  try {
    return read_all(raw, limits);
  } catch (const Refusal& refusal) {
    return refusal.problem;
  }
}

}  // namespace tillbridge::services::http
