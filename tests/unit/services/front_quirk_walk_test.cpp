// Whatever quirks a request is written with, the engine gets the same clean text as for a clean request, and a CallerReference sees the same content.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "contract/contract_text.hpp"
#include "services/front/front_parser.hpp"

using namespace tillbridge::services::front;
namespace contract = tillbridge::contract;

namespace {

constexpr int kRequests = 3'000;

struct Element {
  std::string name, text;
  std::vector<Element> children;
  bool is_leaf = false;
  bool takes_unknown = false;         ///< a misspelt entry of a list is refused, and so is one in place of a list
};

/// How one request is written.
struct Manner {
  std::string prefix, soap_prefix = "soap";
  bool declares_default = false;      ///< our namespace as the default one instead of a prefix
  bool qualified_children = true;     ///< children carry the namespace too
  bool bare = false, header = false, mark = false;
  int encoding = 0;                   ///< 0 UTF-8, 1 UTF-16 little-endian, 2 big-endian
  int decoration = 0;                 ///< how often comments, line ends, attributes and unknown elements come in, in percent
};

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed) {}

  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  bool chance(int percent) { return pick(100) < percent; }

  Element request(const contract::ContractTable& table, const std::string& operation) {
    Element root{operation, {}, {}, false};
    fill(table, root, operation, 0);
    return root;
  }

  std::string write(const Element& request, const Manner& manner) {
    const std::string prefix = manner.prefix.empty() ? "" : manner.prefix + ":";
    const std::string declared = manner.declares_default ? " xmlns=\"urn:tillbridge:pos:v1\"" : fmt::format(" xmlns:{}=\"urn:tillbridge:pos:v1\"", manner.prefix);
    std::string body = fmt::format("<{}{}{}>", prefix, request.name, declared);
    for (const auto& child : request.children) body += element(child, manner, prefix);
    body += noise(manner) + "</" + prefix + request.name + ">";
    if (manner.bare) return body;
    const auto& soap = manner.soap_prefix;
    const std::string header = manner.header ? fmt::format("<{}:Header><t:Trace xmlns:t=\"urn:t\">x</t:Trace></{}:Header>", soap, soap) : "";
    return fmt::format("<{0}:Envelope xmlns:{0}=\"http://schemas.xmlsoap.org/soap/envelope/\">{1}<{0}:Body>{2}</{0}:Body></{0}:Envelope>", soap, header, body);
  }

  Manner manner() {
    Manner made;
    made.declares_default = chance(50);
    if (!made.declares_default) made.prefix = chance(50) ? "tb" : "n1";
    made.qualified_children = made.declares_default || chance(70);
    made.soap_prefix = chance(50) ? "SOAP-ENV" : "s";
    made.bare = chance(20);
    made.header = chance(30);
    made.encoding = chance(70) ? 0 : 1 + pick(2);
    made.mark = made.encoding != 0 || chance(30);
    made.decoration = pick(30);
    return made;
  }

 private:
  void fill(const contract::ContractTable& table, Element& parent, const std::string& type, int depth) {
    for (const auto& rule : *table.find_children(type)) {
      if (rule.name == "Credentials" && depth == 0) {
        parent.children.push_back({"Credentials", {}, {{"StoreId", "main", {}, true}, {"UserName", "till", {}, true}, {"Password", "p", {}, true}}, false});
        continue;
      }
      const int times = rule.repeated ? pick(4) : rule.required || chance(60) ? 1 : 0;
      for (int i = 0; i < times; ++i) {
        Element child{rule.name, {}, {}, rule.type.empty()};
        if (child.is_leaf) child.text = text();
        else fill(table, child, rule.type, depth + 1);
        child.takes_unknown = !child.is_leaf && table.find_children(rule.type)->size() > 1;
        parent.children.push_back(std::move(child));
      }
    }
  }

  std::string text() {
    static const std::vector<std::string> pieces = {"a", "B", "7", ".", " ", "é", "ß", "€", "\U0001F600", "שלום", "&", "<", ">", "\"", "'", "]]", "\xC2\xA0"};
    std::string out;
    for (int i = pick(6); i > 0; --i) out += pieces[static_cast<std::size_t>(pick(static_cast<int>(pieces.size())))];
    return out;
  }

  std::string noise(const Manner& manner, bool takes_unknown = false) {
    if (!chance(manner.decoration)) return {};
    switch (pick(takes_unknown ? 4 : 3)) {
      case 0: return "\r\n\t  ";
      case 1: return "<!-- & -->";
      case 3: return "<Unknown9 a=\"1\">what <b>ever</b></Unknown9>";
      default: return "\n<!-- a --><!-- b -->\n";
    }
  }

  std::string element(const Element& one, const Manner& manner, const std::string& parent_prefix) {
    const std::string prefix = manner.qualified_children ? parent_prefix : "";
    std::string out = fmt::format("<{}{}{}{}>", prefix, one.name, chance(manner.decoration) ? " unknown=\"x\"" : "", chance(manner.decoration) ? " " : "");
    if (one.is_leaf) out += leaf(one.text, manner);
    for (const auto& child : one.children) out += noise(manner, one.takes_unknown) + element(child, manner, parent_prefix);
    return out + fmt::format("</{}{}>", prefix, one.name);
  }

  /// The same text as characters, references or CDATA, in pieces.
  std::string leaf(const std::string& text, const Manner& manner) {
    if (chance(manner.decoration) && text.find("]]") == std::string::npos) return "<![CDATA[" + text + "]]>";
    std::string out;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '&') out += chance(50) ? "&amp;" : "&#38;";
      else if (c == '<') out += chance(50) ? "&lt;" : "&#x3C;";
      else if (c == '>') out += "&gt;";
      else if (byte < 0x80 && chance(manner.decoration)) out += fmt::format("&#{};", byte);
      else out += c;
    }
    return out;
  }

  std::mt19937 random_;
};

