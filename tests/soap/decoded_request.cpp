#include "tests/soap/decoded_request.hpp"

#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

#include "contract/contract_text.hpp"
#include "services/soap/clean_request.hpp"
#include "soapH.h"

namespace tillbridge::tests {
namespace {

using services::SoapContext;
using services::front::FrontLimits;

const contract::ContractTable& contract_table() {
  static const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  return table;
}

/// Writes what the engine has read with the generated writers.
class Rewriter {
 public:
  Rewriter() : soap_(soap_new1(SOAP_XML_TREE | SOAP_C_UTFSTRING)) { soap_set_namespaces(soap_, namespaces); }
  ~Rewriter() {
    soap_destroy(soap_);
    soap_end(soap_);
    soap_free(soap_);
  }
  Rewriter(const Rewriter&) = delete;
  Rewriter& operator=(const Rewriter&) = delete;

  std::string write(const std::function<int(struct soap*)>& put) {
    std::ostringstream out;
    soap_->os = &out;
    if (soap_begin_send(soap_) != SOAP_OK) throw std::runtime_error("the writer does not begin");
    soap_->ns = 1;
    if (put(soap_) != SOAP_OK || soap_end_send(soap_) != SOAP_OK) throw std::runtime_error("the writer fails");
    return std::move(out).str();
  }

 private:
  struct soap* soap_;
};

template <class Value>
std::string rewritten(Rewriter& rewriter, const Value& value) {
  return rewriter.write([&](struct soap* soap) { return value.soap_put(soap, "value", nullptr); });
}

template <class Request>
std::string read_whole(SoapContext& context, Rewriter& rewriter, Request* (*get)(struct soap*, Request*, const char*, const char*), const std::string& operation) {
  Request request;
  context.read([&](struct soap* soap) {
    request.soap_default(soap);
    return get(soap, &request, ("tb:" + operation).c_str(), nullptr) != nullptr;
  });
  return rewritten(rewriter, request);
}

using Reader = std::function<std::string(SoapContext&, Rewriter&, const std::string& operation)>;

template <class Request>
Reader whole(Request* (*get)(struct soap*, Request*, const char*, const char*)) {
  return [get](SoapContext& context, Rewriter& rewriter, const std::string& operation) { return read_whole(context, rewriter, get, operation); };
}

/// For requests whose rows are handed over one by one.
template <class Row, class Request>
Reader rows_of(Request* (*get)(struct soap*, Request*, const char*, const char*)) {
  return [get](SoapContext& context, Rewriter& rewriter, const std::string& operation) {
    std::string rows;
    context.on_row([&](void* parsed) { rows += rewritten(rewriter, *static_cast<const Row*>(parsed)) + "\n"; });
    const auto rest = read_whole(context, rewriter, get, operation);
    return rows + rest;
  };
}

const std::map<std::string, Reader, std::less<>>& readers() {
  static const std::map<std::string, Reader, std::less<>> all = {
      {"UpdatePOSProducts", rows_of<tb__ProductType>(soap_get__tb__UpdatePOSProducts)},
      {"UpdateInventory", rows_of<tb__InventoryRowType>(soap_get__tb__UpdateInventory)},
      {"UpdatePricing", rows_of<tb__PriceRowType>(soap_get__tb__UpdatePricing)},
      {"GetNewOrders", whole(soap_get__tb__GetNewOrders)},
      {"ConfirmOrders", whole(soap_get__tb__ConfirmOrders)},
      {"GetNewCaptures", whole(soap_get__tb__GetNewCaptures)},
      {"ConfirmCaptures", whole(soap_get__tb__ConfirmCaptures)},
      {"GetNewTransactions", whole(soap_get__tb__GetNewTransactions)},
      {"ConfirmTransactions", whole(soap_get__tb__ConfirmTransactions)},
      {"SaveShipments", whole(soap_get__tb__SaveShipments)},
  };
  return all;
}

std::string decode(const std::string& operation, SoapContext::Source source) {
  SoapContext context(std::move(source));
  Rewriter rewriter;
  return readers().at(operation)(context, rewriter, operation);
}

std::string text_of(const std::optional<services::front::Credentials>& found) {
  if (!found) return "none";
  return found->store_id + "\n" + found->user_name + "\n" + found->password + "\n" + std::to_string(static_cast<int>(found->source));
}

std::string text_of(const base::Error& error) { return std::string(error.catalogue_word()) + ": " + error.message; }

/// From either kind of request.
void fill(ReadRequest& read, const auto& request) {
  read.version = request.version();
  read.is_bare = request.is_bare();
  read.operation = request.operation();
  read.credentials = text_of(request.credentials());
  for (const auto& warning : request.warnings()) read.warnings += warning.code + ": " + warning.message + "\n";
}

}  // namespace

bool is_plain(std::string_view bytes, std::string_view content_type, const FrontLimits& limits) {
  services::front::PlainGate gate(contract_table(), limits, bytes, content_type);
  return gate.read_head() && gate.read_rest();
}

ReadRequest read_request(std::string_view bytes, std::string_view content_type, const FrontLimits& limits) {
  ReadRequest read;
  services::CleanRequest request(contract_table(), limits, bytes, std::string(content_type));
  auto done = request.read_head();
  if (done) done = request.read_rest();
  read.is_plain = request.is_plain();
  fill(read, request);
  if (!done) {
    read.refusal = text_of(done.error());
    return read;
  }
  read.caller_reference = request.caller_reference().value_or("none");
  read.return_all_rows = request.return_all_rows().value_or("none");
  read.content_hash = request.content_hash();
  read.rows = decode(read.operation, request.source());
  return read;
}

ReadRequest read_strictly(std::string_view bytes, std::string_view content_type, const FrontLimits& limits) {
  ReadRequest read;
  services::front::FrontParser parser(contract_table(), limits, bytes, content_type);
  services::ScalarFinder caller_reference("CallerReference"), return_all_rows("ReturnAllRows");
  std::string clean;
  auto head = parser.read_head();
  if (!head) read.refusal = text_of(head.error());
  while (read.refusal.empty()) {
    const auto chunk = parser.next_chunk();
    if (!chunk) read.refusal = text_of(chunk.error());
    else if (chunk->empty()) break;
    else {
      caller_reference.scan(*chunk);
      return_all_rows.scan(*chunk);
      clean += *chunk;
    }
  }
  fill(read, parser);
  if (!read.refusal.empty()) return read;
  read.caller_reference = caller_reference.text().value_or("none");
  read.return_all_rows = return_all_rows.text().value_or("none");
  read.content_hash = parser.content_hash();
  read.rows = decode(read.operation, [&clean, given = false]() mutable { return std::exchange(given, true) ? std::string_view{} : std::string_view(clean); });
  return read;
}

std::string difference(const ReadRequest& left, const ReadRequest& right) {
  const auto differs = [](std::string_view what, const auto& a, const auto& b) {
    std::ostringstream out;
    if (a != b) out << what << ": " << a << " <> " << b << "\n";
    return out.str();
  };
  return differs("refusal", left.refusal, right.refusal) + differs("operation", left.operation, right.operation) + differs("credentials", left.credentials, right.credentials) +
         differs("CallerReference", left.caller_reference, right.caller_reference) + differs("hash", left.content_hash, right.content_hash) + differs("ReturnAllRows", left.return_all_rows, right.return_all_rows) + differs("warnings", left.warnings, right.warnings) + differs("rows", left.rows, right.rows) +
         differs("version", static_cast<int>(left.version), static_cast<int>(right.version)) + differs("bare", left.is_bare, right.is_bare);
}

}  // namespace tillbridge::tests
