#include <boost/test/unit_test.hpp>

#include "guide/page.hpp"

using namespace tillbridge::guide;

namespace {

std::string resolve(std::string_view target) { return "/at/" + std::string(target); }

const Page kPage{.title = "A & `b_c`",
                 .blocks = {Paragraph{"Use `<a>` & [the *page*](error:x), never `unclosed"}, Bullets{{"one", "two"}}, Code{"xml", "<a>&amp;</a>\n"}, Table{{"x", "y"}, {{"a|b", "`c`"}}}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(page)

BOOST_AUTO_TEST_CASE(is_written_as_markdown) {
  BOOST_TEST(to_markdown(kPage, resolve) ==
             "# A & `b_c`\n\nUse `<a>` &amp; [the \\*page\\*](/at/error:x), never `unclosed\n\n* one\n* two\n\n```xml\n<a>&amp;</a>\n```\n\n| x | y |\n|---|---|\n| a\\|b | `c` |\n");
}

BOOST_AUTO_TEST_CASE(is_written_as_html_with_everything_escaped) {
  const auto html = to_html(kPage, resolve, "/s.css");
  for (const auto* part : {"<title>A &amp; b_c</title>", "<p>Use <code>&lt;a&gt;</code> &amp; <a href=\"/at/error:x\">the *page*</a>, never `unclosed</p>", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
                           "<pre>&lt;a&gt;&amp;amp;&lt;/a&gt;\n</pre>", "<tr><th>x</th><th>y</th></tr>\n<tr><td>a|b</td><td><code>c</code></td></tr>", "href=\"/s.css\""})
    BOOST_TEST(html.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_CASE(hand_written_texts_are_read_block_by_block) {
  const auto blocks = read_blocks("## Head\n\nOne line\nand another.\n* a\n  b\n* c\n\n```sh\nls\n\npwd\n```\nEnd.\n");
  BOOST_REQUIRE(blocks.size() == 5u);
  BOOST_TEST(std::get<Heading>(blocks[0]).text == "Head");
  BOOST_TEST(std::get<Heading>(blocks[0]).level == 2);
  BOOST_TEST(std::get<Paragraph>(blocks[1]).text == "One line and another.");
  BOOST_TEST(std::get<Bullets>(blocks[2]).items == (std::vector<std::string>{"a b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(std::get<Code>(blocks[3]).text == "ls\n\npwd\n");
  BOOST_TEST(std::get<Paragraph>(blocks[4]).text == "End.");
}

BOOST_AUTO_TEST_SUITE_END()
