// Every limit that the contract sets (protocol/README.md, protocol/schema), with its unit in its
// name and its reason beside it. tests/protocol compares them with the schemas. What the server
// budgets for itself stands in server/app/limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace candour::limits {

// ---- decks -------------------------------------------------------------------------------------

// Graphemes are what a reader calls characters: grapheme clusters, UAX #29.

/// Nobody leads a room through more in a day.
inline constexpr std::size_t max_slides = 200;
/// A title is one line of the projector, and of the facilitators' list.
inline constexpr std::size_t max_title_graphemes = 120;
/// A question and a warning stay readable from the back of a hall.
inline constexpr std::size_t max_prompt_graphemes = 300;
inline constexpr std::size_t max_warning_graphemes = 300;
/// What a facilitator reads out beside a slide: about two minutes.
inline constexpr std::size_t max_notes_graphemes = 2'000;
/// A page of text: a glossary, or what a group agrees on.
inline constexpr std::size_t max_markdown_graphemes = 4'000;
/// A statement or an option is one row on a phone, three lines of it at the most.
inline constexpr std::size_t max_part_graphemes = 200;
/// What one end of a scale means.
inline constexpr std::size_t max_label_graphemes = 60;
/// What is said of a picture to somebody who does not see it.
inline constexpr std::size_t max_alt_graphemes = 300;
/// A video's address. Browsers and proxies take 2,000 bytes and more.
inline constexpr std::size_t max_url_bytes = 2'000;
/// The id of a slide, a statement or an option is a name that people write into a file.
inline constexpr std::size_t max_id_bytes = 40;
/// RFC 5646, section 4.4.1: room for every language tag that there is, and for each of its parts.
inline constexpr std::size_t max_language_tag_bytes = 35;
inline constexpr std::size_t max_language_part_bytes = 8;

/// Statements of one scale and options of one choice, so that a phone shows them on a page or two.
inline constexpr std::size_t min_statements = 1;
inline constexpr std::size_t max_statements = 10;
inline constexpr std::size_t min_options = 2;
inline constexpr std::size_t max_options = 20;
/// Words, or texts, of one person to one question.
inline constexpr std::uint8_t max_entries = 10;
inline constexpr std::uint8_t max_answers = 10;
/// One free text: what a message of 16 kB holds in any script, ten times over in none.
inline constexpr std::uint16_t max_text_graphemes = 1'000;
/// What still reads as one word or phrase on a screen.
inline constexpr std::size_t max_word_graphemes = 60;
/// A scale's values have three digits on the wire, and people answer in per cent at the finest.
inline constexpr std::uint8_t max_scale_value = 100;

/// The largest picture, in bytes as decoded: a screen full, well compressed.
inline constexpr std::size_t max_picture_bytes = 1'000'000;
/// All the texts of a deck together, in bytes as UTF-8, before they are cleaned; pictures are not
/// in it. 45,000 words of English take five hours to read out and have 270,000 bytes: nobody leads
/// a room through more, and each page of a facilitator and each restart carries it.
inline constexpr std::size_t max_deck_text_bytes = 262'144;
/// What a grapheme cluster may have on the average of one text. A family with four skin tones has
/// 11 code points, but nobody writes only families; and UAX #29 knows no bound by itself, so that
/// 120 characters could be 3 MB. A code point has up to 4 bytes.
inline constexpr std::size_t max_code_points_per_grapheme = 8;
inline constexpr std::size_t max_bytes_per_grapheme = max_code_points_per_grapheme * 4;
/// After this many faults a deck's reader stops: nobody reads on, and a hostile deck has millions.
inline constexpr std::size_t max_deck_errors = 100;
/// The largest deck by the rules has about 15,000 JSON values, 6 deep.
inline constexpr std::size_t max_deck_depth = 16;
inline constexpr std::size_t max_deck_values = 30'000;

// ---- messages ----------------------------------------------------------------------------------

/// A submit is 3 deep; the rest is for whatever comes after candour.v1. A message has 16 kB, and so
/// no more values than that.
inline constexpr std::size_t max_message_depth = 8;
inline constexpr std::size_t max_message_values = 16'384;
/// What a client of ours reads of a server: a facilitator's welcome may hold 200 slides.
inline constexpr std::size_t max_answer_depth = 12;
inline constexpr std::size_t max_answer_values = 1'000'000;
/// Characters of a number in JSON: a double has up to 24, and zeros may stand around it.
inline constexpr std::size_t max_number_bytes = 100;
/// The largest whole number that JavaScript holds exactly.
inline constexpr std::uint64_t max_whole = 9'007'199'254'740'991;
/// How many people, or answers, there can be: what a tally counts in.
inline constexpr std::uint64_t max_count = std::numeric_limits<std::uint32_t>::max();
/// Which page of a slide a projector shows, from 0: one text a page, and a tally has fewer texts.
inline constexpr std::uint64_t max_wall_page = 999;
/// When to come back, in seconds: within a day.
inline constexpr std::uint64_t max_retry_s = 86'400;
/// After how many hours a room that nobody uses may end by itself: a year of them at the most.
inline constexpr std::uint32_t max_hours_until_end = 8'760;
/// A stranger's name of a field or a kind is cut after so many bytes before it is said back.
inline constexpr std::size_t max_shown_bytes = 40;

// ---- workspaces --------------------------------------------------------------------------------

/// The largest body of a box, its label included: a deck of 4 MB whose pictures were random noise,
/// sealed and padded by an eighth at the most.
inline constexpr std::size_t max_box_bytes = 4'750'000;
/// What `about` and `names` may be: fifty links with names of sixty characters, and older keys.
inline constexpr std::size_t max_workspace_text_bytes = 65'536;
/// Four keys and what seals them.
inline constexpr std::size_t max_keyring_bytes = 512;
/// People of a team, by name; revoked ones are gone from the list.
inline constexpr std::size_t max_workspace_links = 50;
/// The longest body about a workspace is a list of 500 boxes; seven JSON values each.
inline constexpr std::size_t max_workspace_depth = 5;
inline constexpr std::size_t max_workspace_values = 4'000;

}  // namespace candour::limits
