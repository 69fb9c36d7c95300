#pragma once
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "services/http/connection.hpp"

namespace tillbridge::services::http {

/// What a connection says where no handler is asked: the text of each refusal, counted and logged as it is made.
class Refusals {
 public:
  Refusals(ConnectionContext& context, const boost::asio::ip::address& peer) : context_(context), peer_(peer) {}

  /// All of them: the whole answer as it goes out, with its head, which says that the connection ends.
  std::string of_bytes(const Problem& problem);
  /// Of a request whose head is sound: who calls an operation gets a fault that its toolkit understands. `request` has no body.
  std::string of_call(const Request& request, const Problem& problem);

 private:
  std::string compose(const Problem& problem, const std::string& request_id, std::optional<Response> written);

  ConnectionContext& context_;
  const boost::asio::ip::address& peer_;
};

/// The head or the body did not come in time, or the connection ended in it.
Problem too_slow(std::string_view part, std::chrono::milliseconds limit);
Problem cut_off(std::string_view part);
/// Nothing when the method is one of ours and the caller may speak plain HTTP, where it does.
std::optional<Problem> check_policy(const RequestHead& head, bool is_tls, const boost::asio::ip::address& peer, const ConnectionContext& context);

}  // namespace tillbridge::services::http
