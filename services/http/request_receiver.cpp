#include "services/http/request_receiver.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"

namespace tillbridge::services::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kMaxChunkLine = 16 * 1024;
constexpr char kTlsHandshakeByte = 0x16;

Problem storage_problem(const std::exception& error) {
  base::log_error("serve", "body_not_stored", {{"reason", error.what()}});
  return {503, "spool_unavailable", "A large request cannot be stored at the moment; send it again later"};
}

std::optional<Problem> take_body(BodyReceiver& receiver, Work& work) {
  try {
    work.request.body = receiver.take();
    work.bytes_in = work.request.body->bytes().size();
    return std::nullopt;
  } catch (const std::exception& error) {
    return storage_problem(error);
  }
}

}  // namespace

void skip_empty_lines(std::string& input) {
  while (input.starts_with("\r\n")) input.erase(0, 2);
}

// In coroutines here every argument of a co_await is a named value: g++ 12 destroys braced temporaries in such an expression twice.

RequestReceiver::RequestReceiver(Transport& transport, std::string& input, ConnectionContext& context, const asio::ip::address& peer, bool is_tls)
    : transport_(transport), input_(input), context_(context), options_(context.options), peer_(peer), refusals_(context, peer), is_tls_(is_tls) {}

Task<Received> RequestReceiver::receive() {
  Received received;
  auto head = co_await receive_head(received);
  if (!head) co_return received;
  received.keeps_alive = head->read.keeps_alive;
  auto work = std::make_shared<Work>(transport_.executor());
  fill_request(head->read, work->request);
  received.work = std::move(work);
  if (const auto& problem = head->read.coding_problem) {
    received.refusal = refusals_.of_call(received.work->request, *problem);
    received.work.reset();
    co_return received;
  }
  const bool is_whole = co_await receive_body(*head, received);
  if (!is_whole) received.work.reset();
  co_return received;
}

Task<std::optional<RequestReceiver::Head>> RequestReceiver::receive_head(Received& received) {
  transport_.arm(options_.head_timeout);
  const auto length = co_await receive_to_head_end(received);
  if (length == 0) co_return std::nullopt;
  Head head{input_.substr(0, length), {}};
  input_.erase(0, length);
  auto outcome = read_request_head(head.raw, options_.head);
  auto problem = std::get_if<Problem>(&outcome) ? std::optional(std::get<Problem>(outcome)) : check_policy(std::get<RequestHead>(outcome), is_tls_, peer_, context_);
  if (problem) {
    received.refusal = refusals_.of_bytes(*problem);
    co_return std::nullopt;
  }
  head.read = std::get<RequestHead>(std::move(outcome));
  co_return head;
}

/// The length of the head at the front of the input, 0 when there is none and the connection must end.
Task<std::size_t> RequestReceiver::receive_to_head_end(Received& received) {
  for (;;) {
    if (!is_tls_ && !input_.empty() && input_.front() == kTlsHandshakeByte) {
      received.refusal = refusals_.of_bytes({400, "tls_on_http_port", "This port speaks plain HTTP; use an address that begins with http://"});
      co_return 0;
    }
    skip_empty_lines(input_);
    const auto end = find_head_end(input_, options_.head);
    if (const auto* length = std::get_if<std::size_t>(&end)) co_return *length;
    if (const auto* problem = std::get_if<Problem>(&end)) {
      received.refusal = refusals_.of_bytes(*problem);
      co_return 0;
    }
    const auto error = co_await transport_.read_more(input_);
    if (!error) continue;
    received.refusal = refuse_unfinished(error, "head", options_.head_timeout);
    co_return 0;
  }
}

Task<bool> RequestReceiver::receive_body(const Head& head, Received& received) {
  transport_.arm(options_.body_timeout);
  BodyReceiver receiver(head.raw, head.read, options_.body);
  if (head.read.expects_continue && !receiver.is_done() && !receiver.problem()) {
    const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto error = co_await transport_.write(go_on, options_.write_timeout);
    if (error) co_return false;
    transport_.arm(options_.body_timeout);
  }
  auto problem = receiver.problem();
  while (!problem && !receiver.is_done()) {
    problem = feed(receiver);
    if (problem || receiver.is_done()) break;
    // Give other connections their turn: inflating one piece may take milliseconds.
    auto executor = transport_.executor();
    co_await asio::post(executor, asio::use_awaitable);
    const auto error = co_await transport_.read_more(input_);
    if (!error) continue;
    received.refusal = refuse_unfinished(error, "body", options_.body_timeout);
    co_return false;
  }
  transport_.disarm();
  if (!problem) problem = take_body(receiver, *received.work);
  if (problem) received.refusal = refusals_.of_call(received.work->request, *problem);
  received.is_large = receiver.size() > options_.body.max_in_memory;
  co_return !problem;
}

std::optional<Problem> RequestReceiver::feed(BodyReceiver& receiver) {
  try {
    input_.erase(0, receiver.consume(input_));
  } catch (const std::exception& error) {
    return storage_problem(error);
  }
  if (!receiver.problem() && !receiver.is_done() && input_.size() > kMaxChunkLine) return Problem{400, "bad_chunk", "A chunk's first line is too long"};
  return receiver.problem();
}

void RequestReceiver::fill_request(const RequestHead& head, Request& request) const {
  auto facts = find_caller(head, peer_, is_tls_, context_.own_authority, context_.proxies, options_.public_url);
  request.method = head.method;
  request.path = head.path;
  request.query = head.query;
  request.headers = head.headers;
  request.peer_address = std::move(facts.peer_address);
  request.public_base = std::move(facts.public_base);
  request.request_id = base::new_id(context_.random, "req_");
}

std::optional<std::string> RequestReceiver::refuse_unfinished(boost::system::error_code error, std::string_view part, std::chrono::milliseconds limit) {
  if (error == asio::error::operation_aborted) return std::nullopt;
  return refusals_.of_bytes(error == asio::error::timed_out ? too_slow(part, limit) : cut_off(part));
}

}  // namespace tillbridge::services::http
