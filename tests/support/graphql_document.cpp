#include "tests/support/graphql_document.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

namespace tillbridge::tests {
namespace {

using nlohmann::json;

/// Names, numbers and texts as one token each, everything else by the character; "..." is one.
class Tokens {
 public:
  explicit Tokens(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) at = take(text, at);
  }
  const std::string& peek() const {
    static const std::string kEnd;
    return next_ < tokens_.size() ? tokens_[next_] : kEnd;
  }
  std::string take() {
    if (next_ >= tokens_.size()) throw std::invalid_argument("the document ends too early");
    return tokens_[next_++];
  }
  bool take_if(const std::string& token) { return peek() == token ? (++next_, true) : false; }
  void expect(const std::string& token) {
    if (const auto found = take(); found != token) throw std::invalid_argument("expected " + token + ", found " + found);
  }

 private:
  static bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.'; }
  std::size_t take(const std::string& text, std::size_t at) {
    const char c = text[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',') return at + 1;
    if (c == '#') return std::min(text.find('\n', at), text.size());
    std::size_t end = at + 1;
    if (text.compare(at, 3, "...") == 0) {
      end = at + 3;
    } else if (c == '"') {
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      ++end;
    } else if (is_word(c)) {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    tokens_.push_back(text.substr(at, end - at));
    return end;
  }

  std::vector<std::string> tokens_;
  std::size_t next_ = 0;
};

class Reader {
 public:
  Reader(const std::string& document, const json& variables) : tokens_(document), variables_(variables) {}

  GraphqlOperation read() {
    GraphqlOperation operation;
    while (!tokens_.peek().empty()) {
      if (tokens_.take_if("fragment")) {
        const std::string name = tokens_.take();
        tokens_.expect("on");
        const std::string type = tokens_.take();
        fragments_[name] = of_type(type, selection());
        continue;
      }
      operation.kind = tokens_.peek() == "{" ? "query" : tokens_.take();
      if (tokens_.peek() != "{" && tokens_.peek() != "(") operation.name = tokens_.take();
      if (tokens_.take_if("(")) defaults();
      operation.selection = selection();
    }
    spread(operation.selection);
    return operation;
  }

 private:
  /// Variable definitions: only defaults matter here.
  void defaults() {
    while (!tokens_.take_if(")")) {
      tokens_.expect("$");
      const std::string name = tokens_.take();
      tokens_.expect(":");
      while (tokens_.peek() != "$" && tokens_.peek() != ")" && tokens_.peek() != "=") tokens_.take();
      if (tokens_.take_if("=")) defaults_[name] = value();
      if (!variables_.contains(name) && !defaults_.contains(name)) defaults_[name] = nullptr;
    }
  }
  json value() {
    const std::string token = tokens_.take();
    if (token == "$") {
      const std::string name = tokens_.take();
      if (variables_.contains(name)) return variables_.at(name);
      if (defaults_.contains(name)) return defaults_.at(name);
      throw std::invalid_argument("variable $" + name + " has no value");
    }
    if (token == "[") {
      json list = json::array();
      while (!tokens_.take_if("]")) list.push_back(value());
      return list;
    }
    if (token == "{") return members("}");
    if (token == "true" || token == "false" || token == "null" || token.front() == '"' || token.front() == '-' || std::isdigit(static_cast<unsigned char>(token.front())) != 0)
      return json::parse(token);
    return token;  // a word of an enumeration
  }
  json members(const std::string& end) {
    json object = json::object();
    while (!tokens_.take_if(end)) {
      const std::string name = tokens_.take();
      tokens_.expect(":");
      object[name] = value();
    }
    return object;
  }
  std::vector<GraphqlField> selection() {
    tokens_.expect("{");
    std::vector<GraphqlField> fields;
    while (!tokens_.take_if("}")) {
      if (!tokens_.take_if("...")) {
        fields.push_back(field());
      } else if (tokens_.take_if("on")) {
        const std::string type = tokens_.take();
        for (auto& inner : of_type(type, selection())) fields.push_back(std::move(inner));
      } else {
        fields.push_back({.alias = "...", .name = tokens_.take()});
      }
    }
    return fields;
  }
  GraphqlField field() {
    GraphqlField out;
    out.alias = out.name = tokens_.take();
    if (tokens_.take_if(":")) out.name = tokens_.take();
    if (tokens_.take_if("(")) out.arguments = members(")");
    while (tokens_.take_if("@")) {
      const std::string name = tokens_.take();
      out.directives[name] = tokens_.take_if("(") ? members(")") : json::object();
    }
    if (tokens_.peek() == "{") out.selection = selection();
    return out;
  }
  static std::vector<GraphqlField> of_type(const std::string& type, std::vector<GraphqlField> fields) {
    for (auto& field : fields)
      if (field.type_condition.empty()) field.type_condition = type;
    return fields;
  }
  void spread(std::vector<GraphqlField>& fields) {
    std::vector<GraphqlField> out;
    for (auto& field : fields) {
      if (field.alias != "...") {
        spread(field.selection);
        out.push_back(std::move(field));
        continue;
      }
      if (!fragments_.contains(field.name)) throw std::invalid_argument("there is no fragment " + field.name);
      auto inner = fragments_.at(field.name);
      spread(inner);
      for (auto& one : inner) out.push_back(std::move(one));
    }
    fields = std::move(out);
  }

