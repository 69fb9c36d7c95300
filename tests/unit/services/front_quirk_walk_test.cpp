// Whatever quirks a request is written with, the engine gets the same clean text as for a clean request, and a CallerReference sees the same content.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "contract/contract_text.hpp"
#include "services/front/encoding.hpp"
#include "services/front/front_parser.hpp"

using namespace tillbridge::services::front;
namespace contract = tillbridge::contract;

namespace {

constexpr int kRequests = 3'000, kCutRequests = 500, kCuts = 8, kGarbage = 5'000;

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
  Encoding encoding = Encoding::kUtf8;
  std::string tail;                   ///< behind the end
  int decoration = 0;                 ///< how often comments, line ends, attributes and unknown elements come in, in percent
};

bool is_eight_bit(const Manner& manner) { return manner.encoding == Encoding::kWindows1252 || manner.encoding == Encoding::kLatin9; }

struct Character {
  unsigned code;
  std::size_t length;                 ///< in UTF-8
};

Character character_at(const std::string& text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  unsigned code = length == 1 ? byte : byte & (0xFFu >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) code = code << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3F);
  return {code, length};
}

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
    static constexpr Encoding kOthers[] = {Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252, Encoding::kLatin9};
    if (chance(50)) made.encoding = kOthers[pick(4)];
    made.mark = !is_eight_bit(made) && chance(50);
    made.decoration = pick(30);
    if (chance(30)) made.tail = std::string("\r\n \t") + std::string(static_cast<std::size_t>(pick(4)), '\0') + (chance(50) ? "\n" : "");
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
    std::string out = fmt::format("<{}{}{}{}>", prefix, one.name, attribute(manner), chance(manner.decoration) ? " " : "");
    if (one.is_leaf) out += leaf(one.text, manner);
    for (const auto& child : one.children) out += noise(manner, one.takes_unknown) + element(child, manner, parent_prefix);
    return out + fmt::format("</{}{}>", prefix, one.name);
  }

  std::string attribute(const Manner& manner) {
    if (!chance(manner.decoration)) return {};
    return chance(50) ? " unknown=\"x\"" : " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:type='xsd:anyType'";
  }

  /// The same text as characters, references, the halves of a character or CDATA, in pieces.
  std::string leaf(const std::string& text, const Manner& manner) {
    // Where an encoding has no such character only a reference helps, and CDATA knows none.
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (chance(manner.decoration) && text.find("]]") == std::string::npos && (is_ascii || !is_eight_bit(manner))) return "<![CDATA[" + text + "]]>";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const auto [code, length] = character_at(text, at);
      if (code == '&') out += chance(50) ? "&amp;" : "&#38;";
      else if (code == '<') out += chance(50) ? "&lt;" : "&#x3C;";
      else if (code == '>') out += "&gt;";
      else if (code > 0xFFFF && chance(50)) out += fmt::format("&#x{:X};&#{};", 0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF));
      else if (chance(manner.decoration)) out += fmt::format("&#{};", code);
      else out += text.substr(at, length);
      at += length;
    }
    return out;
  }

  std::mt19937 random_;
};

std::string utf16(const std::string& text, const Manner& manner) {
  std::string bytes;
  const auto put = [&](unsigned unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    const bool big_endian = manner.encoding == Encoding::kUtf16Be;
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  if (manner.mark) put(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, length] = character_at(text, at);
    at += length;
    if (code < 0x10000) {
      put(code);
    } else {
      put(0xD800 + ((code - 0x10000) >> 10));
      put(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

std::string eight_bit(const std::string& text, const Manner& manner) {
  const bool latin9 = manner.encoding == Encoding::kLatin9;
  std::string bytes = latin9 ? "<?xml version=\"1.0\" encoding=\"iso-8859-15\"?>" : "<?xml version='1.0' encoding='ISO-8859-1'?>";
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, length] = character_at(text, at);
    at += length;
    if (code == 0x20AC) bytes += latin9 ? '\xA4' : '\x80';
    else if (code < 0x100) bytes += static_cast<char>(code);
    else bytes += fmt::format("&#x{:x};", code);
  }
  return bytes;
}

std::string encoded(const std::string& written, const Manner& manner) {
  const std::string text = written + manner.tail;
  if (is_eight_bit(manner)) return eight_bit(text, manner);
  if (manner.encoding != Encoding::kUtf8) return utf16(text, manner);
  return (manner.mark ? "\xEF\xBB\xBF" : "") + text;
}

unsigned first_seed() {
  const char* given = std::getenv("TILLBRIDGE_SEED");
  const unsigned first = given ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}() % 1'000'000'000;
  BOOST_TEST_MESSAGE("TILLBRIDGE_SEED=" << first);
  return first;
}

std::string hex(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
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
  const unsigned first = first_seed();
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

BOOST_AUTO_TEST_CASE(a_request_that_was_cut_off_is_never_taken) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const unsigned first = first_seed();
  for (int i = 0; i < kCutRequests; ++i) {
    Walk walk(first + static_cast<unsigned>(i));
    const auto& operation = table.operations()[static_cast<std::size_t>(walk.pick(static_cast<int>(table.operations().size())))].name;
    auto manner = walk.manner();
    manner.tail.clear();
    const auto whole = encoded(walk.write(walk.request(table, operation), manner), manner);
    for (int k = 0; k < kCuts; ++k) {
      // The last bytes are where a reader would be tempted to overlook what is missing.
      const auto kept = k < 2 ? whole.size() - 1 - static_cast<std::size_t>(k) : static_cast<std::size_t>(walk.pick(static_cast<int>(whole.size())));
      BOOST_REQUIRE_MESSAGE(!read(table, whole.substr(0, kept)).refusal.empty(), "seed " << first + static_cast<unsigned>(i) << ": taken although only " << kept << " bytes came of\n" << hex(whole));
    }
  }
}

BOOST_AUTO_TEST_CASE(bytes_without_sense_are_never_taken) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const unsigned first = first_seed();
  static const std::vector<std::string> starts = {"", "<", "<?xml version='1.0'?>", "\xEF\xBB\xBF<", "\xFF\xFE<", std::string("\xFE\xFF\0<", 4), "<UpdateInventory xmlns='urn:tillbridge:pos:v1'>"};
  for (int i = 0; i < kGarbage; ++i) {
    Walk walk(first + static_cast<unsigned>(i));
    std::string bytes = starts[static_cast<std::size_t>(walk.pick(static_cast<int>(starts.size())))];
    for (int count = walk.pick(300); count > 0; --count) bytes += static_cast<char>(walk.pick(256));
    BOOST_REQUIRE_MESSAGE(!read(table, bytes).refusal.empty(), "seed " << first + static_cast<unsigned>(i) << ": taken: " << hex(bytes));
  }
}

BOOST_AUTO_TEST_SUITE_END()
