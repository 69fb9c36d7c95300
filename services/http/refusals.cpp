#include "services/http/refusals.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "services/http/response_head.hpp"

namespace tillbridge::services::http {

std::string Refusals::of_bytes(const Problem& problem) { return compose(problem, base::new_id(context_.random, "req_"), std::nullopt); }

std::string Refusals::of_call(const Request& request, const Problem& problem) {
  const auto& write = context_.options.write_refusal;
  return compose(problem, request.request_id, write ? write(request, problem) : std::nullopt);
}

std::string Refusals::compose(const Problem& problem, const std::string& request_id, std::optional<Response> written) {
  const auto peer = peer_.to_string();
  context_.metrics.count_rejected(problem.word);
  if (context_.refusals.admit(peer, problem.word)) {
    base::log_info("serve", "request_refused", {{"request", request_id}, {"reason", problem.word}, {"status", problem.status}, {"peer", peer}});
  }
  const auto response = written ? std::move(*written) : to_response(problem);
  return format_response_head(response, response.text.size(), false, request_id, context_.clock.now()) + response.text;
}

Problem too_slow(std::string_view part, std::chrono::milliseconds limit) {
  return {408, "timeout", fmt::format("The {} of the request did not arrive within the limit of {} ms", part, limit.count())};
}

Problem cut_off(std::string_view part) { return {400, "incomplete_request", fmt::format("The connection ended in the {} of the request", part)}; }

std::optional<Problem> check_policy(const RequestHead& head, bool is_tls, const boost::asio::ip::address& peer, const ConnectionContext& context) {
  if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
    return Problem{405, "method_not_allowed", "Use POST for calls and GET for the WSDL and the health pages"};
  }
  if (!is_tls && !context.is_loopback && !context.proxies.contains(peer) && !peer.is_loopback()) {
    return Problem{403, "plain_http_not_allowed", "Plain HTTP is taken from the configured proxies only; use HTTPS"};
  }
  return std::nullopt;
}

}  // namespace tillbridge::services::http
