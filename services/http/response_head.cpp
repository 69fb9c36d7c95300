#include "services/http/response_head.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace tillbridge::services::http {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Payload Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
  }
}

std::string one_line(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }), text.end());
  return text;
}

}  // namespace

std::string format_response_head(const Response& response, std::size_t content_length, bool keeps_alive, std::string_view request_id, base::Timestamp now) {
  const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(now));
  std::string out = fmt::format("HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", response.status, reason(response.status), fmt::gmtime(seconds));
  if (!response.content_type.empty()) out += fmt::format("Content-Type: {}\r\n", one_line(response.content_type));
  out += fmt::format("Content-Length: {}\r\nConnection: {}\r\n", content_length, keeps_alive ? "keep-alive" : "close");
  if (!request_id.empty()) out += fmt::format("X-Request-Id: {}\r\n", request_id);
  for (const auto& [name, value] : response.headers) out += fmt::format("{}: {}\r\n", one_line(name), one_line(value));
  return out + "\r\n";
}

Response to_response(const Problem& problem) {
  Response response;
  response.status = problem.status;
  response.content_type = "text/plain; charset=utf-8";
  response.text = fmt::format("{}: {}\n", problem.word, problem.text);
  if (problem.status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST");
  if (problem.status == 503) response.headers.emplace_back("Retry-After", "5");
  response.outcome = problem.word;
  return response;
}

}  // namespace tillbridge::services::http
