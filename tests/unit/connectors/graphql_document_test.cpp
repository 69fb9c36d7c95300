#include "tests/support/graphql_document.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace tillbridge::tests;
using nlohmann::json;

BOOST_AUTO_TEST_SUITE(graphql_document)

BOOST_AUTO_TEST_CASE(selects_what_is_asked_for_and_nothing_else) {
  const json shop{{"order", {{"id", "gid://1"}, {"name", "#1"}, {"note", nullptr}, {"lines", json::array({{{"id", 1}, {"sku", "A"}}, {{"id", 2}, {"sku", "B"}}})}}}};
  const auto operation = parse_graphql("query One($n: Int = 1, $after: String) { order { ...Parts other: name lines(first: $n, after: $after) { nodes { sku } pageInfo { hasNextPage endCursor } } } }\n"
                                       "fragment Parts on Order { id note } # a remark",
                                       json::object());
  BOOST_TEST(operation.name == "One");
  BOOST_TEST(select_graphql(operation.selection, shop) ==
             json::parse(R"({"order": {"id": "gid://1", "note": null, "other": "#1", "lines": {"nodes": [{"sku": "A"}], "pageInfo": {"hasNextPage": true, "endCursor": "1"}}}})"));
  const auto next = parse_graphql("query One($after: String) { order { lines(first: 5, after: $after) { edges { node { id } } } } }", {{"after", "1"}});
  BOOST_TEST(select_graphql(next.selection, shop) == json::parse(R"({"order": {"lines": {"edges": [{"node": {"id": 2}}]}}})"));
}

BOOST_AUTO_TEST_CASE(takes_members_of_the_type_that_an_inline_fragment_names) {
  const json shop{{"nodes", json::array({{{"__typename", "A"}, {"a", 1}}, {{"__typename", "B"}, {"b", 2}}, nullptr})}};
  const auto operation = parse_graphql("query { nodes(ids: [\"x\", \"y\"]) { __typename ... on A { a } ... on B { b } } }", json::object());
  BOOST_TEST(select_graphql(operation.selection, shop) == json::parse(R"({"nodes": [{"__typename": "A", "a": 1}, {"__typename": "B", "b": 2}, null]})"));
}

BOOST_AUTO_TEST_CASE(puts_variables_into_arguments_and_directives) {
  const auto operation = parse_graphql("mutation Set($input: In!, $key: String!) { set(input: $input, more: [{a: -1.5, kind: WORD}]) @idempotent(key: $key) { ok } }",
                                       {{"input", {{"q", 3}}}, {"key", "k"}});
  BOOST_TEST(operation.kind == "mutation");
  BOOST_TEST(operation.selection.front().arguments == json::parse(R"({"input": {"q": 3}, "more": [{"a": -1.5, "kind": "WORD"}]})"));
  BOOST_TEST(operation.selection.front().directives == json::parse(R"({"idempotent": {"key": "k"}})"));
}

BOOST_AUTO_TEST_CASE(a_cost_multiplies_down_the_connections) {
  const auto cost = [](const std::string& text) { return graphql_cost(parse_graphql(text, json::object())); };
  BOOST_TEST(cost("{ shop { name } }") == 1);
  BOOST_TEST(cost("{ orders(first: 10) { nodes { id lines(first: 5) { nodes { price { amount } } pageInfo { hasNextPage } } } } }") == 2 + 10 * (1 + 2 + 5 * 2));
  BOOST_TEST(cost("mutation { a { x } b { y } }") == 20);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_document_and_members_that_are_missing) {
  for (const char* text : {"query { a ", "fragment F { a }", "{ ...Nowhere }", "{ a(b: $c) }"}) BOOST_CHECK_THROW(parse_graphql(text, json::object()), std::invalid_argument);
  BOOST_CHECK_THROW(select_graphql(parse_graphql("{ absent }", json::object()).selection, json::object()), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
