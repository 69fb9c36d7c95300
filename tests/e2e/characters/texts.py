"""What may stand in a text of the till, and what becomes of it. The expectation is part of each entry, never computed by a rule like the
product's own.

    survives(name, text, xml)   comes back byte-equal from everywhere. `xml` is how it is written in the request; plain escaping without it
    breaks(name, text, xml)     the same in texts of several lines; refused as control_characters where one line is wanted
    changes(name, text, xml)    legal XML that means another text than what it looks like, by a rule that stands in its name
    refused(name, xml)          a row error control_characters in every text; the other rows of the call are taken
    faults(name, xml, code)     XML that is unsound: the call is refused as a whole and nothing is done
"""
from typing import NamedTuple
from xml.sax.saxutils import escape


class Case(NamedTuple):
    kind: str
    name: str
    xml: bytes
    text: str = ""
    code: str = ""


def written(text):
    return escape(text, {"\r": "&#13;"}).encode()


def as_bytes(xml):
    return xml.encode() if isinstance(xml, str) else xml


def survives(name, text, xml=None):
    return Case("survives", name, written(text) if xml is None else as_bytes(xml), text)


def breaks(name, text, xml=None):
    return Case("breaks", name, written(text) if xml is None else as_bytes(xml), text)


def changes(name, text, xml):
    return Case("changes", name, as_bytes(xml), text)


def refused(name, xml):
    return Case("refused", name, as_bytes(xml), code="control_characters")


def faults(name, xml, code):
    return Case("faults", name, as_bytes(xml), code=code)


# -- every plane, every length of UTF-8 -----------------------------------------------------------------------------------------------

PLANES = [
    survives("last of one byte but DEL: tilde", "a~"),
    survives("first of two bytes that is no control: NBSP inside", "a\u00a0b"),
    survives("last of two bytes", "\u07ff"),
    survives("first of three bytes", "\u0800"),
    survives("last before the surrogates", "\ud7ff"),
    survives("first behind the surrogates, private use", "\ue000"),
    survives("last of private use in plane 0", "\uf8ff"),
    survives("last legal of plane 0: replacement character", "\ufffd"),
    survives("object replacement character", "\ufffc"),
    survives("noncharacter U+FDD0, which XML 1.0 allows", "\ufdd0"),
    survives("noncharacter U+FDEF, which XML 1.0 allows", "\ufdef"),
    survives("first of four bytes", "\U00010000"),
    survives("plane 1 cuneiform", "𒀀𒁀"),
    survives("plane 1 musical", "𝄞𝅘𝅥𝅮"),
    survives("plane 1 mathematical", "𝒯𝕚𝖑𝗅"),
    survives("plane 2 ideograph outside the BMP", "𠀀𠮷野家"),
    survives("plane 3", "\U00030000"),
    *[survives(f"first of plane {plane}", chr(plane << 16)) for plane in range(4, 17)],
    *[survives(f"last legal-looking but one of plane {plane}", chr((plane << 16) + 0xFFFD)) for plane in range(1, 17)],
    *[survives(f"noncharacter U+{plane:X}FFFE, which XML 1.0 allows", chr((plane << 16) + 0xFFFE)) for plane in (1, 2, 15, 16)],
    *[survives(f"noncharacter U+{plane:X}FFFF, which XML 1.0 allows", chr((plane << 16) + 0xFFFF)) for plane in (1, 2, 15, 16)],
    survives("all lengths of UTF-8 mixed", "aä€😀z"),
    survives("private use in plane 15 and 16", "\U000f0001\U00100001"),
    survives("language tags", "\U000e0001\U000e0065\U000e006e"),
    survives("variation selector of plane 14", "葛\U000e0100"),
]

# -- scripts ----------------------------------------------------------------------------------------------------------------------------