  Tokens tokens_;
  const json& variables_;
  std::map<std::string, json> defaults_;
  std::map<std::string, std::vector<GraphqlField>> fragments_;
};

bool is_connection(const GraphqlField& field) { return field.selects("nodes") || field.selects("edges"); }

std::size_t first_of(const GraphqlField& field, std::size_t otherwise) {
  const auto found = field.arguments.find("first");
  return found == field.arguments.end() || found->is_null() ? otherwise : found->get<std::size_t>();
}

/// The part of a list that a connection shows; cursors count the entries.
json connection(const GraphqlField& field, const json& list) {
  const std::string after = field.arguments.contains("after") && field.arguments["after"].is_string() ? field.arguments["after"].get<std::string>() : "";
  const std::size_t begin = std::min(after.empty() ? 0 : std::stoul(after), list.size());
  const std::size_t end = std::min(begin + first_of(field, list.size()), list.size());
  json out{{"nodes", json::array()}, {"edges", json::array()}};
  for (std::size_t i = begin; i < end; ++i) {
    out["nodes"].push_back(list[i]);
    out["edges"].push_back({{"cursor", std::to_string(i + 1)}, {"node", list[i]}});
  }
  const auto cursor = [&](std::size_t at) { return begin == end ? json() : json(std::to_string(at)); };
  out["pageInfo"] = {{"hasNextPage", end < list.size()}, {"hasPreviousPage", begin > 0}, {"startCursor", cursor(begin + 1)}, {"endCursor", cursor(end)}};
  return out;
}

json selected(const GraphqlField& field, const json& value) {
  if (field.selection.empty() || value.is_null()) return value;
  if (value.is_array() && is_connection(field)) return select_graphql(field.selection, connection(field, value));
  if (!value.is_array()) return select_graphql(field.selection, value);
  json list = json::array();
  const std::size_t most = first_of(field, value.size());
  for (std::size_t i = 0; i < value.size() && i < most; ++i) list.push_back(value[i].is_null() ? value[i] : select_graphql(field.selection, value[i]));
  return list;
}

int cost_of(const std::vector<GraphqlField>& selection);

int cost_of(const GraphqlField& field) {
  if (field.selection.empty()) return 0;
  const int inner = cost_of(field.selection);
  if (is_connection(field)) return 2 + static_cast<int>(first_of(field, 1)) * inner;
  if (field.name == "nodes" && !field.arguments.contains("ids")) return 1 + inner;
  if (field.name == "edges") return inner;
  const auto ids = field.arguments.find("ids");
  if (ids != field.arguments.end() && ids->is_array()) return static_cast<int>(ids->size()) * (1 + inner);
  return static_cast<int>(first_of(field, 1)) * (1 + inner);
}

int cost_of(const std::vector<GraphqlField>& selection) {
  int sum = 0;
  for (const auto& field : selection)
    if (field.name != "pageInfo") sum += cost_of(field);
  return sum;
}

}  // namespace

bool GraphqlField::selects(const std::string& field) const {
  return std::any_of(selection.begin(), selection.end(), [&](const auto& one) { return one.name == field; });
}

GraphqlOperation parse_graphql(const std::string& document, const json& variables) { return Reader(document, variables).read(); }

json select_graphql(const std::vector<GraphqlField>& selection, const json& object) {
  json out = json::object();
  for (const auto& field : selection) {
    const auto type = object.find("__typename");
    if (!field.type_condition.empty() && type != object.end() && *type != field.type_condition) continue;
    const auto value = object.find(field.name);
    if (value == object.end()) throw std::invalid_argument("the pretended shop has no " + field.name + " in " + object.dump().substr(0, 200));
    json chosen = selected(field, *value);
    // The same field asked for in two places answers once.
    if (out.contains(field.alias) && out[field.alias].is_object()) out[field.alias].merge_patch(chosen);
    else out[field.alias] = std::move(chosen);
  }
  return out;
}

int graphql_cost(const GraphqlOperation& operation) {
  if (operation.kind == "mutation") return 10 * static_cast<int>(operation.selection.size());
  return std::max(1, cost_of(operation.selection));
}

}  // namespace tillbridge::tests
