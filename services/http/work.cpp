#include "services/http/work.hpp"

#include <malloc.h>

#include "base/log.hpp"
#include "services/http/response_head.hpp"

namespace tillbridge::services::http {

void carry_out(Work& work, RequestHandler& handler) {
  try {
    work.response = handler.handle(work.request);
  } catch (const std::exception& error) {
    base::log_error("serve", "handler_failed", {{"request", work.request.request_id}, {"reason", error.what()}});
    work.response = to_response({500, "internal", "Something went wrong here; it is logged as " + work.request.request_id});
  }
  // Its file goes here: taking many megabytes of pages back would hold up the connections of a network thread.
  work.request.body.reset();
}

void give_memory_back() { malloc_trim(0); }

void record(const Work& work, std::size_t bytes_out, Metrics& metrics) {
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - work.began);
  const auto& response = work.response;
  const std::string operation = response.operation.empty() ? "page" : response.operation;
  const std::string outcome = response.outcome.empty() ? (response.status < 400 ? "ok" : std::to_string(response.status)) : response.outcome;
  metrics.count_request(operation, outcome, duration, work.bytes_in, bytes_out);
  const auto level = response.operation.empty() && response.status < 400 ? base::LogLevel::kDebug : base::LogLevel::kInfo;
  base::log(level, "serve", "request_answered",
            {{"request", work.request.request_id}, {"operation", operation}, {"outcome", outcome}, {"status", response.status}, {"peer", work.request.peer_address},
             {"bytes_in", work.bytes_in}, {"bytes_out", bytes_out}, {"microseconds", duration.count()}});
}

}  // namespace tillbridge::services::http