SCRIPTS = [survives(f"script: {name}", text) for name, text in {
    "German": "Größe Süßwasser ÄÖÜ ẞ", "French": "Crème brûlée, Œuvre à l’œil", "Spanish": "Año ¿Niño? ¡Sí!", "Portuguese": "Coração ímã",
    "Italian": "Città però è così", "Polish": "Zażółć gęślą jaźń", "Czech": "Příliš žluťoučký kůň", "Hungarian": "Árvíztűrő tükörfúrógép",
    "Romanian with comma below": "Ștefan și Țară", "Romanian with cedilla": "Ştefan şi Ţară", "Turkish": "İstanbul ışık ığdır IĞDIR iğde",
    "Turkish capital dotted I": "İ", "Turkish small dotless i": "ı", "Latin I and i": "Ii", "Icelandic": "Þórður Æði", "Danish": "Blåbærgrød Ærø",
    "Maltese": "Ħaż-Żebbuġ", "Welsh": "Llŷn ŵy", "Lithuanian": "i̇̀ Ąžuolas", "Latvian": "Ķekava ģimene", "Estonian": "Õöülõõts", "Sami": "Čáhppes",
    "Vietnamese": "Cà phê sữa đá Việt Nam", "Greek": "Ελληνικά ΰ ς σ Σ", "Greek polytonic": "Ἀθῆναι ᾧ", "Cyrillic": "Борщ ёлка Ъ", "Ukrainian": "Їжак Ґанок",
    "Serbian": "Љубав Њива Џем", "Georgian": "საქართველო", "Georgian capitals": "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "Armenian": "Հայաստան", "Hebrew": "שלום עולם",
    "Hebrew with points": "שָׁלוֹם", "Yiddish": "ייִדיש", "Arabic": "السلام عليكم", "Arabic with marks": "اَلْعَرَبِيَّةُ", "Arabic presentation forms": "ﷺ ﻻ",
    "Persian with ZWNJ": "می‌خواهم", "Urdu": "اردو زبان", "Syriac": "ܣܘܪܝܝܐ", "Thaana": "ދިވެހި", "N'Ko": "ߒߞߏ", "Hindi": "नमस्ते क्षत्रिय", "Bengali": "বাংলা",
    "Punjabi": "ਪੰਜਾਬੀ", "Gujarati": "ગુજરાતી", "Tamil": "தமிழ்", "Telugu": "తెలుగు", "Kannada": "ಕನ್ನಡ", "Malayalam": "മലയാളം ന്‍", "Sinhala": "සිංහල ශ්‍රී",
    "Thai": "ภาษาไทย กำ", "Lao": "ລາວ", "Tibetan": "བོད་སྐད", "Burmese": "မြန်မာ", "Khmer": "ភាសាខ្មែរ", "Mongolian": "ᠮᠣᠩᠭᠣᠯ", "Amharic": "አማርኛ", "Cherokee": "ᏣᎳᎩ ꮳꮃꭹ",
    "Inuktitut": "ᐃᓄᒃᑎᑐᑦ", "Chinese simplified": "简体中文 咖啡", "Chinese traditional": "繁體中文 龍鬚", "Japanese": "日本語 カタカナ ひらがな",
    "Japanese half width": "ｶﾀｶﾅ ﾊﾞ", "full width Latin": "Ｔｉｌｌ１２３", "Korean": "한국어 커피", "Korean conjoining": "한국", "Yi": "ꆈꌠꉙ",
    "Braille": "⠞⠊⠇⠇", "runes": "ᚠᚢᚦᚨᚱᚲ", "Gothic": "𐌲𐌿𐍄𐌹𐍃𐌺", "Deseret": "𐐔𐐯𐑅𐐨𐑉𐐯𐐻", "Adlam": "𞤀𞤣𞤤𞤢𞤥", "hieroglyphs": "𓀀𓁐", "Phoenician": "𐤐𐤍𐤉𐤒",
}.items()]

# -- equal to the eye, or to a careless comparison: each stays a text, and a key, of its own ------------------------------------------------

