#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tillbridge::tests {

/// One field of a selection with its arguments as values: variables are put in, fragments spread out.
struct GraphqlField {
  std::string alias;                  ///< under this name it stands in the answer
  std::string name;
  std::string type_condition;         ///< "" = of any type
  nlohmann::json arguments = nlohmann::json::object();
  nlohmann::json directives = nlohmann::json::object();  ///< by name: their arguments
  std::vector<GraphqlField> selection;

  bool selects(const std::string& field) const;
};

struct GraphqlOperation {
  std::string kind;                   ///< "query" or "mutation"
  std::string name;
  std::vector<GraphqlField> selection;
};

/// Reads the only operation of a GraphQL document. Throws std::invalid_argument for what is none, and for a variable that is neither given nor
/// has a default. No schema is known here: whether the fields exist is judged by tests/platform_contracts.
GraphqlOperation parse_graphql(const std::string& document, const nlohmann::json& variables);

/// What is selected of an object, and nothing else. A stored list answers a selection of nodes, edges and pageInfo as a connection, paged by `first` and
/// `after`; a plain list is cut to `first`. Members of another type than an inline fragment names (by "__typename") are left out. Throws
/// std::invalid_argument for a member that the object lacks: a pretended shop has to know what it is asked for.
nlohmann::json select_graphql(const std::vector<GraphqlField>& selection, const nlohmann::json& object);

/// Points by the published rule: an object 1, a connection 2 and its nodes as often as `first` says, a mutation 10. Platforms have become cheaper
/// since, so this is the most that a query can cost.
int graphql_cost(const GraphqlOperation& operation);

}  // namespace tillbridge::tests
