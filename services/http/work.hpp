#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "services/http/connection.hpp"

namespace tillbridge::services::http {

/// One whole request on its way through a worker and back. Held by its connection and by the worker.
struct Work {
  explicit Work(const boost::asio::any_io_executor& executor) : answered(executor) {}

  Request request;
  Response response;
  std::size_t bytes_in = 0;
  std::chrono::steady_clock::time_point began;
  boost::asio::steady_timer answered; ///< of the connection's strand; never runs out, cancelled when the worker is done
  bool is_ready = false;              ///< on the strand
};

/// On a worker thread: the handler's response, or a plain 500 where it threw. The request's body is gone afterwards.
void carry_out(Work& work, RequestHandler& handler);

/// After a large call, on the thread that carried it out: what was freed goes back to the system, so that the next peak begins where this one did.
void give_memory_back();

/// Counts and logs an answered request of which `bytes_out` went out.
void record(const Work& work, std::size_t bytes_out, Metrics& metrics);

}  // namespace tillbridge::services::http