LOOK_ALIKES = [survives(f"look-alike: {name}", text) for name, text in {
    "e acute composed": "café", "e acute decomposed": "cafe\u0301", "A ring composed": "\u00c5ngström", "A ring decomposed": "A\u030angström",
    "Angstrom sign": "\u212bngström", "Hangul syllable": "\uac00", "Hangul letters": "\u1100\u1161", "ligature fi": "ﬁn", "letters f and i": "fin",
    "sharp s": "Straße", "two s": "Strasse", "capital sharp s": "STRAẞE", "long s": "Straſſe", "lower case": "tee", "upper case": "TEE", "mixed case": "Tee",
    "Kelvin sign": "\u212a", "letter K": "K", "micro sign": "5\u00b5m", "Greek mu": "5\u03bcm", "Ohm sign": "\u2126", "Greek omega": "\u03a9",
    "Cyrillic a": "\u0430pple", "Latin a": "apple", "final sigma": "ος", "sigma": "οσ", "full width A": "Ａ1", "plain A": "A1", "superscript two": "m²", "digit two": "m2",
    "no accent": "resume", "accents": "résumé", "soft hyphen": "So\u00adfa", "without soft hyphen": "Sofa", "zero width space": "So\u200bfa", "word joiner": "So\u2060fa",
    "trailing NBSP": "tee\u00a0", "leading NBSP": "\u00a0tee", "trailing ideographic blank": "tee\u3000", "two blanks inside": "ice  tea", "one blank inside": "ice tea",
    "blank and NBSP": "ice \u00a0tea", "order of marks one": "a\u0323\u0307", "order of marks two": "a\u0307\u0323", "digits": "007", "fewer digits": "7", "exponent": "1e3", "plus": "+7",
    "Arabic digits": "\u0660\u0661", "Devanagari digits": "\u0966\u0967",
}.items()]

# -- blanks and marks without width -----------------------------------------------------------------------------------------------------

BLANKS = [
    *[survives(f"inside, U+{point:04X}", f"a{chr(point)}b") for point in
      (0xAD, 0x1680, 0x180E, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2061, 0x2064, 0x3164, 0xFEFF, 0xFE0E, 0xFE0F, 0x115F, 0x1D159)],
    survives("only a NBSP", "\u00a0"),
    survives("only an ideographic blank", "\u3000"),
    survives("only a zero width space", "\u200b"),
    survives("a byte order mark in front", "\ufefftext"),
    survives("a byte order mark behind", "text\ufeff"),
    survives("line separator U+2028", "a\u2028b"),
    survives("paragraph separator U+2029", "a\u2029b"),
]

# -- bidi, combining, emoji -------------------------------------------------------------------------------------------------------------

