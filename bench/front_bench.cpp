#include <fmt/format.h>

#include <stdexcept>

#include "bench/benches.hpp"
#include "bench/front_documents.hpp"
#include "bench/race.hpp"
#include "contract/contract_text.hpp"
#include "contract/expat_parser.hpp"
#include "services/front/plain_gate.hpp"
#include "services/soap/clean_request.hpp"
#include "soapH.h"

namespace tillbridge::bench {
namespace {

using services::CleanRequest;
using services::SoapContext;

/// Documents of one operation and how to count their rows.
struct Kind {
  std::string name;
  bool (*parse)(struct soap*);
  std::string plain, declined_first, declined_last;
  std::size_t rows = 0;
};

template <class Request, Request* (*Get)(struct soap*, Request*, const char*, const char*)>
bool parse(struct soap* soap) {
  Request request;
  request.soap_default(soap);
  return Get(soap, &request, nullptr, nullptr) != nullptr;
}

class NoEvents final : public contract::XmlEvents {
 public:
  void on_start(contract::QName, contract::AttributeList) override { ++elements; }
  void on_end(contract::QName) override {}
  void on_text(std::string_view) override {}
  void on_namespace(std::string_view, std::string_view) override {}
  std::size_t elements = 0;
};

const contract::ContractTable& table() {
  static const auto made = contract::ContractTable::from_wsdl(contract::contract_text());
  return made;
}

const services::front::FrontLimits kLimits;

void expect(std::size_t rows, std::size_t expected) {
  if (rows != expected) throw std::runtime_error(fmt::format("{} rows came instead of {}", rows, expected));
}

void read_rows(const Kind& kind, SoapContext::Source source) {
  std::size_t rows = 0;
  SoapContext soap(std::move(source));
  soap.on_row([&](void*) { ++rows; });
  soap.read(kind.parse);
  expect(rows, kind.rows);
}

void engine_alone(const Kind& kind) {
  read_rows(kind, [&kind, given = false]() mutable { return std::exchange(given, true) ? std::string_view{} : std::string_view(kind.plain); });
}

void expat_alone(const Kind& kind) {
  NoEvents events;
  contract::ExpatParser expat(events);
  if (!expat.parse(kind.plain, true)) throw std::runtime_error("expat refuses");
  if (events.elements <= kind.rows) throw std::runtime_error("expat saw no rows");
}

void front_parser_alone(const Kind& kind) {
  services::front::FrontParser parser(table(), kLimits, kind.plain, "text/xml");
  if (!parser.read_head()) throw std::runtime_error("the front parser refuses");
  for (;;) {
    const auto chunk = parser.next_chunk();
    if (!chunk) throw std::runtime_error(chunk.error().message);
    if (chunk->empty()) return;
  }
}

void gate_alone(const Kind& kind) {
  services::front::PlainGate gate(table(), kLimits, kind.plain, "text/xml");
  if (!gate.read_head() || !gate.read_rest()) throw std::runtime_error("the gate declines");
}

void whole_way(const Kind& kind, const std::string& document, bool is_plain, bool wants_hash = false) {
  CleanRequest request(table(), kLimits, document, "text/xml");
  if (!request.read_head() || !request.read_rest()) throw std::runtime_error("the request is refused");
  if (request.is_plain() != is_plain) throw std::runtime_error("the gate judges otherwise");
  if (wants_hash && request.content_hash().empty()) throw std::runtime_error("there is no hash");
  read_rows(kind, request.source());
}

Side side(std::string name, int times, std::function<void()> work) {
  return {std::move(name), [times, work = std::move(work)] {
            Stopwatch watch;
            for (int i = 0; i < times; ++i) work();
            watch.pause();
            return watch.spent();
          }};
}

void compare(const Kind& kind, const Size& size, int times) {
  const std::vector<Side> sides = {
      side("the SOAP engine alone, on the bytes as they came", times, [&] { engine_alone(kind); }),
      side("gate and engine: a plain document", times, [&] { whole_way(kind, kind.plain, true); }),
      side("gate and engine, with the hash for a CallerReference", times, [&] { whole_way(kind, kind.plain, true, true); }),
      side("front parser and engine: declined at its beginning", times, [&] { whole_way(kind, kind.declined_first, false); }),
      side("front parser and engine: declined at its very end", times, [&] { whole_way(kind, kind.declined_last, false); }),
      side("part: the gate", times, [&] { gate_alone(kind); }),
      side("part: expat with namespaces and empty handlers", times, [&] { expat_alone(kind); }),
      side("part: one pass of the front parser", times, [&] { front_parser_alone(kind); }),
  };
  const double megabytes = static_cast<double>(kind.plain.size()) * times / 1e6;
  print(fmt::format("{}: {} rows, {:.2f} MB", kind.name, kind.rows, static_cast<double>(kind.plain.size()) / 1e6), race(sides, size.rounds), megabytes, "MB");
}

Kind make_kind(std::string name, bool (*parse)(struct soap*), std::string document, int rows) {
  Kind kind{std::move(name), parse, std::move(document), {}, {}, static_cast<std::size_t>(rows)};
  kind.declined_first = with_comment_first(kind.plain);
  kind.declined_last = with_comment_last(kind.plain);
  return kind;
}

}  // namespace

void bench_front(const Size& size) {
  const int rows = size.quick ? 1'000 : 10'000;
  const auto inventory = parse<_tb__UpdateInventory, soap_get__tb__UpdateInventory>;
  const auto products = parse<_tb__UpdatePOSProducts, soap_get__tb__UpdatePOSProducts>;
  compare(make_kind("UpdateInventory", inventory, inventory_document(rows), rows), size, 10);
  compare(make_kind("UpdateInventory, one element per line", inventory, on_lines(inventory_document(rows)), rows), size, 10);
  compare(make_kind("UpdatePOSProducts of 25 fields", products, products_document(rows), rows), size, 2);
  compare(make_kind("UpdateInventory, one row", inventory, inventory_document(1), 1), size, size.quick ? 1'000 : 10'000);
}

}  // namespace tillbridge::bench
