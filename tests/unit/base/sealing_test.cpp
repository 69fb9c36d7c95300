#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "base/sealing.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge::base;
using tillbridge::tests::SeededRandom;
namespace fs = std::filesystem;

namespace {

MasterKey key_of(char fill) { return MasterKey(SecretBytes(std::string(MasterKey::kSize, fill))); }

struct KeyFolder {
  KeyFolder() {
    char name[] = "/tmp/tillbridge_key_XXXXXX";
    path = mkdtemp(name);
  }
  ~KeyFolder() { fs::remove_all(path); }
  fs::path path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sealing)

BOOST_AUTO_TEST_CASE(what_is_sealed_opens_at_its_place_and_looks_different_each_time) {
  SeededRandom random;
  const Sealer sealer(key_of('k'), random);
  for (const auto& plain : {std::string(), std::string("ck_123"), std::string("\0\xff bytes", 8), std::string(5000, 'x')}) {
    const auto sealed = sealer.seal({"1", "2", "consumer_key"}, plain);
    BOOST_TEST(sealer.unseal({"1", "2", "consumer_key"}, sealed).value() == plain);
    BOOST_TEST(sealer.seal({"1", "2", "consumer_key"}, plain) != sealed);
    if (plain.size() > 3) BOOST_TEST(sealed.find(plain) == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(it_does_not_open_for_another_account_site_or_field) {
  SeededRandom random;
  const Sealer sealer(key_of('k'), random);
  const auto sealed = sealer.seal({"1", "2", "token"}, "secret");
  BOOST_TEST(!sealer.unseal({"2", "2", "token"}, sealed));
  BOOST_TEST(!sealer.unseal({"1", "3", "token"}, sealed));
  BOOST_TEST(!sealer.unseal({"1", "2", "tokens"}, sealed));
  BOOST_TEST(!sealer.unseal({"12", "", "token"}, sealed));
  BOOST_TEST(!sealer.unseal({"1", "2"}, sealed));
  BOOST_TEST(sealer.unseal({"2", "2", "token"}, sealed).error().message.find("secret\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_changed_character_is_noticed) {
  SeededRandom random;
  const Sealer sealer(key_of('k'), random);
  const auto sealed = sealer.seal({"1"}, "secret");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    BOOST_TEST(!sealer.unseal({"1"}, changed), "at " << i);
    BOOST_TEST(!sealer.unseal({"1"}, sealed.substr(0, i)), "cut at " << i);
  }
}

BOOST_AUTO_TEST_CASE(another_master_key_is_named_as_the_cause) {
  SeededRandom random;
  const auto sealed = Sealer(key_of('k'), random).seal({"1"}, "secret");
  const auto opened = Sealer(key_of('l'), random).unseal({"1"}, sealed);
  BOOST_REQUIRE(!opened);
  BOOST_TEST(opened.error().word == "other_master_key");
  BOOST_TEST(opened.error().message.find(key_of('k').id()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(pepper_sealing_key_and_id_have_nothing_in_common) {
  const auto key = key_of('k');
  BOOST_TEST(key.pepper().view() != key.sealing_key().view());
  BOOST_TEST(key.pepper().view() == key_of('k').pepper().view());
  BOOST_TEST(key.pepper().view() != key_of('l').pepper().view());
  BOOST_TEST(key.id().size() == 8u);
}

BOOST_AUTO_TEST_CASE(a_key_file_is_made_for_its_owner_only_and_read_back) {
  const KeyFolder folder;
  SeededRandom random;
  const auto file = folder.path / "master.key";
  const auto made = MasterKey::create(file, random).value();
  struct stat info {};
  BOOST_REQUIRE(::stat(file.c_str(), &info) == 0);
  BOOST_TEST((info.st_mode & 0777) == 0400u);
  BOOST_TEST(MasterKey::read(file).value().id() == made.id());
  BOOST_CHECK(MasterKey::create(file, random).error().code == ErrorCode::kConflict);
  BOOST_TEST(MasterKey::read(file).value().id() == made.id());
}

BOOST_AUTO_TEST_CASE(a_missing_open_or_damaged_key_file_is_refused_with_what_to_do) {
  const KeyFolder folder;
  SeededRandom random;
  const auto file = folder.path / "master.key";
  BOOST_TEST(MasterKey::read(file).error().message.find("tillbridge init") != std::string::npos);
  BOOST_REQUIRE(MasterKey::create(file, random));
  fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
  BOOST_TEST(MasterKey::read(file).error().message.find("chmod 400") != std::string::npos);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  std::ofstream(file) << "c2hvcnQ=\n";
  BOOST_TEST(MasterKey::read(file).error().message.find("no master key") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
