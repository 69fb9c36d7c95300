#pragma once
#include <string>

namespace tillbridge::domain {

/// What customers are matched by. Two texts that people would call the same address or number have the same key; a text that tells
/// nothing about a person has the key "" and matches nobody. Pure and total; keys are UTF-8.

/// An e-mail address without the blanks around it, in lower case (the part before the @ too: shoppers write it as they like), its
/// domain in the form of the name system ("ann@MÜLLER.example" and "ann@xn--mller-kva.example" are one). Nothing else is taken away:
/// "ann+shoes@…" and "a.nn@…" are other addresses. "" where there is no @ with text on both sides ("none", "n/a").
std::string email_key(const std::string& email);

/// A telephone number as "+" and digits where its country is known: it begins with + or 00, or `country` (ISO 3166-1 alpha-2, of the
/// address) tells the calling code. Blanks and punctuation go, so does a "(0)" behind the code; an extension stays as "x12".
/// Without a country the digits alone, so that it only equals a number written just so. "" for less than 7 digits (9 without a country),
/// more than 15, text with other letters, and numbers typed to fill a field ("0000000000", "123456789").
std::string phone_key(const std::string& phone, const std::string& country);

}  // namespace tillbridge::domain