MARKS = [
    *[survives(f"bidi control U+{point:04X}", f"x{chr(point)}אב") for point in (0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))],
    survives("a name that shows another ending", "inv\u202egpj.exe"),
    survives("right to left with a number", "מחיר 12.50 ₪"),
    survives("many combining marks", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘"),
    survives("a combining mark alone", "\u0301"),
    survives("a combining mark behind a blank", "a \u0301b"),
    survives("enclosing keycap", "1\ufe0f\u20e3"),
    survives("emoji", "😀😁"),
    survives("emoji by hexadecimal reference", "😀", "&#x1F600;"),
    survives("emoji by decimal reference, twice", "😀😀", "&#128512;&#128512;"),
    survives("emoji by reference with leading zeros", "😀!", "&#x0001F600;!"),
    survives("family joined by ZWJ", "👨‍👩‍👧‍👦"),
    survives("flag of regional letters", "🇩🇪"),
    survives("flag of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    survives("skin tones", "👍🏿👍🏻"),
    survives("heart with and without selector", "❤️❤"),
    survives("woman pilot", "👩🏽‍✈️"),
    survives("new emoji", "🫨🫠🪿"),
    survives("currency signs", "€£¥₹₽₺₿¢₩"),
    survives("quotes of every kind", "„a“ ‚b‘ »c« “d” ‘e’ ‹f› 「g」"),
    survives("dashes", "- ‐ ‑ ‒ – — ― −"),
    survives("fractions and signs", "½ ⅓ ™ ® © № ℠ ‰ ′ ″ …"),
]

# -- what looks like another language's syntax ------------------------------------------------------------------------------------------

SYNTAX = [survives(f"syntax: {name}", text) for name, text in {
    "quote": "O'Neill", "two quotes": "''", "double quote": 'He said "tea"', "backslash": "C:\\temp\\new", "backslash at the end": "back\\", "backslash quote": "\\'",
    "comment": "Robert'); DROP TABLE item;--", "C comment": "/* tea */", "hash": "#1 # --", "percent": "100%", "LIKE": "%_[a-z]%", "underscore": "a_b", "JSON": '{"a":["b",null]}',
    "JSON escape": "\\u0041\\n\\t\\\\", "backslash zero": "\\0", "HTML": "<b>bold</b>", "script": "<script>alert(1)</script>", "entity": "&amp;", "double entity": "&amp;amp;lt;",
    "reference as text": "&#65;&#x41;", "CDATA as text": "<![CDATA[x]]>", "end of CDATA": "]]>", "comment as text": "<!-- x -->", "instruction as text": "<?php echo 1 ?>",
    "only less than": "<", "only ampersand": "&", "only greater than": ">", "URL": "https://example.com/?a=1&b=2#c", "percent escapes": "%20%00%ff+", "format": "%s %d {} {0} ${x} #{y}",
    "template": "{{7*7}} <%= 1 %>", "formula": "=1+1", "at": "@SUM(A1)", "null word": "NULL", "none word": "undefined", "path": "../../etc/passwd", "pipe": "| ls; `id` $(id)",
    "comma": "a,b;c\u00a6d|e", "shop shortcode": "[gallery ids=1]", "equals": "a=b&c=d", "brackets": "([{<>}])", "regular expression": "^.*?(\\w+)$", "tilde and caret": "~^`´",
    "word true": "true", "word nil": "nil", "date": "2026-02-30", "minus": "-1", "comma decimal": "1,50", "huge number": "9" * 40, "not a number": "NaN",
}.items()]

# -- ways of writing --------------------------------------------------------------------------------------------------------------------

WAYS = [
    survives("CDATA", "<tea> & more", "<![CDATA[<tea> & more]]>"),
    survives("CDATA beside text", "a<b>c", "a<![CDATA[<b>]]>c"),
    survives("two sections of CDATA", "x]]>y", "<![CDATA[x]]]]><![CDATA[>y]]>"),
    survives("an empty section of CDATA", "void", "vo<![CDATA[]]>id"),
    survives("CDATA keeps references as text", "&#65; &lt;", "<![CDATA[&#65; &lt;]]>"),
    survives("a comment inside a text", "inout", "in<!-- never shown -->out"),
    survives("the five entities", "<>&\"'", "&lt;&gt;&amp;&quot;&apos;"),
    survives("a reference to a letter", "Ax", "&#65;x"),
    survives("a reference to NBSP", "p\u00a0q", "p&#160;q"),
    survives("a reference to U+2028", "p\u2028q", "p&#x2028;q"),
    survives("a reference to a byte order mark", "p\ufeffq", "p&#xFEFF;q"),
    survives("a reference to the last character", "\U0010ffff.", "&#x10FFFF;."),
    survives("unescaped quotes and greater than", "a>b\"c'd", "a>b\"c'd"),
]

# -- line breaks: only texts of several lines hold them ---------------------------------------------------------------------------------

BREAKS = [
    breaks("LF", "one\ntwo", "one\ntwo"),
    breaks("LF by reference", "one\nref", "one&#10;ref"),
    breaks("CR by reference", "one\rtwo", "one&#13;two"),
    breaks("CR by hexadecimal reference", "one\rhex", "one&#xD;hex"),
    breaks("CR LF by references", "one\r\ntwo", "one&#13;&#10;two"),
    breaks("CR by reference before a raw LF", "one\r\nraw", "one&#13;\nraw"),
    breaks("LF CR by references", "one\n\rtwo", "one&#10;&#13;two"),
    breaks("TAB", "one\ttwo", "one\ttwo"),
    breaks("TAB by reference", "one\tref", "one&#9;ref"),
    breaks("empty lines", "one\n\n\ntwo"),
    breaks("line breaks in CDATA", "one\n\ttwo <b>", "<![CDATA[one\n\ttwo <b>]]>"),
    breaks("a list of lines", "- tea\n- milk\n\n  indented"),
    breaks("HTML over lines", "<ul>\n<li>tea &amp; milk</li>\r\n</ul>"),
    breaks("line separators of every kind", "a\nb\r\nc\rd\u2028e\u2029f"),
]

# Accepted, and by rule not what the bytes look like.
CHANGES = [
    changes("a pair of surrogates by references, as old toolkits write an emoji, is that character", "pair \U0001F600", "pair &#xD83D;&#xDE00;"),
    changes("XML 2.11: a raw CR LF is one LF", "one\nline end", "one\r\nline end"),
    changes("XML 2.11: a raw CR alone is one LF", "one\nlone", "one\rlone"),
    changes("XML 2.11: in CDATA too", "one\ncdata", "<![CDATA[one\r\ncdata]]>"),
    changes("texts are trimmed: blanks", "trimmed", "  trimmed  "),
    changes("texts are trimmed: a TAB behind", "trimmed tab", "trimmed tab\t"),
    changes("texts are trimmed: line ends around", "trimmed lines", "\n\r\n  trimmed lines\r\n"),
    changes("texts are trimmed: line ends by reference too", "trimmed references", "&#13;&#10;trimmed references&#13;&#10;"),
    changes("texts are trimmed: in CDATA too", "trimmed cdata", "<![CDATA[ trimmed cdata ]]>"),
]

# -- refused --------------------------------------------------------------------------------------------------------------------------

REFUSED = [
    refused("DEL", b"a\x7fb"),
    refused("DEL by reference", "a&#127;b"),
    *[refused(f"C1 control U+{point:04X}", f"a{chr(point)}b") for point in range(0x80, 0xA0)],
    refused("NEL by reference", "a&#x85;b"),
    refused("C1 at the end", "end\u009f"),
    refused("C1 beside a letter of the same lead byte", "\u00c2\u0080"),
]

UNSOUND = [
    *[faults(f"control U+{point:04X} by reference", f"a&#x{point:X};b", "malformed_xml") for point in range(0x20) if point not in (9, 10, 13)],
    *[faults(f"control U+{point:04X} as a byte", b"a" + bytes([point]) + b"b", "malformed_xml") for point in range(1, 0x20) if point not in (9, 10, 13)],
    faults("NUL as a byte", b"a\x00b", "malformed_xml"),
    faults("U+FFFE by reference", "a&#xFFFE;b", "malformed_xml"),
    faults("U+FFFF by reference", "a&#65535;b", "malformed_xml"),
    faults("U+FFFE", "a\ufffeb", "malformed_xml"),
    faults("U+FFFF", "a\uffffb", "malformed_xml"),
    faults("a high surrogate by reference", "a&#xD83D;b", "malformed_xml"),
    faults("a low surrogate by reference", "a&#xDE00;b", "malformed_xml"),
    faults("beyond the last character", "a&#x110000;b", "malformed_xml"),
    faults("a reference that overflows", "a&#99999999999999999999;b", "malformed_xml"),
    faults("a reference without digits", "a&#;b", "malformed_xml"),
    faults("a reference without its end", "a&#65 b", "malformed_xml"),
    faults("an ampersand alone", "tea & milk", "malformed_xml"),
    faults("an entity that only HTML knows", "a&nbsp;b", "unknown_entity"),
    faults("the end of CDATA alone", "a]]>b", "malformed_xml"),
    faults("a surrogate as bytes (CESU-8)", b"a\xed\xa0\xbd\xed\xb8\x80b", "encoding"),
    faults("a lone surrogate as bytes", b"a\xed\xa0\x80b", "encoding"),
    faults("overlong slash of two bytes", b"a\xc0\xafb", "encoding"),
    faults("overlong NUL", b"a\xc0\x80b", "encoding"),
    faults("overlong of three bytes", b"a\xe0\x80\xafb", "encoding"),
    faults("overlong of four bytes", b"a\xf0\x80\x80\xafb", "encoding"),
    faults("five bytes", b"a\xf8\x88\x80\x80\x80b", "encoding"),
    faults("beyond U+10FFFF as bytes", b"a\xf4\x90\x80\x80b", "encoding"),
    faults("a lone continuation byte", b"a\x80b", "encoding"),
    faults("a sequence cut off", b"a\xe2\x82b", "encoding"),
    faults("Latin-1 that calls itself UTF-8", "Größe".encode("latin-1"), "encoding"),
    faults("byte FF", b"a\xffb", "encoding"),
]

CASES = [*PLANES, *SCRIPTS, *LOOK_ALIKES, *BLANKS, *MARKS, *SYNTAX, *WAYS, *BREAKS, *CHANGES, *REFUSED, *UNSOUND]


def of_kind(*kinds):
    return [case for case in CASES if case.kind in kinds]


# -- what only a shop can say ------------------------------------------------------------------------------------------------------------
# (name, as the shop holds it, as the till gets it). A shop's text is not trimmed. What XML 1.0 cannot carry becomes U+FFFD, one for one.

FROM_SHOP = [
    ("LF", "one\ntwo", "one\ntwo"),
    ("CR LF", "one\r\ntwo", "one\r\ntwo"),
    ("CR alone", "one\rtwo", "one\rtwo"),
    ("CR at the end", "one\r", "one\r"),
    ("TAB", "one\ttwo", "one\ttwo"),
    ("blanks around", "  Ann  ", "  Ann  "),
    ("line ends around", "\r\nAnn\n", "\r\nAnn\n"),
    ("only a blank", " ", " "),
    ("DEL", "a\x7fb", "a\x7fb"),
    *[(f"C1 control U+{point:04X}", f"a{chr(point)}b", f"a{chr(point)}b") for point in (0x80, 0x85, 0x9B, 0x9F)],
    *[(f"control U+{point:04X}", f"a{chr(point)}b", "a\ufffdb") for point in range(0x20) if point not in (9, 10, 13)],
    ("U+FFFE", "a\ufffeb", "a\ufffdb"),
    ("U+FFFF", "a\uffffb", "a\ufffdb"),
    ("only a NUL", "\0", "\ufffd"),
    ("a NUL at the end", "Ann\0", "Ann\ufffd"),
    ("many controls", "\x01\x02\x1b[31mred", "\ufffd\ufffd\ufffd[31mred"),
    ("a byte order mark in front", "\ufeffAnn", "\ufeffAnn"),
    ("a long text", "lang " * 20_000 + "Ende", "lang " * 20_000 + "Ende"),
    ("a long text of four bytes each", "😀" * 15_000, "😀" * 15_000),
]

# -- lengths -----------------------------------------------------------------------------------------------------------------------------
# (element, how many are kept, counted in)

LIMITS = [
    ("Name", 255, "characters"), ("ShortDescription", 4_000, "characters"), ("LongDescription", 60_000, "bytes"), ("AdditionalDescription", 60_000, "bytes"),
    ("Brand", 128, "characters"), ("Department", 255, "characters"), ("Barcode", 64, "characters"), ("SupplierSku", 128, "characters"), ("TaxClass", 64, "characters"),
    ("OptionName", 64, "characters"), ("OptionValue", 128, "characters"), ("AttributeName", 64, "characters"), ("AttributeValue", 1_000, "characters"),
    ("ItemIntegrationId", 128, "bytes"), ("ProductIntegrationId", 128, "bytes"),
]
# Of a parcel, and of a confirmation: there one text too long refuses the whole list.
PARCEL_LIMITS = [("ShipmentId", 128, "bytes"), ("Carrier", 64, "characters"), ("Service", 64, "characters"), ("TrackingNumber", 128, "characters")]
WORD_LIMITS = [("ErrorCode", 64, "characters"), ("ErrorMessage", 1_000, "characters"), ("PosDocumentNumber", 64, "characters"), ("PosCustomerNumber", 64, "characters")]
# One character of each length of UTF-8, so that a column counted in the wrong unit shows.
FILLERS = {1: "x", 2: "ä", 3: "€", 4: "😀"}