std::string utf16(const std::string& text, bool big_endian) {
  std::string bytes;
  const auto put = [&](unsigned unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  put(0xFEFF);
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    unsigned code = length == 1 ? byte : byte & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    i += length;
    if (code < 0x10000) {
      put(code);
    } else {
      put(0xD800 + ((code - 0x10000) >> 10));
      put(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

std::string encoded(const std::string& text, const Manner& manner) {
  if (manner.encoding != 0) return utf16(text, manner.encoding == 2);
  return (manner.mark ? "\xEF\xBB\xBF" : "") + text;
}

struct Read {
  std::string refusal, clean, hash, operation;
};

Read read(const contract::ContractTable& table, const std::string& bytes) {
  FrontParser parser(table, {}, bytes, "text/xml");
  Read out;
  if (const auto head = parser.read_head(); !head) {
    out.refusal = head.error().message;
    return out;
  }
  out.operation = parser.operation();
  for (;;) {
    const auto chunk = parser.next_chunk();
    if (!chunk) {
      out.refusal = chunk.error().message;
      return out;
    }
    if (chunk->empty()) break;
    out.clean += *chunk;
  }
  // Where the operation begins: bare requests get an envelope of their own.
  out.clean = out.clean.substr(out.clean.find(out.operation));
  out.hash = parser.content_hash();
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_quirk_walk)

BOOST_AUTO_TEST_CASE(any_composition_of_quirks_reaches_the_engine_as_the_clean_request) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const char* given = std::getenv("TILLBRIDGE_SEED");
  const unsigned first = given ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}() % 1'000'000'000;
  BOOST_TEST_MESSAGE("TILLBRIDGE_SEED=" << first);
  for (int i = 0; i < kRequests; ++i) {
    Walk walk(first + static_cast<unsigned>(i));
    const auto& operation = table.operations()[static_cast<std::size_t>(walk.pick(static_cast<int>(table.operations().size())))].name;
    const auto request = walk.request(table, operation);
    const auto clean = read(table, walk.write(request, {.prefix = "tb"}));
    BOOST_REQUIRE_MESSAGE(clean.refusal.empty(), "seed " << first + static_cast<unsigned>(i) << ": the clean request is refused: " << clean.refusal);
    const auto manner = walk.manner();
    const auto written = walk.write(request, manner);
    const auto odd = read(table, encoded(written, manner));
    BOOST_REQUIRE_MESSAGE(odd.refusal.empty(), "seed " << first + static_cast<unsigned>(i) << ": refused: " << odd.refusal << "\n" << written);
    BOOST_REQUIRE_MESSAGE(odd.operation == operation && odd.clean == clean.clean && odd.hash == clean.hash,
                          "seed " << first + static_cast<unsigned>(i) << ":\n" << written << "\nbecame\n" << odd.clean << "\ninstead of\n" << clean.clean);
  }
}

BOOST_AUTO_TEST_SUITE_END()
