#pragma once
#include <memory>
#include <optional>
#include <string>

#include "services/http/refusals.hpp"
#include "services/http/transport.hpp"
#include "services/http/work.hpp"

namespace tillbridge::services::http {

/// A whole request, or the text that refuses it, or neither: the connection ended and there is nobody to tell.
struct Received {
  std::shared_ptr<Work> work;
  bool is_large = false;              ///< beyond BodyLimits::max_in_memory
  bool keeps_alive = true;
  std::optional<std::string> refusal;
};

/// Receives one request from its first bytes on, each part under its deadline. Made anew for each request; the references outlive it.
class RequestReceiver {
 public:
  /// `input`: what was received and not yet used; what follows the request stays in it.
  RequestReceiver(Transport& transport, std::string& input, ConnectionContext& context, const boost::asio::ip::address& peer, bool is_tls);
  Task<Received> receive();

 private:
  struct Head {
    std::string raw;
    RequestHead read;
  };

  Task<std::optional<Head>> receive_head(Received& received);
  Task<std::size_t> receive_to_head_end(Received& received);
  Task<bool> receive_body(const Head& head, Received& received);
  std::optional<Problem> feed(BodyReceiver& receiver);
  void fill_request(const RequestHead& head, Request& request) const;
  std::optional<std::string> refuse_unfinished(boost::system::error_code error, std::string_view part, std::chrono::milliseconds limit);

  Transport& transport_;
  std::string& input_;
  ConnectionContext& context_;
  const HttpServerOptions& options_;
  const boost::asio::ip::address& peer_;
  Refusals refusals_;
  bool is_tls_;
};

/// Takes away the line ends that old clients send behind a body; they may arrive long after the answer.
void skip_empty_lines(std::string& input);

}  // namespace tillbridge::services::http
