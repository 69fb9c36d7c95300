#include <boost/test/unit_test.hpp>

#include <sstream>

#include <nlohmann/json.hpp>

#include "conformance/report.hpp"
#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

namespace {

/// Says what the test wants, and counts what was asked of it.
class ScriptedTask final : public Task {
 public:
  Verdict verdict = waiting("", "something");
  std::string blocked;
  std::vector<std::string> acts;

  std::string name() const override { return "scripted"; }
  std::string title() const override { return "A task"; }
  std::string page() const override { return "README.md"; }
  std::string obstacle(Stage&, const Seen&) override { return blocked; }
  Orders begin(Stage& stage) override {
    acts.emplace_back("begin");
    stage.loss.lose_next("UpdateInventory");
    return {{"Do it."}, {{"item", "A-1"}}};
  }
  void act(Stage&) override { acts.emplace_back("act"); }
  Verdict look(Stage&, const Seen& seen) override {
    from = seen.from;
    if (throws) throw std::runtime_error("the shop burns");
    return verdict;
  }
  std::size_t from = 0;
  bool throws = false;
};

struct Played : Scene {
  FixedClock clock{began};
  ScriptedTask task;
  std::ostringstream text;

  TaskResult run() {
    TextListener listener(text);
    const auto wait = [&](std::size_t) {
      clock.advance(std::chrono::seconds(1));
      return true;
    };
    return run_tasks({&task}, {.stage = stage, .clock = clock, .recording = [&] { return calls; }, .wait = wait, .listener = listener, .timeout = std::chrono::seconds(30), .prepare = std::chrono::seconds(5)}).at(0);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(run)

BOOST_AUTO_TEST_CASE(takes_what_the_task_says) {
  Played scene;
  scene.call("UpdateInventory", "");
  scene.task.verdict = passed("all was well", {"a remark"});
  const auto result = scene.run();
  BOOST_TEST(to_word(result.outcome) == "PASSED");
  BOOST_TEST(result.seen == "all was well");
  BOOST_TEST(scene.task.from == 1u);
  BOOST_TEST(scene.task.acts == (std::vector<std::string>{"begin", "act"}), boost::test_tools::per_element());
  BOOST_TEST((scene.clock.now() - scene.began == std::chrono::seconds(5)));
  for (const char* words : {"== A task (scripted)", "Do it.", "-- PASSED scripted: all was well", "remark: a remark"}) BOOST_TEST(says(scene.text.str(), words), words);
}

BOOST_AUTO_TEST_CASE(calls_it_not_seen_when_nothing_came_and_failed_when_something_lacks) {
  Played nothing, half;
  BOOST_TEST(to_word(nothing.run().outcome) == "NOT SEEN");
  BOOST_TEST(nothing.loss.next.empty());
  half.task.verdict = waiting("one of two", "the other");
  const auto result = half.run();
  BOOST_TEST(to_word(result.outcome) == "FAILED");
  BOOST_TEST(says(half.text.str(), "expected: the other"));
  BOOST_TEST(says(half.text.str(), "docs/integrators/README.md"));
}

BOOST_AUTO_TEST_CASE(does_not_begin_while_something_is_in_the_way) {
  Played scene;
  scene.task.blocked = "no item";
  const auto result = scene.run();
  BOOST_TEST(to_word(result.outcome) == "NOT SEEN");
  BOOST_TEST(result.expected == "no item");
  BOOST_TEST(scene.task.acts.empty());
  BOOST_TEST(says(scene.text.str(), "waiting, no item"));
}

BOOST_AUTO_TEST_CASE(fails_the_task_and_not_the_run_when_the_shop_does) {
  Played scene;
  scene.task.throws = true;
  const auto result = scene.run();
  BOOST_TEST(to_word(result.outcome) == "FAILED");
  BOOST_TEST(says(result.seen, "the shop burns"));
}

BOOST_AUTO_TEST_CASE(remarks_what_the_service_warned_of_during_the_task) {
  Played scene;
  const std::string warning = "<Warnings><Warning><Code>unknown_element</Code><Message>Colour is not known</Message></Warning></Warnings>";
  scene.call("UpdateInventory", "", warning);
  scene.task.blocked.clear();
  Verdict done = passed("done");
  scene.task.verdict = done;
  BOOST_TEST(scene.run().remarks.empty());

  Played during;
  during.task.verdict = done;
  during.stage.style.id = "X";
  TextListener listener(during.text);
  bool called = false;
  const auto wait = [&](std::size_t) {
    if (!called) during.call("UpdateInventory", "", warning);
    called = true;
    during.clock.advance(std::chrono::seconds(10));
    return true;
  };
  const auto results = run_tasks({&during.task}, {.stage = during.stage, .clock = during.clock, .recording = [&] { return during.calls; }, .wait = wait, .listener = listener,
                                                  .timeout = std::chrono::seconds(30), .prepare = std::chrono::seconds(5)});
  BOOST_TEST(says(results.at(0).remarks.at(0), "UpdateInventory: Colour is not known"));
}

BOOST_AUTO_TEST_CASE(remarks_each_refusal_once) {
  Played scene;
  TextListener listener(scene.text);
  const auto wait = [&](std::size_t) {
    scene.fault("UpdateInventory", "", "unauthenticated", "no");
    scene.call("", "").status = 415;
    scene.call("UpdatePricing", "").status = 0;
    scene.clock.advance(std::chrono::seconds(10));
    return true;
  };
  const auto result = run_tasks({&scene.task}, {.stage = scene.stage, .clock = scene.clock, .recording = [&] { return scene.calls; }, .wait = wait, .listener = listener, .timeout = std::chrono::seconds(30)}).at(0);
  BOOST_REQUIRE(result.remarks.size() == 3u);
  BOOST_TEST(says(result.remarks[0], "unauthenticated: no"));
  BOOST_TEST(says(result.remarks[1], "could not be read was refused with HTTP status 415"));
  BOOST_TEST(says(result.remarks[2], "UpdatePricing got no answer"));
}

BOOST_AUTO_TEST_CASE(begins_nothing_more_once_it_is_stopped) {
  Played scene;
  ScriptedTask second;
  TextListener listener(scene.text);
  const auto results = run_tasks({&scene.task, &second}, {.stage = scene.stage, .clock = scene.clock, .recording = [&] { return scene.calls; }, .wait = [](std::size_t) { return false; }, .listener = listener,
                                                          .prepare = std::chrono::seconds(5)});
  BOOST_REQUIRE(results.size() == 2u);
  BOOST_TEST(scene.task.acts.size() == 1u);
  BOOST_TEST(second.acts.empty());
  for (const auto& result : results) {
    BOOST_TEST(to_word(result.outcome) == "NOT SEEN");
    BOOST_TEST(result.expected == "the run was stopped");
  }
}

BOOST_AUTO_TEST_CASE(names_what_was_never_answered) {
  Scene scene;
  scene.hand_out("t1");
  scene.hand_out("t1");
  scene.hand_out("t2", "Return");
  scene.confirm("t2");
  const auto open = unanswered(scene.calls);
  BOOST_REQUIRE(open.size() == 1u);
  BOOST_TEST(says(open[0], "Shipment of order S1 (t1)"));
}

BOOST_AUTO_TEST_CASE(sums_up_for_people_and_for_programs) {
  const std::vector<TaskResult> results = {{TaskResult::Outcome::kPassed, "matrix", "Create", "A.md", "it came", "", {"one"}}, {TaskResult::Outcome::kFailed, "price", "Price", "B.md", "22,50", "a point", {}}};
  const auto text = summary_text(results, {"t1 is open"});
  for (const char* words : {"PASSED    matrix", "(1 remark)", "FAILED    price", "1 of 2 passed", "still open: t1 is open"}) BOOST_TEST(says(text, words), words);
  const auto json = nlohmann::json::parse(summary_json(results, {}));
  BOOST_TEST(json.at("passed") == 1);
  BOOST_TEST(json.at("results").at(1).at("page") == "docs/integrators/B.md");
  BOOST_TEST(!all_passed(results));
}

BOOST_AUTO_TEST_CASE(a_whole_run_is_ready_only_when_nothing_stays_unanswered) {
  TaskResult good;
  good.outcome = TaskResult::Outcome::kPassed;
  BOOST_TEST(is_ready({good}, {}, true));
  BOOST_TEST(!is_ready({good}, {"one is open"}, true));
  BOOST_TEST(is_ready({good}, {"one is open"}, false));
  BOOST_TEST(!is_ready({good, TaskResult{}}, {}, false));
}

BOOST_AUTO_TEST_CASE(has_twelve_tasks_with_names_of_their_own) {
  std::map<std::string, int> names;
  for (const auto& task : all_tasks()) ++names[task->name()];
  BOOST_TEST(names.size() == 12u);
}

BOOST_AUTO_TEST_SUITE_END()
