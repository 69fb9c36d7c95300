#include <boost/test/unit_test.hpp>

#include "base/base64.hpp"
#include "base/credential_digest.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge::base;
using tillbridge::tests::SeededRandom;

BOOST_AUTO_TEST_SUITE(credential_digest)

BOOST_AUTO_TEST_CASE(a_generated_secret_has_prefix_length_and_checksum) {
  SeededRandom random;
  const auto secret = generate_secret(random);
  BOOST_TEST(secret.size() == 61u);
  BOOST_TEST(is_generated_secret(secret));
  BOOST_TEST(generate_secret(random) != secret);
  auto typo = secret;
  typo[10] = typo[10] == 'a' ? 'b' : 'a';
  BOOST_TEST(!is_generated_secret(typo));
  BOOST_TEST(!is_generated_secret(secret.substr(1)));
  BOOST_TEST(!is_generated_secret(""));
}

BOOST_AUTO_TEST_CASE(a_generated_secret_matches_its_digest_under_its_pepper_only) {
  SeededRandom random;
  const auto secret = generate_secret(random);
  const SecretBytes pepper("pepper"), other("Pepper");
  const auto digest = digest_generated(pepper, secret);
  BOOST_TEST(digest.size() == 44u);
  BOOST_TEST(matches_generated(pepper, secret, digest));
  BOOST_TEST(!matches_generated(other, secret, digest));
  BOOST_TEST(!matches_generated(pepper, secret + " ", digest));
  BOOST_TEST(!matches_generated(pepper, "", digest));
}

BOOST_AUTO_TEST_CASE(the_hmac_is_the_one_of_rfc_4231) {
  // RFC 4231, test case 2.
  const auto digest = from_base64(digest_generated(SecretBytes("Jefe"), "what do ya want for nothing?")).value();
  const std::vector<std::uint8_t> start = {0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60};
  BOOST_TEST(std::vector<std::uint8_t>(digest.begin(), digest.begin() + 6) == start, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_chosen_password_matches_its_scrypt_digest_only) {
  SeededRandom random;
  const auto digest = digest_chosen(random, "correct horse");
  BOOST_TEST(digest.starts_with("131072:8:1:"));
  BOOST_TEST(matches_chosen("correct horse", digest));
  BOOST_TEST(!matches_chosen("Correct horse", digest));
}

BOOST_AUTO_TEST_CASE(the_scrypt_is_the_one_of_rfc_7914) {
  // RFC 7914 §12, second vector (N=1024, r=8, p=16) has a p above ours and is refused; the parameters N=16, r=1, p=1 are the first one.
  const std::string first = "16:1:1::" + to_base64(std::vector<std::uint8_t>{0x77, 0xd6, 0x57, 0x62, 0x38, 0x65, 0x7b, 0x20, 0x3b, 0x19, 0xca,
                                                                              0x42, 0xc1, 0x8a, 0x04, 0x97, 0xf1, 0x6b, 0x48, 0x44, 0xe3, 0x07,
                                                                              0x4a, 0xe8, 0xdf, 0xdf, 0xfa, 0x3f, 0xed, 0xe2, 0x14, 0x42});
  BOOST_TEST(matches_chosen("", first));
  BOOST_TEST(!matches_chosen("x", first));
}

BOOST_AUTO_TEST_CASE(an_unreadable_or_dearer_digest_never_matches) {
  for (const char* digest : {"", "x", "1:2:3:4", "131072:8:1:!:!", "262144:8:1:AAAA:AAAA", "131072:9:1:AAAA:AAAA", "3:8:1:AAAA:AAAA", "0:8:1:AAAA:AAAA", ":8:1:AAAA:AAAA"}) {
    BOOST_TEST(!matches_chosen("x", digest), digest);
  }
}

BOOST_AUTO_TEST_CASE(base64_reads_only_what_it_writes) {
  for (const std::string text : {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="}) BOOST_TEST(to_base64(from_base64(text).value()) == text);
  for (const std::string text : {"Z", "Zg=", "Zh==", "Zm9v\n", " Zm9", "Zm9-", "===="}) BOOST_TEST(!from_base64(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
